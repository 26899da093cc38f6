import Model
import Testing

/// Tasks, each waiting in line `line` for a resource, and what each has.
private func standstill(_ tasks: [(id: Int, line: Int, wants: Int)], _ resources: [Resource]) -> Picture {
    let records = tasks.map { each in
        var record = TaskRecord(id: TaskID(each.id), name: "t\(each.id)", coroutine: "work")
        record.location = CodeLocation(file: "/app/shop.py", line: each.line, function: "work", isUserCode: true)
        record.wait = Wait(kind: "lock", since: 60, isExact: true)
        return record
    }
    var picture = Picture()
    picture.apply(.connected(Service(instance: "i", pid: 7, name: "shop")))
    picture.apply(.snapshotBegan(tasks: records.count, time: 90))
    picture.apply(.tasksAdded(records, time: 90))
    picture.apply(.resources(resources, time: 90))
    let waits = tasks.map {
        ResourceWaitChange(task: TaskID($0.id), wait: ResourceWait(resource: $0.wants, role: "acquire"))
    }
    picture.apply(.resourceWaits(waits, time: 90))
    picture.apply(.snapshotEnded(time: 90))
    picture.apply(.loops([], time: 100))
    return picture
}

private func held(_ id: Int, _ kind: Resource.Kind, by holders: [Int], limit: Int = 1) -> Resource {
    var resource = Resource(id: id, kind: kind, type: "asyncpg.Pool", name: "db")
    (resource.limit, resource.inUse, resource.held) = (limit, holders.count, holders.count)
    resource.holders = holders.map { Resource.Holder(task: TaskID($0), since: 50, isExact: true) }
    return resource
}

private func findings(in picture: Picture) -> [Finding] {
    var board = FindingsBoard()
    board.look(at: picture)
    return board.current
}

@Suite("Judgement")
struct JudgementTests {
    @Test func eightDeadlocksAreToldAsEight() throws {
        let pairs = (0..<8).map { (first: 10 * $0 + 1, second: 10 * $0 + 2) }
        let tasks = pairs.flatMap { [($0.first, 5, $0.second), ($0.second, 9, $0.first)] }
        let locks = pairs.flatMap { [held($0.first, .lock, by: [$0.first]), held($0.second, .lock, by: [$0.second])] }
        let found = findings(in: standstill(tasks.map { (id: $0.0, line: $0.1, wants: $0.2) }, locks))
        #expect(found.map(\.kind) == [.deadlock])
        let evidence = try #require(found.first?.evidence)
        #expect(evidence.sentence.hasPrefix("8 circles like this one: a circle of 2"))
        #expect(evidence.taskCount == 16)
    }

    @Test func eightTasksThatExhaustAPoolAreOneSentenceWithEight() throws {
        let tasks = (1...8).map { (id: $0, line: 7, wants: 1) } + [(id: 20, line: 3, wants: 1)]
        let found = findings(in: standstill(tasks, [held(1, .pool, by: Array(1...8), limit: 8)]))
        #expect(found.map(\.kind) == [.deadlock], "neither an exhausted pool nor stuck tasks besides")
        let sentence = try #require(found.first?.evidence.sentence)
        #expect(
            sentence.contains("8 tasks each have a part of pool db (8 of 8 in use)") && sentence.contains("shop.py:7"))
        #expect(sentence.contains("1 more waits behind") && found.first?.evidence.taskCount == 8)
    }

    @Test func anAgentThatCameLateHasToBeThereForLong() {
        var board = FindingsBoard()
        func look(at time: Double, late: Bool) {
            var picture = Picture()
            let service = Service(
                instance: late ? "late" : "early", pid: 7, name: "shop", agentStarted: 90, isLate: late)
            picture.apply(.connected(service))
            picture.apply(.snapshotBegan(tasks: 0, time: time))
            picture.apply(.snapshotEnded(time: time))
            board.look(at: picture)
        }
        look(at: 91, late: false)
        #expect(!board.isConclusive)
        look(at: 93.5, late: false)
        #expect(board.isConclusive)
        look(at: 94, late: true)
        look(at: 97, late: true)
        #expect(!board.isConclusive && board.knownCount == nil && !board.answers(nil) && !board.answers(.error))
        look(at: 103, late: true)
        #expect(board.isConclusive && board.knownCount == 0 && board.answers(.error))
    }

    @Test func somethingThatIsBadEnoughIsAnAnswer() {
        var board = FindingsBoard()
        let locks = [held(1, .lock, by: [1]), held(2, .lock, by: [2])]
        board.look(at: standstill([(id: 1, line: 5, wants: 2), (id: 2, line: 9, wants: 1)], locks))
        #expect(board.current.map(\.severity) == [.error] && !board.isConclusive && board.watched == 0)
        #expect(board.answers(nil) && board.answers(.warning) && board.answers(.error))
    }

    @Test func whatTheAgentNoticesIsAFindingInItsWords() {
        var notice = Notice(kind: "open-files", key: "files", text: "64 of 64 file descriptors are open")
        notice.isGrave = true
        var picture = standstill([], [])
        var vitals = Vitals(time: 100)
        vitals.noticed = [notice, Notice(kind: "of a later version", key: "x", text: "unknown")]
        picture.apply(.vitals(vitals))
        let found = findings(in: picture)
        #expect(found.map(\.kind) == [.openFiles] && found.map(\.severity) == [.error])
        #expect(found.first?.evidence.sentence == notice.text)
    }

    @Test(arguments: [
        ("/venv/lib/python3.12/site-packages/aiohttp/web.py", true), ("/usr/lib/python3.12/json/a.py", false),
    ])
    func aLibrarysLineThatKeepsTheLoopIsAFindingAndPythonsIsNone(file: String, isFound: Bool) {
        let place = CodeLocation(file: file, line: 3, function: "f", isUserCode: false)
        var culprit = SlowCallback(
            id: 1, location: place, count: 3, total: 1.2, max: 0.4, first: 90, last: 99, samples: 3)
        func found() -> [FindingKind.Slug] {
            var picture = standstill([], [])
            picture.apply(.slow(SlowReport(threshold: 0.1, since: 0, culprits: [culprit]), time: 100))
            return findings(in: picture).map(\.kind)
        }
        #expect(found() == (isFound ? [.blockingCall] : []))
        culprit.keepsGIL = true
        #expect(found() == (isFound ? [.cpuBound] : []), "what keeps the GIL computes, measured or not")
        let loader = CodeLocation(file: "<frozen importlib._bootstrap>", line: 1, function: "f", isUserCode: false)
        culprit.stack = [StackFrame(location: loader), StackFrame(location: place)]
        #expect(found() == [], "an import is the start's doing")
    }

    @Test(arguments: [(1, false), (2, true)]) func anImportOfTheOwnCodeIsTheStartsDoingUnlessItComesAgain(
        count: Int, isFound: Bool
    ) {
        let place = CodeLocation(file: "/app/handlers.py", line: 3, function: "<module>", isUserCode: true)
        let loader = CodeLocation(file: "<frozen importlib._bootstrap>", line: 1, function: "f", isUserCode: false)
        var culprit = SlowCallback(
            id: 1, location: place, count: count, total: 2.5, max: 2.5, first: 90, last: 99, samples: 3)
        culprit.stack = [StackFrame(location: loader), StackFrame(location: place)]
        var picture = standstill([], [])
        picture.apply(.slow(SlowReport(threshold: 0.1, since: 0, culprits: [culprit]), time: 100))
        #expect(findings(in: picture).isEmpty == !isFound)
    }

    @Test func otherTasksSayThatTheirLoopStandsStill() throws {
        var picture = standstill([(id: 1, line: 5, wants: 1), (id: 2, line: 6, wants: 1)], [])
        var vitals = Vitals(time: 100)
        let loop = try #require(picture.tasks[TaskID(1)]?.loop)
        vitals.blocked = Vitals.Blocked(loop: loop, since: 80, seconds: 20, task: TaskID(2))
        picture.apply(.vitals(vitals))
        let first = try #require(picture.tasks[TaskID(1)])
        let second = try #require(picture.tasks[TaskID(2)])
        #expect(picture.standstill(of: first)?.contains("stands still, for 20.0s so far, in #2 t2") == true)
        #expect(picture.standstill(of: second) == nil)
    }
}
