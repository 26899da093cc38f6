import Glibc
import Model
import Testing

@testable import Attach

@Suite struct ProcessHandleTests {
    /// A process that waits until it is ended.
    private func child() throws -> ChildProcess {
        let null = open("/dev/null", O_WRONLY)
        defer { close(null) }
        return try ChildProcess(["sleep", "60"], environment: ["PATH": "/usr/bin:/bin"], output: null)
    }

    @Test func aSignalReachesTheProcessThatIsMeant() async throws {
        let child = try child()
        let facts = try #require(ProcessFacts(pid: child.pid))
        let handle = try #require(ProcessHandle(pid: child.pid, startTicks: facts.startTicks))
        #expect(!handle.isGone)
        #expect(handle.signal(SIGTERM) == .sent)
        #expect(await handle.waitForEnd(.seconds(10)))
        #expect(handle.isGone)
        child.stop()
        #expect(child.poll() == .killed(signal: Int(SIGTERM)))
    }

    @Test func howItEndedIsKnownBeforeItsParentAsks() async throws {
        let child = try child()
        let handle = try #require(ProcessHandle(pid: child.pid, startTicks: nil))
        #expect(handle.ending == nil && handle.handledSignals?.contains(Int(SIGTERM)) == false)
        #expect(handle.signal(SIGTERM) == .sent)
        #expect(await handle.waitForEnd(.seconds(10)))
        #expect(handle.ending == .killed(signal: Int(SIGTERM)))
        child.stop()
    }

    @Test func whatHandlesSignalsIsSeen() async throws {
        let script = "trap 'exit 3' TERM; echo; while :; do sleep 0.05; done"
        let null = open("/dev/null", O_WRONLY)
        defer { close(null) }
        let child = try ChildProcess(["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"], output: null)
        let handle = try #require(ProcessHandle(pid: child.pid, startTicks: nil))
        while handle.handledSignals?.contains(Int(SIGTERM)) != true { try await Task.sleep(for: .milliseconds(5)) }
        #expect(handle.signal(SIGTERM) == .sent)
        #expect(await handle.waitForEnd(.seconds(10)))
        #expect(handle.ending == .exited(status: 3))
        child.stop()
    }

    @Test func anotherStartIsAnotherProcess() throws {
        let child = try child()
        defer { child.stop() }
        let facts = try #require(ProcessFacts(pid: child.pid))
        #expect(ProcessHandle(pid: child.pid, startTicks: facts.startTicks + 1) == nil)
        #expect(child.poll() == nil)
    }

    @Test func nobodyGetsTheSignalOfAProcessThatHasEnded() async throws {
        let child = try child()
        let handle = try #require(ProcessHandle(pid: child.pid, startTicks: nil))
        child.stop()
        #expect(await handle.waitForEnd(.seconds(10)))
        #expect(handle.signal(SIGTERM) == .gone)
        #expect(ProcessHandle(pid: child.pid, startTicks: nil) == nil)
    }

    @Test(arguments: [0, -1, 1 << 40]) func noProcess(pid: Int) {
        #expect(ProcessHandle(pid: pid, startTicks: nil) == nil)
    }
}
