import Model
import Testing

@testable import Wire

@Suite("What an agent tells beside tasks")
struct WatchingTests {
    private let picture: Picture

    init() throws {
        var picture = Picture()
        for event in try everything().events() { picture.apply(event) }
        self.picture = picture
    }

    private static let line = CodeLocation(file: "app.py", line: 88, function: "load", isUserCode: true)
    private static let quote = CodeLocation(file: "/srv/app.py", line: 31, function: "quote", isUserCode: true)

    @Test("Groups, until they end")
    func groups() {
        #expect(
            Array(picture.groups.values) == [
                AwaitGroup(
                    id: GroupID(7), kind: "gather", name: "tg", owner: TaskID(3), location: Self.line, total: 4,
                    done: 2, failed: 1, returnsExceptions: true)
            ])
    }

    @Test("A task's groups and effort")
    func tasks() {
        let owner = picture.tasks[TaskID(3)]
        #expect(owner?.onGroup == GroupID(7))
        #expect(owner?.group == nil)
        #expect(owner?.effort == Effort(steps: 12, busy: 0.25, isSampled: false))
        let member = picture.tasks[TaskID(4)]
        #expect(member?.group == GroupID(7))
        #expect(member?.madeBy == GroupID(7))
        #expect(member?.state == .ready)
        #expect(member?.effort == Effort(steps: 2, busy: 0.125, isSampled: true))
    }

    @Test("Slow callbacks; what is null is unknown")
    func slow() {
        #expect(picture.slow.threshold == 0.1)
        #expect(picture.slow.since == 1)
        let frame = StackFrame(
            location: Self.quote, source: "time.sleep(0.4)",
            context: [
                SourceLine(number: 30, text: "def quote():"), SourceLine(number: 31, text: "    time.sleep(0.4)"),
            ])
        var blocked = SlowCallback(
            id: 1, location: Self.quote, source: "time.sleep(0.4)", count: 2, total: 0.9, max: 0.5, first: 2,
            last: 4.5, samples: 9, stack: [frame], task: TaskID(3), name: "fetch", coroutine: "load",
            request: "GET /quote", delayed: 12, cpu: 0.02,
            histogram: [
                SlowCallback.Bucket(bound: 0.2, count: 0), SlowCallback.Bucket(bound: 0.5, count: 2),
                SlowCallback.Bucket(bound: nil, count: 0),
            ],
            latest: [
                SlowCallback.Block(time: 4.5, seconds: 0.5, delayed: 12),
                SlowCallback.Block(time: 2, seconds: 0.4, task: TaskID(3)),
            ])
        (blocked.starved, blocked.worked) = (0.25, 0.4)
        #expect(
            picture.slow.culprits == [
                blocked,
                SlowCallback(id: 2, location: nil, count: 1, total: 0.2, max: 0.2, first: 3, last: 3),
            ])
    }

    @Test("The event log, with the number of entries that never came")
    func log() {
        #expect(
            picture.log.entries == [
                LogEntry(id: 40, time: 1.5, kind: .created, task: TaskID(3), name: "fetch", location: Self.line),
                LogEntry(id: 42, time: 2.5, kind: .failed, task: TaskID(4), text: "ValueError: 7", seconds: 0.75),
            ])
        #expect(picture.log.since == 0.5)
        #expect(picture.log.lost == 1)
    }

    @Test("Requests in flight, and those that have ended")
    func requests() {
        #expect(
            Array(picture.requests.values) == [
                RequestRecord(
                    id: 1, task: TaskID(3), server: "uvicorn", method: "GET", target: "/o/1", route: "/o/{id}",
                    peer: "127.0.0.1:5", started: 2.5)
            ])
        #expect(
            picture.endedRequests == [
                RequestRecord(id: 2, server: "uvicorn", method: "POST", target: "/o", started: 3, ended: 5, status: 201)
            ])
    }

    @Test("Vital signs")
    func vitals() {
        let vitals = picture.vitals
        #expect(vitals?.steps == 100)
        #expect(vitals?.countsEveryStep == true)
        #expect(vitals?.requests == 1)
        #expect(vitals?.requestsTotal == 2)
        #expect(vitals?.slow == 3)
        #expect(vitals?.busiest == [Vitals.BusyLine(location: Self.quote, share: 0.4)])
    }

    @Test("Counters of the past become what happened in each second")
    func history() {
        #expect(
            picture.history == [
                HistorySample(time: 1, tasks: 2, lag: 0.1, requests: 0, readyQueue: 3, blocked: 0),
                HistorySample(
                    time: 2, tasks: 2, created: 2, cpu: 0.5, steps: 10, requests: 1, requestsBegun: 1, readyQueue: 4,
                    blocked: 0.4),
                HistorySample(
                    time: 4, tasks: 2, created: 1, lag: 0.2, cpu: 0.5, steps: 40, requests: 1, requestsBegun: 0.5,
                    readyQueue: 5, blocked: 0.5),
            ])
    }

    @Test("An answer to task")
    func detail() throws {
        var decoder = MessageDecoder()
        let line =
            #"{"id":4,"result":{"id":9,"name":"n","coroutine":"c","state":"waiting","parent":1,"created":1.5,"#
            + #""created_at":{"file":"app.py","line":88,"function":"load","user":1},"loop":1,"#
            + #""wait":{"kind":"gather","on":null,"on_task":null,"since":2,"exact":true},"#
            + #""stack":[{"file":"app.py","line":88,"function":"load","user":true,"source":"await x","context":null}],"#
            + #""awaits":[10,11],"awaited_by":[12],"children":[],"cancel_requests":0,"steps":5,"busy":0.5,"#
            + #""approx":false,"request":2,"created_source":"create_task(c())","group":3,"on_group":7,"new":[{}]}}"#
        guard case .response(4, let body) = try decoder.decode(Array(line.utf8)) else {
            Issue.record("no answer")
            return
        }
        let detail = try body.taskDetail()
        var record = TaskRecord(id: TaskID(9), name: "n", coroutine: "c", parent: TaskID(1), loop: 1, created: 1.5)
        record.createdAt = Self.line
        record.location = Self.line
        record.wait = Wait(kind: "gather", since: 2, isExact: true)
        record.group = GroupID(3)
        record.onGroup = GroupID(7)
        record.effort = Effort(steps: 5, busy: 0.5, isSampled: false)
        #expect(
            detail
                == TaskDetail(
                    record: record, stack: [StackFrame(location: Self.line, source: "await x")],
                    awaits: [TaskID(10), TaskID(11)], awaitedBy: [TaskID(12)], cancelRequests: 0, request: 2,
                    createdSource: "create_task(c())"))
    }

    @Test("What is looked at is told by number, two hundred at most")
    func look() {
        let request = Request.look(LookRequest(tasks: [TaskID(17), TaskID(18)]))
        #expect(
            String(decoding: request.encoded(id: 1), as: UTF8.self)
                == #"{"jsonrpc": "2.0", "id": 1, "method": "look", "params": {"tasks": [17, 18], "steps": "looked"}}"#
                + "\n")
        #expect(LookRequest(tasks: (1...300).map { TaskID($0) }).tasks.count == 200)
    }
}
