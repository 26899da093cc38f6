import CLinux

/// The environment of this process.
public enum ProcessEnvironment {
    /// All of it, by name; where a name stands twice, the first one counts, as for `getenv`.
    public static var current: [String: String] {
        var found: [String: String] = [:]
        var entry = looptop_environment()
        while let words = entry?.pointee {
            let text = String(cString: words)
            if let sign = text.firstIndex(of: "="), case let name = String(text[..<sign]), found[name] == nil {
                found[name] = String(text[text.index(after: sign)...])
            }
            entry = entry?.successor()
        }
        return found
    }
}
