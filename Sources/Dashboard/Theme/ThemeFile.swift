import Terminal

extension Theme {
    /// Reads a theme; what the text leaves out has the look of its kin (`border` that of `muted`), or that of the
    /// terminal's own colours.
    ///
    /// A key is the name of a meaning. Its value is a colour (`"#7dcfff"`, `"cyan"`, `"bright-red"`, `"default"`), a
    /// table (`{ color = "cyan", background = "#1a1e2c", bold = true }`), or the three stops of a gradient
    /// (`["blue", "cyan", "white"]`).
    public init(toml text: String) throws(SettingsError) {
        self.init()
        let table = try TOMLTable(parsing: text)
        let places = KeyPlaces(of: table)
        for key in table.keys.sorted() {
            guard let value = table[key] else { continue }
            if key == "name" {
                guard let name = value.string else { throw places.error([key], "`name` is a text in quotes") }
                self.name = name
            } else if let gradient = Gradient(rawValue: key), value.array != nil || gradient == .load {
                self[gradient] = try Self.stops(value, of: gradient, places: places)
            } else if let role = Role(rawValue: key) {
                self[role] = try Self.style(value, role: role, places: places)
            } else {
                throw places.error(
                    [key],
                    "unknown key `\(key)`\(Nearest.hint(key, among: Self.keys)); allowed are \(Self.list(Self.keys))")
            }
        }
    }

    /// Every key that a theme may have.
    public static let keys = ["name"] + Role.allCases.map(\.rawValue) + ["load"]

    private static func stops(_ value: TOMLValue, of gradient: Gradient, places: KeyPlaces)
        throws(SettingsError) -> [Color]
    {
        let path = [gradient.rawValue]
        if let text = value.string {
            let color = try color(text, at: path, places: places)
            return [color, color, color]
        }
        let texts = value.array.map { array in array.compactMap(\.string) } ?? []
        guard texts.count == 3, value.array?.count == 3 else {
            throw places.error(
                path, "`\(gradient.rawValue)` is a colour in quotes, or three of them: [\"green\", \"yellow\", \"red\"]"
            )
        }
        var stops: [Color] = []
        for text in texts { stops.append(try color(text, at: path, places: places)) }
        return stops
    }

    private static let attributes: [(key: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
    ]

    private static func style(_ value: TOMLValue, role: Role, places: KeyPlaces) throws(SettingsError)
        -> Style
    {
        if let text = value.string { return Style(try color(text, at: [role.rawValue], places: places)) }
        guard let table = value.table else {
            throw places.error([role.rawValue], "`\(role.rawValue)` is a colour in quotes, or a table with `color`")
        }
        var style = Style()
        for key in table.keys.sorted() {
            let path = [role.rawValue, key]
            if key == "color" || key == "background" {
                guard let text = table[key]?.string else { throw places.error(path, "`\(key)` is a colour in quotes") }
                let color = try color(text, at: path, places: places)
                if key == "color" { style.foreground = color } else { style.background = color }
            } else if let known = attributes.first(where: { $0.key == key }) {
                guard let isOn = table[key]?.bool else { throw places.error(path, "`\(key)` is true or false") }
                if isOn { style.attributes.insert(known.attribute) }
            } else {
                let allowed = ["color", "background"] + attributes.map(\.key)
                throw places.error(path, "unknown key `\(key)` in `\(role.rawValue)`; allowed are \(list(allowed))")
            }
        }
        return style
    }

    private static func color(_ text: String, at path: [String], places: KeyPlaces) throws(SettingsError) -> Color {
        guard let color = Color(named: text) else {
            throw places.error(
                path,
                "`\(text.prefix(40))` is no colour; allowed are #rrggbb, default, \(list(Color.names)), and bright- before each of these"
            )
        }
        return color
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

extension Color {
    /// The names of the eight ANSI colours, in their order.
    static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// A colour as themes write it: `default`, `cyan`, `bright-red`, `#7dcfff`.
    init?(named text: String) {
        if text == "default" {
            self = .terminalDefault
        } else if let index = Self.names.firstIndex(of: text) {
            self = .ansi(UInt8(index))
        } else if text.hasPrefix("bright-"), let index = Self.names.firstIndex(of: String(text.dropFirst(7))) {
            self = .ansi(UInt8(index + 8))
        } else if text.utf8.count == 7, text.first == "#", text.dropFirst().allSatisfy(\.isHexDigit),
            let value = UInt32(text.dropFirst(), radix: 16)
        {
            self = .rgb(UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
        } else {
            return nil
        }
    }
}
