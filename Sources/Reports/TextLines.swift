import Model
import Terminal

/// Lines of text that are not a table.
enum TextLines {
    /// The lines, each with its end; what could move a cursor is replaced.
    static func joined(_ lines: [String]) -> String {
        lines.map { TextWidth.sanitized($0) + "\n" }.joined()
    }

    /// A stack, the source below each frame; the user's own frames are marked, and a recursion is cut as Python cuts it.
    static func stack(_ frames: [StackFrame], in picture: Picture) -> [String] {
        guard !frames.isEmpty else { return ["  nothing is known of it"] }
        var lines: [String] = []
        var rest = frames[...]
        while let frame = rest.first {
            let alike = rest.prefix { $0.location == frame.location }.count
            let mark = frame.location.isUserCode ? ">" : " "
            let place = TaskCells.place(frame.location, in: picture)
            let shown =
                ["  \(mark) \(place)  \(frame.location.function)"] + (frame.source.map { ["        \($0)"] } ?? [])
            for _ in 0..<min(alike, mostAlike) { lines += shown }
            if alike > mostAlike {
                lines.append("        [previous frame repeated \(Plural.count(alike - mostAlike, "more time"))]")
            }
            rest = rest.dropFirst(alike)
        }
        return lines
    }

    /// So many frames of one line are shown one after another.
    private static let mostAlike = 3

    /// `#12 fetch, #13 store`, ten at most.
    static func tasks(_ ids: [TaskID], in picture: Picture) -> String {
        let named = ids.prefix(10).map { id in
            picture.tasks[id].map { "\(id) \($0.name)" } ?? "\(id)"
        }
        return named.joined(separator: ", ") + (ids.count > 10 ? " and \(ids.count - 10) more" : "")
    }
}

extension String {
    /// Spaces behind it, so that so many columns are taken; for words of our own, one column a character.
    func padding(to columns: Int) -> String {
        self + String(repeating: " ", count: max(1, columns - count))
    }
}
