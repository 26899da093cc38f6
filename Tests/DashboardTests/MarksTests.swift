import Model
import Terminal
import Testing

@testable import Dashboard

@Suite("Configuration, and places marked as long-running")
struct MarksTests {
    @Test("What a configuration may say")
    func reads() throws {
        let text = """
            # mine
            long-running = ["app/worker.py:poll", 'beat.py:Beat.run']

            [thresholds.blocking-call]
            seconds = 0.25
            [thresholds.stuck-task]
            factor = 5
            """
        let configuration = try Configuration(toml: text)
        #expect(configuration.longRunning == ["app/worker.py:poll", "beat.py:Beat.run"])
        #expect(configuration.thresholds.values == ["blocking-call.seconds": 0.25, "stuck-task.factor": 5])
        #expect(try Configuration(toml: "") == Configuration())
    }

    @Test(
        "A mistake is told with its line, and with what is allowed",
        arguments: [
            ("long-running = 3", 1, "list of texts"), ("\nlong-running = [\"poll\"]", 2, "list of texts"),
            ("[limits]\n", 1, "allowed are theme, color, mouse, long-running, columns, keys, thresholds"),
            ("[thresholds.blocking]\nseconds = 1", 1, "blocking-call"),
            ("[thresholds.blocking-call]\nsecond = 1", 2, "seconds"),
            ("[thresholds.blocking-call]\nseconds = \"1\"", 2, "number"),
            ("[thresholds.blocking-call]\nseconds = -1", 2, "0 or more"),
            ("[thresholds.blocking-call]\nseconds = nan", 2, "number"), ("thresholds = 1", 1, "table"),
            ("[thresholds\n", 1, ""),
        ])
    func mistakes(text: String, line: Int, words: String) {
        do {
            let read = try Configuration(toml: text)
            Issue.record("read as \(read)")
        } catch {
            #expect(error.line == line, "\(error)")
            #expect(words.isEmpty || error.message.contains(words), "\(error)")
        }
    }

    @Test("The key marks the place of the selected task, says so, and takes it back")
    func key() throws {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"))
        let id = try #require(dashboard.tasks.selection)
        let location = try #require(dashboard.record(id)?.location)
        let mark = StuckSettings.mark(of: location)
        #expect(dashboard.press(.character("m")).contains(.keepMark(mark, isMarked: true)))
        #expect(!dashboard.toExamine.board.marks.contains(mark), "not before it is in the file")
        dashboard.receive(mark: mark, isMarked: true, problem: nil)
        #expect(dashboard.toExamine.board.marks == [mark])
        #expect(dashboard.text().contains("\(mark) is long-running now"))
        #expect(dashboard.press(.enter, .character("m")).contains(.keepMark(mark, isMarked: false)))
        dashboard.receive(mark: mark, isMarked: false, problem: nil)
        #expect(dashboard.toExamine.board.marks.isEmpty)
        dashboard.receive(mark: mark, isMarked: true, problem: "config.toml:3: no")
        #expect(dashboard.text().contains("config.toml:3: no") && dashboard.toExamine.board.marks.isEmpty)
        dashboard.press(.down)
        #expect(!dashboard.text().contains("config.toml:3: no"))
    }

    @Test("An examination that began before a mark does not undo it")
    func late() {
        var dashboard = Dashboard.showing(Sample.picture())
        let board = dashboard.toExamine.board
        dashboard.receive(mark: "a.py:f", isMarked: true, problem: nil)
        dashboard.receive(findings: board)
        #expect(dashboard.toExamine.board.marks == ["a.py:f"])
    }
}
