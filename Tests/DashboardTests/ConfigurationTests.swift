import Foundation
import Model
import Terminal
import Testing

@testable import Dashboard

@Suite("Configuration")
struct ConfigurationTests {
    @Test func whatIsWrittenIsTaken() throws {
        let configuration = try Configuration(
            toml: """
                long-running = ["app/worker.py:poll"]

                [thresholds.blocking-call]
                seconds = 0.25
                error = 2
                """)
        #expect(configuration.longRunning == ["app/worker.py:poll"])
        #expect(configuration.thresholds.values == ["blocking-call.seconds": 0.25, "blocking-call.error": 2])
        #expect(try Configuration(toml: "") == Configuration())
    }

    @Test func theReadmesExamplesAreRead() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let examples = readme.components(separatedBy: "```").filter {
            $0.contains("\n[keys]") || $0.contains("\n[thresholds")
        }
        #expect(examples.count >= 2)
        for example in examples { #expect(try Configuration(toml: example) != Configuration()) }
    }

    @Test func keysAreTheUsersOwn() throws {
        let configuration = try Configuration(
            toml: """
                [keys]
                sort = ["z", "ctrl-z"]
                quit = "F12"

                [keys.tasks]
                filter = ";"
                """)
        let keys = configuration.keys
        #expect(keys.action(for: .character("z"), in: .tasks) == .sort)
        #expect(keys.action(for: .control("z"), in: .slow) == .sort)
        #expect(keys.action(for: .character("s"), in: .tasks) == nil)
        #expect(keys.action(for: .function(12), in: .waits) == .quit)
        #expect(keys.action(for: .character("q"), in: .waits) == nil)
        #expect(keys.action(for: .character(";"), in: .tasks) == .filter)
        #expect(keys.action(for: .character("/"), in: .tasks) == nil)
        #expect(keys.action(for: .character("/"), in: .waits) == .filter)
        var dashboard = Dashboard(settings: DashboardSettings(targetName: "x", configuration: configuration))
        _ = dashboard.handle(.resized(Size(80, 24)))
        dashboard.update(Sample.picture())
        dashboard.press(.character("2"))
        let last = dashboard.render(Size(80, 24), now: Sample.now).grid.lines.last ?? ""
        #expect(last.contains("; filter") && last.contains("z sort") && last.hasSuffix("F12 quit"))
        #expect(dashboard.press(.function(12)) == [.quit])
    }

    @Test(arguments: [
        ("treshold = 1", "line 1, column 1: unknown key `treshold`, did you mean `thresholds`?"),
        ("long-running = []\ncolour = \"never\"", "line 2, column 1: unknown key `colour`, did you mean `color`?"),
        ("theme = 3", "line 1, column 1: `theme` is the name of a theme"),
        ("\ncolor = \"nevr\"", "line 2, column 1: `color` is one of \"auto\""),
        ("mouse = \"no\"", "line 1, column 1: `mouse` is true or false"),
        ("\n[thresholds.blocking]\nseconds = 1", "line 2, column 13: there is no finding `blocking`"),
        ("[thresholds.stuck-task]\nsecond = 1", "line 2, column 1: unknown threshold `second`"),
        ("[thresholds.stuck-task]\nseconds = \"1\"", "line 2, column 1: `seconds` is a number"),
        ("[thresholds.stuck-task]\nseconds = -1", "line 2, column 1: `seconds` is a number, 0 or more"),
        ("[thresholds]\nstuck-task = 1", "line 2, column 1: `stuck-task` is a table"),
        ("[thresholds.deadlock]\nseconds = 1", "it has none"),
        ("long-running = [1]", "line 1, column 1: `long-running` is a list"),
        ("long-running = [\"poll\"]", "`long-running` is a list"),
        ("thresholds = 3", "`thresholds` is a table for each kind"),
        ("= 3", "line 1"),
        ("columns = 3", "line 1, column 1: `columns` is a table"),
        (
            "[columns]\ntask = [\"at\"]",
            "line 2, column 1: there is no list `task`; those with columns are tasks, places"
        ),
        ("[columns]\nslow = [\"when\"]", "line 2, column 1: `when` is no column of slow; there are culprit, line"),
        ("[columns]\nslow = []", "line 2, column 1: `slow` is a list of columns"),
        ("keys = 3", "line 1, column 1: `keys` is a table"),
        ("[keys]\nsrot = \"o\"", "line 2, column 1: there is no action `srot`; there are accept, "),
        ("[keys]\nsort = \"Ctrl+O\"", "line 2, column 1: `Ctrl+O` is no key; keys are a character, ctrl-a"),
        ("[keys]\nsort = 3", "line 2, column 1: `sort` is a key in quotes, or a list of keys"),
        ("[keys]\nsort = []", "line 2, column 1: `sort` is a key"),
        ("[keys]\n\nsort = \"t\"", "line 3, column 1: `t` would mean both sort (tasks) and shape (tasks)"),
        ("[keys]\nfreeze = \"s\"", "`s` would mean both sort (tasks) and freeze (everywhere)"),
        ("[keys.tasks]\nsort = \"1\"", "line 2, column 1: `1` would mean both sort (tasks) and screen-overview"),
        (
            "[keys.taks]\nsort = \"x\"",
            "line 1, column 7: there is no screen `taks`; those with keys are everywhere, tasks"
        ),
        ("[keys.output]\nsort = \"x\"", "line 2, column 1: there is no action `sort` in `output`"),
        ("[keys]\nrun-entry = \"r\"", "`r` is text where `run-entry` has its meaning"),
    ])
    func mistakesAreToldWithTheirPlace(text: String, message: String) {
        #expect {
            try Configuration(toml: text)
        } throws: { error in
            (error as? SettingsError)?.description.contains(message) == true
        }
    }

    @Test func theSampleSetsNothingAndShowsEverything() throws {
        let sample = Configuration.sample
        #expect(try Configuration(toml: sample) == Configuration())
        for key in ConfigurationKey.all {
            let forms = ["\(key.name) = ", "[\(key.name)]", "[\(key.name)."]
            #expect(forms.contains { sample.contains("\n#\($0)") }, "\(key.name)")
        }
        for name in FindingThresholds.names {
            #expect(sample.contains("\n#\(name.split(separator: ".").last ?? "") = "), "\(name)")
        }
        #expect(sample.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
    }

    /// An explanation has a space after its `#`.
    @Test func theSampleUncommentedIsUnderstood() throws {
        let lines = Configuration.sample.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? String($0.dropFirst()) : String($0) }
        let read = try Configuration(toml: text.joined(separator: "\n"))
        #expect(read.theme == "default")
        #expect(read.color == .auto)
        #expect(read.hasMouse)
        #expect(Set(read.thresholds.values.keys) == Set(FindingThresholds.names))
        #expect(read.longRunning == ["app/worker.py:poll"])
        #expect(TableName.allCases.allSatisfy { read.columns[$0]?.map(\.name) == $0.columns })
        for context in KeyContext.allCases {
            for binding in KeyTable().all.filter({ $0.context == context }) {
                for key in binding.keys {
                    #expect(read.keys.action(for: key, in: context) == binding.action, "\(binding.name) in \(context)")
                }
            }
        }
    }

    @Test func theCommandLineGoesFirstThenNoColorThenTheFile() {
        #expect(ColorChoice.most(asked: nil, isColorless: false, configured: nil) == .palette256)
        #expect(ColorChoice.most(asked: nil, isColorless: false, configured: .sixteen) == .ansi16)
        #expect(ColorChoice.most(asked: nil, isColorless: true, configured: .always) == .mono)
        #expect(ColorChoice.most(asked: .eight, isColorless: true, configured: .never) == .ansi8)
        #expect(ColorChoice.most(asked: .always, isColorless: true, configured: nil) == .palette256)
        #expect(ColorChoice.most(asked: .auto, isColorless: true, configured: nil) == .mono)
        #expect(ColorChoice.most(asked: .never, isColorless: false, configured: nil) == .mono)
    }
}
