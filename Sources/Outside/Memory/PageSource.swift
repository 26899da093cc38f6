/// Where pages of memory come from: a process, a core file, a recording.
///
/// Small objects share pages, a page is copied at one instant, and one call copies many: so memory is read by whole pages
/// of 4 KiB, and never object by object. Where the machine's own pages are larger, these are parts of them.
package protocol PageSource: ReadableMemory, AnyObject {
    /// Copies pages, one after the other, to where there is room for all of them.
    ///
    /// - Parameters:
    ///   - pages: their numbers (the address divided by the size), rising.
    ///   - buffer: room for as many pages.
    /// - Returns: for each of them, whether it could be read. The room of the others is undefined.
    func copy(_ pages: [UInt64], into buffer: UnsafeMutableRawPointer) -> [Bool]
}

/// Pages by their numbers.
package enum Page {
    /// Bytes.
    package static let size = 4096
    /// Of an address: its page is `address >> shift`.
    package static let shift: UInt64 = 12
    /// Addresses of programs are below this, and above the first 64 KiB.
    package static let addresses: Range<UInt64> = 1 << 16..<1 << 47
}

extension PageSource {
    package func read(_ address: UInt64, count: Int) throws(MemoryError) -> [UInt8] {
        guard count > 0, count <= 1 << 30, Page.addresses.contains(address) else { throw MemoryError(code: 14) }
        let first = address >> Page.shift
        let last = (address + UInt64(count) - 1) >> Page.shift
        let pages = Array(first...last)
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: pages.count * Page.size) { buffer, filled in
            guard let base = buffer.baseAddress else { return }
            isWhole = !copy(pages, into: UnsafeMutableRawPointer(base)).contains(false)
            filled = isWhole ? buffer.count : 0
        }
        guard isWhole else { throw MemoryError(code: 14) }
        let start = Int(address - first << Page.shift)
        return start == 0 && count == bytes.count ? bytes : Array(bytes[start..<start + count])
    }
}
