import Glibc

/// Why something could not be read.
package enum ReadError: Error, Hashable {
    /// There is no such memory (any more).
    case unreadable
    /// What is there cannot be what it should be: it changed meanwhile, or is something else.
    case torn
    /// More was asked for than one reading may take.
    case tooMuch
}

/// Pages of a memory, each copied once: what is read from one page is of one instant.
///
/// A reading says what it will want, loads all of that with few calls, and then reads words. What nobody thought of is
/// fetched when it is met.
final class PageCache {
    private let source: any PageSource
    private let limit: Int
    /// Room for `limit` pages, of which only those that were used once take memory.
    private let store: UnsafeMutableRawPointer
    /// How many pages have been copied.
    private(set) var count = 0
    /// The same since the beginning.
    var total: Int { count + forgotten }
    private var forgotten = 0
    /// Open addressing: number of the page + 1 (0 where nothing is), and its place in the store (-1: cannot be read).
    private var keys: [UInt64]
    private var places: [Int32]
    private var used = 0
    private var wanted: [UInt64] = []
    /// What may still be done: a memory that was made to keep a reader busy for ever does not.
    private var budget = PageCache.work
    private var lastPage = UInt64.max
    private var lastBase: UnsafeRawPointer

    /// Words that one reading may read, about: some seconds of work.
    static let work = 1 << 27

    /// Makes an empty one.
    ///
    /// - Parameter limit: pages at the most; fewer where this process may not have so much room (`ulimit -v`): what does not fit
    ///   is refused when it is met.
    init(_ source: any PageSource, limit: Int) {
        self.source = source
        var limit = limit
        var room = Self.room(for: limit)
        while room == nil, limit > 1 {
            limit /= 2
            room = Self.room(for: limit)
        }
        // Where not one page is left, nothing of this program can go on.
        guard let room else { fatalError("no room for a page") }
        self.limit = limit
        store = room
        lastBase = UnsafeRawPointer(room)
        keys = [UInt64](repeating: 0, count: 1 << 12)
        places = [Int32](repeating: 0, count: 1 << 12)
    }

    private static func room(for pages: Int) -> UnsafeMutableRawPointer? {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let room = mmap(nil, pages * Page.size, PROT_READ | PROT_WRITE, flags, -1, 0)
        return room == MAP_FAILED ? nil : room
    }

    deinit {
        munmap(store, limit * Page.size)
    }

    /// Forgets all pages; their room is used again.
    func clear() {
        forgotten += count
        count = 0
        used = 0
        for index in keys.indices { keys[index] = 0 }
        wanted.removeAll(keepingCapacity: true)
        lastPage = .max
    }

    /// Allows as much work as at the beginning.
    func renew() {
        budget = Self.work
        forgotten = -count
    }

    /// Notes work that depends on what was read.
    func spend(_ words: Int) throws(ReadError) {
        budget -= words
        if budget < 0 { throw .tooMuch }
    }

    /// Says that these bytes will be read; `load` fetches them.
    func want(_ address: UInt64, _ count: Int) {
        guard Page.addresses.contains(address), count > 0, count <= 1 << 28 else { return }
        let last = (address &+ UInt64(count) &- 1) >> Page.shift
        var page = address >> Page.shift
        while page <= last {
            if page != lastPage, wanted.last != page, find(page) == nil { wanted.append(page) }
            page += 1
        }
    }

    /// Fetches all that is wanted.
    func load() throws(ReadError) {
        guard !wanted.isEmpty else { return }
        wanted.sort()
        var missing: [UInt64] = []
        missing.reserveCapacity(wanted.count)
        for page in wanted where missing.last != page && Page.addresses.contains(page << Page.shift) {
            missing.append(page)
        }
        wanted.removeAll(keepingCapacity: true)
        guard count + missing.count <= limit else { throw .tooMuch }
        let isThere = source.copy(missing, into: store + count * Page.size)
        for (index, page) in missing.enumerated() { insert(page, isThere[index] ? Int32(count + index) : -1) }
        count += missing.count
    }

    /// A pointer, or another number of 8 bytes.
    func word(_ address: UInt64) throws(ReadError) -> UInt64 { try number(address) }

    /// A C `int`.
    func int(_ address: UInt64) throws(ReadError) -> Int32 { try number(address) }

    /// One byte.
    func byte(_ address: UInt64) throws(ReadError) -> UInt8 { try number(address) }

    /// Bytes, maybe of several pages.
    func bytes(_ address: UInt64, _ count: Int) throws(ReadError) -> [UInt8] {
        guard count >= 0, count <= 1 << 26 else { throw .tooMuch }
        try spend(8 + count / 8)
        if count > Page.size {
            want(address, count)
            try load()
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var next = address
        while bytes.count < count {
            let offset = Int(next & UInt64(Page.size - 1))
            let length = min(count - bytes.count, Page.size - offset)
            bytes += UnsafeRawBufferPointer(start: try base(of: next) + offset, count: length)
            next &+= UInt64(length)
        }
        return bytes
    }

    /// Whether both have the same bytes there. What cannot be read is not the same.
    func agrees(with other: PageCache, at address: UInt64, count: Int) -> Bool {
        do throws(ReadError) {
            var next = address
            var rest = count
            while rest > 0 {
                let offset = Int(next & UInt64(Page.size - 1))
                let length = min(rest, Page.size - offset)
                guard memcmp(try base(of: next) + offset, try other.base(of: next) + offset, length) == 0 else {
                    return false
                }
                next &+= UInt64(length)
                rest -= length
            }
            return true
        } catch {
            return false
        }
    }

    @inline(__always) private func number<Number: BitwiseCopyable & FixedWidthInteger>(
        _ address: UInt64
    ) throws(ReadError) -> Number {
        let offset = Int(address & UInt64(Page.size - 1))
        let size = MemoryLayout<Number>.size
        if offset <= Page.size - size {
            return try base(of: address).loadUnaligned(fromByteOffset: offset, as: Number.self)
        }
        return try bytes(address, size).withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
    }

    /// Where the page of an address lies; fetched if it is not there yet.
    @inline(__always) private func base(of address: UInt64) throws(ReadError) -> UnsafeRawPointer {
        let page = address >> Page.shift
        if page == lastPage { return lastBase }
        return try fetched(address)
    }

    private func fetched(_ address: UInt64) throws(ReadError) -> UnsafeRawPointer {
        guard Page.addresses.contains(address) else { throw .unreadable }
        try spend(1)
        let page = address >> Page.shift
        if find(page) == nil {
            guard count < limit else { throw .tooMuch }
            let isThere = source.copy([page], into: store + count * Page.size)
            insert(page, isThere[0] ? Int32(count) : -1)
            count += 1
        }
        guard let place = find(page), place >= 0 else { throw .unreadable }
        lastPage = page
        lastBase = UnsafeRawPointer(store + Int(place) * Page.size)
        return lastBase
    }

    private func slot(of page: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (page &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != 0, keys[slot] != page + 1 { slot = (slot + 1) & mask }
        return slot
    }

    private func find(_ page: UInt64) -> Int32? {
        let slot = slot(of: page)
        return keys[slot] == 0 ? nil : places[slot]
    }

    private func insert(_ page: UInt64, _ place: Int32) {
        if used * 2 >= keys.count { grow() }
        let slot = slot(of: page)
        if keys[slot] == 0 { used += 1 }
        keys[slot] = page + 1
        places[slot] = place
    }

    private func grow() {
        let (oldKeys, oldPlaces) = (keys, places)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        places = [Int32](repeating: 0, count: oldKeys.count * 2)
        for (index, key) in oldKeys.enumerated() where key != 0 {
            let slot = slot(of: key - 1)
            keys[slot] = key
            places[slot] = oldPlaces[index]
        }
    }
}
