/// Memory that was kept: pages of a process as they were once.
package final class RecordedPages: PageSource {
    /// The pages, by their numbers; each is of 4096 bytes.
    package private(set) var pages: [UInt64: [UInt8]]
    private let origin: (any PageSource)?

    /// Memory of these pages.
    package init(_ pages: [UInt64: [UInt8]]) {
        self.pages = pages
        origin = nil
    }

    /// Records what is read from somewhere else, as it was when it was read for the first time.
    package init(recording origin: any PageSource) {
        pages = [:]
        self.origin = origin
    }

    package func copy(_ wanted: [UInt64], into buffer: UnsafeMutableRawPointer) -> [Bool] {
        if let origin {
            let missing = wanted.filter { pages[$0] == nil }
            let bytes = UnsafeMutableRawPointer.allocate(
                byteCount: max(1, missing.count) * Page.size, alignment: Page.size)
            defer { bytes.deallocate() }
            let isThere = origin.copy(missing, into: bytes)
            for (index, page) in missing.enumerated() where isThere[index] {
                pages[page] = Array(UnsafeRawBufferPointer(start: bytes + index * Page.size, count: Page.size))
            }
        }
        return wanted.enumerated().map { index, page in
            guard let bytes = pages[page], bytes.count == Page.size else { return false }
            UnsafeMutableRawBufferPointer(start: buffer + index * Page.size, count: Page.size).copyBytes(from: bytes)
            return true
        }
    }
}
