import FoundationEssentials
import Glibc

/// Puts what the binary carries where Python can import it: once for each content, into the socket directory.
public enum AgentFiles {
    /// Writes the files of a folder of the bundle, unless they are there already.
    ///
    /// - Parameters:
    ///   - folder: `agent` or `demo`.
    ///   - directory: the socket directory, prepared.
    /// - Returns: the absolute path of the directory with the files.
    public static func install(_ folder: String, in directory: SocketDirectory) throws(AttachError) -> String {
        let files = EmbeddedFiles.files(under: folder)
        let target = "\(directory.path)/\(folder)-\(hash(of: files))"
        if isWhole(target, files) { return target }
        let draft = "\(target).\(getpid())"
        try write(files, to: draft)
        if rename(draft, target) == 0 { return target }
        // Somebody else was faster, or what is there has lost files to a cleaner of /tmp: it must go first.
        if !isWhole(target, files) {
            try? FileManager.default.removeItem(atPath: target)
            if rename(draft, target) == 0 { return target }
        }
        try? FileManager.default.removeItem(atPath: draft)
        guard isWhole(target, files) else { throw .failed("cannot write \(target): remove it and try again") }
        return target
    }

    private static func isWhole(_ directory: String, _ files: [EmbeddedFile]) -> Bool {
        FileFacts.isOwnDirectory(directory, geteuid())
            && files.allSatisfy { FileFacts.contents(of: "\(directory)/\($0.path)", limit: 1 << 24) == $0.bytes }
    }

    private static func write(_ files: [EmbeddedFile], to draft: String) throws(AttachError) {
        var current = draft
        do {
            let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            for file in files {
                current = "\(draft)/\(file.path)"
                let folder = String(current[..<(current.lastIndex(of: "/") ?? current.endIndex)])
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: owner)
                try Data(file.bytes).write(to: URL(filePath: current))
            }
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw .failed("cannot write \(current): \(error); set LOOPTOP_DIR to another directory")
        }
    }

    /// FNV-1a over paths and contents: a name for the content, not a protection.
    static func hash(of files: [EmbeddedFile]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for file in files {
            for byte in Array(file.path.utf8) + [0] + file.bytes + [0] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }
}
