import Testing

@testable import Dashboard

/// What is chosen in the dashboard and kept, beside a configuration that is only read.
@Suite struct KeptStateTests {
    private static let columns = [ChosenColumn("culprit", width: 40), ChosenColumn("count")]

    private func kept(_ change: (inout KeptState) -> Void) throws -> KeptState {
        var state = KeptState()
        change(&state)
        let read = try KeptState(toml: state.toml)
        #expect(read == state, "\(state.toml)")
        return read
    }

    @Test func nothingChosenChangesNothing() throws {
        let written = try Configuration(toml: "theme = \"dark\"\nlong-running = [\"a.py:f\"]")
        #expect(try kept { _ in }.applied(to: written) == written)
        #expect(try KeptState(toml: "").applied(to: written) == written)
    }

    @Test func aThemeTakesThePlaceOfTheOneThatWasWritten() throws {
        let written = try Configuration(toml: "theme = \"dark\"\nmouse = false")
        let state = try kept { $0.choose(theme: "mine", over: written) }
        #expect(state.applied(to: written).theme == "mine" && !state.applied(to: written).hasMouse)
        let later = try Configuration(toml: "theme = \"light\"")
        #expect(state.applied(to: later).theme == "light", "the person has written another one since")
        #expect(
            try kept { $0.choose(theme: "mine", over: Configuration()) }.applied(to: Configuration()).theme == "mine")
        let back = try kept {
            $0.choose(theme: "mine", over: written)
            $0.choose(theme: "dark", over: written)
        }
        #expect(back == KeptState())
    }

    @Test func columnsAreChosenAndTakenBack() throws {
        let written = try Configuration(toml: "[columns]\nslow = [\"last\"]\nwaits = [\"use\"]")
        let state = try kept { $0.choose(columns: Self.columns, of: .slow, over: written) }
        #expect(state.applied(to: written).columns[.slow] == Self.columns)
        #expect(state.applied(to: written).columns[.waits] == [ChosenColumn("use")])
        let all = try kept { $0.choose(columns: nil, of: .slow, over: written) }
        #expect(all.applied(to: written).columns[.slow] == nil)
        #expect(all.applied(to: Configuration()).columns.isEmpty)
        let later = try Configuration(toml: "[columns]\nslow = [\"count\"]")
        #expect(state.applied(to: later).columns[.slow] == [ChosenColumn("count")])
    }

    /// Older versions wrote marks into the configuration itself.
    @Test func marksOfTheConfigurationAreTakenBackToo() throws {
        let written = try Configuration(toml: "long-running = [\"a.py:f\", \"b.py:g\"]")
        let state = try kept {
            $0.mark("a.py:f", isMarked: false, over: written)
            $0.mark("c.py:h", isMarked: true, over: written)
        }
        #expect(state.applied(to: written).longRunning == ["b.py:g", "c.py:h"])
        let back = try kept {
            $0 = state
            $0.mark("a.py:f", isMarked: true, over: written)
            $0.mark("c.py:h", isMarked: false, over: written)
        }
        #expect(back == KeptState())
    }

    @Test(arguments: ["a\"]b.py:f", "c\\d.py:\u{1}", "ü/日本.py:<lambda>", "'.py:f", "\u{7f}:x"])
    func oddTextsAreReadBack(text: String) throws {
        let state = try kept {
            $0.mark(text, isMarked: true, over: Configuration())
            $0.choose(theme: text, over: Configuration())
        }
        #expect(state.applied(to: Configuration()).longRunning == [text])
        #expect(state.applied(to: Configuration()).theme == text)
    }

    @Test func whatIsNotKnownIsLeftOut() throws {
        let state = try KeptState(
            toml:
                "theme = 3\nnew = true\nlong-running = [1, \"a.py:f\"]\n[columns]\nnone = [\"x\"]\nslow = [\"last\", \"gone\"]"
        )
        let configuration = state.applied(to: Configuration())
        #expect(configuration.theme == nil && configuration.longRunning == ["a.py:f"])
        #expect(configuration.columns == [.slow: [ChosenColumn("last")]])
        #expect(throws: SettingsError.self) { try KeptState(toml: "theme = ") }
    }
}
