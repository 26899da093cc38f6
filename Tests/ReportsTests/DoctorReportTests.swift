import Model
import Terminal
import Testing
import JSON

@testable import Reports

@Suite("doctor")
struct DoctorReportTests {
    @Test("a line a check, its remedy below, and how many there are of what")
    func text() {
        let lines = DoctorReport(pid: 7, Watched.checks).text(isASCII: true).split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "ok       owner  uid 1000, as you are",
                "problem  state  it is stopped, and its loop with it",
                "                -> let it go on (fg, or kill -CONT 7), then try again",
                "1 problem",
            ])
        #expect(!DoctorReport(Watched.checks).isFine)
        #expect(DoctorReport([Watched.checks[0]]).text().hasSuffix("all is well\n"))
    }

    @Test("what a process calls itself cannot move the cursor")
    func hostile() {
        let report = DoctorReport([Check(.note, "process", "7, \u{1b}[2J\u{202e}evil")])
        #expect(!report.text().contains("\u{1b}") && !report.text().contains("\u{202e}"))
        #expect(report.isFine)
    }

    private func facts(_ type: String, colors: Int?, isUnicode: Bool = true, size: Size? = Size(120, 36)) -> [Check] {
        TerminalFacts(
            isTerminal: true, type: type, colors: colors, isColorless: false, isUnicode: isUnicode, size: size
        ).checks
    }

    @Test("a good terminal, a poor one, and one that nobody knows")
    func terminals() {
        #expect(facts("xterm-256color", colors: 256).map(\.verdict) == [.ok, .ok, .ok])
        #expect(facts("vt100", colors: 0).first?.sentence.contains("no colours") == true)
        #expect(facts("bogus", colors: nil).first?.verdict == .problem)
        #expect(facts("", colors: nil).first?.sentence.contains("TERM is not set") == true)
        #expect(facts("xterm", colors: 256, isUnicode: false).map(\.verdict) == [.ok, .note, .ok])
        #expect(facts("xterm", colors: 256, size: Size(60, 20)).last?.verdict == .note)
        let pipe = TerminalFacts(
            isTerminal: false, type: "xterm", colors: 8, isColorless: false, isUnicode: true, size: nil)
        #expect(pipe.checks.map(\.verdict) == [.note])
    }
}

extension Watched {
    /// What `doctor` finds.
    static let checks = [
        Check(.ok, "owner", "uid 1000, as you are"),
        Check(
            .problem, "state", "it is stopped, and its loop with it",
            remedy: "let it go on (fg, or kill -CONT 7), then try again"),
    ]
}
