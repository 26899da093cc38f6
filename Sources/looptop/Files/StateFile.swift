import Attach
import Dashboard

/// Where looptop keeps what a person has chosen in the dashboard.
enum StateFile {
    /// `~/.local/state/looptop/state.toml`, or below `XDG_STATE_HOME`.
    static var path: String { UserFile.home("XDG_STATE_HOME", ".local/state") + "/looptop/state.toml" }

    /// What was kept. A file that cannot be read keeps nobody from looking: then nothing was.
    static func load() -> KeptState {
        (try? read()) ?? KeptState()
    }

    /// Why it cannot be read; nil where it can, or is not there.
    static var problem: String? {
        do throws(AttachError) {
            _ = try read()
            return nil
        } catch {
            return error.message
        }
    }

    /// Keeps a choice.
    ///
    /// - Parameter change: what is chosen, over what the person's own file says.
    /// - Returns: why that was not done; nil where it was.
    static func keep(_ change: (inout KeptState, Configuration) -> Void) -> String? {
        do throws(AttachError) {
            var state = load()
            change(&state, try ConfigurationFile.written())
            try UserFile.makeFolder(UserFile.folder(of: path))
            try UserFile.write(state.toml, to: path)
            return nil
        } catch {
            return error.message
        }
    }

    private static func read() throws(AttachError) -> KeptState {
        guard let text = try UserFile.text(of: path) else { return KeptState() }
        do {
            return try KeptState(toml: text)
        } catch {
            throw .usage(ConfigurationFile.told(error, of: path))
        }
    }
}
