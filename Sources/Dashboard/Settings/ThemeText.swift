/// The name of the theme in the text of a configuration, changed in place: what a person wrote stays as it is.
public enum ThemeText {
    /// The text with another theme.
    ///
    /// - Throws: where the text has mistakes, or names its theme in a way that cannot be changed safely.
    public static func changed(_ text: String, _ theme: String) throws(SettingsError) -> String {
        var wanted = try Configuration(toml: text)
        guard wanted.theme != theme else { return text }
        let places = KeyPlaces(of: text)
        let new = "theme = \"\(theme)\""
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if wanted.theme == nil {
            // Keys of no table stand before all tables; above other people's comments they disturb nobody.
            lines.insert(new, at: 0)
        } else if let place = places.find(["theme"]), place.line <= lines.count {
            let comment = lines[place.line - 1].firstIndex(of: "#").map { " " + lines[place.line - 1][$0...] }
            lines[place.line - 1] = new + (comment ?? "")
        }
        wanted.theme = theme
        let changed = lines.joined(separator: "\n")
        // Whatever the reader of TOML would not understand as it is meant is not written.
        guard (try? Configuration(toml: changed)) == wanted else {
            throw places.error(["theme"], "`theme` cannot be changed from here: please write \(new) by hand")
        }
        return changed.hasSuffix("\n") ? changed : changed + "\n"
    }
}
