public import Model
public import Wire

/// `looptop tree`: the tasks of a service below the tasks that created them, siblings in the order of creation.
public struct TreeReport: Sendable {
    private let picture: Picture
    private let rows: [TaskRow]

    /// Makes the report of what matches a filter, and the way to it.
    public init(_ picture: Picture, filter: TaskFilter = TaskFilter(parsing: "")) {
        self.picture = picture
        rows = TaskTree.rows(of: picture, order: TaskOrder(), filter: filter, collapsed: [])
    }

    /// A table whose first column is the tree; guides of ASCII letters where the terminal has no others.
    public func text(isASCII: Bool = false) -> String {
        var table = TextTable(["TASK", "STATE", "WAIT", "WAITS-FOR", "AT"], rightAligned: [2])
        for row in rows {
            guard let task = picture.tasks[row.id] else { continue }
            var cells = TaskCells.cells(of: task, in: picture)
            cells[0] = "\(Self.guides(of: row, isASCII: isASCII))\(task.id) \(task.name)"
            table.add(cells)
        }
        return table.text + Doubts.text(of: picture)
    }

    private static func guides(of row: TaskRow, isASCII: Bool) -> String {
        guard row.depth > 0 else { return "" }
        var text = ""
        for goesOn in row.ancestorsContinue.dropFirst() { text += goesOn ? (isASCII ? "|  " : "│  ") : "   " }
        return text + (row.isLast ? (isASCII ? "`- " : "└─ ") : (isASCII ? "+- " : "├─ "))
    }

    /// As `ps`, with `children` in every task.
    public var json: JSONValue {
        // Built from behind: when a row comes, all rows below it have been gathered.
        var gathered: [(depth: Int, value: JSONValue)] = []
        for row in rows.reversed() {
            guard let task = picture.tasks[row.id] else { continue }
            var children: [JSONValue] = []
            while let last = gathered.last, last.depth > row.depth {
                children.append(last.value)
                gathered.removeLast()
            }
            let fields = TaskJSON.fields(of: task, in: picture) + [("children", .array(children))]
            gathered.append((row.depth, .object(fields)))
        }
        return [
            "service": TaskJSON.service(picture.service), "tasks": .array(gathered.reversed().map(\.value)),
            "complete": .bool(picture.isComplete), "dropped": .int(picture.dropped),
        ]
    }
}
