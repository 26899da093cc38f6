import Testing

@testable import Model

@Suite("Trees with groups")
struct AwaitTreeTests {
    /// `main` (1) awaits a gather of 2, 3, 4; 2 awaits 5; 4 was passed in by 9.
    private static let gathered: Picture = {
        var main = task(1, "main")
        main.wait = Wait(kind: "gather", since: 0, isExact: true)
        main.onGroup = GroupID(7)
        var two = task(2, "two", parent: 1)
        two.wait = Wait(kind: "task", task: TaskID(5), since: 0, isExact: true)
        var (three, four) = (task(3, "three", parent: 1), task(4, "four", parent: 9))
        (two.group, three.group, four.group) = (GroupID(7), GroupID(7), GroupID(7))
        (two.madeBy, three.madeBy) = (GroupID(7), GroupID(7))
        var picture = picture([main, two, three, four, task(5, "five", parent: 1), task(9, "nine")])
        picture.apply(.groups([AwaitGroup(id: GroupID(7), kind: "gather", owner: TaskID(1))], time: 100))
        return picture
    }()

    private func drawn(_ tree: AwaitTree) -> [String] {
        tree.lines.map { line in
            let name =
                switch line.node {
                case .task(let id): "\(id.rawValue)"
                case .group(let id): "g\(id.rawValue)"
                case .cycle(let id): "cycle \(id.rawValue)"
                }
            return String(repeating: ".", count: line.depth) + name + (line.isLast ? "|" : "")
        }
    }

    @Test("By await: a group stands below who awaits it, its members below it, and what they wait for below them")
    func await() {
        #expect(drawn(AwaitTree(of: Self.gathered, by: .await)) == ["1", ".g7|", "..2", "...5|", "..3", "..4|", "9|"])
    }

    @Test("By creation: a group stands above those tasks alone that it made itself")
    func creation() {
        #expect(drawn(AwaitTree(of: Self.gathered, by: .creation)) == ["1", ".g7", "..2", "..3|", ".5|", "9|", ".4|"])
    }

    @Test("A filter keeps the way to its matches")
    func filter() {
        let tree = AwaitTree(of: Self.gathered, by: .await, filter: TaskFilter(parsing: "name:five"))
        #expect(drawn(tree) == ["1|", ".g7|", "..2|", "...5|"])
    }

    /// Tasks of which each waits for the next, by their numbers.
    private func chain(_ waits: [Int: Int]) -> Picture {
        picture(
            waits.keys.sorted().map { id in
                var task = task(id, "t\(id)")
                task.wait = Wait(kind: "task", task: waits[id].map { TaskID($0) }, since: 0, isExact: true)
                return task
            })
    }

    @Test("A cycle begins with its eldest, has each task once, and says where it closes")
    func cycle() {
        let picture = chain([3: 1, 1: 2, 2: 3])
        #expect(drawn(AwaitTree(of: picture, by: .await)) == ["1|", ".2|", "..3|", "...cycle 1|"])
    }

    @Test("A task that waits for itself")
    func itself() {
        #expect(drawn(AwaitTree(of: chain([1: 1]), by: .await)) == ["1|", ".cycle 1|"])
    }

    @Test("A cycle into which an older task waits is still said to be one")
    func entered() {
        #expect(drawn(AwaitTree(of: chain([1: 5, 5: 6, 6: 5]), by: .await)) == ["1|", ".5|", "..6|", "...cycle 5|"])
    }

    @Test("A cycle through a gather")
    func throughGroup() {
        var picture = Self.gathered
        var change = TaskChange(id: TaskID(5), state: .waiting, location: nil, wait: nil)
        change.wait = Wait(kind: "task", task: TaskID(1), since: 0, isExact: true)
        picture.apply(.tasksChanged([change], time: 101))
        #expect(
            drawn(AwaitTree(of: picture, by: .await)) == [
                "1", ".g7|", "..2", "...5|", "....cycle 1|", "..3", "..4|", "9|",
            ])
    }

    @Test("Of several that wait for one, the eldest has it; each task is there once")
    func shared() {
        #expect(drawn(AwaitTree(of: chain([1: 4, 2: 4, 3: 4, 4: 99]), by: .await)) == ["1", ".4|", "2", "3|"])
    }

    @Test("Parents in a circle, which no honest service has, and a long chain")
    func dishonest() {
        let circle = picture([task(1, "a", parent: 2), task(2, "b", parent: 1)])
        #expect(drawn(AwaitTree(of: circle, by: .creation)) == ["1|", ".2|"])
        let tasks = (1...20_000).map { task($0, "t", parent: $0 - 1) }
        #expect(AwaitTree(of: picture(tasks), by: .creation).lines.count == 20_000)
    }

    @Test("Why a task waits: the chain, through a group of which one is left, and its end")
    func why() {
        func cause(_ picture: Picture) -> RootCause { WaitGraph(picture).cause(of: TaskID(1)) }
        #expect(cause(chain([1: 2, 2: 3, 3: 99])).links.map(\.task.rawValue) == [1, 2, 3])
        let cycle = cause(chain([1: 2, 2: 3, 3: 2]))
        #expect(cycle.links.map(\.task.rawValue) == [1, 2, 3])
        #expect(cycle.end == .cycle(TaskID(2)))
        #expect(cause(Self.gathered).end == .several(GroupID(7), count: 3))
        var picture = Self.gathered
        picture.apply(
            .tasksEnded(
                [
                    TaskEnd(id: TaskID(3), outcome: .done, ended: 101),
                    TaskEnd(id: TaskID(4), outcome: .done, ended: 101),
                ],
                time: 101))
        #expect(cause(picture).links.map(\.task.rawValue) == [1, 2, 5])
    }
}
