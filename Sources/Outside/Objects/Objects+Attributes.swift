extension Objects {
    /// `Py_TPFLAGS_MANAGED_DICT` and `Py_TPFLAGS_INLINE_VALUES`.
    private static let managed: UInt64 = 1 << 4
    private static let inline: UInt64 = 1 << 2

    /// The attributes of an instance; none where it keeps them in a way that cannot be read (`__slots__`, tuples).
    func attributes(of object: UInt64) throws(ReadError) -> [String: UInt64] {
        let type = try type(of: object)
        if type.flags & Self.managed != 0 { return try managed(object, type) }
        guard type.dictOffset > 0, type.dictOffset < 1 << 16 else { return [:] }
        return try ofDict(try word(object, Int(type.dictOffset)))
    }

    private func managed(_ object: UInt64, _ type: ObjectType) throws(ReadError) -> [String: UInt64] {
        switch layout.values.attributes {
        case .dictOnly: return [:]
        case .twoWords:
            let values = try word(object, -32)
            return values != 0 ? try shared(type, values) : try ofDict(try word(object, -24))
        case .taggedWord:
            let pointer = try word(object, -24)
            return pointer & 1 != 0 ? try shared(type, pointer &+ 1) : try ofDict(pointer)
        case .inline:
            let dict = try word(object, -24)
            guard dict == 0, type.flags & Self.inline != 0 else { return try ofDict(dict) }
            guard type.basicSize >= 16, type.basicSize < 1 << 20 else { throw .torn }
            let values = object &+ UInt64(type.basicSize)
            guard try cache.byte(values &+ 3) == 1 else { return [:] }
            return try shared(type, values)
        }
    }

    /// Values beside the keys that all instances of a class share.
    private func shared(_ type: ObjectType, _ values: UInt64) throws(ReadError) -> [String: UInt64] {
        let keys = try word(type.address, layout.type.cachedKeys)
        return keys == 0 ? [:] : try named(try entries(keys: keys, values: values))
    }

    private func ofDict(_ dict: UInt64) throws(ReadError) -> [String: UInt64] { dict == 0 ? [:] : try items(dict) }
}
