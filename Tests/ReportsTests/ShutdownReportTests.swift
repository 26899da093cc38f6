import Model
import Testing

@testable import Reports

@Suite struct ShutdownReportTests {
    private func text(_ kind: ShutdownOutcome.Kind, end: ProcessEnd? = nil, plan: ShutdownPlan? = nil) -> String {
        ShutdownReport(
            ShutdownOutcome(kind: kind, seconds: 10, status: Watched.ending, end: end), order: ShutdownOrder(),
            plan: plan, service: Watched.service, now: 11.5
        ).text
    }

    @Test func whatBlocksTheExitStandsFirst() {
        let lines = text(.stillThere).split(separator: "\n").map(String.init)
        #expect(lines[0].hasSuffix("is still there after 10.0s"))
        #expect(lines[1] == "what blocks the exit: a task that swallowed its cancellation, #2 refresh")
        #expect(lines[2].contains("cache.py:35") && lines[3].contains("except BaseException: continue"))
    }

    @Test func leftInTimeIsOneLine() {
        #expect(text(.left).split(separator: "\n").count == 1)
        #expect(text(.left).contains("left in order after 10.0s"))
        let end = ProcessEnd(pid: 7, ending: .killed(signal: 15), handled: [15])
        #expect(text(.left, end: end).contains("process 7 handled SIGTERM, and then ended itself with it"))
    }

    @Test func whoWasKilledDidNotLeave() {
        var plan = ShutdownPlan(pid: 7)
        plan.ways = [
            ShutdownWay(order: ShutdownOrder(kind: .main, signal: nil), effect: "cancels the main task"),
            ShutdownWay(order: ShutdownOrder(), effect: "it dies at once", isGraceful: false),
        ]
        let end = ProcessEnd(pid: 7, ending: .killed(signal: 15), handled: [], sent: 15)
        let told = text(.killed, end: end, plan: plan)
        #expect(told.contains("killed by SIGTERM, which nobody handled") && !told.contains("left"))
        #expect(told.contains("gentler: --way main"))
    }

    @Test func thePlanWarns() {
        let order = ShutdownOrder(isForParent: true)
        let text = ShutdownPlanReport(Watched.plan, order: order, service: Watched.service).text
        #expect(text.contains("SIGTERM to the master: SIGTERM to the master 5"))
        #expect(text.contains("the process dies at once") && text.contains("! this is a worker"))
        #expect(text.contains("graceful_timeout: waits without limit for requests"))
    }

    @Test func debugModeTellsItsCost() {
        #expect(DebugReport(Watched.debugMode).text.contains("CPU 25.0 % before the switch, 75.0 % since"))
        #expect(DebugReport(DebugState()).text == "debug mode is off")
    }
}
