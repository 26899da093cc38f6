import Foundation
import Model
import Testing

@testable import Wire

/// What real agents have said: hello, subscribe, threads, task, a task that is not there, ping, an unknown method, and
/// a second of notifications.
@Suite("Recordings of real agents", .serialized)
struct RecordingTests {
    static let versions = ["3.8", "3.11", "3.13"]

    private func lines(_ version: String) throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recordings")
        let data = try Data(contentsOf: folder.appending(path: "python-\(version).jsonl"))
        return data.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }

    @Test("The picture is what the service was", arguments: versions)
    func picture(version: String) throws {
        var decoder = MessageDecoder()
        var picture = Picture()
        var sawSnapshot = false
        for line in try lines(version) {
            switch try decoder.decode(line) {
            case .response(1, let body): picture.apply(.connected(try body.service()))
            case .events(let events): for event in events { picture.apply(event) }
            default: break
            }
            sawSnapshot = sawSnapshot || picture.isComplete
        }
        #expect(sawSnapshot)
        #expect(picture.connection == .live)
        #expect(picture.service?.python.hasPrefix(version) == true)
        #expect(picture.loops.map(\.implementation) == ["asyncio"])
        let names = Set(picture.tasks.values.map(\.name))
        #expect(names.isSuperset(of: ["worker-0", "worker-1", "worker-2", "täsk \"x\""]))
        let worker = try #require(picture.tasks.values.first { $0.name == "worker-0" })
        #expect(worker.wait?.kind == "queue")
        #expect(worker.coroutine.hasSuffix("worker"))
        #expect(worker.location?.file == "/srv/orders/service.py")
        #expect(worker.parent.flatMap { picture.tasks[$0] }?.coroutine.hasSuffix("main") == true)
        #expect(picture.ended.contains { $0.state == .failed && $0.error?.contains("böse 💥") == true })
        #expect(picture.vitals?.tasks == picture.tasks.count)
    }

    @Test("Answers are understood", arguments: versions)
    func answers(version: String) throws {
        var decoder = MessageDecoder()
        var answers: [Int: ResponseBody] = [:]
        for line in try lines(version) {
            if case .response(let id, let body) = try decoder.decode(line) { answers[id] = body }
        }
        let threads = try #require(try answers[3]?.threads())
        #expect(threads.contains { $0.loop != nil && !$0.isAgent && !$0.stack.isEmpty })
        #expect(threads.contains { $0.isAgent })
        let detail = try #require(try answers[4]?.taskDetail())
        #expect(detail.id == TaskID(2))
        #expect(detail.record.state == .waiting)
        #expect(detail.stack.first?.location.isUserCode == true)
        #expect(answers[5]?.error?.kind == .noTask)
        #expect(try #require(try answers[6]?.time()) > 1_700_000_000)
        #expect(answers[7]?.error?.kind == .noMethod)
    }

    @Test("Cut off or spoilt anywhere, a line is an error or ignored, and never the end", arguments: versions)
    func spoilt(version: String) throws {
        var refused = 0
        for line in try lines(version) {
            for cut in stride(from: 0, to: line.count, by: 7) {
                var decoder = MessageDecoder()
                if (try? decoder.decode(Array(line[..<cut]))) == nil { refused += 1 }
                var spoilt = line
                spoilt[cut] = UInt8(truncatingIfNeeded: cut &* 37)
                decoder = MessageDecoder()
                if case .response(_, let body)? = try? decoder.decode(spoilt) {
                    _ = try? body.service()
                    _ = try? body.threads()
                    _ = try? body.taskDetail()
                }
            }
        }
        #expect(refused > 1000, "no line that is cut off is a message")
    }
}
