import Model
import Terminal
import Testing

@testable import Dashboard

/// What a click means is what was drawn there.
@Suite struct MouseTests {
    private func click(_ dashboard: inout Dashboard, on words: String, row: Int? = nil) throws {
        let lines = dashboard.render(dashboard.size, now: Sample.now).grid.lines
        let y = try #require(row ?? lines.firstIndex { $0.contains(words) })
        let place = try #require(lines[y].firstRange(of: words))
        _ = dashboard.handle(
            .mouse(MouseEvent(.press, x: lines[y].distance(from: lines[y].startIndex, to: place.lowerBound), y: y)))
    }

    @Test func theScreensBarAndTheWayBack() throws {
        var dashboard = Dashboard.showing(Sample.picture())
        try click(&dashboard, on: "Tasks", row: 1)
        #expect(dashboard.screen == .tasks)
        dashboard.press(.down, .enter)
        let opened = try #require(dashboard.opened)
        try click(&dashboard, on: "tasks", row: 0)
        #expect(dashboard.opened == nil)
        #expect(dashboard.tasks.openable == opened)
        try click(&dashboard, on: "looptop", row: 0)
        #expect(dashboard.screen == .overview)
    }

    @Test func aLineIsSelectedThenOpened() throws {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"))
        let task = try #require(dashboard.tasks.rows[2].task)
        let y = 4 + 2
        _ = dashboard.handle(.mouse(MouseEvent(.press, x: 60, y: y)))
        #expect(dashboard.tasks.selection == task)
        #expect(dashboard.opened == nil)
        _ = dashboard.handle(.mouse(MouseEvent(.press, x: 60, y: y)))
        #expect(dashboard.opened == task)
    }

    @Test func titlesSort() throws {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"))
        try click(&dashboard, on: "WAIT", row: 3)
        #expect(dashboard.tasks.order.sort == .wait)
        let isAscending = dashboard.tasks.order.isAscending
        try click(&dashboard, on: "WAIT", row: 3)
        #expect(dashboard.tasks.order.isAscending != isAscending)
    }

    @Test func theWheelScrollsAndHintsArePressed() throws {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"))
        _ = dashboard.handle(.mouse(MouseEvent(.wheelDown, x: 3, y: 9)))
        #expect(dashboard.tasks.selectedIndex == 3)
        _ = dashboard.handle(.mouse(MouseEvent(.wheelUp, x: 3, y: 9)))
        #expect(dashboard.tasks.selectedIndex == 0)
        try click(&dashboard, on: "help", row: 35)
        #expect(dashboard.isHelpOpen)
        #expect(dashboard.text(Size(120, 400)).contains("shift and drag"))
    }

    /// A dialog that asks about the service is answered by keys alone, and nothing below it is pressed.
    @Test func whatLiesBelowADialogIsNotPressed() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"), .character("x"))
        #expect(dashboard.actDialog != nil)
        for y in 0..<36 {
            for x in stride(from: 0, to: 120, by: 3) {
                #expect(dashboard.handle(.mouse(MouseEvent(.press, x: x, y: y))).isEmpty)
            }
        }
        #expect(dashboard.actDialog != nil)
    }

    @Test func outsideAndNowhere() {
        var dashboard = Dashboard.showing(nil)
        for (x, y) in [(-1, -1), (500, 500), (0, 3)] {
            _ = dashboard.handle(.mouse(MouseEvent(.press, x: x, y: y)))
            _ = dashboard.handle(.mouse(MouseEvent(.wheelDown, x: x, y: y)))
        }
        #expect(dashboard.screen == .overview)
    }

    @Test func aTaskIsCopiedWithWhatItsScreenSays() throws {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"), .down, .down, .enter)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        let effects = dashboard.press(.character("y"))
        guard case .copy(let text)? = effects.first else {
            Issue.record("nothing was copied: \(effects)")
            return
        }
        #expect(text.hasPrefix("#"))
        #expect(text.contains("created"))
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        #expect(dashboard.text().contains("copied: #"))
    }

    @Test func aLineOfAListIsCopied() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("1"))
        #expect(!dashboard.press(.character("y")).contains { if case .copy = $0 { true } else { false } })
        #expect(dashboard.text().contains("nothing is selected"))
    }
}

@Suite struct ThemesDialogTests {
    private func open() throws -> Dashboard {
        var dashboard = Dashboard.showing(Sample.picture())
        #expect(dashboard.press(.character("T")).contains(.loadThemes))
        var choices = try ThemeFolder.names.map { ThemeChoice(name: $0, theme: try ThemeFolder.theme($0), note: "") }
        choices.append(ThemeChoice(name: "broken", theme: nil, note: "broken.toml:1:1: no"))
        dashboard.receive(themes: choices)
        return dashboard
    }

    @Test func theSelectedOneIsShownAtOnce() throws {
        var dashboard = try open()
        #expect(dashboard.settings.theme.name == "night")
        dashboard.press(.down)
        #expect(dashboard.settings.theme.name == "dark")
        #expect(dashboard.render(Size(120, 36), now: Sample.now).grid[5, 20].style.background == .rgb(22, 24, 31))
        dashboard.press(.escape)
        #expect(dashboard.settings.theme.name == "night")
        #expect(dashboard.themesDialog == nil)
    }

    @Test func enterKeepsIt() throws {
        var dashboard = try open()
        dashboard.press(.down)
        #expect(dashboard.press(.enter).contains(.keepTheme("dark")))
        dashboard.receive(keptTheme: "dark", problem: "no room")
        #expect(dashboard.settings.theme.name == "dark")
        #expect(dashboard.text().contains("no room"))
    }

    @Test func oneWithMistakesIsToldAndNotKept() throws {
        var dashboard = try open()
        dashboard.press(.end)
        #expect(dashboard.text().contains("broken.toml:1:1: no"))
        #expect(!dashboard.press(.enter).contains(.keepTheme("broken")))
    }

    /// Every theme at every size, in colours and glyphs of all kinds: drawn without a cell that has no background.
    @Test(arguments: ThemeFolder.names) func everyThemeFillsTheScreen(name: String) throws {
        let theme = try ThemeFolder.theme(name)
        for screen in Registry.all {
            var dashboard = Dashboard.showing(Sample.busy())
            dashboard.settings.theme = theme
            dashboard.press(.character(screen.key))
            let grid = dashboard.render(Size(120, 36), now: Sample.now).grid
            let background = theme[.text].background
            guard background != .terminalDefault else { continue }
            for y in 0..<36 {
                for x in 0..<120 { #expect(grid[x, y].style.background != .terminalDefault, "\(screen.id) \(x),\(y)") }
            }
        }
    }

    /// Without colours every state and every severity has a mark or a word of its own.
    @Test func nothingIsSaidByColourAlone() {
        for glyphs in [Glyphs.unicode, .ascii] {
            let marks = [
                glyphs.running, glyphs.ready, glyphs.waiting, glyphs.cancelling, glyphs.done, glyphs.failed,
                glyphs.cancelled,
            ]
            #expect(Set(marks).count == marks.count)
            #expect(glyphs.live != glyphs.stale)
        }
    }
}
