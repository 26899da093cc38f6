import Model
import Testing

@Suite struct ProcessEndTests {
    private func verdict(
        _ ending: ProcessEnding?, saidGoodbye: Bool = false, handled: Set<Int>? = nil, sent: Int? = nil
    ) -> ProcessEnd.Verdict {
        ProcessEnd(pid: 7, ending: ending, saidGoodbye: saidGoodbye, handled: handled, sent: sent).verdict
    }

    @Test func anExitStatusIsAnEndOfItsOwn() {
        #expect(verdict(.exited(status: 0)) == .inOrder)
        #expect(verdict(.exited(status: 1), handled: [], sent: 15) == .inOrder)
    }

    @Test func aSignalThatNobodyHandledKills() {
        #expect(verdict(.killed(signal: 15), handled: [], sent: 15) == .killed(signal: 15))
        #expect(verdict(.killed(signal: 15), sent: 15) == .killed(signal: 15))
        #expect(verdict(.killed(signal: 11), handled: [15], sent: 15) == .killed(signal: 11))
    }

    @Test func aServerMayEndItselfWithTheSignalThatItHandled() {
        #expect(verdict(.killed(signal: 15), handled: [15], sent: 15) == .inOrder)
        #expect(verdict(.killed(signal: 2), saidGoodbye: true, handled: []) == .inOrder, "KeyboardInterrupt")
    }

    @Test func sigkillIsNeverInOrder() {
        #expect(verdict(.killed(signal: 9), saidGoodbye: true, handled: [9, 15], sent: 15) == .killed(signal: 9))
        #expect(verdict(nil, handled: [15], sent: 9) == .killed(signal: 9))
    }

    @Test func whatOnlyItsParentKnows() {
        #expect(verdict(nil, saidGoodbye: true, handled: []) == .inOrder)
        #expect(verdict(nil, handled: [2], sent: 15) == .killed(signal: 15))
        #expect(verdict(nil, handled: [15], sent: 15) == .unknown)
        #expect(verdict(nil) == .unknown)
    }

    @Test func cleanupIsDeniedOnlyWhereNoneCanHaveRun() {
        let midway = ProcessEnd(pid: 7, ending: .killed(signal: 9), handled: [15], sent: 15)
        #expect(midway.sentence == "was killed by SIGKILL, before it had come to an end of its own")
        let atOnce = ProcessEnd(pid: 7, ending: .killed(signal: 15), handled: [], sent: 15)
        #expect(atOnce.sentence == "was killed by SIGTERM, which nobody handled: none of its cleanup ran")
    }

    @Test func theWorstOfSeveralDecides() {
        let orderly = ProcessEnd(pid: 7, ending: .exited(status: 0))
        let killed = ProcessEnd(pid: 8, ending: .killed(signal: 9))
        let unknown = ProcessEnd(pid: 9)
        #expect(ShutdownOutcome.of([killed, unknown, orderly]).kind == .killed)
        #expect(ShutdownOutcome.of([killed, unknown, orderly]).end == killed)
        #expect(ShutdownOutcome.of([unknown, orderly]).kind == .ended)
        #expect(ShutdownOutcome.of([ProcessEnd(pid: 8, ending: .exited(status: 3)), orderly]).end == orderly)
        #expect(ShutdownOutcome.of([]).kind == .ended)
    }

    @Test func whatWaitpidTells() {
        #expect(ProcessEnding(waitStatus: 0x700) == .exited(status: 7))
        #expect(ProcessEnding(waitStatus: 15) == .killed(signal: 15))
        #expect(ProcessEnding(waitStatus: 0x80 | 11) == .killed(signal: 11), "with a core dump")
    }
}
