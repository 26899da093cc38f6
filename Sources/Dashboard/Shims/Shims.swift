public import Model

enum DurationText {
    static func short(_ seconds: Double) -> String {
        let s = max(0, seconds)
        if s < 0.0995 { return "\(Int((s * 1000).rounded())) ms" }
        if s < 59.95 { let t = Int((s * 10).rounded()); return "\(t / 10).\(t % 10) s" }
        let whole = Int(s)
        if whole < 3600 { return "\(whole / 60)m \(whole % 60 < 10 ? "0" : "")\(whole % 60)s" }
        if whole < 86400 { return "\(whole / 3600)h \(whole % 3600 / 60)m" }
        return "\(whole / 86400)d \(whole % 86400 / 3600)h"
    }
}
enum LocationText {
    static func short(_ location: CodeLocation, directory: String?) -> String {
        var file = location.file
        if let directory, file.hasPrefix(directory + "/") {
            file = String(file.dropFirst(directory.count + 1))
        } else if let range = file.split(separator: "/").suffix(2) as ArraySlice<Substring>? {
            file = range.joined(separator: "/")
        }
        return "\(file):\(location.line)"
    }
}
struct TaskFilter: Hashable, Sendable {
    var text: String
    var problem: String? { text.hasSuffix(">") ? "a number is missing after >" : nil }
    init(parsing text: String) { self.text = text }
    func matches(_ task: TaskRecord) -> Bool {
        text.isEmpty || task.name.contains(text) || task.coroutine.contains(text)
    }
}
enum TaskSort: String, CaseIterable, Sendable { case id, name, state, wait, age, coroutine, location }
struct TaskOrder: Hashable, Sendable {
    var sort: TaskSort
    var isAscending: Bool
    static let creation = TaskOrder(sort: .id, isAscending: true)
}
struct TaskRow: Hashable, Sendable {
    var id: TaskID
    var depth: Int
    var ancestorsContinue: [Bool]
    var isLast: Bool
    var childCount: Int
    var isCollapsed: Bool
    var isMatch: Bool
}
enum TaskTree {
    static func rows(of picture: Picture, order: TaskOrder, filter: TaskFilter, collapsed: Set<TaskID>) -> [TaskRow] {
        var children: [TaskID: [TaskID]] = [:]
        var roots: [TaskID] = []
        for task in picture.tasks.values.sorted(by: { $0.id < $1.id }) where filter.matches(task) {
            if let parent = task.parent, picture.tasks[parent] != nil {
                children[parent, default: []].append(task.id)
            } else {
                roots.append(task.id)
            }
        }
        var rows: [TaskRow] = []
        func walk(_ id: TaskID, _ trail: [Bool], _ last: Bool) {
            let own = children[id] ?? []
            rows.append(
                TaskRow(
                    id: id, depth: trail.count, ancestorsContinue: trail, isLast: last, childCount: own.count,
                    isCollapsed: collapsed.contains(id), isMatch: true))
            if collapsed.contains(id) { return }
            for (index, child) in own.enumerated() { walk(child, trail + [!last], index == own.count - 1) }
        }
        for (index, root) in roots.enumerated() { walk(root, [], index == roots.count - 1) }
        return rows
    }
}
public struct TaskDetail: Hashable, Sendable {
    public var id: TaskID
    public var stack: [StackFrame]
    public var awaitedBy: [TaskID]
    public var children: [TaskID]
    public var cancelRequests: Int?
}
