import Attach
import Dashboard
import Model

/// Whether what looptop reads of its own, and of the person, can be read.
enum SettingsChecks {
    /// The configuration of the person, and the file in which their choices are kept.
    static var settings: Check {
        let path = ConfigurationFile.path
        do throws(AttachError) {
            _ = try ConfigurationFile.written()
            let isThere = UserFile.exists(path)
            if let problem = StateFile.problem {
                return Check(.problem, "settings", problem, remedy: "rm \(StateFile.path)")
            }
            return Check(.ok, "settings", isThere ? path : "\(path) is not there, and nothing needs it")
        } catch {
            return Check(.problem, "settings", error.message, remedy: "${EDITOR:-vi} \(path)")
        }
    }

    /// The themes that the program carries.
    static var themes: Check {
        let files = EmbeddedFiles.files(under: "themes")
        for file in files {
            do {
                _ = try Theme(toml: String(decoding: file.bytes, as: UTF8.self))
            } catch {
                return Check(.problem, "themes", "\(file.path): \(error)", remedy: "build it anew: make install")
            }
        }
        let names = files.map { $0.path.hasSuffix(".toml") ? String($0.path.dropLast(5)) : $0.path }
        return Check(.ok, "themes", names.joined(separator: ", "))
    }
}
