import Glibc

/// The memory of a process that has ended, as a core file has it: by the kernel, or by gdb's `gcore`.
///
/// What a core leaves out is what can be read in files: pages that nobody wrote to. They are read there.
package final class CoreFile: PageSource {
    /// What was mapped.
    package let mappings: [MemoryMapping]
    private let file: Int32
    private let segments: [CoreNotes.Segment]
    /// Opens a mapped file.
    private let opened: (String) -> Int32
    private var files: [String: Int32] = [:]

    /// Opens a core.
    ///
    /// - Parameter substitutes: where files are now that were elsewhere, by their paths in the core.
    package init(_ path: String, open: @escaping (String) -> Int32) throws(OutsideRefusal) {
        file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { throw .noCore(reason: "it cannot be opened") }
        opened = open
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .noCore(reason: "it is no file")
        }
        do throws(OutsideRefusal) {
            let notes = try CoreNotes(file)
            segments = notes.segments
            mappings = notes.mappings
        } catch {
            close(file)
            throw error
        }
    }

    deinit {
        close(file)
        for file in files.values where file >= 0 { close(file) }
    }

    package func copy(_ pages: [UInt64], into buffer: UnsafeMutableRawPointer) -> [Bool] {
        pages.enumerated().map { index, page in
            copy(page << Page.shift, into: buffer + index * Page.size)
        }
    }

    private func copy(_ address: UInt64, into room: UnsafeMutableRawPointer) -> Bool {
        if let segment = last(segments, before: address, by: \.address), address - segment.address < segment.fileSize {
            return copy(file, segment.offset &+ (address - segment.address), into: room)
        }
        guard let mapping = last(mappings, before: address, by: \.range.lowerBound),
            address < mapping.range.upperBound
        else { return false }
        let known = files[mapping.path] ?? opened(mapping.path)
        files[mapping.path] = known
        return known >= 0 && copy(known, mapping.offset &+ (address - mapping.range.lowerBound), into: room)
    }

    /// A page of a file; what is behind its end is 0, as it was in memory.
    private func copy(_ file: Int32, _ offset: UInt64, into room: UnsafeMutableRawPointer) -> Bool {
        guard offset < 1 << 62 else { return false }
        let count = pread(file, room, Page.size, off_t(offset))
        guard count > 0 else { return false }
        if count < Page.size { memset(room + count, 0, Page.size - count) }
        return true
    }

    /// Of things that are sorted by address the last that begins no later.
    private func last<Thing>(_ things: [Thing], before address: UInt64, by start: (Thing) -> UInt64) -> Thing? {
        var low = 0
        var high = things.count
        while low < high {
            let middle = (low + high) / 2
            if start(things[middle]) <= address { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? things[low - 1] : nil
    }
}
