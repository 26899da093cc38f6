import Model
import Testing

@testable import Reports

@Suite struct ShutdownReportTests {
    private func text(_ kind: ShutdownOutcome.Kind) -> String {
        ShutdownReport(
            ShutdownOutcome(kind: kind, seconds: 10, status: Watched.ending), order: ShutdownOrder(), plan: nil,
            service: Watched.service, now: 11.5
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
        #expect(text(.left).contains("left by itself after 10.0s"))
    }

    @Test func thePlanWarns() {
        let order = ShutdownOrder(isForParent: true)
        let text = ShutdownPlanReport(Watched.plan, order: order, service: Watched.service).text
        #expect(text.contains("SIGTERM to the master: SIGTERM to the master 5"))
        #expect(text.contains("the process dies at once") && text.contains("! this is a worker"))
        #expect(text.contains("graceful_timeout none, for requests; then it waits for ever"))
    }

    @Test func debugModeTellsItsCost() {
        #expect(DebugReport(Watched.debugMode).text.contains("CPU 25.0 % before the switch, 75.0 % since"))
        #expect(DebugReport(DebugState()).text == "debug mode is off")
    }
}
