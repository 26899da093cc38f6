import Foundation
import Model
import Testing

@testable import Attach

/// What is said about an agent that does not answer.
@Suite struct `Silence of an agent` {
    /// A process whose second thread stands for the agent's, and does what is asked for.
    private final class Threads {
        private let process = Process()
        let agent: Int
        var pid: Int { Int(process.processIdentifier) }

        init(_ main: String, _ second: String) throws {
            let code = """
                import sys, threading, time
                def second():
                    print(threading.get_native_id(), flush=True)
                    sys.stdin.readline()
                    while True: \(second)
                threading.Thread(target=second, daemon=True).start()
                time.sleep(1)
                \(main)
                """
            let (said, told) = (Pipe(), Pipe())
            process.executableURL = URL(filePath: try Python.path)
            process.arguments = ["-c", code]
            process.standardOutput = said
            process.standardInput = told
            try process.run()
            let line = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self)
            agent = try #require(Int(line.filter(\.isNumber)))
            try told.fileHandleForWriting.write(contentsOf: Data("go\n".utf8))
        }

        deinit { kill(process.processIdentifier, SIGKILL) }
    }

    /// Looks until something is seen, for as long as a busy machine may need.
    private func cause(_ threads: Threads, until: (Silence.Cause) -> Bool) async throws -> Silence.Cause {
        var cause = Silence.Cause.unknown
        for _ in 0..<60 where !until(cause) {
            var watch = ThreadWatch(pid: threads.pid, agent: threads.agent)
            for _ in 0..<5 {
                try await Task.sleep(for: .milliseconds(100))
                watch.sample()
            }
            cause = watch.cause()
        }
        return cause
    }

    @Test func `an agent that computes is busy`() async throws {
        let threads = try Threads("time.sleep(3600)", "pass")
        let cause = try await cause(threads) { $0 != .unknown }
        let sentence = Silence(seconds: 2, processState: "S", cause: cause).sentence
        switch cause {
        case .busy(let share):
            #expect(share > 0.1)
            #expect(sentence.hasPrefix("agent busy: no answer for 2.0s"))
        case .starved(let share):  // on a machine that has no CPU for it
            #expect(share > 0.1)
            #expect(sentence.hasPrefix("machine busy: no answer for 2.0s"))
        default: Issue.record("\(cause)")
        }
    }

    @Test func `a call that holds the GIL is told with its thread`() async throws {
        let threads = try Threads("sum(range(10**12))", "time.sleep(0.001)")
        guard FileFacts.text(of: "/proc/\(threads.pid)/task/\(threads.agent)/wchan") != "0" else {
            return  // this kernel does not tell
        }
        let cause = try await cause(threads) { if case .lock(.some) = $0 { true } else { false } }
        guard case .lock(let other?) = cause else { Issue.record("\(cause)"); return }
        #expect(other.number == threads.pid)
        let sentence = Silence(seconds: 2, processState: "R", cause: cause).sentence
        #expect(sentence.contains("waits for a lock while thread \(threads.pid) (") && sentence.contains("% CPU"))
    }

    @Test func `what was not seen is not said`() {
        let unseen = ThreadWatch(pid: Int(getpid()), agent: 1 << 30).cause()
        #expect(unseen == .unknown)
        let seen = Silence(seconds: 5, processState: "S").sentence
        #expect(seen == "GIL held, or agent busy: no answer for 5.0s, state S")
        #expect(Silence(seconds: 5).sentence == "GIL held, process stopped, or agent busy: no answer for 5.0s")
        #expect(Silence(seconds: 5, processState: "T", cause: .busy(share: 1)).cause == .stopped)
    }
}
