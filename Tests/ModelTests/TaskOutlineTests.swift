import Model
import Testing

@Suite("The creation tree")
struct TaskOutlineTests {
    private func rows(
        _ picture: Picture, _ form: TaskForm = .creation, filter: String = "", toggled: Set<RowID> = [],
        kept: Int? = nil, order: TaskOrder = TaskOrder()
    ) -> [TaskRow] {
        TaskOutline(
            of: picture, form: form,
            choices: TaskOutline.Choices(
                order: order, filter: TaskFilter(parsing: filter), toggled: toggled, kept: kept.map { TaskID($0) })
        ).rows
    }

    private func numbers(_ rows: [TaskRow]) -> [Int?] { rows.map { $0.task?.rawValue } }

    @Test("Children stand below their parent, in order, with their guides")
    func nesting() {
        let picture = picture([
            task(1, "main"), task(2, "worker", parent: 1), task(3, "charge", parent: 2), task(4, "beat", parent: 1),
            task(9, "orphan", parent: 77),
        ])
        let rows = self.rows(picture)
        #expect(numbers(rows) == [1, 2, 3, 4, 9])
        #expect(rows.map(\.depth) == [0, 1, 2, 1, 0])
        #expect(rows.map(\.isLast) == [false, false, true, true, true])
        #expect(rows.map(\.childCount) == [2, 1, 0, 0, 0])
        #expect(rows[2].ancestorsContinue == [true, true])
        #expect(rows.allSatisfy { $0.isMatch })
    }

    @Test("Collapsed tasks hide what is below them")
    func collapsing() {
        let picture = picture([task(1, "main"), task(2, "worker", parent: 1), task(3, "charge", parent: 2)])
        let rows = self.rows(picture, toggled: [.task(TaskID(2)), .task(TaskID(3))])
        #expect(numbers(rows) == [1, 2])
        #expect(rows.map(\.isCollapsed) == [false, true])
        #expect(rows[1].childCount == 1)
    }

    @Test("A filter keeps matches and the way to them")
    func filtering() {
        let picture = picture([
            task(1, "main"), task(2, "worker", parent: 1), task(3, "charge", parent: 2), task(4, "beat", parent: 1),
            task(5, "charge-lonely"),
        ])
        let rows = self.rows(picture, filter: "charge")
        #expect(numbers(rows) == [1, 2, 3, 5])
        #expect(rows.map(\.isMatch) == [false, false, true, true])
        #expect(rows.map(\.childCount) == [1, 1, 0, 0])
        #expect(rows[1].isLast, "its sibling is not shown")
        let list = self.rows(picture, .flat, filter: "charge", order: TaskOrder(isAscending: false))
        #expect(numbers(list) == [5, 3])
    }

    @Test("A circle of parents, which no honest service has, still shows every task once")
    func circles() {
        let picture = picture([
            task(1, "a", parent: 3), task(2, "b", parent: 1), task(3, "c", parent: 2), task(4, "self", parent: 4),
            task(5, "tail", parent: 2),
        ])
        let rows = self.rows(picture)
        #expect(numbers(rows).compactMap(\.self).sorted() == [1, 2, 3, 4, 5])
        let filtered = self.rows(picture, filter: "tail")
        #expect(filtered.count { $0.isMatch } == 1)
    }

    @Test("A chain of 20,000 tasks is shown, at a bounded depth")
    func deepChain() {
        let picture = picture((1...20_000).map { task($0, "link", parent: $0 - 1) })
        let rows = self.rows(picture)
        #expect(numbers(rows) == Array(1...20_000))
        #expect(rows.last?.depth == TaskOutline.depthLimit)
    }

    @Test("Unknown values come last in either direction, equals by id", arguments: [true, false])
    func unknownLast(isAscending: Bool) {
        var tasks = [task(1, "a"), task(2, "b"), task(3, "c"), task(4, "d")]
        tasks[1].wait = Wait(kind: "timer", since: 90, isExact: true)
        tasks[2].wait = Wait(kind: "timer", since: 50, isExact: true)
        let positions = TaskOrder(sort: .wait, isAscending: isAscending).positions(in: tasks, now: 100)
        #expect(positions == (isAscending ? [1, 2, 0, 3] : [2, 1, 0, 3]))
    }

    @Test("Every order sorts by what it says", arguments: TaskSort.allCases)
    func orders(sort: TaskSort) {
        var first = task(1, "a")
        first.coroutine = "a"
        first.state = .waiting
        first.created = 90
        first.location = CodeLocation(file: "/a.py", line: 5, function: "f", isUserCode: true)
        first.wait = Wait(kind: "timer", since: 99, isExact: true)
        var second = task(2, "b")
        second.coroutine = "b"
        second.state = .cancelling
        second.created = 10
        second.location = CodeLocation(file: "/a.py", line: 40, function: "f", isUserCode: true)
        second.wait = Wait(kind: "timer", on: "sleep", since: 11, isExact: true)
        first.effort = Effort(steps: 2, busy: 0.1, isSampled: false)
        second.effort = Effort(steps: 11, busy: 0.2, isSampled: true)
        #expect(TaskOrder(sort: sort).positions(in: [first, second], now: 100) == [0, 1])
        #expect(TaskOrder(sort: sort, isAscending: false).positions(in: [first, second], now: 100) == [1, 0])
    }

    @Test("Of many siblings alike the first few are shown, and the others as one line that unfolds")
    func alike() {
        let workers = (2...40).map { task($0, "worker", parent: 1) }
        let picture = picture([task(1, "main")] + workers + [task(50, "beat", parent: 1)])
        let rows = self.rows(picture)
        #expect(numbers(rows) == [1, 2, 3, 4, nil, 50])
        #expect(rows[4].summary?.count == 36)
        #expect(rows[4].isCollapsed)
        let unfolded = self.rows(picture, toggled: [rows[4].id])
        #expect(unfolded.count == 42)
        #expect(unfolded[5].depth == 2)
        #expect(numbers(self.rows(picture, kept: 30)) == [1, 2, 3, 4, 30, nil, 50])
        #expect(numbers(self.rows(picture, kept: 3)) == [1, 2, 3, 4, nil, 50])
        #expect(numbers(self.rows(picture, .flat)).count == 41)
    }

    @Test("A group has below it the tasks that it created, the others stay with their creator")
    func groups() {
        var members = [task(2, "fetch", parent: 1), task(3, "fetch", parent: 1), task(4, "passed", parent: 1)]
        members[0].madeBy = GroupID(7)
        members[1].madeBy = GroupID(7)
        for index in members.indices { members[index].group = GroupID(7) }
        var main = task(1, "main")
        main.onGroup = GroupID(7)
        var picture = picture([main] + members)
        picture.apply(.groups([AwaitGroup(id: GroupID(7), kind: "gather", owner: TaskID(1), total: 3)], time: 100))
        let created = rows(picture)
        #expect(
            created.map(\.id) == [1].map { .task(TaskID($0)) } + [.group(GroupID(7))]
                + [2, 3, 4].map { .task(TaskID($0)) })
        #expect(created.map(\.depth) == [0, 1, 2, 2, 1])
        #expect(created[1].summary?.count == 2)
        let awaited = rows(picture, .await)
        #expect(awaited.map(\.depth) == [0, 1, 2, 2, 2])
        #expect(awaited.map(\.id).first == .task(TaskID(1)))
        let folded = rows(picture, .await, toggled: [.group(GroupID(7))])
        #expect(folded.count == 2 && folded[1].isCollapsed)
    }

    @Test("Tasks that wait for each other are a circle: drawn as such, and no loop")
    func awaitCircle() {
        var tasks = [task(1, "a"), task(2, "b"), task(3, "c")]
        for (index, awaited) in [2, 3, 1].enumerated() {
            tasks[index].wait = Wait(kind: "task", task: TaskID(awaited), since: 90, isExact: true)
        }
        let rows = self.rows(picture(tasks), .await)
        #expect(rows.map(\.id) == [1, 2, 3].map { .task(TaskID($0)) } + [.cycle(TaskID(1), below: 3)])
        #expect(rows.map(\.depth) == [0, 1, 2, 3])
    }

    @Test("Folded by place: how many, the longest and the median wait, and below it the tasks")
    func places() {
        var tasks = (1...5).map { task($0, "worker") } + [task(6, "beat")]
        for index in 0..<5 {
            tasks[index].location = CodeLocation(file: "/a.py", line: 7, function: "f", isUserCode: true)
            tasks[index].wait = Wait(kind: "queue", since: 90 - Double(index), isExact: true)
            tasks[index].effort = Effort(steps: 2, busy: nil, isSampled: index == 3)
        }
        let order = TaskOrder(sort: .count, isAscending: false)
        let rows = self.rows(picture(tasks), .folded, order: order)
        #expect(rows.map { $0.summary?.count } == [5, 1])
        #expect(rows[0].summary?.longest == TaskID(5))
        #expect(rows[0].summary?.wait?.since == 86)
        #expect(rows[0].summary?.medianSince == 88)
        #expect(rows[0].summary?.effort == Effort(steps: 10, busy: nil, isSampled: true))
        #expect(rows[0].summary?.states.map(\.count) == [5])
        let unfolded = self.rows(picture(tasks), .folded, toggled: [rows[0].id], order: order)
        #expect(numbers(unfolded) == [nil, 5, 4, 3, 2, 1, nil])
    }

    @Test("A folded line tells how many stand below it, and how they are")
    func foldedSummary() {
        var ready = task(4, "d", parent: 2)
        ready.state = .ready
        let picture = picture([task(1, "main"), task(2, "b", parent: 1), task(3, "c", parent: 2), ready, task(5, "e")])
        let rows = self.rows(picture, toggled: [.task(TaskID(1))])
        #expect(numbers(rows) == [1, 5])
        #expect(rows[0].below == 3)
        #expect(rows[0].summary?.states.map(\.count) == [1, 2])
        #expect(rows[0].summary?.states.first?.state == .ready)
        let open = self.rows(picture)
        #expect(open.map(\.below) == [3, 2, 0, 0, 0])
        #expect(open.allSatisfy { $0.summary == nil })
    }

    @Test("A tree is folded to a depth, and single lines are unfolded in it")
    func depth() {
        let picture = picture([
            task(1, "main"), task(2, "b", parent: 1), task(3, "c", parent: 2), task(4, "d", parent: 3),
            task(5, "e", parent: 1),
        ])
        func rows(_ folding: TreeFolding, _ toggled: Set<RowID> = []) -> [TaskRow] {
            TaskOutline(
                of: picture, form: .creation, choices: TaskOutline.Choices(toggled: toggled, folding: folding)
            ).rows
        }
        #expect(numbers(rows(.depth(0))) == [1])
        #expect(numbers(rows(.depth(1))) == [1, 2, 5])
        #expect(numbers(rows(.depth(1), [.task(TaskID(2))])) == [1, 2, 3, 5])
        #expect(numbers(rows(.depth(9))) == [1, 2, 3, 4, 5])
        #expect(TreeFolding.usual.level(less: rows(.usual)) == .depth(2))
        #expect(TreeFolding.depth(2).level(less: rows(.depth(2))) == .depth(1))
        #expect(TreeFolding.depth(0).level(less: rows(.depth(0))) == .depth(0))
        #expect(TreeFolding.depth(0).level(more: rows(.depth(0))) == .depth(1))
        #expect(TreeFolding.depth(2).level(more: rows(.depth(2))) == .usual)
    }

    @Test("Unfolded wholly, those alike have lines of their own")
    func unfolded() {
        let picture = picture([task(1, "main")] + (2...41).map { task($0, "worker", parent: 1) })
        func rows(_ folding: TreeFolding) -> [TaskRow] {
            TaskOutline(of: picture, form: .creation, choices: TaskOutline.Choices(folding: folding)).rows
        }
        #expect(rows(.usual).count == 5)
        #expect(rows(.usual).map(\.below).first == 40)
        #expect(rows(.nothing).count == 42)
    }
}
