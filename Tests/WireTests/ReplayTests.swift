import Foundation
import Model
import Testing

@testable import Wire

/// Eleven seconds of a service in which two tasks wait for each other's lock, one line blocks the loop, a queue without
/// a bound grows, and a task goes on although it was cancelled.
@Suite("A recording that is replayed")
struct ReplayTests {
    /// The findings at the end, looked for after every so many messages.
    private func findings(every messages: Int = 1) throws -> [Finding] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recordings")
        let data = try Data(contentsOf: folder.appending(path: "trouble.jsonl"))
        var decoder = MessageDecoder()
        var picture = Picture()
        var board = FindingsBoard()
        for (number, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            switch try decoder.decode(Array(line)) {
            case .response(1, let body): picture.apply(.connected(try body.service()))
            case .events(let events): for event in events { picture.apply(event) }
            default: break
            }
            if number.isMultiple(of: messages), picture.isComplete { board.look(at: picture) }
        }
        board.look(at: picture)
        return board.current
    }

    @Test func tellsWhatIsWrong() throws {
        let found = try findings().map { "\($0.kind.rawValue) \($0.evidence.location?.line ?? 0)" }
        #expect(found.first == "deadlock 28")
        #expect(
            Set(found.dropFirst()) == [
                "blocking-call 14", "no-backpressure 41", "cancellation-ignored 35",
            ])
    }

    @Test func tellsTheSameEachTime() throws {
        #expect(try findings() == findings())
    }

    @Test func tellsTheSameHoweverOftenSomebodyLooks() throws {
        let often = try findings()
        for seldom in [2, 5] {
            #expect(try findings(every: seldom).map(\.id) == often.map(\.id))
            #expect(try findings(every: seldom).map(\.evidence.location) == often.map(\.evidence.location))
        }
    }
}
