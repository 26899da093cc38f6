import Model
import Terminal
import Testing

@testable import Dashboard

/// Names come from a service that may mean harm, and sizes from a terminal that may be anything.
@Suite struct HostileTests {
    static let names = [
        "a\u{1B}[2Jb", "line\nbreak\r\n", "\u{202E}evil\u{2066}", String(repeating: "x", count: 10_000),
        "漢字の名前", "e" + String(repeating: "\u{301}", count: 500), "", "👩‍👩‍👧‍👦 family",
    ]

    @Test(arguments: names) func namesAreDrawnHarmless(name: String) {
        let tasks = [
            TaskRecord(
                id: TaskID(1), name: name, coroutine: name, isNamed: true,
                location: CodeLocation(file: name, line: -1, function: name, isUserCode: true),
                wait: Wait(kind: name, on: name, since: -.infinity, isExact: true), error: name)
        ]
        for size in ScreenTests.sizes {
            for keys in ["1", "2", "2\r"] {
                var dashboard = Dashboard.showing(Sample.picture(tasks: tasks), size: size)
                for key in keys { dashboard.press(key == "\r" ? .enter : .character(key)) }
                let text = dashboard.render(size, now: Sample.now).grid.lines.joined()
                let dangerous: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
                #expect(!text.unicodeScalars.contains { dangerous.contains($0.properties.generalCategory) })
            }
        }
    }

    @Test func everySizeIsDrawn() {
        var dashboard = Dashboard.showing(Sample.picture(blocked: Sample.blocked))
        for keys in ["1", "2", "?"] {
            dashboard.type(keys)
            for width in stride(from: 0, to: 140, by: 7) {
                for height in stride(from: 0, to: 42, by: 3) {
                    let grid = dashboard.render(Size(width, height), now: Sample.now).grid
                    #expect(grid.size == Size(width, height))
                }
            }
        }
    }

    @Test func manyTasks() {
        let tasks = (1...10_000).map { id in
            Sample.task(
                id, "task-\(id)", "work", parent: id > 1 ? id / 10 + 1 : nil, at: Sample.line("app/a.py", 3, "work"),
                wait: Sample.wait("queue", "queue get", Double(id)))
        }
        var dashboard = Dashboard.showing(Sample.picture(tasks: tasks))
        dashboard.press(.character("2"), .character("G"))
        var small = Dashboard.showing(Sample.picture(tasks: Array(tasks.prefix(60))))
        small.press(.character("2"), .character("G"))
        // A frame formats what is visible: a hundred times the tasks must not cost much more.
        #expect(frame(dashboard) < frame(small) * 20)
        #expect(dashboard.tasks.rows.count == 10_000)
        #expect(dashboard.text().contains("2 Tasks 10,000"))
    }
    /// The shortest of some frames: other work on the machine only makes frames longer.
    private func frame(_ dashboard: Dashboard) -> Duration {
        (0..<7).map { _ in
            ContinuousClock().measure { _ = dashboard.render(Size(200, 50), now: Sample.now) }
        }.min() ?? .zero
    }
}
