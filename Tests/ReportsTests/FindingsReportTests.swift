import Foundation
import Model
import Testing

@testable import Reports

@Suite("Findings report")
struct FindingsReportTests {
    @Test func theTextHasEvidencePlaceAndRemedy() {
        let report = FindingsReport(Watched.picture, board: Watched.board)
        #expect(report.worst == .warning)
        for words in ["pool exhausted", "web.py:31", "3/3 in use", "remedy: hold connections", "looptop explain"] {
            #expect(report.text.contains(words), "\(words)")
        }
    }

    @Test func nothingIsSaidInASentence() {
        let report = FindingsReport(Watched.picture, board: FindingsBoard())
        #expect(report.worst == nil)
        #expect(report.text.hasPrefix("nothing found"))
    }

    @Test func anAgentThatHasFallenSilentIsNotAServiceWithoutTrouble() {
        var picture = Watched.picture
        let thread = BusyThread(number: 71, name: "python", share: 0.98)
        picture.apply(.silent(Silence(seconds: 9, cause: .lock(thread))))
        let report = FindingsReport(picture, board: FindingsBoard())
        #expect(report.text.contains("the agent did not answer any more: GIL held, it seems: no answer for 9.0s"))
        #expect(!report.isConclusive)
    }

    @Test func whatHasNotGoneOnSinceALateAgentCameIsTold() {
        var picture = Picture()
        var service = Watched.service
        service.isLate = true
        picture.apply(.connected(service))
        picture.apply(.snapshotBegan(tasks: 1, time: 100))
        var task = TaskRecord(id: TaskID(1), name: "one", coroutine: "one", state: .waiting)
        task.location = Watched.line
        task.wait = Wait(kind: "event", on: "event wait", since: 84, isExact: false)
        picture.apply(.tasksAdded([task], time: 100))
        picture.apply(.snapshotEnded(time: 100))
        let text = FindingsReport(picture, board: FindingsBoard()).text
        #expect(text.contains("not gone on since the agent came: 1 task at shop/web.py:31, waiting for event"))
    }

    @Test(arguments: [
        ("deadlock", "deadlock"), ("Deadlock", "deadlock"), ("deadl", "deadlock"), ("deadlock-0a1b2c", "deadlock"),
        ("blocking-call-ffffff", "blocking-call"), ("stuck", "stuck-task"),
    ])
    func kindsAreFoundByNameBeginningAndId(name: String, slug: String) {
        #expect(ExplainText.kind(named: name)?.slug.rawValue == slug)
    }

    @Test func whatIsAmbiguousOrUnknownHasSuggestions() {
        #expect(ExplainText.kind(named: "pool") == nil)
        #expect(ExplainText.kind(named: "") == nil)
        #expect(ExplainText.similar(to: "pools") == ["pool-exhausted", "pool-per-call"])
        #expect(ExplainText.similar(to: "x") == [])
    }

    @Test(arguments: FindingKind.all.map(\.slug)) func everyKindIsExplained(slug: FindingKind.Slug) {
        let kind = FindingKind.of(slug)
        let text = ExplainText.text(of: kind)
        for threshold in kind.thresholds { #expect(text.contains("\(slug.rawValue).\(threshold.name)")) }
        #expect(text.contains("Wrong:") && text.contains("Right:") && text.contains(kind.remedy))
        #expect(ExplainText.list.contains(slug.rawValue))
    }

    @Test func theReadmeHasEveryKind() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        for kind in FindingKind.all {
            #expect(readme.contains("| `\(kind.slug.rawValue)` | \(kind.severity.rawValue) | \(kind.meaning) |"))
        }
    }
}
