import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct ShutdownScreenTests {
    static let sizes = [Size(60, 15), Size(80, 24), Size(120, 36), Size(200, 50)]

    private func before(
        _ plan: ShutdownPlan = Sample.plan, size: Size = Size(120, 36), isReadOnly: Bool = false
    ) -> Dashboard {
        var dashboard = Dashboard(
            settings: DashboardSettings(theme: .night, targetName: "orders-api", isReadOnly: isReadOnly, grace: 30))
        _ = dashboard.handle(.resized(size))
        dashboard.update(Sample.fullPicture())
        dashboard.press(.character("7"))
        dashboard.receive(plan: plan)
        return dashboard
    }

    private func during(_ status: ShutdownStatus = Sample.ending, size: Size = Size(120, 36)) -> Dashboard {
        var dashboard = before(size: size)
        dashboard.update(Sample.endingPicture(status))
        return dashboard
    }

    @Test(arguments: sizes) func plan(size: Size) throws {
        try Golden.check(
            before(size: size).render(size, now: Sample.now).grid, "shutdown-plan-\(size.width)x\(size.height)")
    }

    @Test func aPlanThatDoesNotFitIsScrolled() {
        let size = Size(60, 15)
        var dashboard = before(size: size)
        #expect(dashboard.text(size).contains("… "))
        let whole = Set(before(size: Size(60, 60)).text(Size(60, 60)).split { " \n".contains($0) })
        var seen = Set(dashboard.text(size).split { " \n".contains($0) })
        for _ in 0..<60 {
            dashboard.press(.down)
            seen.formUnion(dashboard.text(size).split { " \n".contains($0) })
        }
        #expect(whole.subtracting(seen).isEmpty)
        #expect(!dashboard.text(size).contains("more ─"))
        dashboard.press(.up)
        #expect(dashboard.text(size).contains("… 1 more ─"))
    }

    @Test(arguments: sizes) func dialog(size: Size) throws {
        var dashboard = before(size: size)
        dashboard.press(.character("s"))
        try Golden.check(
            dashboard.render(size, now: Sample.now).grid, "shutdown-dialog-\(size.width)x\(size.height)")
    }

    @Test(arguments: sizes) func progress(size: Size) throws {
        try Golden.check(
            during(size: size).render(size, now: Sample.now).grid, "shutdown-\(size.width)x\(size.height)")
    }

    @Test func end() throws {
        var dashboard = during()
        var picture = Sample.endingPicture()
        picture.apply(.disconnected(reason: "the process 4121 has ended"))
        dashboard.update(picture)
        dashboard.receive(
            ending: .left, of: ProcessEnd(pid: 4121, ending: .exited(status: 0)), at: Sample.now + 3)
        try Golden.check(dashboard.render(Size(120, 36), now: Sample.now + 60).grid, "shutdown-end-120x36")
        #expect(dashboard.shutdownOutcome(now: Sample.now)?.kind == .left)
        #expect(dashboard.shutdownOutcome(now: Sample.now)?.seconds == 21)
    }

    @Test func whoWasKilledDidNotLeave() {
        var dashboard = before()
        dashboard.press(.character("K"))
        dashboard.type("kill")
        dashboard.press(.enter)
        let end = ProcessEnd(pid: 4121, ending: .killed(signal: 9), sent: 9)
        dashboard.receive(ending: .killed, of: end, at: Sample.now + 0.1)
        let text = dashboard.text()
        #expect(text.contains("it was killed") && text.contains("process 4121 was killed by SIGKILL"))
        #expect(!text.contains("left in order") && !text.contains("what blocks the exit"))
        #expect(dashboard.shutdownOutcome(now: Sample.now)?.kind == .killed)
    }

    @Test func whoIsGoneIsNotShutDownAgain() {
        var dashboard = during()
        var picture = Sample.endingPicture()
        picture.apply(.disconnected(reason: "the process 4121 has ended"))
        dashboard.update(picture)
        dashboard.receive(ending: .left, of: ProcessEnd(pid: 4121, ending: .exited(status: 0)), at: Sample.now + 3)
        for key in ["s", "K", "i", "u"] {
            dashboard.press(.character(Character(key)))
            #expect(dashboard.actDialog == nil)
        }
        #expect(dashboard.text().contains("nothing left to end") && dashboard.text().contains("it left in order"))
    }

    @Test func outOfSightIsNotGone() {
        var dashboard = during()
        var picture = Sample.endingPicture()
        picture.apply(.disconnected(reason: "`ssh web3` has ended"))
        dashboard.update(picture)
        dashboard.receive(ending: .lost, of: nil, at: Sample.now + 1)
        #expect(dashboard.text().contains("whether it has ended is not known"))
        #expect(dashboard.shutdownOutcome(now: Sample.now)?.kind == .lost)
        dashboard.update(Sample.endingPicture())
        #expect(dashboard.text().contains("what blocks the exit"), "it is back")
    }

    @Test func theKeyShowsAndActsOnNothing() {
        var dashboard = Dashboard.showing(Sample.fullPicture())
        #expect(dashboard.press(.character("7")).filter { $0 != .look([]) } == [.loadShutdownPlan])
        #expect(!dashboard.shutdown.hasBegun && dashboard.actDialog == nil)
    }

    @Test func whatChangesNothingHasTheFocus() {
        var dashboard = before()
        dashboard.press(.character("s"))
        #expect(dashboard.actDialog?.isKeepFocused == true)
        #expect(!dashboard.press(.enter).contains(.act(.shutdown(ShutdownOrder()))))
        #expect(dashboard.actDialog == nil && !dashboard.shutdown.hasBegun)
    }

    @Test func aWrongWordDoesNothing() {
        var dashboard = before()
        dashboard.press(.character("s"))
        dashboard.type("orders")
        #expect(!dashboard.press(.enter).contains { if case .act = $0 { true } else { false } })
        #expect(dashboard.text().contains("nothing is done: type orders-api or stop"))
        #expect(!dashboard.shutdown.hasBegun)
        _ = dashboard.handle(.paste("stop"))
        #expect(!dashboard.press(.enter).contains { if case .act = $0 { true } else { false } })
    }

    @Test(arguments: ["orders-api", "stop"]) func theWordActs(word: String) {
        var dashboard = before()
        dashboard.press(.character("s"))
        dashboard.type(word)
        #expect(dashboard.press(.enter).contains(.act(.shutdown(ShutdownOrder()))))
        #expect(dashboard.shutdown.hasBegun)
    }

    @Test func anotherWay() {
        var dashboard = before()
        dashboard.press(.character("s"), .down)
        dashboard.type("stop")
        #expect(dashboard.press(.enter).contains(.act(.shutdown(ShutdownOrder(kind: .main, signal: nil)))))
    }

    @Test func readOnlyNeverGetsThere() {
        var dashboard = before(isReadOnly: true)
        #expect(!dashboard.text().contains("shut down…"))
        dashboard.press(.character("s"), .character("K"), .character("i"), .character("x"))
        #expect(dashboard.actDialog == nil)
        dashboard.press(.character("?"))
        #expect(!dashboard.text(Size(120, 200)).contains("SIGKILL"))
        var plan = Sample.plan
        plan.isReadOnly = true
        dashboard = before(plan)
        dashboard.press(.character("s"))
        #expect(dashboard.actDialog == nil && dashboard.text().contains("LOOPTOP_READ_ONLY"))
    }

    @Test func aWorkersMasterIsMeantFirst() {
        var plan = Sample.plan
        plan.parent = ServiceMaster(pid: 4000, startTicks: 12, command: "gunicorn app:app")
        let order = ShutdownOrder(isForParent: true, startTicks: 12)
        plan.ways.insert(ShutdownWay(order: order, effect: "SIGTERM to the master 4000"), at: 0)
        var dashboard = before(plan)
        #expect(dashboard.text().contains("a worker of process 4000"))
        dashboard.press(.character("s"))
        dashboard.type("stop")
        #expect(dashboard.press(.enter).contains(.act(.shutdown(order))))
    }

    @Test func eachFurtherStepHasItsOwnWord() {
        for (key, signal, word) in [("i", "SIGINT", "interrupt"), ("u", "SIGQUIT", "quit"), ("K", "SIGKILL", "kill")] {
            var dashboard = during()
            dashboard.press(.character(Character(key)))
            #expect(dashboard.text().contains("what is lost"))
            dashboard.type("stop")
            #expect(!dashboard.press(.enter).contains { if case .act = $0 { true } else { false } })
            dashboard.press(.escape, .character(Character(key)))
            dashboard.type(word)
            #expect(dashboard.press(.enter).contains(.act(.shutdown(ShutdownOrder(signal: signal, startTicks: 77)))))
        }
    }

    @Test func aTaskIsCancelledWithWhatItWaitsFor() {
        var dashboard = during()
        dashboard.press(.end, .character("x"))
        let text = dashboard.text()
        #expect(text.contains("cancel #17 worker-3") && text.contains("#23 charge-card"))
        dashboard.type("cancel")
        #expect(dashboard.press(.enter).contains(.act(.cancel(TaskID(17)))))
        dashboard.receive(refusal: "a circle of tasks cannot be cancelled", of: .cancel(TaskID(17)))
        #expect(dashboard.text().contains("a circle of tasks cannot be cancelled"))
    }

    @Test func aSilentAgentIsSaid() {
        var dashboard = Dashboard.showing(Sample.fullPicture())
        dashboard.press(.character("7"))
        dashboard.receive(plan: nil, problem: "GIL held or process stopped")
        #expect(dashboard.text().contains("GIL held or process stopped"))
        dashboard.press(.character("s"))
        #expect(dashboard.text().contains("sent from outside, to this very process"))
    }

    @Test func aTaskIsCancelledFromTheListToo() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"), .down, .down, .character("x"))
        let task = dashboard.tasks.openable
        #expect(dashboard.text().contains("cancel a task"))
        dashboard.type("cancel")
        #expect(task != nil && dashboard.press(.enter).contains { $0 == task.map { .act(.cancel($0)) } })
        dashboard.press(.enter, .character("x"))
        #expect(dashboard.actDialog != nil)
    }

    @Test func debugModeIsSwitchedWithAWordAndItsCost() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("D"))
        #expect(dashboard.text().contains("debug mode is off") && !dashboard.text().contains("measured here"))
        dashboard.type("debug")
        #expect(dashboard.press(.enter).contains(.act(.debug(DebugOrder(isOn: true)))))
        dashboard.debugSwitched = Sample.now - 60
        dashboard.press(.character("D"), .down)
        #expect(dashboard.text().contains("measured here: CPU 74 % before the switch, 74 % since"))
        dashboard.type("debug")
        #expect(dashboard.press(.enter).contains(.act(.debug(DebugOrder(isOn: true, isKept: true)))))
        var reader = before(isReadOnly: true)
        reader.press(.character("D"))
        #expect(reader.actDialog == nil)
    }

    @Test func ascii() throws {
        var dashboard = Dashboard.showing(Sample.endingPicture(), glyphs: .ascii)
        dashboard.press(.character("7"))
        let grid = dashboard.render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-shutdown-120x36")
    }
}
