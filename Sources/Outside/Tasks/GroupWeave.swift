/// Who waits for which tasks: ties the tasks that are awaited to those that await them.
struct GroupWeave {
    /// A group before anybody has counted it: what it is known by, and its members.
    struct Group {
        let kind: AwaiterEdge.Kind
        let object: UInt64
        var owner: UInt64?
        var members: [UInt64] = []
    }

    private(set) var groups: [Group] = []
    private let first: Int
    private var numbers: [UInt64: Int] = [:]
    /// The tasks that wait for a future.
    private var waiters: [UInt64: [UInt64]] = [:]
    /// The task that another waits for, by way of a future of its own.
    private var direct: [UInt64: UInt64] = [:]
    private var memberships: [UInt64: [Int]] = [:]
    private var opened: [UInt64: Int] = [:]

    /// - Parameters:
    ///   - tasks: all of them.
    ///   - first: the number that the first group gets.
    init(_ tasks: [ParsedTask], first: Int) {
        self.first = first
        for task in tasks where task.waiter != 0 { waiters[task.waiter, default: []].append(task.address) }
    }

    /// Takes who awaits a task.
    mutating func add(_ task: ParsedTask) {
        for edge in task.edges {
            switch edge.kind {
            case .direct, .shield:
                for waiter in waiters[edge.awaiter] ?? [] { direct[waiter] = task.address }
            case .gather, .wait, .taskGroup:
                let number = self.number(of: edge)
                groups[number].members.append(task.address)
                memberships[task.address, default: []].append(first + number)
            }
        }
    }

    private mutating func number(of edge: AwaiterEdge) -> Int {
        if let known = numbers[edge.group] { return known }
        let owner = edge.kind == .taskGroup ? edge.awaiter : waiters[edge.awaiter]?.first
        let number = groups.count
        groups.append(Group(kind: edge.kind, object: edge.group, owner: owner))
        numbers[edge.group] = number
        if edge.kind == .taskGroup, let owner { opened[owner] = first + number }
        return number
    }

    /// The task that a task waits for alone.
    func awaited(by task: ParsedTask) -> UInt64? {
        task.end == .task && task.waiter != 0 ? task.endObject : direct[task.address]
    }

    /// The group that a task waits for.
    func group(awaitedBy task: ParsedTask) -> Int? {
        guard task.waiter != 0 else { return nil }
        if let number = numbers[task.waiter] { return first + number }
        return task.wait?.words == "task group" ? opened[task.address] : nil
    }

    /// The groups that a task is in.
    func groups(of task: ParsedTask) -> [Int] { memberships[task.address] ?? [] }
}
