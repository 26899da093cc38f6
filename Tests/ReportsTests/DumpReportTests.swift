import Foundation
import Model
import Testing
import JSON

@testable import Reports

@Suite("Dump")
struct DumpReportTests {
    @Test("Each part is the document of its command, and the events are all there")
    func parts() throws {
        let dump = try Self.object(DumpReport(Watched.alive, board: Watched.board).json)
        let expected: [String: JSONValue] = [
            "overview": OverviewReport(Watched.alive, board: Watched.board).json,
            "findings": FindingsReport(Watched.alive, board: Watched.board).json,
            "ps": PSReport(Watched.alive).json, "waits": WaitsReport(Watched.alive).json,
            "slow": SlowCallbacksReport(Watched.alive).json, "requests": RequestsReport(Watched.alive).json,
        ]
        for (name, document) in expected {
            #expect(dump[name] as? NSDictionary == (try Self.object(document)) as NSDictionary, "\(name)")
        }
        #expect((dump["events"] as? [Any])?.count == Watched.alive.log.entries.count)
        #expect(dump["time"] as? Double == Watched.alive.now)
        #expect(dump["complete"] as? Bool == true)
    }

    private static func object(_ value: JSONValue) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any])
    }
}
