import Foundation
import PackagePlugin

/// Writes which commit is being built. What it depends on is told to the build system, which runs it anew whenever that has
/// changed: a commit that somebody has to remember to write down would be wrong some day.
@main
struct CommitStamp: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
        let package = context.package.directoryURL
        let script = package.appending(path: "Sources/CommitStamp/stamp.sh")
        let output = context.pluginWorkDirectoryURL.appending(path: "Commit.swift")
        let history = history(of: package)
        return [
            .buildCommand(
                displayName: "Commit of this build", executable: URL(filePath: "/bin/sh"),
                // Without a history that can be watched nobody would see that it has become another one.
                arguments: [script.path, history.isEmpty ? "" : package.path, output.path],
                inputFiles: [script] + history + sources(of: package), outputFiles: [output])
        ]
    }

    /// What changes with every commit, checkout and reset; nothing where this is no repository.
    private func history(of package: URL) -> [URL] {
        var folder = package.appending(path: ".git")
        // In a further working tree, a file that says where it is.
        if let text = try? String(contentsOf: folder, encoding: .utf8), text.hasPrefix("gitdir: ") {
            let path = text.dropFirst(8).trimmingCharacters(in: .whitespacesAndNewlines)
            folder = URL(filePath: path, relativeTo: package)
        }
        let files = ["HEAD", "logs/HEAD", "index"].map { folder.appending(path: $0) }
        return files.allSatisfy { FileManager.default.fileExists(atPath: $0.path) } ? files : []
    }

    /// What is built: it tells whether it is as in the commit.
    private func sources(of package: URL) -> [URL] {
        let folder = package.appending(path: "Sources")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let built = names.filter { name in
            ["swift", "c", "h", "py", "toml", "pth", "start"].contains { name.hasSuffix(".\($0)") }
        }
        return (built.sorted().map { folder.appending(path: $0) } + [package.appending(path: "Package.swift")])
    }
}
