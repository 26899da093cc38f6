import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct FindingsScreenTests {
    /// The sample service, as `Effect.findTrouble` would have it looked at twice.
    private func shown(
        _ picture: Picture = Sample.troubled, size: Size = Size(120, 36), glyphs: Glyphs = .unicode, watched: Double = 0
    ) -> Dashboard {
        var dashboard = Dashboard.showing(picture, size: size, glyphs: glyphs)
        var board = FindingsBoard()
        if watched > 0 {
            var early = Picture()
            early.apply(.connected(Sample.service))
            early.apply(.snapshotEnded(time: Sample.now - watched))
            board.look(at: early)
        }
        board.look(at: picture)
        dashboard.receive(findings: board)
        dashboard.press(.character("6"))
        return dashboard
    }

    @Test(arguments: ScreenTests.sizes) func screen(size: Size) throws {
        try Golden.check(
            shown(size: size).render(size, now: Sample.now).grid, "findings-\(size.width)x\(size.height)")
    }

    @Test func ascii() throws {
        let grid = shown(glyphs: .ascii).render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-findings-120x36")
    }

    @Test(arguments: ScreenTests.sizes) func nothingIsWrong(size: Size) throws {
        let dashboard = shown(Sample.picture(), size: size, watched: 60)
        try Golden.check(dashboard.render(size, now: Sample.now).grid, "findings-none-\(size.width)x\(size.height)")
    }

    @Test func noneIsSaidOnlyOfAServiceThatWasWatched() {
        let text = shown(Sample.picture()).text()
        #expect(text.contains("Not known yet") && !text.contains("Nothing is wrong") && !text.contains("Findings 0"))
        #expect(shown(Sample.picture(), watched: 60).text().contains("Findings 0"))
        #expect(shown().text().contains("Findings "), "what was found is told at once")
    }

    @Test(arguments: ScreenTests.sizes) func theOverviewBeginsWithTheWorst(size: Size) {
        var dashboard = shown(size: size)
        dashboard.press(.character("1"))
        #expect(dashboard.text(size).contains("deadlock"))
    }

    @Test func theWorstComesFirstAndEnterOpensItsTask() throws {
        var dashboard = shown()
        #expect(dashboard.findings.rows.first?.kind == .deadlock)
        #expect(dashboard.findings.selected?.kind == .deadlock)
        dashboard.press(.enter)
        #expect(dashboard.opened == dashboard.findings.selected?.evidence.tasks.first)
    }

    @Test func aKeyLeadsToTheResourceConcerned() {
        var dashboard = shown()
        dashboard.press(.character("r"))
        #expect(dashboard.screen == .waits)
        #expect(dashboard.waits.selected?.resource.id == dashboard.findings.selected?.evidence.resource)
    }

    @Test func aFindingOfASlowCallbackLeadsToIt() throws {
        var dashboard = shown()
        dashboard.press(.down)
        let culprit = try #require(dashboard.findings.selected?.evidence.culprit)
        dashboard.press(.enter)
        #expect(dashboard.screen == .slow)
        #expect(dashboard.slow.selected?.id == culprit)
    }

    @Test func whatIsGoneStaysAndIsMarked() {
        var dashboard = shown()
        var board = dashboard.toExamine.board
        var healed = Sample.picture(slow: SlowReport())
        healed.apply(.loops(healed.loops, time: Sample.now + 2))
        board.look(at: healed)
        dashboard.receive(findings: board)
        #expect(dashboard.diagnosis.board.current.map(\.kind) == [])
        #expect(!dashboard.findings.rows.isEmpty)
        #expect(dashboard.text().contains("gone"))
    }

    /// The sample service with a task that waits for a lock that another one keeps while it sleeps.
    private var stuck: Picture {
        var picture = Sample.troubled
        var keeper = TaskRecord(
            id: TaskID(72), name: "audit", coroutine: "Ledger.audit", state: .waiting,
            location: Sample.line("app/ledger.py", 50, "Ledger.audit"))
        keeper.wait = Wait(kind: "timer", since: Sample.now - 42, isExact: true)
        picture.apply(.tasksAdded([keeper], time: Sample.now))
        picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(72), wait: nil)], time: Sample.now))
        picture.apply(.loops(picture.loops, time: Sample.now + 3))
        return picture
    }

    @Test func aStuckTaskIsMarkedInTheListWithItsSign() throws {
        var dashboard = shown(stuck)
        #expect(dashboard.diagnosis.stuck == [TaskID(71)])
        dashboard.press(.character("2"), .character("/"))
        for character in "ledger.py" { dashboard.press(.character(character)) }
        dashboard.press(.enter)
        let row = try #require(dashboard.text().split(separator: "\n").first { $0.contains("ledger.py:31") })
        #expect(row.contains("▲ stuck"))
        let keeper = try #require(dashboard.text().split(separator: "\n").first { $0.contains("ledger.py:50") })
        #expect(keeper.contains("waiting"), "it only sleeps")
    }

    @Test func theKeyMarksThePlaceOfAStuckTaskAndOfNothingElse() throws {
        var dashboard = shown(stuck)
        #expect(dashboard.findings.selected?.kind != .stuckTask)
        #expect(!dashboard.press(.character("m")).contains { if case .keepMark = $0 { true } else { false } })
        #expect(dashboard.text().contains("only a stuck task"))
        while dashboard.findings.selected?.kind != .stuckTask {
            let before = dashboard.findings.selected?.id
            dashboard.press(.down)
            try #require(dashboard.findings.selected?.id != before, "no stuck task in the list")
        }
        let mark = "app/ledger.py:Ledger.debit"
        #expect(dashboard.press(.character("m")).contains(.keepMark(mark, isMarked: true)))
        dashboard.receive(mark: mark, isMarked: true, problem: nil)
        #expect(dashboard.text().contains("\(mark) is long-running now"))
        #expect(dashboard.press(.character("m")).contains(.keepMark(mark, isMarked: false)))
    }

    @Test func aLookIsAskedForOnceASecond() {
        var dashboard = Dashboard.showing(nil)
        let picture = Sample.picture()
        #expect(dashboard.update(picture).contains(.findTrouble))
        #expect(!dashboard.update(picture).contains(.findTrouble))
        dashboard.receive(findings: dashboard.toExamine.board)
        #expect(!dashboard.update(picture).contains(.findTrouble))
        var later = picture
        later.apply(.loops(picture.loops, time: picture.now + 1.1))
        #expect(dashboard.update(later).contains(.findTrouble))
    }
}

extension Sample {
    /// The sample service with a circle of two locks, and callbacks that block.
    static var troubled: Picture {
        var picture = picture(slow: slow)
        let names = [("debit", 71, 31), ("audit", 72, 44)]
        let tasks = names.map { name, id, at in
            TaskRecord(
                id: TaskID(id), name: name, coroutine: "Ledger.\(name)", state: .waiting,
                location: line("app/ledger.py", at, "Ledger.\(name)"),
                wait: Wait(kind: "lock", on: "lock acquire", since: now - 42, isExact: true))
        }
        let locks = [("Ledger.accounts", 41, 72, 43), ("Ledger.journal", 42, 71, 30)].map { name, id, holder, at in
            var lock = Resource(id: id, kind: .lock, type: "asyncio.Lock", name: name)
            lock.limit = 1
            lock.inUse = 1
            lock.waiting = 1
            lock.held = 1
            lock.holders = [
                Resource.Holder(
                    task: TaskID(holder), since: now - 43, isExact: true,
                    location: line("app/ledger.py", at, "Ledger.transfer"))
            ]
            return lock
        }
        picture.apply(.tasksAdded(tasks, time: now))
        picture.apply(.resources(locks, time: now))
        picture.apply(
            .resourceWaits(
                [
                    ResourceWaitChange(task: TaskID(71), wait: ResourceWait(resource: 41, role: "acquire")),
                    ResourceWaitChange(task: TaskID(72), wait: ResourceWait(resource: 42, role: "acquire")),
                ], time: now))
        return picture
    }
}
