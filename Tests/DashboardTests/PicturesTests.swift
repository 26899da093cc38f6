import Model
import Terminal
import Testing

@testable import Dashboard

/// Curves, strips and timelines: what stands in which cell.
@Suite struct PicturesTests {
    private static let start = Sample.now - 60

    @Test func theGradientGoesThroughItsThreeStops() throws {
        let theme = try Theme(toml: "good = \"#9ece6a\"\nlook = \"#e0af68\"\nact = \"#f7768e\"\n")
        #expect(theme.gradient(at: 0) == theme[.good])
        #expect(theme.gradient(at: 0.5) == theme[.look])
        #expect(theme.gradient(at: 1) == theme[.act])
        #expect(theme.gradient(at: -3) == theme[.good])
        #expect(theme.gradient(at: .nan) == theme[.good])
        // Half way from good to look: the mean of their colours.
        #expect(theme.gradient(at: 0.25).foreground == .rgb(191, 191, 105))
    }

    @Test func coloursOfTheTerminalAreNotMixed() throws {
        let theme = try Theme(toml: "good = \"green\"\nlook = \"yellow\"\nact = \"red\"\n")
        let shown = [0, 0.2, 0.3, 0.7, 0.8, 1].map { theme.gradient(at: $0).foreground }
        #expect(shown == [.ansi(2), .ansi(2), .ansi(3), .ansi(3), .ansi(1), .ansi(1)])
    }

    @Test func heatRisesToItsMarks() {
        #expect(Heat.lag(0) == 0)
        #expect(Heat.lag(Heat.lagToLook) == 0.5)
        #expect(Heat.lag(Heat.lagToAct) == 1)
        #expect(Heat.lag(1000) == 1)
        #expect(Heat.lag(.nan) == 0)
    }

    @Test func aCellOfTheStripIsASecond() {
        let history = [0, 1, 2, 5, 64].map { second in
            HistorySample(time: Self.start + Double(second), lag: Double(second))
        }
        let strip = LagStrip(of: history, width: 60 + LagStrip.margin, height: 3)
        #expect(strip.rows.map(\.label) == ["2 min", "1 min"])
        #expect(strip.rows[0].lags.suffix(6) == [nil, 0, 1, 2, nil, nil])
        #expect(strip.rows[1].lags.first == .some(5))
        #expect(strip.rows[1].lags.last == .some(64))
        #expect(LagStrip(of: history, width: 40 + LagStrip.margin, height: 1).rows.map(\.label) == ["40 s"])
        #expect(LagStrip(of: [], width: 100, height: 3).rows.isEmpty)
        #expect(LagStrip(of: history, width: 0, height: 3).rows.isEmpty)
    }

    /// A task that gets, sleeps, runs and gets again.
    private var trace: TaskTrace {
        var trace = TaskTrace()
        func look(_ second: Double, _ state: TaskState, on: String? = nil, since: Double = 0) {
            let wait = on.map {
                Wait(kind: String($0.prefix { $0 != " " }), on: $0, since: Self.start + since, isExact: true)
            }
            trace.look(
                at: TaskRecord(id: TaskID(17), name: "a", coroutine: "a", state: state, wait: wait),
                in: Picture(), now: Self.start + second)
        }
        look(30, .waiting, on: "queue get", since: 0)
        look(40, .waiting, on: "timer sleep", since: 30)
        look(42, .running)
        look(45, .waiting, on: "queue get", since: 44)
        look(50, .ready)
        look(52, .waiting, on: "queue get", since: 52)
        look(60, .waiting, on: "queue get", since: 52)
        return trace
    }

    @Test func theTimelineShowsRunsHoweverShort() {
        let timeline = TaskTimeline(of: trace, now: Self.start + 60, width: 60)
        let text = timeline.phrase(.unicode).text
        #expect(text.count == 60)
        #expect(text == "── queue get ─────────────────── timer…─████─▒▒▒▒▒▒▒── que…─")
        #expect(timeline.moments[10]?.on == "queue get")
        #expect(timeline.moments[37]?.on == "timer sleep")
        #expect(timeline.moments[43]?.state == .running)
        #expect(timeline.moments[51]?.state == .ready)
        #expect(timeline.moments[52]?.state == .waiting)
        #expect(timeline.steps[10] == nil, "nobody watched then")
        #expect(timeline.steps.compactMap(\.self).reduce(0, +) == 3)
        // A cell of three seconds in which it ran is a run.
        let narrow = TaskTimeline(of: trace, now: Self.start + 60, width: 20)
        #expect(narrow.moments[14]?.state == .running)
        let isASCII = narrow.phrase(.ascii).text.allSatisfy(\.isASCII)
        #expect(isASCII)
        #expect(TaskTimeline(of: TaskTrace(), now: 0, width: 0).moments.isEmpty)
    }

    @Test(arguments: [Size(120, 36), Size(200, 50)]) func timeline(size: Size) throws {
        var dashboard = Dashboard.showing(Sample.busy(), size: size)
        dashboard.press(.character("2"), .down, .enter)
        dashboard.receive(Sample.detail(17), for: TaskID(17))
        dashboard.trace = trace
        let grid = dashboard.render(size, now: Self.start + 60).grid
        let rows = grid.lines.drop { !$0.contains("the last minute") }.prefix(5)
        #expect(rows.contains { $0.contains("█") && $0.contains("▒") && $0.contains(" queue get ") })
        #expect(rows.contains { $0.contains("−60s") && $0.contains("3 steps") && $0.contains("now") })
    }
}
