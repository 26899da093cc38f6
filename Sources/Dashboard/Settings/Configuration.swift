public import Model

/// What the user has set once for all services: `looptop config --sample` shows all there is.
public struct Configuration: Hashable, Sendable {
    /// What decides about findings.
    public var thresholds = FindingThresholds()
    /// Places where tasks wait long by intent: the end of a path, and a function.
    public var longRunning: Set<String> = []
    /// Name of the theme; nil for the one that suits the terminal.
    public var theme: String?
    /// How many colours are wanted; nil for what the terminal has.
    public var color: ColorChoice?
    /// Whether the mouse does something.
    public var hasMouse = true

    /// What keys mean.
    public var keys = KeyTable()

    /// The columns of lists by their names, in their order; a list that is not there has all of its own.
    public var columns: [TableName: [ChosenColumn]] = [:]

    /// Nothing is set.
    public init() {}

    /// Reads a configuration; what the text leaves out is as it is without.
    public init(toml text: String) throws(SettingsError) {
        let table = try TOMLTable(parsing: text)
        let places = KeyPlaces(of: table)
        for name in table.keys.sorted() {
            guard let key = ConfigurationKey.all.first(where: { $0.name == name }) else {
                let names = ConfigurationKey.all.map(\.name)
                throw places.error(
                    [name],
                    "unknown key `\(name)`\(Nearest.hint(name, among: names)); allowed are \(names.joined(separator: ", "))"
                )
            }
            guard let value = table[name] else { continue }
            try key.take(&self, value, places)
        }
    }

    mutating func take(thresholds value: TOMLValue, _ places: KeyPlaces) throws(SettingsError) {
        guard let kinds = value.table else {
            throw places.error(["thresholds"], "`thresholds` is a table for each kind: [thresholds.blocking-call]")
        }
        for kind in kinds.keys.sorted() {
            guard let slug = FindingKind.Slug(rawValue: kind) else {
                let known = FindingKind.all.filter { !$0.thresholds.isEmpty }.map(\.slug.rawValue)
                throw places.error(
                    ["thresholds", kind],
                    "there is no finding `\(kind)`\(Nearest.hint(kind, among: known)); those with thresholds are "
                        + known.joined(separator: ", "))
            }
            guard let names = kinds[kind]?.table else {
                throw places.error(["thresholds", kind], "`\(kind)` is a table: [thresholds.\(kind)]")
            }
            for name in names.keys.sorted() { try take(names[name], slug, name, places) }
        }
    }

    private mutating func take(
        _ value: TOMLValue?, _ slug: FindingKind.Slug, _ name: String, _ places: KeyPlaces
    ) throws(SettingsError) {
        let path = ["thresholds", slug.rawValue, name]
        let known = FindingKind.of(slug).thresholds.map(\.name)
        guard known.contains(name) else {
            let allowed = known.isEmpty ? "it has none" : "allowed are \(known.joined(separator: ", "))"
            throw places.error(
                path, "unknown threshold `\(name)` of `\(slug.rawValue)`\(Nearest.hint(name, among: known)); \(allowed)"
            )
        }
        guard let number = value?.double ?? value?.int.map(Double.init),
            thresholds.set("\(slug.rawValue).\(name)", to: number)
        else { throw places.error(path, "`\(name)` is a number, 0 or more") }
    }

    mutating func take(longRunning value: TOMLValue, _ places: KeyPlaces) throws(SettingsError) {
        let problem = places.error(["long-running"], "`long-running` is a list of texts such as \"app/worker.py:poll\"")
        guard let array = value.array else { throw problem }
        for entry in array {
            guard let mark = entry.string, mark.contains(":") else { throw problem }
            longRunning.insert(mark)
        }
    }
}
