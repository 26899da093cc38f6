import Model
import Terminal
import Testing

@testable import Dashboard

@Suite struct OutputTests {
    private func shown(_ lines: Int, size: Size = Size(120, 36), path: String? = "/run/orders.log") -> Dashboard {
        var dashboard = Dashboard(
            settings: DashboardSettings(theme: .night, targetName: "orders-api", outputPath: path))
        _ = dashboard.handle(.resized(size))
        dashboard.update(Sample.picture())
        dashboard.receive(
            output: (0..<lines).map {
                "\u{1B}[32mINFO\u{1B}[0m:     127.0.0.1:53122 - \"GET /quote/\($0) HTTP/1.1\" 200 OK"
            })
        return dashboard
    }

    @Test(arguments: ScreenTests.sizes) func screen(size: Size) throws {
        var dashboard = shown(60, size: size)
        dashboard.press(.character("9"))
        try Golden.check(dashboard.render(size, now: Sample.now).grid, "output-\(size.width)x\(size.height)")
    }

    @Test(arguments: ScreenTests.sizes) func pane(size: Size) throws {
        var dashboard = shown(60, size: size)
        dashboard.press(.character("o"))
        try Golden.check(dashboard.render(size, now: Sample.now).grid, "output-pane-\(size.width)x\(size.height)")
    }

    @Test func whereItGoesIsSaid() {
        var attached = shown(0, path: nil)
        attached.press(.character("9"))
        #expect(attached.text().contains("is not known from here"))
        var elsewhere = Dashboard(
            settings: DashboardSettings(theme: .night, targetName: "orders-api", outputElsewhere: "/dev/pts/3"))
        elsewhere.update(Sample.picture())
        elsewhere.press(.character("9"))
        #expect(elsewhere.text().contains("/dev/pts/3"))
        var started = shown(0)
        started.press(.character("9"))
        #expect(started.text().contains("has written nothing yet") && started.text().contains("/run/orders.log"))
    }

    @Test func theNewestIsFollowedUntilSomebodyScrolls() {
        var dashboard = shown(200)
        dashboard.press(.character("9"))
        #expect(dashboard.text().contains("/quote/199 "))
        dashboard.press(.pageUp)
        #expect(!dashboard.text().contains("/quote/199 ") && dashboard.text().contains("stands"))
        let before = dashboard.text()
        dashboard.receive(output: (0..<OutputState.limit / 2).map { "more \($0)" })
        #expect(dashboard.text().split(separator: "\n").dropFirst(4) == before.split(separator: "\n").dropFirst(4))
        dashboard.press(.end)
        #expect(dashboard.text().contains("more \(OutputState.limit / 2 - 1)"))
        dashboard.press(.home)
        #expect(dashboard.text().contains("/quote/0 "))
    }

    @Test func memoryIsBounded() {
        var output = OutputState()
        for _ in 0..<5 { output.append((0..<OutputState.limit).map { "line \($0)" }) }
        #expect(output.count <= OutputState.limit + 500)
        #expect(output.shown(1) == ["line \(OutputState.limit - 1)"])
    }

    @Test func frozenOutputStands() {
        var dashboard = shown(10)
        dashboard.press(.character("9"), .character("f"))
        dashboard.receive(output: ["later"])
        #expect(!dashboard.text().contains("later"))
        dashboard.press(.character("f"))
        #expect(dashboard.text().contains("later"))
    }

    @Test func controlSequencesAreTakenOut() {
        #expect(
            OutputState.plain("\u{1B}[1;31mred\u{1B}[0m \u{1B}]8;;http://x\u{07}link\u{1B}]8;;\u{1B}\\ end")
                == "red link end")
        #expect(OutputState.plain("10 %\r20 %\r30 %") == "30 %")
        #expect(OutputState.plain("dos\r") == "dos")
        #expect(OutputState.plain("a\tb") == "a       b")
        #expect(OutputState.plain("\u{1B}[") == "" && OutputState.plain("\u{1B}(Bplain\u{07}") == "plain")
    }
}
