import Model

/// The interpreter's state in the memory of a process, found by its table.
package struct RemoteRuntime: Hashable {
    /// Where `_PyRuntime` is.
    package let address: UInt64
    package let offsets: DebugOffsets

    /// Looks for the table in the files that a process has mapped, those called python first. The heap is left out: it may
    /// hold copies of the cookie.
    package static func find(in mappings: [MemoryMapping], of memory: some ReadableMemory) -> RemoteRuntime? {
        let candidates = mappings.filter { $0.isReadable && $0.isWritable && $0.isOfFile }
        let named = candidates.filter { $0.fileName.holds("python") }
        for mapping in named + candidates.filter({ !$0.fileName.holds("python") }) {
            let count = Int(min(mapping.range.upperBound - mapping.range.lowerBound, 1 << 25))
            guard let bytes = try? memory.read(mapping.range.lowerBound, count: count) else { continue }
            for offset in places(of: DebugOffsets.cookie, in: bytes) {
                guard let offsets = DebugOffsets(Array(bytes[offset...].prefix(DebugOffsets.size))) else { continue }
                return RemoteRuntime(address: mapping.range.lowerBound + UInt64(offset), offsets: offsets)
            }
        }
        return nil
    }

    /// How many interpreters the process has, the main one included; nil where that cannot be read.
    package func interpreters(in memory: some ReadableMemory) -> Int? {
        guard var next = try? memory.word(address + offsets.chain.head) else { return nil }
        var count = 0
        while next != 0, count < 10_000 {
            count += 1
            guard let following = try? memory.word(next + offsets.chain.next) else { return nil }
            next = following
        }
        return count
    }

    /// Where a cookie of 8 bytes stands, aligned as a word.
    private static func places(of cookie: [UInt8], in bytes: [UInt8]) -> [Int] {
        let wanted = cookie.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        return bytes.withUnsafeBytes { bytes in
            let words = bytes.bindMemory(to: UInt64.self)
            var found: [Int] = []
            var index = 0
            while index < words.count {
                if words[index] == wanted { found.append(index * 8) }
                index += 1
            }
            return found
        }
    }
}
