import Glibc

/// Where the output of a started service goes: a file of ours alone, never a pipe, so that nobody waits for a reader.
public struct LogFile: Sendable {
    /// Absolute path.
    public let path: String

    /// A file that is there.
    public init(path: String) {
        self.path = path
    }

    /// Creates a new file in the socket directory.
    ///
    /// - Returns: the file, and an open descriptor to write to it.
    static func create(in directory: SocketDirectory) throws(AttachError) -> (LogFile, descriptor: Int32) {
        removeForgotten(in: directory.path)
        let second = time(nil)
        for number in 1...1000 {
            let path = "\(directory.path)/run-\(second)-\(number).log"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
            if descriptor >= 0 { return (LogFile(path: path), descriptor) }
            guard errno == EEXIST else { throw .failed("cannot create \(path): \(lastError())") }
        }
        throw .failed("too many log files in \(directory.path); remove what you no longer need")
    }

    /// Removes logs that nobody has written to for a week.
    private static func removeForgotten(in directory: String) {
        for name in FileFacts.names(in: directory) where name.hasPrefix("run-") && name.hasSuffix(".log") {
            var facts = stat()
            guard lstat("\(directory)/\(name)", &facts) == 0, time(nil) - facts.st_mtim.tv_sec > 7 * 86400 else {
                continue
            }
            unlink("\(directory)/\(name)")
        }
    }

    /// The last lines, at most so many, from the last 64 KiB.
    public func lastLines(_ count: Int) -> [String] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        let window = 1 << 16
        let start = max(0, lseek(file, 0, SEEK_END) - window)
        var bytes = [UInt8](repeating: 0, count: window)
        let size = pread(file, &bytes, window, start)
        guard size > 0 else { return [] }
        let lines = String(decoding: bytes[..<size], as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.prefix(count).reversed().map(String.init)
    }

    /// Removes it.
    public func remove() {
        unlink(path)
    }
}
