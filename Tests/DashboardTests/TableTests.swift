import Model
import Synchronization
import Terminal
import Testing

@testable import Dashboard

/// Columns, orders and sizes of lists.
@Suite struct TableTests {
    private func shown(_ key: Character = "2", size: Size = Size(120, 36)) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture(), size: size)
        dashboard.press(.character(key))
        return dashboard
    }

    private static let widths: [[ColumnWidth]] =
        TaskForm.allCases.flatMap { form in
            [38, 58, 90, 91, 92, 200].flatMap { width in
                [false, true].map { hasWorkers in
                    TaskColumns.shown(
                        TaskColumns.all(form), width: width, form: form, hasWorkers: hasWorkers, areServices: hasWorkers
                    ).map(\.width)
                }
            }
        } + [WaitColumns.all.map(\.width), SlowColumns.all.map(\.width), EventColumns.all.map(\.width)]
        + [FindingsColumns.all.map(\.width), RequestColumns.all.map(\.width), LeavingColumns.all.map(\.width)]

    @Test func columnsStandBesideEachOtherAtEveryWidth() {
        for wishes in Self.widths {
            for width in 38...400 {
                let places = ColumnWidths.share(width, among: wishes)
                #expect(!places.isEmpty)
                var end = -ColumnWidths.gap
                for place in places {
                    #expect(place.x == end + ColumnWidths.gap)
                    #expect(place.width >= wishes[place.index].least && place.width <= wishes[place.index].most)
                    end = place.x + place.width
                }
                #expect(end <= width, "\(width) columns")
                // Of the columns that are left out none ranks higher than one that is shown.
                let kept = Set(places.map(\.index))
                let lowest = places.map { wishes[$0.index].rank }.min() ?? 0
                #expect(wishes.indices.allSatisfy { kept.contains($0) || wishes[$0].rank <= lowest })
            }
        }
    }

    @Test func onlyRowsThatAreSeenAreWorkedOut() {
        let count = Mutex(0)
        let columns = ["ONE", "TWO"].map { title in
            TableColumn<Int>(
                title: title, width: .fixed(8, rank: 1),
                cell: { row, _ in
                    count.withLock { $0 += 1 }
                    return Phrase("\(row)")
                })
        }
        var canvas = Canvas(Size(40, 20), theme: Theme(), glyphs: .unicode)
        let table = Table(columns: columns, rows: Array(0..<10_000)[5000...])
        table.draw(Dashboard.showing(nil).scene, on: &canvas, in: Rect(0, 0, 40, 20))
        #expect(count.withLock(\.self) == 19 * 2)
        #expect(canvas.grid.lines[1].contains("5000"))
    }

    @Test(arguments: ["3", "4", "6", "8"]) func everySortableColumnSortsBothWaysWithItsArrow(key: String) throws {
        let size = Size(240, 50)
        var dashboard = shown(Character(key), size: size)
        var board = FindingsBoard()
        board.look(at: Sample.fullPicture())
        dashboard.receive(findings: board)
        for entry in dashboard.sorts {
            guard case .sort(let column) = entry.deed else { continue }
            dashboard.press(.character(":"))
            dashboard.type(entry.title)
            dashboard.press(.enter)
            let title = column.uppercased().replacing("-", with: " ")
            let first = try #require(
                dashboard.text(size).firstMatch(of: try Regex("\(title) ([▲▼])"))?.output[1].substring)
            dashboard.press(.character("S"))
            let second = try #require(
                dashboard.text(size).firstMatch(of: try Regex("\(title) ([▲▼])"))?.output[1].substring)
            #expect(first != second, "\(column)")
        }
    }

    @Test func whatIsUnknownComesLastEitherWay() {
        let columns = [
            TableColumn<Int>(
                title: "N", width: .fixed(3, rank: 1), sort: .number { row, _ in row < 0 ? nil : Double(row) },
                cell: { _, _ in "" })
        ]
        let rows = [-2, 3, 1, -1, 2]
        #expect(rows.ordered(by: ListOrder(column: "n"), of: columns, in: Picture()) == [3, 2, 1, -2, -1])
        let rising = ListOrder(column: "n", isAscending: true)
        #expect(rows.ordered(by: rising, of: columns, in: Picture()) == [1, 2, 3, -2, -1])
        #expect(rows.ordered(by: nil, of: columns, in: Picture()) == rows)
    }

    @Test func columnsAreChosenAndMovedAndKept() {
        var dashboard = shown("3")
        dashboard.press(.character("C"))
        #expect(dashboard.text().contains("columns of waits"))
        dashboard.press(.down, .character(" "), .up, .character("J"))
        let effects = dashboard.press(.enter)
        let names = ["resource", "use", "bar", "last-seconds", "per-second", "waiting", "longest", "held-at"]
        #expect(effects.contains(.keepColumns(.waits, names.map { ChosenColumn($0) })))
        #expect(!dashboard.text().contains("KIND"))
        dashboard.press(.character("C"), .character("r"))
        #expect(dashboard.columns[.waits] == nil && dashboard.text().contains("KIND"))
        dashboard.press(.character("C"))
        for _ in WaitColumns.all { dashboard.press(.character(" "), .down) }
        dashboard.press(.enter)
        #expect(dashboard.text().contains("one column at least stays"))
        dashboard.press(.escape)
        #expect(dashboard.columnsDialog == nil && dashboard.columns[.waits] == nil)
        dashboard.receive(columnsProblem: "it is read-only")
        #expect(dashboard.text().contains("the columns hold until looptop ends: it is read-only"))
    }

    @Test func columnsAreAsWideAsChosenWhileOneLooks() throws {
        var dashboard = shown("3", size: Size(120, 36))
        func start(of title: String) throws -> Int {
            let line = try #require(
                dashboard.render(Size(120, 36), now: Sample.now).grid.lines.first { $0.contains("RESOURCE") })
            let found = try #require(line.firstRange(of: title))
            return line.distance(from: line.startIndex, to: found.lowerBound)
        }
        let before = try start(of: "KIND")
        dashboard.press(.character("C"), .left, .left, .left)
        #expect(try start(of: "KIND") == before - 3)
        dashboard.press(.character("0"))
        #expect(try start(of: "KIND") == before)
        dashboard.press(.right)
        let chosen = try #require(
            dashboard.press(.enter).compactMap { effect -> [ChosenColumn]? in
                if case .keepColumns(.waits, let chosen) = effect { chosen } else { nil }
            }.first)
        #expect(chosen.first == ChosenColumn("resource", width: before - 3 + 1))
        #expect(try start(of: "KIND") == before + 1)
    }

    @Test func aWidthBeyondTheTerminalLeavesTheRestOut() {
        let wishes = [ColumnWidth.fixed(200, rank: 9), .fixed(8, rank: 1)]
        #expect(ColumnWidths.share(80, among: wishes).map(\.width) == [80])
    }

    @Test(arguments: ["task:2", "task:201", "task:x", "task:", ":9"]) func aWidthThatIsNoneIsToldWithItsLine(
        text: String
    ) {
        let error = #expect(throws: SettingsError.self) {
            try Configuration(toml: "[columns]\ntasks = [\"\(text)\"]")
        }
        #expect(error?.line == 2)
    }

    @Test func theConfigurationChoosesColumns() throws {
        let configuration = try Configuration(toml: "[columns]\ntasks = [\"wait:12\", \"task\"]")
        var dashboard = Dashboard(settings: DashboardSettings(targetName: "x", configuration: configuration))
        _ = dashboard.handle(.resized(Size(120, 36)))
        dashboard.update(Sample.fullPicture())
        dashboard.press(.character("2"))
        let titles = dashboard.render(Size(120, 36), now: Sample.now).grid.lines[3]
        #expect(titles.split(separator: " ").map(String.init) == ["WAIT", "TASK", "▲"])
        #expect(titles.hasPrefix(" " + String(repeating: " ", count: 12 - 4) + "WAIT  TASK"))
    }

    @Test func whoeverHasScrolledKeepsTheLineWhereItStands() {
        let size = Size(100, 20)
        func task(_ id: Int) -> TaskRecord {
            Sample.task(id, "task-\(id)", "work", at: Sample.line("app/a.py", 3, "work"))
        }
        var dashboard = Dashboard.showing(Sample.picture(tasks: (100..<200).map(task)), size: size)
        dashboard.press(.character("2"), .character("t"), .character("t"), .end, .up, .up, .up)
        let selected = dashboard.tasks.selection
        let line = dashboard.render(size, now: Sample.now).cursor?.y
        var picture = Sample.picture(tasks: (100..<200).map(task))
        picture.apply(.tasksAdded((1..<40).map(task), time: Sample.now))
        dashboard.update(picture)
        #expect(dashboard.tasks.selection == selected)
        #expect(dashboard.render(size, now: Sample.now).cursor?.y == line)
        #expect(dashboard.tasks.selectedIndex == 96 + 39)
    }
}
