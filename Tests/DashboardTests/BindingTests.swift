import Terminal
import Testing

@testable import Dashboard

@Suite struct BindingTests {
    @Test func noKeyMeansTwoThingsInOnePlace() {
        for context in KeyContext.allCases {
            let keys = Bindings.all.filter { $0.context == context }.flatMap(\.keys)
            #expect(Set(keys).count == keys.count, "in \(context)")
        }
    }

    @Test func digitsAreScreensAndNothingElse() {
        for context in KeyContext.allCases where context != .filterLine {
            for entry in Screens.all {
                #expect(Bindings.action(for: .character(entry.key), in: context) == .screen(entry.id))
            }
        }
    }

    @Test func jAndKMoveInEveryPlace() {
        for context in KeyContext.allCases where context != .filterLine {
            #expect(Bindings.action(for: .character("j"), in: context) == .down)
            #expect(Bindings.action(for: .character("k"), in: context) == .up)
        }
    }

    @Test(arguments: [40, 60, 80, 200]) func helpAndQuitAreNeverCutOff(width: Int) {
        var dashboard = Dashboard.showing(Sample.picture())
        for key in Screens.all.map(\.key) {
            dashboard.press(.character(key))
            let last = dashboard.render(Size(width, 20), now: Sample.now).grid.lines.last ?? ""
            #expect(last.hasSuffix("? help  q quit"))
        }
    }

    @Test func helpShowsEveryBindingWithEveryKey() {
        let help = Help.lines(.unicode).map(\.text)
        for binding in Bindings.all {
            let names = binding.keys.map { $0.name(.unicode) }.joined(separator: " ")
            #expect(help.contains { $0.contains(names) && $0.hasSuffix(binding.help) }, "\(binding.help)")
        }
    }

    @Test func helpScrollsToItsLastLine() {
        var dashboard = Dashboard.showing(Sample.picture(), size: Size(60, 15))
        dashboard.press(.character("?"), .end)
        #expect(dashboard.text(Size(60, 15)).contains("close the help"))
        dashboard.press(.escape)
        #expect(!dashboard.isHelpOpen)
    }
}
