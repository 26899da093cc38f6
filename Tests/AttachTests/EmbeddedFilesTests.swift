import Foundation
import Testing

@testable import Attach

/// The table in the binary and the files in the repository are the same; else run `Sources/Agent/embed.sh`.
@Suite struct EmbeddedFilesTests {
    @Test func everyFileIsEmbeddedAsItIs() throws {
        let tree = try Self.filesOfTheTree()
        let table = Dictionary(uniqueKeysWithValues: EmbeddedFiles.all.map { ($0.path, $0.bytes) })
        #expect(Set(table.keys) == Set(tree.keys), "run Sources/Agent/embed.sh")
        for (path, bytes) in tree { #expect(table[path] == bytes, "\(path) is stale: build again") }
    }

    @Test func textAndFoldersCanBeAskedFor() {
        #expect(EmbeddedFiles.text(of: "demo/orders/__init__.py")?.contains("order desk") == true)
        #expect(EmbeddedFiles.text(of: "no/such/file") == nil)
        #expect(EmbeddedFiles.files(under: "agent").contains { $0.path == "looptop/__init__.py" })
        #expect(EmbeddedFiles.files(under: "demo").allSatisfy { $0.path.hasPrefix("orders/") })
    }

    /// Bundle path to contents, by the same choice of files as the script's.
    private static func filesOfTheTree() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let folders = [
            ("Sources/Agent/looptop", "agent/looptop"), ("Sources/Agent/demo", "demo"),
            ("Sources/Agent/relay", "relay"),
            ("themes", "themes"),
        ]
        for (folder, bundle) in folders {
            let root = repository.appending(path: folder)
            for name in FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }) ?? [] {
                let url = root.appending(path: name)
                let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
                guard isFile, !name.hasSuffix(".pyc"), !url.lastPathComponent.hasPrefix("."),
                    bundle != "themes" || name.hasSuffix(".toml")
                else { continue }
                files["\(bundle)/\(name)"] = [UInt8](try Data(contentsOf: url))
            }
        }
        return files
    }
}

/// The root of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
