import Glibc

/// Files of a process that may be hostile: regular ones, or those of `/proc`, and never more of them than was agreed to.
package enum BoundedFile {
    /// The first bytes of a file, at most `limit`; nil where it cannot be read, or is a pipe, a device or a folder.
    package static func contents(of path: String, limit: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return contents(of: file, limit: limit)
    }

    /// The same of an open file.
    static func contents(of file: Int32, limit: Int) -> [UInt8]? {
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, Int(facts.st_size)))
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let count = Glibc.read(file, &piece, min(piece.count, limit - bytes.count))
            if count < 0 { return nil }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return bytes
    }
}
