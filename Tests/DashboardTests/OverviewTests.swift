import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct OverviewTests {
    @Test(arguments: ScreenTests.sizes) func full(size: Size) throws {
        let dashboard = Dashboard.showing(Sample.fullPicture(), size: size)
        try Golden.check(
            dashboard.render(size, now: Sample.now).grid, "overview-full-\(size.width)x\(size.height)")
    }

    @Test func ascii() throws {
        let grid = Dashboard.showing(Sample.fullPicture(), glyphs: .ascii).render(Size(120, 36), now: Sample.now).grid
        #expect(grid.lines.allSatisfy { $0.allSatisfy(\.isASCII) })
        try Golden.check(grid, "ascii-overview-full-120x36")
    }

    @Test(arguments: ScreenTests.sizes) func theNewestCulpritIsASentence(size: Size) {
        let text = Dashboard.showing(Sample.fullPicture(), size: size).text(size)
        #expect(text.contains("stopped the loop 14×, worst 312 ms, at app/pricing.py:88"))
    }

    @Test func stepsThatNobodyCountsAreUnknown() {
        var picture = Sample.picture()
        picture.apply(
            .history(
                Sample.history.map { sample in
                    var sample = sample
                    sample.steps = nil
                    return sample
                }))
        let text = Dashboard.showing(picture, size: Size(200, 50)).text(Size(200, 50))
        #expect(text.contains("callbacks, for nobody counts steps"))
        #expect(text.contains("steps unknown"))
    }

    @Test func theSpeedOfGrowthIsTold() {
        let samples = (0..<60).map {
            HistorySample(time: Sample.now - 60 + Double($0), rss: 100_000_000 + Double($0) * 1_048_576)
        }
        let overview = OverviewView(scene: Dashboard.showing(Sample.picture()).scene, places: [], poolRows: [])
        #expect(overview.growth(of: samples[...])?.text == "+60 MiB/min")
        #expect(overview.growth(of: samples.prefix(10)) == nil)
    }
}
