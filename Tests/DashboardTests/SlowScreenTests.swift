import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct SlowScreenTests {
    private func shown(_ report: SlowReport = Sample.slow, size: Size = Size(120, 36), glyphs: Glyphs = .unicode)
        -> Dashboard
    {
        var dashboard = Dashboard.showing(Sample.picture(slow: report), size: size, glyphs: glyphs)
        dashboard.press(.character("4"))
        return dashboard
    }

    @Test(arguments: ScreenTests.sizes) func screen(size: Size) throws {
        try Golden.check(shown(size: size).render(size, now: Sample.now).grid, "slow-\(size.width)x\(size.height)")
    }

    @Test func ascii() throws {
        let grid = shown(glyphs: .ascii).render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-slow-120x36")
    }

    @Test(arguments: ScreenTests.sizes) func nothingIsSlow(size: Size) throws {
        let dashboard = shown(SlowReport(threshold: 0.1, since: Sample.now - 200), size: size)
        try Golden.check(dashboard.render(size, now: Sample.now).grid, "slow-nothing-\(size.width)x\(size.height)")
    }

    @Test func whatTheAgentHasNotToldIsUnknown() {
        #expect(shown(SlowReport()).text().contains("has not told of slow callbacks"))
    }

    @Test(arguments: ScreenTests.sizes) func culpritAndLengthAreNeverCut(size: Size) {
        let text = shown(size: size).text(size)
        for answer in ["app/pricing.py:88", "312 ms", "app/auth.py:19", "280 ms"] { #expect(text.contains(answer)) }
    }

    @Test func sortingKeepsTheSelection() {
        var dashboard = shown()
        #expect(dashboard.slow.rows.map(\.id) == [1, 2, 3, 4])
        dashboard.press(.down, .character("s"), .character("s"), .character("s"), .character("s"))
        #expect(dashboard.slow.rows.map(\.id) == [1, 2, 4, 3])
        #expect(dashboard.slow.selected?.id == 2)
        #expect(dashboard.text().contains("LAST ▼"))
    }

    @Test func enterOpensTheTaskWhereItIsKnown() {
        var dashboard = shown()
        #expect(dashboard.press(.enter).contains(.loadTask(TaskID(50))))
        #expect(dashboard.opened == TaskID(50))
        dashboard.press(.escape, .down, .down, .enter)
        #expect(dashboard.opened == nil)
        #expect(dashboard.slow.selected?.id == 3)
    }

    @Test func whatItDidWithTheTimeIsToldInWords() {
        #expect(shown().text().contains("It slept or waited"))
        var dashboard = shown()
        dashboard.press(.down, .down)
        #expect(dashboard.text().contains("It computed"))
    }

    @Test func anotherInstanceHasItsOwn() {
        var dashboard = shown()
        var picture = dashboard.picture
        var other = Sample.service
        other.instance = "b2"
        picture.apply(.connected(other))
        picture.apply(.snapshotEnded(time: Sample.now))
        dashboard.update(picture)
        #expect(dashboard.slow.rows.isEmpty && dashboard.slow.selected == nil)
    }
}
