public import JSON
public import Model

/// `looptop tree`: tasks below the tasks that created them, or below those that wait for them; siblings in the order of
/// creation.
public struct TreeReport: Sendable {
    private let picture: Picture
    private let lines: [TreeLine]

    /// Makes the report of what matches a filter, and the way to it.
    public init(_ picture: Picture, by form: TreeForm = .creation, filter: TaskFilter = TaskFilter(parsing: "")) {
        self.picture = picture
        lines = AwaitTree(of: picture, by: form, filter: filter).lines
    }

    /// A table whose first column is the tree; guides of ASCII letters where the terminal has no others.
    public func text(isASCII: Bool = false) -> String {
        var table = TextTable(["TASK", "STATE", "WAIT", "WAITS-FOR", "STEPS", "BUSY", "AT"], rightAligned: [2, 4, 5])
        for line in lines {
            var cells = cells(of: line.node, isASCII: isASCII)
            cells[0] = "\(Self.guides(of: line, isASCII: isASCII))\(cells[0])"
            table.add(cells)
        }
        return table.text + Doubts.text(of: picture)
    }

    private func cells(of node: TreeNode, isASCII: Bool) -> [String] {
        switch node {
        case .task(let id):
            guard let task = picture.tasks[id] else { return ["\(id)", "", "", "", "", "", ""] }
            let cells = TaskCells.cells(of: task, in: picture)
            return ["\(id) \(task.name)"] + cells.dropFirst()
        case .group(let id):
            let group = picture.groups[id]
            let text = group.map { WaitDescription($0).text } ?? "group"
            return [text, "", "", "", "", "", TaskCells.place(group?.location, in: picture)]
        case .cycle(let id):
            let name = picture.tasks[id]?.name ?? ""
            return ["\(isASCII ? "^" : "↺") a cycle: \(id) \(name)", "", "", "", "", "", ""]
        }
    }

    private static func guides(of line: TreeLine, isASCII: Bool) -> String {
        guard line.depth > 0 else { return "" }
        var text = ""
        for goesOn in line.ancestorsContinue.dropFirst() { text += goesOn ? (isASCII ? "|  " : "│  ") : "   " }
        return text + (line.isLast ? (isASCII ? "`- " : "└─ ") : (isASCII ? "+- " : "├─ "))
    }

    /// As `ps`, with `children` in every task; groups and cycles are nodes of their own `type`.
    public var json: JSONValue {
        // Built from behind: when a line comes, all lines below it have been gathered.
        var gathered: [(depth: Int, value: JSONValue)] = []
        for line in lines.reversed() {
            var children: [JSONValue] = []
            while let last = gathered.last, last.depth > line.depth {
                children.append(last.value)
                gathered.removeLast()
            }
            gathered.append((line.depth, .object(fields(of: line.node) + [("children", .array(children))])))
        }
        return TaskJSON.document(picture, [("tasks", .array(gathered.reversed().map(\.value)))])
    }

    private func fields(of node: TreeNode) -> [(String, JSONValue)] {
        switch node {
        case .task(let id):
            [("type", "task")] + (picture.tasks[id].map { TaskJSON.fields(of: $0, in: picture) } ?? [])
        // A group has no id of a task, and nobody shall take its number for one.
        case .group(let id):
            [("type", "group"), ("id", nil)] + (picture.groups[id].map { TaskJSON.fields(of: $0) } ?? [])
        case .cycle(let id): [("type", "cycle"), ("id", nil), ("task", .int(id.rawValue))]
        }
    }
}
