import CEmbedded

/// A file that the binary carries.
public struct EmbeddedFile: Sendable {
    /// Path in the bundle: `agent/looptop/__init__.py`, `demo/orders/api.py`, `themes/default.toml`.
    public let path: String
    /// What is in it.
    public let bytes: [UInt8]
}

/// What the binary carries: the agent, the demo service, the themes.
public enum EmbeddedFiles {
    /// Every file, ordered by path.
    public static let all: [EmbeddedFile] = {
        var files: [EmbeddedFile] = []
        while let file = looptop_file_at(files.count)?.pointee {
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            files.append(EmbeddedFile(path: String(cString: file.path), bytes: bytes))
        }
        return files
    }()

    /// The files under a folder of the bundle, with paths from there.
    public static func files(under folder: String) -> [EmbeddedFile] {
        let prefix = folder + "/"
        return all.filter { $0.path.hasPrefix(prefix) }
            .map { EmbeddedFile(path: String($0.path.dropFirst(prefix.count)), bytes: $0.bytes) }
    }

    /// A file as text; nil where there is none of that path.
    public static func text(of path: String) -> String? {
        all.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
