import Terminal
import Testing

@testable import Dashboard

@Suite struct BindingTests {
    @Test func noKeyMeansTwoThingsInOnePlace() {
        for context in KeyContext.allCases {
            let keys = KeyTable().all.filter { $0.context == context }.flatMap(\.keys)
            #expect(Set(keys).count == keys.count, "in \(context)")
        }
    }

    @Test func digitsAreScreensAndNothingElse() {
        for context in KeyContext.allCases where context.kind == .screen {
            for entry in Registry.all {
                #expect(KeyTable().action(for: .character(entry.key), in: context) == .screen(entry.id))
            }
        }
    }

    @Test func jAndKMoveInEveryPlace() {
        for context in KeyContext.allCases where context.kind == .screen {
            #expect(KeyTable().action(for: .character("j"), in: context) == .down)
            #expect(KeyTable().action(for: .character("k"), in: context) == .up)
        }
    }

    @Test(arguments: [40, 60, 80, 200]) func helpAndQuitAreNeverCutOff(width: Int) {
        var dashboard = Dashboard.showing(Sample.picture())
        for key in Registry.all.map(\.key) {
            dashboard.press(.character(key))
            let last = dashboard.render(Size(width, 20), now: Sample.now).grid.lines.last ?? ""
            #expect(last.hasSuffix("? help  q quit"))
        }
    }

    @Test(arguments: [36, 56, 70, 98, 200]) func helpShowsEveryBindingWithEveryKeyAndCutsNothingOff(width: Int) {
        let lines = Help.lines(.unicode, KeyTable(), width: width)
        #expect(lines.allSatisfy { $0.columns() <= width })
        let words = lines.map(\.text).joined(separator: " ").split(separator: " ").joined(separator: " ")
        for binding in KeyTable().all {
            let keys = binding.keys.map { $0.name(.unicode) }.joined(separator: " ")
            #expect(words.contains("\(keys) \(binding.help)"), "\(binding.help)")
        }
        for key in FilterHelp.screens.flatMap(\.keys) { #expect(words.contains("\(key.example) \(key.meaning)")) }
    }

    @Test func helpBeginsWithTheScreenThatIsShown() {
        var dashboard = Dashboard.showing(Sample.picture(), size: Size(80, 24))
        dashboard.press(.character("3"), .character("?"))
        let lines = dashboard.text(Size(80, 24)).split(separator: "\n")
        #expect(lines[3].contains("waits"))
    }

    @Test func everyBindingIsDescribedOnce() {
        let descriptions = KeyTable().descriptions
        #expect(descriptions.count == KeyTable().all.count)
        #expect(descriptions.allSatisfy { !$0.title.isEmpty && !$0.description.isEmpty && !$0.keys.isEmpty })
        #expect(descriptions.contains { $0.context == "tasks" && $0.action == "filter" && $0.keys == ["/", "F4"] })
        #expect(descriptions.contains { $0.action == "page-down" && $0.keys.contains("ctrl-d") })
        #expect(descriptions.contains { $0.action == "screen-waits" && $0.title == "Waits" })
    }

    @Test func everyKeyIsReadBackFromItsName() {
        for key in KeyTable().all.flatMap(\.keys) { #expect(Key(settingName: key.settingName) == key, "\(key)") }
        for name in ["", "ctrl-", "ctrl-1", "F0", "F13", "pageup", "ab", "alt-", "\n"] {
            #expect(Key(settingName: name) == nil, "\(name)")
        }
    }

    @Test func helpScrollsToItsLastLine() {
        var dashboard = Dashboard.showing(Sample.picture(), size: Size(60, 15))
        dashboard.press(.character("?"), .end)
        #expect(dashboard.text(Size(60, 15)).contains("to the terminal"), "\(dashboard.text(Size(60, 15)))")
        dashboard.press(.escape)
        #expect(!dashboard.isHelpOpen)
    }
}
