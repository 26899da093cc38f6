import Foundation
import Model
import Terminal
import Testing

@testable import Dashboard

/// The line for words above every list.
@Suite struct FilterTests {
    private func opened(_ screen: ScreenID, size: Size = Size(120, 36)) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture(), size: size)
        dashboard.press(.character(Registry.about(screen)?.key ?? "1"))
        if screen == .findings { dashboard.receive(findings: Self.looked) }
        return dashboard
    }

    private static let looked = {
        var board = FindingsBoard()
        board.look(at: Sample.fullPicture())
        return board
    }()

    @Test(arguments: ["tasks", "waits", "slow", "events", "findings", "requests"])
    func aMistakeIsToldBesideTheLineAndStaysInSight(name: String) throws {
        var dashboard = opened(ScreenID(rawValue: name))
        dashboard.press(.character("/"))
        dashboard.type("colour:red")
        #expect(dashboard.text().contains("/ colour:red"))
        #expect(dashboard.text().contains("no key colour: here are"))
        dashboard.press(.enter)
        #expect(dashboard.lineInput == nil)
        #expect(dashboard.text().contains("filter colour:red"))
        #expect(dashboard.text().contains("no key colour:"))
        dashboard.press(.escape)
        #expect(!dashboard.text().contains("colour:red"))
    }

    @Test func eachScreenKeepsItsOwn() {
        var dashboard = opened(.tasks)
        dashboard.press(.character("/"))
        dashboard.type("heartbeat")
        dashboard.press(.enter, .character("3"), .character("/"))
        dashboard.type("kind:pool")
        dashboard.press(.enter, .character("2"))
        #expect(dashboard.text().contains("filter heartbeat"))
        dashboard.press(.character("3"))
        #expect(dashboard.text().contains("filter kind:pool"))
    }

    @Test func whatMatchesOnlyLaterIsSelectedAndNotWhatItStandsBelow() {
        let place = Sample.line("app/a.py", 3, "work")
        var dashboard = Dashboard.showing(Sample.picture(tasks: [Sample.task(1, "main", "main", at: place)]))
        dashboard.press(.character("2"), .character("/"))
        dashboard.type("name:late")
        #expect(dashboard.text().contains("none of 1 tasks"))
        var picture = Sample.picture(tasks: [Sample.task(1, "main", "main", at: place)])
        picture.apply(.tasksAdded([Sample.task(2, "late", "work", parent: 1, at: place)], time: Sample.now + 2))
        dashboard.update(picture)
        #expect(dashboard.tasks.selection == TaskID(2))
        dashboard.press(.enter, .up)
        picture.apply(.tasksAdded([Sample.task(3, "late", "work", parent: 1, at: place)], time: Sample.now + 4))
        dashboard.update(picture)
        #expect(dashboard.tasks.selection == TaskID(1), "whoever has moved stays there")
    }

    @Test func nextAndPreviousMatchGoRoundWhetherTheFilterIsInForceOrNot() {
        var dashboard = opened(.tasks)
        dashboard.press(.character("/"))
        dashboard.type("name:import-?")
        dashboard.press(.escape, .character("/"))
        dashboard.type("name:worker-*")
        dashboard.press(.enter, .home, .character("n"))
        #expect(dashboard.tasks.selection == TaskID(17))
        dashboard.press(.character("n"))
        #expect(dashboard.tasks.selection == TaskID(18), "the task between them is there for the tree alone")
        dashboard.press(.escape, .character("n"))
        #expect(dashboard.tasks.selection == TaskID(17), "beyond the end from the beginning")
        dashboard.press(.character("N"))
        #expect(dashboard.tasks.selection == TaskID(18))
    }

    @Test func findingHidesNothing() {
        var dashboard = opened(.tasks)
        let count = dashboard.tasks.rows.count
        dashboard.press(.function(3))
        dashboard.type("import-3")
        #expect(dashboard.tasks.rows.count == count)
        #expect(dashboard.tasks.selection == TaskID(63))
        #expect(dashboard.text().contains("find import-3"))
        dashboard.press(.enter)
        #expect(dashboard.lineInput == nil && dashboard.tasks.selection == TaskID(63))
    }

    @Test func stuckTasksAreFoundAsSoonAsTheyAreKnown() {
        var dashboard = Dashboard.showing(Sample.busy())
        dashboard.press(.character("2"), .character("/"))
        dashboard.type("state:stuck")
        #expect(dashboard.tasks.matchCount == 0)
        var board = FindingsBoard()
        board.look(at: Sample.busy())
        dashboard.receive(findings: board)
        #expect(!board.stuck.isEmpty)
        #expect(dashboard.tasks.matchCount == board.stuck.count)
    }

    @Test func aFindingWhoseSlowCallbackIsHiddenByAFilterIsShownAllTheSame() {
        var dashboard = opened(.slow)
        let culprit = dashboard.slow.rows.last?.id
        dashboard.press(.character("/"))
        dashboard.type("nothing-like-it")
        dashboard.press(.enter)
        #expect(dashboard.slow.rows.isEmpty)
        #expect(dashboard.text().contains("No slow callback matches the filter"))
        if let culprit { dashboard.slow.select(culprit, in: dashboard.picture) }
        #expect(dashboard.slow.selected?.id == culprit && culprit != nil)
    }

    @Test func theReadmeTellsEveryWordAndKey() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let lines = readme.split(separator: "\n")
        for (word, meaning) in FilterHelp.words {
            let plain = lines.map { $0.replacing("`", with: "") }
            #expect(plain.contains("| \(word) | \(meaning) |"), "\(word)")
        }
        for (screen, keys) in FilterHelp.screens {
            let told = keys.map { key in
                "`" + key.example.prefix { !":>".contains($0) } + (key.example.contains(":") ? ":`" : ">`")
            }
            #expect(lines.contains("| on \(screen.rawValue) | \(told.joined(separator: " ")) |"), "\(screen)")
        }
    }
}
