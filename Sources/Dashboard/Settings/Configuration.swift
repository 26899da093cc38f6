public import Model
import TOMLKit

/// What the user has set once for all services.
///
///     long-running = ["app/worker.py:poll"]
///
///     [thresholds.blocking-call]
///     seconds = 0.25
public struct Configuration: Hashable, Sendable {
    /// What decides about findings.
    public var thresholds = FindingThresholds()
    /// Places where tasks wait long by intent: the end of a path, and a function.
    public var longRunning: Set<String> = []

    /// What keys mean.
    public var keys = KeyTable()

    /// The columns of lists by their names, in their order; a list that is not there has all of its own.
    public var columns: [TableName: [ChosenColumn]] = [:]

    /// Nothing is set.
    public init() {}

    /// Reads a configuration; what the text leaves out is as it is without.
    public init(toml text: String) throws(SettingsError) {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            throw SettingsError(line: Int(begin.line), column: Int(begin.column), message: error.description)
        } catch {
            throw SettingsError(line: nil, column: nil, message: "not TOML: \(error)")
        }
        let places = KeyPlaces(of: text)
        for key in table.keys.sorted() {
            switch key {
            case "thresholds": try take(thresholds: table[key], places)
            case "columns": try take(columns: table[key], places)
            case "keys": try take(keys: table[key], places)
            case "long-running": try take(longRunning: table[key], places)
            default:
                throw places.error(
                    [key], "unknown key `\(key)`; allowed are `columns`, `keys`, `thresholds` and `long-running`")
            }
        }
    }

    private mutating func take(
        thresholds value: (any TOMLValueConvertible)?, _ places: KeyPlaces
    ) throws(SettingsError) {
        guard let kinds = value?.table else {
            throw places.error(["thresholds"], "`thresholds` is a table for each kind: [thresholds.blocking-call]")
        }
        for kind in kinds.keys.sorted() {
            guard let slug = FindingKind.Slug(rawValue: kind) else {
                let known = FindingKind.all.filter { !$0.thresholds.isEmpty }.map(\.slug.rawValue)
                throw places.error(
                    ["thresholds", kind],
                    "there is no finding `\(kind)`; those with thresholds are \(known.joined(separator: ", "))")
            }
            guard let names = kinds[kind]?.table else {
                throw places.error(["thresholds", kind], "`\(kind)` is a table: [thresholds.\(kind)]")
            }
            for name in names.keys.sorted() { try take(names[name], slug, name, places) }
        }
    }

    private mutating func take(
        _ value: (any TOMLValueConvertible)?, _ slug: FindingKind.Slug, _ name: String, _ places: KeyPlaces
    ) throws(SettingsError) {
        let path = ["thresholds", slug.rawValue, name]
        let known = FindingKind.of(slug).thresholds.map(\.name)
        guard known.contains(name) else {
            let allowed = known.isEmpty ? "it has none" : "allowed are \(known.joined(separator: ", "))"
            throw places.error(path, "unknown threshold `\(name)` of `\(slug.rawValue)`; \(allowed)")
        }
        guard let number = value?.double ?? value?.int.map(Double.init),
            thresholds.set("\(slug.rawValue).\(name)", to: number)
        else { throw places.error(path, "`\(name)` is a number, 0 or more") }
    }

    private mutating func take(
        longRunning value: (any TOMLValueConvertible)?, _ places: KeyPlaces
    ) throws(SettingsError) {
        let problem = places.error(["long-running"], "`long-running` is a list of texts such as \"app/worker.py:poll\"")
        guard let array = value?.array else { throw problem }
        for entry in array {
            guard let mark = entry.string, mark.contains(":") else { throw problem }
            longRunning.insert(mark)
        }
    }
}
