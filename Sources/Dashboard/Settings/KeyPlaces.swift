/// Finds keys in the text of a TOML file: the parser forgets where they stood.
struct KeyPlaces {
    private let lines: [Substring]

    init(of text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// An error at the place of a key, or without a place where the key is written in an unusual way.
    func error(_ path: [String], _ message: String) -> SettingsError {
        let place = find(path)
        return SettingsError(line: place?.line, column: place?.column, message: message)
    }

    /// Line and column of the last key of a path, counted from 1.
    func find(_ path: [String]) -> (line: Int, column: Int)? {
        var line = 0
        var column = 0
        for key in path {
            guard let found = find(key, fromLine: line, column: column) else { return nil }
            (line, column) = found
        }
        return (line + 1, column + 1)
    }

    private func find(_ key: String, fromLine first: Int, column: Int) -> (line: Int, column: Int)? {
        for line in first..<max(first, lines.count) {
            let characters = Array(lines[line])
            let start = line == first ? column : 0
            for position in start..<max(start, characters.count) where isKey(key, at: position, in: characters) {
                return (line, position)
            }
        }
        return nil
    }

    /// A key stands alone, outside of comments, and `=`, `.` or `]` follows.
    private func isKey(_ key: String, at position: Int, in line: [Character]) -> Bool {
        guard position + key.count <= line.count, line[position..<position + key.count].elementsEqual(key) else {
            return false
        }
        let before = line[..<position]
        guard !before.contains("#"), before.last.map({ " \t\"'[{,.".contains($0) }) ?? true else { return false }
        let after = line[(position + key.count)...].first { !" \t\"'".contains($0) }
        return after.map { "=.]".contains($0) } ?? false
    }
}
