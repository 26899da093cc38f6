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
        guard let text = try read(path) else { return Configuration() }
        do {
            return try Configuration(toml: text)
        } catch {
            throw .usage(told(error, of: path))
        }
    }

    /// Adds a long-running place to the file, or takes it out.
    ///
    /// - Returns: why that was not done; nil where it was.
    static func keep(_ mark: String, isMarked: Bool) -> String? {
        change { text throws(SettingsError) in try MarksText.changed(text, mark, isMarked: isMarked) }
    }

    /// The same with the columns of a list; nil for those that it has by itself.
    static func keep(_ table: TableName, columns: [ChosenColumn]?) -> String? {
        change { text throws(SettingsError) in try ColumnsText.changed(text, table, columns) }
    }

    /// Writes the name of a theme to the file.
    ///
    /// - Returns: why that was not done; nil where it was.
    static func keep(theme: String) -> String? {
        change { text throws(SettingsError) in try ThemeText.changed(text, theme) }
    }

    /// Changes the file: it is the old one or the new one, never half of it.
    private static func change(_ change: (String) throws(SettingsError) -> String) -> String? {
        // A link to a file that is kept elsewhere stays a link.
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        do {
            let text = try read(path) ?? ""
            let changed = try change(text)
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(changed.utf8).write(to: URL(filePath: path), options: .atomic)
            return nil
        } catch let error as SettingsError {
            return told(error, of: path)
        } catch let error as AttachError {
            return "\(error.message)"
        } catch {
            return "\(path): cannot be written: \(error.localizedDescription)"
        }
    }

    /// What stands in the file; nil where there is none.
    private static func read(_ path: String) throws(AttachError) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .usage("\(path): cannot be read: \(error.localizedDescription)")
        }
    }

    /// `path:3:5: ...`, as compilers do: editors know the way.
    static func told(_ error: SettingsError, of path: String) -> String {
        let place = [error.line, error.column].compactMap(\.self).map { ":\($0)" }.joined()
        return "\(path)\(place): \(error.message)"
    }
}
