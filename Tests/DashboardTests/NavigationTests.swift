import Model
import Terminal
import Testing

@testable import Dashboard

/// The way through the screens: there, and back to where one was.
@Suite struct NavigationTests {
    private func shown(_ key: Character = "2", size: Size = Size(120, 36)) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture(), size: size)
        dashboard.press(.character(key))
        return dashboard
    }

    @Test func backAndForwardGoThroughScreensAndTasks() {
        var dashboard = shown()
        dashboard.press(.down, .enter, .character("3"), .character("5"))
        #expect(dashboard.screen == .events)
        dashboard.press(.character("["))
        #expect(dashboard.screen == .waits && dashboard.opened == nil)
        dashboard.press(.character("["))
        #expect(dashboard.screen == .tasks && dashboard.opened == TaskID(17))
        dashboard.press(.character("["))
        #expect(dashboard.screen == .tasks && dashboard.opened == nil)
        dashboard.press(.character("]"), .character("]"))
        #expect(dashboard.screen == .waits)
        dashboard.press(.character("4"), .character("]"))
        #expect(dashboard.screen == .slow, "whoever goes elsewhere has nothing forward")
        #expect(dashboard.text().contains("there is nothing further forward"))
        dashboard.press(.character("["), .character("["), .character("["), .character("["), .character("["))
        #expect(dashboard.screen == .overview)
        #expect(dashboard.text().contains("here it began"))
    }

    @Test func escapeReturnsToTheSameRowAndTheSameScroll() {
        let size = Size(80, 14)
        var dashboard = shown(size: size)
        dashboard.press(.end, .up, .up)
        let before = dashboard.text(size)
        let selected = dashboard.tasks.selection
        dashboard.press(.enter)
        #expect(dashboard.opened == selected)
        dashboard.press(.escape)
        #expect(dashboard.text(size) == before)
    }

    @Test func escapeOnAListThatOneDrilledToLeadsBack() {
        var dashboard = Dashboard.showing(Sample.fullPicture())
        var board = FindingsBoard()
        board.look(at: Sample.fullPicture())
        dashboard.press(.character("6"))
        dashboard.receive(findings: board)
        while dashboard.findings.selected?.evidence.resource == nil,
            dashboard.findings.selectedIndex != dashboard.findings.rows.count - 1
        { dashboard.press(.down) }
        let finding = dashboard.findings.selected?.id
        #expect(dashboard.findings.selected?.evidence.resource != nil)
        dashboard.press(.character("r"))
        #expect(dashboard.screen == .waits)
        #expect(dashboard.text().contains("findings ▸ waits"))
        dashboard.press(.escape)
        #expect(dashboard.screen == .findings && dashboard.findings.selected?.id == finding)
        dashboard.press(.escape)
        #expect(dashboard.screen == .findings, "one came here by its digit: Esc goes nowhere")
    }

    @Test func markedTasksAreCancelledTogether() {
        var dashboard = shown()
        dashboard.press(.down, .character(" "), .character(" "))
        #expect(dashboard.tasks.marked == [TaskID(17), TaskID(23)])
        #expect(dashboard.text().contains("* 2 marked"))
        let lines = dashboard.render(Size(120, 36), now: Sample.now).grid.lines
        #expect(lines.count { $0.hasPrefix("*") } == 2)
        dashboard.press(.character("x"))
        #expect(dashboard.text().contains("cancel 2 tasks"))
        dashboard.type("cancel")
        let effects = dashboard.press(.enter)
        #expect(effects.contains(.act(.cancel(TaskID(17)))) && effects.contains(.act(.cancel(TaskID(23)))))
        #expect(dashboard.tasks.marked.isEmpty)
        dashboard.press(.home, .character(" "), .character("U"))
        #expect(dashboard.tasks.marked.isEmpty)
    }
}

/// The line for commands.
@Suite struct PaletteTests {
    private func opened(_ text: String, screen: Character = "2") -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture())
        dashboard.press(.character(screen), .character(":"))
        dashboard.type(text)
        return dashboard
    }

    private func entries(_ dashboard: Dashboard) -> [Palette.Entry] {
        dashboard.palette?.entries(dashboard.scene) ?? []
    }

    @Test func everyActionIsThereWithItsKey() {
        let all = entries(opened(""))
        for binding in KeyTable().usable(in: .tasks) {
            let movement: Set<Action> = [.up, .down, .pageUp, .pageDown, .first, .last, .palette]
            guard !movement.contains(binding.action) else { continue }
            #expect(all.contains { $0.deed == .act(binding.action) && !$0.key.isEmpty }, "\(binding.name)")
        }
    }

    @Test(arguments: [
        ("waits", Palette.Deed.act(.screen(.waits))), ("quit", .act(.quit)), ("frz", .act(.freeze)),
        ("17", .task(TaskID(17))), ("#23", .task(TaskID(23))), ("task charge", .task(TaskID(23))),
        ("heartb", .task(TaskID(31))), ("sort wait", .sort("wait")), ("sort", .type("sort ")),
        ("filter state:waiting", .filter("state:waiting")),
    ])
    func theBestComesFirst(text: String, deed: Palette.Deed) {
        #expect(entries(opened(text)).first?.deed == deed)
    }

    @Test func commandsAreDone() {
        var dashboard = opened("waits")
        dashboard.press(.enter)
        #expect(dashboard.screen == .waits && dashboard.palette == nil)
        dashboard.press(.character(":"))
        dashboard.type("23")
        dashboard.press(.enter)
        #expect(dashboard.opened == TaskID(23))
        dashboard.press(.character("["))
        #expect(dashboard.opened == nil && dashboard.screen == .waits)
        dashboard.press(.character(":"))
        dashboard.type("filter kind:pool")
        dashboard.press(.enter)
        #expect(dashboard.waits.filter.text == "kind:pool" && dashboard.lineInput == nil)
        dashboard.press(.character(":"))
        dashboard.type("q")
        #expect(dashboard.press(.enter) == [.quit])
    }

    @Test func sortingByNameAndTheOtherWayRound() {
        var dashboard = opened("sort age")
        dashboard.press(.enter)
        #expect(dashboard.tasks.order == TaskOrder(sort: .age, isAscending: false))
        dashboard.press(.character(":"))
        dashboard.type("sort age")
        dashboard.press(.enter)
        #expect(dashboard.tasks.order.isAscending)
    }

    @Test func aTaskThatIsFoldedAwayIsRevealed() {
        var dashboard = Dashboard.showing(Sample.fullPicture())
        dashboard.press(.character("2"), .character("-"))
        #expect(!dashboard.tasks.rows.contains { $0.task == TaskID(23) })
        dashboard.press(.character("#"))
        dashboard.type("23")
        dashboard.press(.enter)
        #expect(dashboard.opened == TaskID(23))
        dashboard.press(.escape)
        #expect(dashboard.tasks.selection == TaskID(23) && dashboard.tasks.selectedIndex != nil)
    }

    @Test func theLineIsDrawnAndLeft() {
        var dashboard = opened("wai")
        for size in [Size(40, 10), Size(60, 15), Size(120, 36)] {
            #expect(dashboard.text(size).contains(": wai"))
        }
        dashboard.press(.tab)
        #expect(dashboard.palette?.input.text == "Waits")
        dashboard.type("zzz")
        #expect(dashboard.text().contains("nothing is called that"))
        dashboard.press(.enter)
        #expect(dashboard.palette != nil)
        dashboard.press(.escape)
        #expect(dashboard.palette == nil)
    }

    @Test func whoOnlyReadsIsOfferedNoActs() {
        var dashboard = Dashboard(settings: DashboardSettings(targetName: "x", isReadOnly: true))
        dashboard.update(Sample.fullPicture())
        dashboard.press(.character("2"), .character(":"))
        #expect(!entries(dashboard).contains { $0.deed == .act(.cancelTask) })
    }

    @Test func tenThousandTasksAreSearchedWhileOneTypes() {
        let tasks = (1...10_000).map { id in
            Sample.task(id, "task-\(id)", "work", at: Sample.line("app/a.py", 3, "work"))
        }
        var dashboard = Dashboard.showing(Sample.picture(tasks: tasks))
        dashboard.press(.character(":"))
        dashboard.type("task-9999")
        #expect(entries(dashboard).first?.deed == .task(TaskID(9999)))
    }
}
