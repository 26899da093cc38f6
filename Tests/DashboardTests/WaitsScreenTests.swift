import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct WaitsScreenTests {
    private func shown(size: Size = Size(120, 36), glyphs: Glyphs = .unicode) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture(), size: size, glyphs: glyphs)
        dashboard.press(.character("3"))
        return dashboard
    }

    @Test(arguments: ScreenTests.sizes) func screen(size: Size) throws {
        try Golden.check(shown(size: size).render(size, now: Sample.now).grid, "waits-\(size.width)x\(size.height)")
    }

    @Test func ascii() throws {
        let grid = shown(glyphs: .ascii).render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-waits-120x36")
    }

    @Test func nothingIsASentence() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("3"))
        #expect(dashboard.text().contains("No queue, lock or pool is known"))
    }

    @Test func whatMakesTasksWaitComesFirst() {
        var dashboard = shown()
        #expect(dashboard.waits.rows.first?.resource.name == "Dispatcher.jobs")
        dashboard.press(.character("s"))
        #expect(dashboard.waits.rows.first?.resource.name == "db")
        #expect(dashboard.text().contains("LONGEST ▼"))
        #expect(dashboard.waits.selected?.resource.name == "Dispatcher.jobs")
    }

    @Test func leaksAreNamed() {
        var dashboard = shown(size: Size(200, 50))
        dashboard.press(.character("/"))
        dashboard.type("asyncpg")
        #expect(dashboard.waits.rows.map(\.resource.id) == [1])
        let text = dashboard.text(Size(200, 50))
        #expect(text.contains("no live task (#6120 export ended)"))
        #expect(text.contains("1 held by nobody that can be named"))
        dashboard.press(.escape)
        #expect(dashboard.waits.rows.count == Sample.waitedFor.count)
    }

    @Test func holdersAndWaitersAreSelectedAndOpened() {
        var dashboard = shown()
        // Nobody holds a queue: the box of those who wait is the next one.
        dashboard.press(.tab)
        #expect(dashboard.waits.focus == .waiters)
        dashboard.press(.enter)
        #expect(dashboard.opened == TaskID(60))
        dashboard.press(.escape)
        dashboard.press(.down, .enter)
        #expect(dashboard.opened == TaskID(61))
        dashboard.press(.escape)
        dashboard.press(.escape)
        #expect(dashboard.waits.focus == .resources)
        dashboard.press(.character("s"), .home, .enter)
        #expect(dashboard.opened == TaskID(2))
    }

    @Test func aQueueWithoutABoundHasNoBar() {
        let outbox = Sample.waitedFor[2]
        #expect(ResourceText.share(outbox) == nil)
        #expect(ResourceText.use(outbox, glyphs: .unicode) == "17/∞")
        #expect(ResourceText.use(Resource(id: 9, kind: .queue, type: "q"), glyphs: .unicode) == "?")
    }
}
