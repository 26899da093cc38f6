import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct EventsScreenTests {
    private func shown(_ log: [LogEntry] = Sample.log, size: Size = Size(120, 36), glyphs: Glyphs = .unicode)
        -> Dashboard
    {
        var dashboard = Dashboard.showing(Sample.picture(log: log), size: size, glyphs: glyphs)
        dashboard.press(.character("5"))
        return dashboard
    }

    private func entry(_ id: Int, _ kind: LogEntry.Kind = .created, task: Int? = nil) -> LogEntry {
        LogEntry(id: id, time: Sample.now + 1, kind: kind, task: task.map { TaskID($0) }, name: "late-\(id)")
    }

    @Test(arguments: ScreenTests.sizes) func screen(size: Size) throws {
        try Golden.check(shown(size: size).render(size, now: Sample.now).grid, "events-\(size.width)x\(size.height)")
    }

    @Test func ascii() throws {
        let grid = shown(glyphs: .ascii).render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-events-120x36")
    }

    @Test func emptyAndUnknownAreSentences() {
        #expect(shown([]).text().contains("Nothing has happened yet"))
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("5"))
        #expect(dashboard.text().contains("has not told of events"))
    }

    @Test func theNewestIsFollowedUntilSomebodyGoesBack() {
        var dashboard = shown()
        #expect(dashboard.events.isFollowing && dashboard.text().contains("charge-card"))
        var picture = dashboard.picture
        picture.apply(.log([entry(126)], since: nil, time: Sample.now + 1))
        dashboard.update(picture)
        #expect(dashboard.text().contains("late-126"))
        dashboard.press(.up)
        let before = dashboard.text()
        #expect(!dashboard.events.isFollowing && before.contains("stands"))
        picture.apply(.log([entry(127)], since: nil, time: Sample.now + 1))
        dashboard.update(picture)
        #expect(!dashboard.text().contains("late-127"))
        #expect(dashboard.events.selectedIndex.map { dashboard.events.rows[$0].id } == 125)
        dashboard.press(.character("G"))
        #expect(dashboard.events.isFollowing && dashboard.text().contains("late-127"))
        dashboard.press(.up, .down)
        #expect(dashboard.events.isFollowing)
    }

    @Test func pagesReachTheOldest() {
        var dashboard = shown()
        for _ in 0..<10 { dashboard.press(.pageUp) }
        #expect(dashboard.text().contains("looptop agent 0.1.0 started"))
        dashboard.press(.pageDown, .pageDown)
        #expect(!dashboard.text().contains("looptop agent 0.1.0 started"))
        dashboard.press(.home)
        #expect(dashboard.events.selectedIndex == 0)
    }

    @Test func filteringByWordsAndByKind() {
        var dashboard = shown()
        dashboard.press(.character("/"))
        dashboard.type("failed order-3")
        #expect(dashboard.events.rows.map(\.name) == ["order-3", "order-31", "order-38"])
        #expect(dashboard.text().contains("shown 3 of 125"))
        dashboard.press(.enter, .escape, .character("K"), .character("K"))
        #expect(dashboard.events.group == .trouble)
        #expect(dashboard.events.rows.allSatisfy { [.failed, .unretrieved].contains($0.kind) })
        dashboard.press(.character("/"))
        dashboard.type("nobody")
        #expect(dashboard.text().contains("No event is let through"))
        var picture = dashboard.picture
        picture.apply(.log([entry(126, .failed)], since: nil, time: Sample.now + 1))
        dashboard.update(picture)
        #expect(dashboard.events.rows.isEmpty)
        dashboard.press(.escape)
        #expect(dashboard.events.rows.last?.id == 126)
    }

    @Test func enterOpensTheTask() {
        var dashboard = shown()
        #expect(dashboard.press(.enter).contains(.loadTask(TaskID(23))))
        #expect(dashboard.opened == TaskID(23))
    }

    @Test func whatIsLostIsSaid() {
        var picture = Sample.picture(log: Sample.log)
        picture.apply(.log([entry(140)], since: nil, time: Sample.now))
        var dashboard = Dashboard.showing(picture)
        dashboard.press(.character("5"))
        #expect(dashboard.text().contains("14 lost"))
    }

    @Test func theOldestGoWithoutMovingTheRest() {
        var picture = Sample.picture(log: Sample.log)
        var dashboard = Dashboard.showing(picture)
        dashboard.press(.character("5"), .up)
        let selected = dashboard.events.selection
        picture.apply(.log((126..<126 + 11_000).map { entry($0) }, since: nil, time: Sample.now))
        dashboard.update(picture)
        #expect(dashboard.events.rows.count == picture.log.entries.count)
        #expect(selected != nil && dashboard.events.selectedIndex == 0)
        #expect(dashboard.events.rows.first?.id == picture.log.entries.first?.id)
    }

    @Test func anotherInstanceBeginsAnew() {
        var dashboard = shown()
        var picture = dashboard.picture
        var other = Sample.service
        other.instance = "b2"
        picture.apply(.connected(other))
        picture.apply(.log([entry(1)], since: Sample.now, time: Sample.now))
        picture.apply(.snapshotEnded(time: Sample.now))
        dashboard.update(picture)
        #expect(dashboard.events.rows.map(\.id) == [1])
    }
}
