import JSON
import Model
import Reports
import Terminal
import Wire

@testable import Dashboard

/// All that looptop makes of a conversation: what commands print, and what the dashboard draws.
struct Showing {
    /// What is printed, each text with its command.
    private(set) var printed: [(command: String, text: String)] = []
    /// What is drawn, row by row.
    private(set) var drawn: [(screen: String, row: String)] = []

    /// Shows everything; what is not understood is shown as the mistake that it is.
    ///
    /// - Parameter screens: the digits of those that are drawn, as a list and with its first row opened.
    init(_ conversation: Conversation, screens: String = "123456789") {
        do throws(WireError) {
            let (picture, answers) = try conversation.heard()
            var board = FindingsBoard()
            board.look(at: picture)
            print(picture, board)
            try print(answers, of: picture)
            draw(picture, answers, screens)
        } catch {
            printed.append(("error", "\(error)"))
        }
    }

    private mutating func print(_ picture: Picture, _ board: FindingsBoard) {
        printed += [
            ("ps", PSReport(picture).text), ("ps --fold", PlacesReport(picture).text),
            ("tree", TreeReport(picture).text()), ("tree --by await", TreeReport(picture, by: .await).text()),
            ("waits", WaitsReport(picture).text), ("slow", SlowCallbacksReport(picture).text),
            ("requests", RequestsReport(picture).text), ("findings", FindingsReport(picture, board: board).text),
            ("overview", OverviewReport(picture, board: board).text),
            ("dump", DumpReport(picture, board: board).json.text),
        ]
        for entry in picture.log.entries {
            printed.append(("log", LogLine(entry, of: picture.service).text { UTCText.second($0) }))
        }
    }

    private mutating func print(_ answers: [Int: ResponseBody], of picture: Picture) throws(WireError) {
        if let detail = try answers[3]?.taskDetail() {
            let report = TaskReport(detail, in: picture)
            printed += [("task", report.text), ("task --json", report.json.text)]
        }
        if let plan = try answers[4]?.shutdownPlan(), let service = picture.service {
            let report = ShutdownPlanReport(plan, order: ShutdownOrder(), service: service)
            printed += [("shutdown", report.text), ("shutdown --json", report.json.text)]
        }
        if let mode = try answers[5]?.debugMode() { printed.append(("debug", DebugReport(mode).text)) }
    }

    private mutating func draw(_ picture: Picture, _ answers: [Int: ResponseBody], _ screens: String) {
        let size = Size(120, 36)
        var dashboard = Dashboard(settings: DashboardSettings(glyphs: .unicode, targetName: "orders"))
        _ = dashboard.handle(.resized(size))
        _ = dashboard.update(picture)
        if let threads = try? answers[2]?.threads() { dashboard.receive(threads: threads) }
        // Twice: what was drawn before is remembered.
        _ = dashboard.update(picture)
        for key in screens {
            _ = dashboard.handle(.key(.character(key)))
            draw(dashboard, "screen \(key)", picture.now)
            _ = dashboard.handle(.key(.enter))
            if let detail = try? answers[3]?.taskDetail() { dashboard.receive(detail, for: detail.id) }
            draw(dashboard, "screen \(key), opened", picture.now)
            _ = dashboard.handle(.key(.escape))
        }
    }

    private mutating func draw(_ dashboard: Dashboard, _ screen: String, _ now: Double) {
        let grid = dashboard.render(Size(120, 36), now: now + 1).grid
        drawn += grid.lines.map { (screen, $0) }
    }
}
