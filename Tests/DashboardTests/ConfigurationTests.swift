import Model
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

    @Test(arguments: [
        ("treshold = 1", "line 1, column 1: unknown key `treshold`"),
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
    ])
    func mistakesAreToldWithTheirPlace(text: String, message: String) {
        #expect {
            try Configuration(toml: text)
        } throws: { error in
            (error as? SettingsError)?.description.contains(message) == true
        }
    }
}
