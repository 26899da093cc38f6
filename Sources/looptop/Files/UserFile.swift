import Attach
import Glibc

/// Files of the user: settings, themes, and what is kept for them.
enum UserFile {
    /// One of the user's folders: what a variable says, where that is an absolute path, else below the home directory.
    static func home(_ variable: String, _ usual: String) -> String {
        if let named = Services.environment[variable], named.hasPrefix("/") { return named }
        let named = Services.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = named ?? UserDatabase.ownHome ?? "/"
        return (home == "/" ? "" : home) + "/\(usual)"
    }

    /// Whether something is there.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What stands in a file; nil where there is none.
    ///
    /// - Throws: why it cannot be read.
    static func text(of path: String) throws(AttachError) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw problem(path, "read")
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem(path, "read") }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .usage("\(path): cannot be read: it is not UTF-8")
        }
        return text
    }

    /// Writes a file: it is the old one or the new one, never half of it.
    ///
    /// - Parameter mode: its permissions; nil for those of the file that is there.
    /// - Throws: why it cannot be written.
    static func write(_ text: String, to path: String, mode: mode_t? = nil) throws(AttachError) {
        // A link to a file that is kept elsewhere stays a link.
        let path = resolved(path)
        var draft = Array("\(path).XXXXXX".utf8CString)
        let file = mkstemp(&draft)
        guard file >= 0 else { throw problem(path, "written") }
        let isWritten = writeAll(text, to: file) && fchmod(file, mode ?? usualMode(of: path)) == 0 && fsync(file) == 0
        let code = errno
        close(file)
        guard isWritten else {
            unlink(draft)
            throw problem(path, "written", code)
        }
        guard rename(draft, path) == 0 else {
            let code = errno
            unlink(draft)
            throw problem(path, "written", code)
        }
    }

    /// Names in a folder; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { $0 != "." && $0 != ".." }
    }

    /// A path without its last part.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// Makes a folder, and those above it.
    static func makeFolder(_ path: String) throws(AttachError) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, path != "/" else { throw problem(path, "made") }
        try makeFolder(folder(of: path))
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw problem(path, "made") }
    }

    private static func writeAll(_ text: String, to file: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func usualMode(of path: String) -> mode_t {
        var facts = stat()
        if stat(path, &facts) == 0 { return facts.st_mode & 0o777 }
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }

    private static func problem(_ path: String, _ what: String, _ code: Int32 = errno) -> AttachError {
        let words = "\(path): cannot be \(what): \(String(cString: strerror(code)))"
        return what == "read" ? .usage(words) : .failed(words)
    }
}
