/// One line of `/proc/PID/maps`.
struct MemoryMapping: Hashable {
    /// First address, and the one behind the last.
    let range: Range<UInt64>
    let isReadable: Bool
    let isWritable: Bool
    /// Where in the file it begins, in bytes.
    let offset: UInt64
    /// The file as the kernel calls it; empty for memory without one.
    let path: String

    /// Whether it shows a file's contents.
    var isOfFile: Bool { path.hasPrefix("/") }

    /// The file's name without its folder, and without the kernel's mark of a file that has been replaced.
    var fileName: Substring {
        let name = path.split(separator: "/").last ?? ""
        return name.hasSuffix(" (deleted)") ? name.dropLast(10) : name
    }

    /// Reads one line; nil where it is none.
    init?(line: Substring) {
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
    static func parse(_ text: String) -> [MemoryMapping] {
        text.split(separator: "\n").compactMap(MemoryMapping.init)
    }

    /// The mappings of a process; nil where we may not look.
    static func all(of pid: Int) -> [MemoryMapping]? {
        FileFacts.text(of: "/proc/\(pid)/maps", limit: 1 << 25).map(parse)
    }
}
