internal import CNcurses
internal import Glibc

/// What characters the terminal is sent.
///
/// The names of the environment decide: a locale of that name need not be there, and its files are not read.
public enum Characters {
    /// True where the environment's locale has UTF-8; else only ASCII is written.
    public static var areUnicode: Bool {
        areUnicode { name in getenv(name).map { String(cString: $0) } }
    }

    static func areUnicode(_ variable: (String) -> String?) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(variable)
        // A modifier may stand behind it: ca_ES.UTF-8@valencia.
        let locale = names.first { !$0.isEmpty }?.uppercased().prefix { $0 != "@" } ?? ""
        return locale.hasSuffix("UTF-8") || locale.hasSuffix("UTF8")
    }

    /// Tells ncurses what it may write, and how wide that is.
    @MainActor
    static func adopt(isUnicode: Bool) {
        lt_set_characters(isUnicode) { Int32(TextWidth.columns(ofScalar: $0)) }
    }
}
