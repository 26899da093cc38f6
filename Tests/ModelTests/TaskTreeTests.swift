import Model
import Testing

@Suite("The creation tree")
struct TaskTreeTests {
    @Test("Children stand below their parent, in order, with their guides")
    func nesting() {
        let picture = picture([
            task(1, "main"), task(2, "worker", parent: 1), task(3, "charge", parent: 2), task(4, "beat", parent: 1),
            task(9, "orphan", parent: 77),
        ])
        let rows = TaskTree.rows(of: picture, order: TaskOrder(), filter: TaskFilter(parsing: ""), collapsed: [])
        #expect(rows.map(\.id.rawValue) == [1, 2, 3, 4, 9])
        #expect(rows.map(\.depth) == [0, 1, 2, 1, 0])
        #expect(rows.map(\.isLast) == [false, false, true, true, true])
        #expect(rows.map(\.childCount) == [2, 1, 0, 0, 0])
        #expect(rows[2].ancestorsContinue == [true, true])
        #expect(rows.allSatisfy { $0.isMatch })
    }

    @Test("Collapsed tasks hide what is below them")
    func collapsing() {
        let picture = picture([task(1, "main"), task(2, "worker", parent: 1), task(3, "charge", parent: 2)])
        let rows = TaskTree.rows(
            of: picture, order: TaskOrder(), filter: TaskFilter(parsing: ""), collapsed: [TaskID(2), TaskID(3)])
        #expect(rows.map(\.id.rawValue) == [1, 2])
        #expect(rows.map(\.isCollapsed) == [false, true])
        #expect(rows[1].childCount == 1)
    }

    @Test("A filter keeps matches and the way to them")
    func filtering() {
        let picture = picture([
            task(1, "main"), task(2, "worker", parent: 1), task(3, "charge", parent: 2), task(4, "beat", parent: 1),
            task(5, "charge-lonely"),
        ])
        let filter = TaskFilter(parsing: "charge")
        let rows = TaskTree.rows(of: picture, order: TaskOrder(), filter: filter, collapsed: [])
        #expect(rows.map(\.id.rawValue) == [1, 2, 3, 5])
        #expect(rows.map(\.isMatch) == [false, false, true, true])
        #expect(rows.map(\.childCount) == [1, 1, 0, 0])
        #expect(rows[1].isLast, "its sibling is not shown")
        let list = TaskTree.list(of: picture, order: TaskOrder(isAscending: false), filter: filter)
        #expect(list.map(\.id.rawValue) == [5, 3])
    }

    @Test("A circle of parents, which no honest service has, still shows every task once")
    func circles() {
        let picture = picture([
            task(1, "a", parent: 3), task(2, "b", parent: 1), task(3, "c", parent: 2), task(4, "self", parent: 4),
            task(5, "tail", parent: 2),
        ])
        let rows = TaskTree.rows(of: picture, order: TaskOrder(), filter: TaskFilter(parsing: ""), collapsed: [])
        #expect(rows.map(\.id.rawValue).sorted() == [1, 2, 3, 4, 5])
        let filtered = TaskTree.rows(
            of: picture, order: TaskOrder(), filter: TaskFilter(parsing: "tail"), collapsed: [])
        #expect(filtered.count { $0.isMatch } == 1)
    }

    @Test("A chain of 20,000 tasks is shown, at a bounded depth")
    func deepChain() {
        let picture = picture((1...20_000).map { task($0, "link", parent: $0 - 1) })
        let rows = TaskTree.rows(of: picture, order: TaskOrder(), filter: TaskFilter(parsing: ""), collapsed: [])
        #expect(rows.map(\.id.rawValue) == Array(1...20_000))
        #expect(rows.last?.depth == TaskTree.depthLimit)
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
        second.wait = Wait(kind: "timer", since: 11, isExact: true)
        #expect(TaskOrder(sort: sort).positions(in: [first, second], now: 100) == [0, 1])
        #expect(TaskOrder(sort: sort, isAscending: false).positions(in: [first, second], now: 100) == [1, 0])
    }
}
