import Testing

@testable import Model

@Suite("The reducer")
struct PictureTests {
    private func entries(_ numbers: [Int]) -> Event {
        .log(numbers.map { LogEntry(id: $0, time: Double($0), kind: .created) }, since: 0, time: 1)
    }

    @Test("A log that is told again has every entry once, and what was lost is counted")
    func log() {
        var picture = Picture()
        picture.apply(entries([1, 2, 3]))
        picture.apply(entries([6]))
        #expect(picture.log.lost == 2)
        picture.apply(.snapshotBegan(tasks: 0, time: 2))
        picture.apply(entries([1, 2, 3, 4, 5, 6, 7]))
        #expect(picture.log.entries.map(\.id) == [1, 2, 3, 6, 7])
    }

    @Test("The log keeps its newest entries")
    func logLimit() {
        var picture = Picture()
        picture.apply(entries(Array(1...EventLog.limit + 1001)))
        #expect(picture.log.entries.count == EventLog.limit)
        #expect(picture.log.entries.last?.id == EventLog.limit + 1001)
    }

    @Test("A culprit is replaced by its newer account; of too many the oldest go")
    func slow() {
        func culprit(_ id: Int, count: Int = 1) -> SlowCallback {
            SlowCallback(
                id: id, location: nil, count: count, total: 1, max: 1, first: Double(id), last: Double(id))
        }
        var picture = Picture()
        picture.apply(.slow(SlowReport(threshold: 0.1, since: 3, culprits: [culprit(1), culprit(2)]), time: 1))
        picture.apply(.slow(SlowReport(culprits: [culprit(2, count: 5)]), time: 2))
        #expect(picture.slow.culprits.map(\.count) == [1, 5])
        #expect(picture.slow.threshold == 0.1)
        picture.apply(.slow(SlowReport(culprits: (3...1000).map { culprit($0) }), time: 3))
        #expect(picture.slow.culprits.count == SlowReport.limit)
        #expect(picture.slow.culprits.map(\.id).min() == 1001 - SlowReport.limit)
    }

    @Test("A request of which more becomes known is one request; it moves when it ends")
    func requests() {
        var request = RequestRecord(id: 1, server: "uvicorn", method: "GET", target: "/a", started: 1)
        var picture = Picture()
        picture.apply(.requests([request], time: 1))
        request.route = "/{x}"
        picture.apply(.requests([request], time: 2))
        #expect(picture.requests == [1: request])
        picture.apply(.requestsEnded([RequestEnd(id: 1, ended: 3, status: 200), RequestEnd(id: 9, ended: 3)], time: 3))
        #expect(picture.requests.isEmpty)
        #expect(picture.endedRequests.map(\.status) == [200])
        #expect(picture.endedRequests.map(\.route) == ["/{x}"])
    }

    @Test("Another instance begins a new picture, the same one keeps what it remembers")
    func instances() {
        var picture = picture([task(1, "a")])
        picture.apply(entries([1]))
        picture.apply(.groups([AwaitGroup(id: GroupID(1), kind: "gather")], time: 100))
        picture.apply(.disconnected(reason: "gone"))
        #expect(picture.tasks.count == 1)
        picture.apply(.connected(Service(instance: "i", pid: 7, name: "orders")))
        picture.apply(.snapshotBegan(tasks: 0, time: 101))
        #expect(picture.tasks.isEmpty)
        #expect(picture.groups.isEmpty)
        #expect(picture.log.entries.count == 1)
        picture.apply(.connected(Service(instance: "j", pid: 8, name: "orders")))
        #expect(picture.log.entries.isEmpty)
        #expect(picture.generation == 2)
    }

    @Test("What is not told of a change stays: the maker of a task, and its effort")
    func changes() {
        var made = task(1, "a")
        made.madeBy = GroupID(4)
        made.effort = Effort(steps: 3, busy: 0.5, isSampled: false)
        var picture = picture([made])
        picture.apply(.tasksChanged([TaskChange(id: TaskID(1), state: .ready, location: nil, wait: nil)], time: 101))
        #expect(picture.tasks[TaskID(1)]?.madeBy == GroupID(4))
        #expect(picture.tasks[TaskID(1)]?.effort?.steps == 3)
        #expect(picture.tasks[TaskID(1)]?.state == .ready)
    }
}
