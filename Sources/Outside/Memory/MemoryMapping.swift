/// One line of `/proc/PID/maps`.
package struct MemoryMapping: Hashable {
    /// First address, and the one behind the last.
    package let range: Range<UInt64>
    package let isReadable: Bool
    package let isWritable: Bool
    /// Where in the file it begins, in bytes.
    package let offset: UInt64
    /// The file as the kernel calls it; empty for memory without one.
    package let path: String

    /// Whether it shows a file's contents.
    package var isOfFile: Bool { path.hasPrefix("/") }

    /// The file's name without its folder, and without the kernel's mark of a file that has been replaced.
    package var fileName: Substring {
        let name = path.split(separator: "/").last ?? ""
        return name.hasSuffix(" (deleted)") ? name.dropLast(10) : name
    }

    /// Makes one of its parts.
    init(range: Range<UInt64>, isReadable: Bool, isWritable: Bool, offset: UInt64, path: String) {
        self.range = range
        self.isReadable = isReadable
        self.isWritable = isWritable
        self.offset = offset
        self.path = path
    }

    /// Reads one line; nil where it is none.
    package init?(line: Substring) {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        guard fields.count >= 5, let dash = fields[0].firstIndex(of: "-"),
            let start = UInt64(fields[0][..<dash], radix: 16),
            let end = UInt64(fields[0][fields[0].index(after: dash)...], radix: 16), start <= end,
            let offset = UInt64(fields[2], radix: 16)
        else { return nil }
        range = start..<end
        isReadable = fields[1].hasPrefix("r")
        isWritable = fields[1].dropFirst().hasPrefix("w")
        self.offset = offset
        path = fields.count > 5 ? String(fields[5].drop { $0 == " " }) : ""
    }

    /// Reads the whole file.
    package static func parse(_ text: String) -> [MemoryMapping] {
        text.split(separator: "\n").compactMap(MemoryMapping.init)
    }

    /// The mappings of a process; nil where we may not look.
    package static func all(of pid: Int) -> [MemoryMapping]? {
        BoundedFile.contents(of: "/proc/\(pid)/maps", limit: 1 << 25).map { parse(String(decoding: $0, as: UTF8.self)) }
    }
}
