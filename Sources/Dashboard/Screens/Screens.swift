import Model
import Terminal

/// The screens that digits open, in their order.
enum ScreenID: String, Hashable, Sendable, CaseIterable {
    case overview, tasks, waits, slow, events, findings, shutdown, requests, output
}

/// A screen: a new one is a file with its drawing and an entry in `Screens.all`.
struct ScreenEntry: Sendable {
    var id: ScreenID
    /// The digit that opens it.
    var key: Character
    var title: String
    /// The same where there is little room.
    var short: String
    var context: KeyContext
    /// The count beside its title, where one matters.
    var count: @Sendable (Dashboard) -> Int?
    /// Draws it into the rectangle between the screens' bar and the hints.
    var draw: @Sendable (Dashboard, inout Canvas, Rect, Double) -> Cursor?
}

enum Screens {
    static let all: [ScreenEntry] = [
        ScreenEntry(
            id: .overview, key: "1", title: "Overview", short: "Over", context: .everywhere, count: { _ in nil },
            draw: { dashboard, canvas, rect, now in dashboard.drawOverview(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .tasks, key: "2", title: "Tasks", short: "Tasks", context: .tasks, count: { $0.picture.tasks.count },
            draw: { dashboard, canvas, rect, now in dashboard.drawTasks(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .waits, key: "3", title: "Waits", short: "Waits", context: .waits,
            count: { $0.picture.resources.values.reduce(0) { $0 + $1.waiting } },
            draw: { dashboard, canvas, rect, now in dashboard.drawWaits(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .slow, key: "4", title: "Slow", short: "Slow", context: .slow,
            count: { $0.picture.slow.culprits.count },
            draw: { dashboard, canvas, rect, now in dashboard.drawSlow(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .events, key: "5", title: "Events", short: "Events", context: .events, count: { _ in nil },
            draw: { dashboard, canvas, rect, now in dashboard.drawEvents(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .findings, key: "6", title: "Findings", short: "Find", context: .findings,
            count: { $0.findings.board.since == nil ? nil : $0.findings.board.current.count },
            draw: { dashboard, canvas, rect, now in dashboard.drawFindings(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .shutdown, key: "7", title: "Shutdown", short: "Stop", context: .shutdown, count: { _ in nil },
            draw: { dashboard, canvas, rect, now in dashboard.drawShutdown(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .requests, key: "8", title: "Requests", short: "Reqs", context: .requests,
            count: { $0.picture.vitals?.requests },
            draw: { dashboard, canvas, rect, now in dashboard.drawRequests(on: &canvas, in: rect, now: now) }),
        ScreenEntry(
            id: .output, key: "9", title: "Output", short: "Out", context: .output, count: { _ in nil },
            draw: { dashboard, canvas, rect, _ in dashboard.drawOutput(on: &canvas, in: rect) }),
    ]

    /// The entry of a screen.
    static func entry(_ id: ScreenID) -> ScreenEntry? { all.first { $0.id == id } }
}

extension ScreenEntry {
    var binding: Binding {
        Binding(
            action: .screen(id), keys: [.character(key)], context: .everywhere, hint: nil,
            help: "the screen \(title)")
    }
}
