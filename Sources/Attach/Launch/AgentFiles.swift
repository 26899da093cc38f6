import CLinux
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
            _ = looptop_remove_all(target)
            if rename(draft, target) == 0 { return target }
        }
        _ = looptop_remove_all(draft)
        guard isWhole(target, files) else { throw .failed("cannot write \(target): remove it and try again") }
        return target
    }

    private static func isWhole(_ directory: String, _ files: [EmbeddedFile]) -> Bool {
        FileFacts.isOwnDirectory(directory, geteuid())
            && files.allSatisfy { FileFacts.contents(of: "\(directory)/\($0.path)", limit: 1 << 24) == $0.bytes }
    }

    private static func write(_ files: [EmbeddedFile], to draft: String) throws(AttachError) {
        for file in files {
            let path = "\(draft)/\(file.path)"
            guard makeFolders(of: file.path, in: draft), write(file.bytes, to: path) else {
                let reason = lastError()
                _ = looptop_remove_all(draft)
                throw .failed("cannot write \(path): \(reason); set LOOPTOP_DIR to another directory")
            }
        }
    }

    /// The draft's own folder and those of a file within, for us alone.
    private static func makeFolders(of path: String, in draft: String) -> Bool {
        var folder = draft
        for name in path.split(separator: "/") {
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return false }
            folder += "/\(name)"
        }
        return true
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
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
