import Glibc

/// Questions to the file system.
enum FileFacts {
    /// Whether a path is a directory, no symbolic link, of that user.
    static func isOwnDirectory(_ path: String, _ uid: UInt32) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && facts.st_uid == uid
    }

    /// Whether a path leads to a directory of that user, by a symbolic link too.
    static func leadsToOwnDirectory(_ path: String, _ uid: UInt32) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && facts.st_uid == uid
    }

    /// Whether a path leads to a file.
    static func isFile(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    /// Whether a path is a socket, as far as we may look.
    static func isSocket(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFSOCK
    }

    /// Names in a directory; none where it cannot be read.
    static func names(in directory: String) -> [String] {
        guard let handle = opendir(directory) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The bytes of a file, at most `limit`; nil where it cannot be read.
    static func contents(of path: String, limit: Int = 1 << 20) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let count = read(file, &piece, min(piece.count, limit - bytes.count))
            if count < 0 { return nil }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return bytes
    }

    /// A file as text; nil where it cannot be read.
    static func text(of path: String, limit: Int = 1 << 20) -> String? {
        contents(of: path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where a symbolic link points to.
    static func link(_ path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count].map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self) : nil
    }
}

/// The last system call's error, in words.
func lastError(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
}
