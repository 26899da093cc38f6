import Attach
import Dashboard
import Foundation

/// Where the user's configuration is kept.
enum ConfigurationFile {
    /// `~/.config/looptop/config.toml`, or below `XDG_CONFIG_HOME`.
    static var path: String {
        let base = ProcessInfo.processInfo.environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (base ?? NSHomeDirectory() + "/.config") + "/looptop/config.toml"
    }

    /// What the file says; without one nothing is set. A mistake in it is told with its place.
    static func load() throws(AttachError) -> Configuration {
        let path = path
        guard FileManager.default.fileExists(atPath: path) else { return Configuration() }
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .usage("\(path): cannot be read: \(error.localizedDescription)")
        }
        do {
            return try Configuration(toml: text)
        } catch {
            throw .usage("\(path): \(error.description)")
        }
    }
}
