extension Objects {
    /// A key and its value.
    typealias Entry = (key: UInt64, value: UInt64)

    /// The entries of a dict, in its order; keys can be of any type.
    func dict(_ object: UInt64) throws(ReadError) -> [Entry] {
        guard try kind(of: object) == .dict else { throw .torn }
        return try entries(keys: try word(object, 32), values: try word(object, 40))
    }

    /// The same, with the keys that are texts.
    func items(_ object: UInt64) throws(ReadError) -> [String: UInt64] { try named(try dict(object)) }

    /// What a dict has under names; nil where it has them not.
    func named(_ entries: [Entry]) throws(ReadError) -> [String: UInt64] {
        for entry in entries { cache.want(entry.key, 64) }
        try cache.load()
        var found: [String: UInt64] = [:]
        for entry in entries where try kind(of: entry.key) == .text { found[try text(entry.key)] = entry.value }
        return found
    }

    /// The entries of a table of keys. Of instances that share their keys the values are elsewhere.
    ///
    /// - Parameter values: where the first value is found by `Layout.Values.firstValue`; 0 where they stand beside the keys.
    func entries(keys: UInt64, values: UInt64) throws(ReadError) -> [Entry] {
        guard keys & 7 == 0 else { throw .torn }
        let layout = self.layout.values
        let count = try word(keys, layout.keyCount)
        guard count <= 1 << 24 else { throw .tooMuch }
        let hasNoHash = layout.hasKeyKinds ? try cache.byte(keys &+ 10) != 0 : false
        let size: UInt64 = hasNoHash ? 16 : 24
        let start = keys &+ UInt64(layout.keyIndices) &+ (try indexSize(keys))
        let words = try words(start, Int(count * size / 8))
        let step = Int(size / 8)
        let others = values == 0 ? [] : try self.words(values &+ UInt64(layout.firstValue), Int(count))
        var found: [Entry] = []
        found.reserveCapacity(Int(count))
        for index in 0..<Int(count) {
            let key = words[index * step + step - 2]
            let value = values == 0 ? words[index * step + step - 1] : others[index]
            if key != 0, value != 0 { found.append((key, value)) }
        }
        return found
    }

    /// Bytes of the hash index before the entries.
    private func indexSize(_ keys: UInt64) throws(ReadError) -> UInt64 {
        if layout.values.hasKeyKinds {
            let exponent = try cache.byte(keys &+ 9)
            guard exponent < 32 else { throw .torn }
            return 1 << UInt64(exponent)
        }
        let size = try word(keys, 8)
        guard size <= 1 << 25 else { throw .torn }
        return size * (size <= 0xFF ? 1 : size <= 0xFFFF ? 2 : 4)
    }
}
