import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct RequestsScreenTests {
    private func shown(size: Size = Size(120, 36), glyphs: Glyphs = .unicode) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture(), size: size, glyphs: glyphs)
        dashboard.press(.character("8"))
        return dashboard
    }

    @Test(arguments: ScreenTests.sizes) func screen(size: Size) throws {
        try Golden.check(shown(size: size).render(size, now: Sample.now).grid, "requests-\(size.width)x\(size.height)")
    }

    @Test func ascii() throws {
        let grid = shown(glyphs: .ascii).render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-requests-120x36")
    }

    @Test func theSlowestComesFirstAndTheEndedLast() {
        var dashboard = shown()
        #expect(dashboard.requests.rows.map(\.id) == [2, 3, 1, 5, 4])
        dashboard.press(.enter)
        #expect(dashboard.opened == TaskID(23))
        dashboard.press(.escape, .character("/"))
        dashboard.type("503")
        #expect(dashboard.requests.rows.map(\.id) == [5])
    }

    @Test func unknownIsNotNothing() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("8"))
        #expect(dashboard.text().contains("Which requests are in flight is unknown"))
        #expect(!dashboard.text().contains("Requests 0"))
    }

    @Test func nothingInFlightIsSaid() {
        var picture = Sample.picture()
        picture.apply(.vitals(Vitals(time: Sample.now, requests: 0, requestsTotal: 0)))
        var dashboard = Dashboard.showing(picture)
        dashboard.press(.character("8"))
        #expect(dashboard.text().contains("No request is in flight"))
    }
}
