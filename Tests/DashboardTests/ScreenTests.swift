import Model
import Terminal
import Testing

@testable import Dashboard

/// Every screen at every size, compared with its file.
@Suite struct ScreenTests {
    static let sizes = [Size(60, 15), Size(80, 24), Size(120, 36), Size(200, 50)]

    @Test(arguments: sizes) func overview(size: Size) throws {
        try check("overview", .showing(Sample.picture(), size: size), size)
    }

    @Test(arguments: sizes) func tasks(size: Size) throws {
        var dashboard = Dashboard.showing(Sample.picture(), size: size)
        dashboard.press(.character("2"), .down, .down)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        try check("tasks", dashboard, size)
    }

    @Test(arguments: sizes, TaskForm.allCases) func forms(size: Size, form: TaskForm) throws {
        var dashboard = Dashboard.showing(Sample.busy(), size: size)
        dashboard.press(.character("2"), .down)
        while dashboard.tasks.form != form { dashboard.press(.character("t")) }
        if form == .folded { dashboard.press(.home) }
        if let task = dashboard.tasks.previewed { dashboard.receive(Sample.detail(task.rawValue), for: task) }
        try check("form-\(form.rawValue)", dashboard, size)
        guard size == Size(120, 36) else { return }
        var ascii = Dashboard.showing(Sample.busy(), size: size, glyphs: .ascii)
        ascii.press(.character("2"), .down)
        while ascii.tasks.form != form { ascii.press(.character("t")) }
        try check("form-\(form.rawValue)-ascii", ascii, size)
        #expect(!ascii.render(size, now: Sample.now).grid.lines.joined().contains { !$0.isASCII })
    }

    @Test(arguments: sizes) func task(size: Size) throws {
        var dashboard = Dashboard.showing(Sample.picture(), size: size)
        dashboard.press(.character("2"), .down, .down, .enter)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        try check("task", dashboard, size)
    }

    @Test(arguments: sizes) func taskPage(size: Size) throws {
        var dashboard = Dashboard.showing(Sample.busy(), size: size)
        dashboard.press(.character("2"), .down, .enter, .tab)
        dashboard.receive(Sample.detail(17), for: TaskID(17))
        try check("task-page", dashboard, size)
        dashboard.press(.enter)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        #expect(dashboard.opened == TaskID(23))
        try check("task-followed", dashboard, size)
    }

    @Test(arguments: sizes) func help(size: Size) throws {
        var dashboard = Dashboard.showing(Sample.picture(), size: size)
        dashboard.press(.character("2"), .character("?"))
        try check("help", dashboard, size)
    }

    @Test(arguments: sizes) func blocked(size: Size) throws {
        try check("blocked", .showing(Sample.picture(blocked: Sample.blocked), size: size), size)
    }

    @Test(arguments: sizes) func lost(size: Size) throws {
        var picture = Sample.picture()
        picture.apply(.disconnected(reason: "the service has exited"))
        try check("lost", .showing(picture, size: size), size)
    }

    @Test(arguments: sizes) func noLoop(size: Size) throws {
        var dashboard = Dashboard.showing(Sample.synchronous, size: size)
        dashboard.receive(threads: Sample.threads)
        try check("no-loop", dashboard, size)
    }

    @Test func asciiTasks() throws {
        let size = Size(120, 36)
        var dashboard = Dashboard.showing(Sample.picture(), size: size, glyphs: .ascii)
        dashboard.press(.character("2"), .down, .down)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        try check("ascii-tasks", dashboard, size)
        dashboard.press(.character("1"))
        try check("ascii-overview", dashboard, size)
        let characters = dashboard.render(size, now: Sample.now).grid.lines.joined()
        #expect(!characters.contains { !$0.isASCII })
    }

    @Test(arguments: [Size(39, 20), Size(80, 9), Size(10, 3), Size(0, 0)]) func tooSmall(size: Size) throws {
        try check("too-small", .showing(Sample.picture(), size: size), size)
    }

    @Test func connecting() throws {
        try check("connecting", .showing(nil), Size(80, 24))
    }

    private func check(_ name: String, _ dashboard: Dashboard, _ size: Size) throws {
        let grid = dashboard.render(size, now: Sample.now).grid
        #expect(grid.size == size)
        try Golden.check(grid, "\(name)-\(size.width)x\(size.height)")
    }
}
