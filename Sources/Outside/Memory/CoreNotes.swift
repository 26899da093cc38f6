import Glibc

/// What a core file tells of itself: its segments, and which files were mapped where.
struct CoreNotes {
    /// A stretch of memory (`PT_LOAD`).
    struct Segment: Hashable {
        let address: UInt64
        /// Bytes in memory; those in the file come first.
        let size: UInt64
        let fileSize: UInt64
        /// In the file.
        let offset: UInt64
        let isReadable: Bool
        let isWritable: Bool
    }

    /// By their addresses.
    let segments: [Segment]
    let mappings: [MemoryMapping]

    /// Reads an open file.
    init(_ file: Int32) throws(OutsideRefusal) {
        guard let head = Self.bytes(file, 0, 64), head.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            Self.number(head, 16, 2) == 4
        else { throw .noCore(reason: "it is no ELF core of 64 bits") }
        let start = Self.number(head, 32, 8)
        let size = Self.number(head, 54, 2)
        var count = Self.number(head, 56, 2)
        if count == 0xFFFF, let section = Self.bytes(file, Self.number(head, 40, 8), 64) {
            count = Self.number(section, 44, 4)
        }
        guard size >= 56, size <= 4096, count <= 1 << 20, let table = Self.bytes(file, start, Int(size * count)) else {
            throw .noCore(reason: "its table of segments is not whole")
        }
        var segments: [Segment] = []
        var files: [MemoryMapping] = []
        for index in 0..<Int(count) {
            let place = index * Int(size)
            func field(_ offset: Int, _ count: Int) -> UInt64 { Self.number(table, place + offset, count) }
            let (offset, length) = (field(8, 8), field(32, 8))
            switch field(0, 4) {
            case 1:
                let flags = field(4, 4)
                segments.append(
                    Segment(
                        address: field(16, 8), size: field(40, 8), fileSize: length, offset: offset,
                        isReadable: flags & 4 != 0, isWritable: flags & 2 != 0))
            case 4: files += Self.bytes(file, offset, Int(min(length, 1 << 26))).map(Self.files) ?? []
            default: break
            }
        }
        guard !segments.isEmpty else { throw .noCore(reason: "no memory is in it") }
        segments.sort { $0.address < $1.address }
        self.segments = segments
        mappings = files.map { mapping in
            let own = segments.first {
                $0.address <= mapping.range.lowerBound && mapping.range.lowerBound - $0.address < $0.size
            }
            return MemoryMapping(
                range: mapping.range, isReadable: own?.isReadable ?? true, isWritable: own?.isWritable ?? false,
                offset: mapping.offset, path: mapping.path)
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// `NT_FILE` among notes: counts, then three numbers a mapping, then as many names.
    private static func files(_ notes: [UInt8]) -> [MemoryMapping] {
        var place = 0
        while place + 12 <= notes.count {
            let nameSize = Int(number(notes, place, 4))
            let size = Int(number(notes, place + 4, 4))
            let start = place + 12 + (nameSize + 3) & ~3
            guard start <= notes.count - size else { return [] }
            if number(notes, place + 8, 4) == 0x4649_4C45 { return mapped(Array(notes[start..<start + size])) }
            place = start + (size + 3) & ~3
        }
        return []
    }

    private static func mapped(_ note: [UInt8]) -> [MemoryMapping] {
        let count = number(note, 0, 8)
        let page = number(note, 8, 8)
        guard count <= 1 << 16, note.count >= 16 + Int(count) * 24 else { return [] }
        let names = note[(16 + Int(count) * 24)...].split(separator: 0, omittingEmptySubsequences: false)
        guard names.count >= Int(count) else { return [] }
        return (0..<Int(count)).compactMap { index in
            let place = 16 + index * 24
            let (start, end) = (number(note, place, 8), number(note, place + 8, 8))
            guard start < end else { return nil }
            return MemoryMapping(
                range: start..<end, isReadable: true, isWritable: false,
                offset: number(note, place + 16, 8) &* page, path: String(decoding: names[index], as: UTF8.self))
        }
    }

    /// Exactly so many bytes of a file.
    private static func bytes(_ file: Int32, _ offset: UInt64, _ count: Int) -> [UInt8]? {
        guard offset < 1 << 62, count >= 0, count <= 1 << 28 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let done = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, count, off_t(offset)) }
        return done == count ? bytes : nil
    }

    /// A number of up to 8 bytes; 0 where it is beyond the end.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> UInt64 {
        guard place >= 0, place <= bytes.count - count else { return 0 }
        return (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[place + $1]) }
    }
}
