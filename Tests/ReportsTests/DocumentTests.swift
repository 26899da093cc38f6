import Foundation
import Model
import Testing
import JSON

@testable import Reports

/// What `JSON.md` promises to scripts.
@Suite("Documents")
struct DocumentTests {
    private static let real: [String: JSONValue] = [
        "ls": LsReport(Watched.listed).json,
        "overview": OverviewReport(Watched.alive, board: Watched.board).json,
        "ps": PSReport(Watched.picture).json,
        "places": PlacesReport(Watched.picture).json,
        "tree": TreeReport(Watched.picture, by: .await).json,
        "task": TaskReport(Watched.detail, in: Watched.picture).json,
        "slow": SlowCallbacksReport(Watched.picture).json,
        "waits": WaitsReport(Watched.picture).json,
        "requests": RequestsReport(Watched.picture).json,
        "findings": FindingsReport(Watched.picture, board: Watched.board).json,
        "doctor": DoctorReport(pid: 7, Watched.checks).json,
        "shutdown": ShutdownReport(
            ShutdownOutcome(kind: .stillThere, seconds: 10, status: Watched.ending),
            order: ShutdownOrder(isForParent: true), plan: Watched.plan, service: Watched.service, now: 11.5
        ).json,
        "debug": DebugReport(Watched.debugMode, worker: 7).json,
        "events": LogLine(Watched.entry, of: Watched.service).json,
    ]

    @Test("Each example has the keys that the command writes, and no others", arguments: real.keys.sorted())
    func example(command: String) throws {
        let documented = try Self.examples()
        let example = try #require(documented[command], "no example of \(command) in JSON.md")
        let written = try JSONSerialization.jsonObject(with: Data(#require(Self.real[command]).text.utf8))
        #expect(Self.paths(in: example).subtracting(Self.paths(in: written)) == [], "promised, and not written")
        #expect(Self.paths(in: written).subtracting(Self.paths(in: example)) == [], "written, and not told of")
    }

    @Test("There is nothing in the book that no command writes")
    func all() throws {
        #expect(try Set(Self.examples().keys) == Set(Self.real.keys))
    }

    /// The JSON below each heading of one word.
    private static func examples() throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let book = try String(contentsOf: root.appending(path: "Sources/Reports/JSON.md"), encoding: .utf8)
        var examples: [String: Any] = [:]
        for section in book.components(separatedBy: "\n## ").dropFirst() {
            let parts = section.components(separatedBy: "```")
            guard parts.count >= 3, let name = section.split(whereSeparator: \.isWhitespace).first else { continue }
            let json = try #require(parts[1].hasPrefix("json\n") ? parts[1].dropFirst(5) : nil)
            examples[String(name)] = try JSONSerialization.jsonObject(with: Data(json.utf8))
        }
        return examples
    }

    /// The ways to everything that is not null: `tasks[].wait.kind`. Below `children` it begins anew.
    private static func paths(in value: Any, at path: String = "") -> Set<String> {
        switch value {
        case let object as [String: Any]:
            return object.reduce(into: [path]) { paths, field in
                let here = "\(path).\(field.key)"
                paths.insert(here)
                paths.formUnion(Self.paths(in: field.value, at: field.key == "children" ? path : here))
            }
        case let array as [Any]:
            let element = path.hasSuffix("[]") ? path : "\(path)[]"
            return array.reduce(into: [path]) { $0.formUnion(Self.paths(in: $1, at: element)) }
        default: return [path]
        }
    }
}
