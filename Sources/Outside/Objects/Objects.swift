/// Reads objects of the interpreter in pages that were copied.
///
/// Nothing that is read is trusted: every number has bounds, every address is looked at before it is followed, and what
/// cannot be so is `ReadError.torn`.
final class Objects {
    let cache: PageCache
    let layout: Layout
    /// Types by their address; kept for as long as one reading lasts.
    private var types: [UInt64: ObjectType] = [:]
    private var texts: [UInt64: String] = [:]

    /// The word that every object has behind its count of references: its type.
    static let typeOffset: UInt64 = 8
    /// The size of what has a variable one.
    static let sizeOffset: UInt64 = 16

    init(_ cache: PageCache, _ layout: Layout) {
        self.cache = cache
        self.layout = layout
    }

    /// Forgets what was read, but for the types.
    func clear() {
        cache.clear()
        texts.removeAll(keepingCapacity: true)
    }

    func word(_ address: UInt64, _ offset: Int) throws(ReadError) -> UInt64 {
        try cache.word(address &+ UInt64(truncatingIfNeeded: offset))
    }

    func int(_ address: UInt64, _ offset: Int) throws(ReadError) -> Int32 {
        try cache.int(address &+ UInt64(truncatingIfNeeded: offset))
    }

    /// The type of an object.
    func type(of object: UInt64) throws(ReadError) -> ObjectType {
        guard object & 7 == 0 else { throw .torn }
        return try type(at: try cache.word(object &+ Self.typeOffset))
    }

    func kind(of object: UInt64) throws(ReadError) -> ObjectKind { try type(of: object).kind }

    /// The type at an address.
    func type(at address: UInt64) throws(ReadError) -> ObjectType {
        if let known = types[address] { return known }
        guard address & 7 == 0 else { throw .torn }
        let type = layout.type
        let name = try cString(try word(address, type.name))
        let flags = try word(address, type.flags)
        let new = ObjectType(
            address: address, name: name, kind: try kind(name, flags: flags, address),
            basicSize: Int64(bitPattern: try word(address, type.basicSize)), flags: flags,
            weakListOffset: Int64(bitPattern: try word(address, type.weakListOffset)),
            dictOffset: Int64(bitPattern: try word(address, type.dictOffset)))
        types[address] = new
        return new
    }

    /// `Py_TPFLAGS_HEAPTYPE`: made while the program ran, by a `class` for instance.
    private static let heapType: UInt64 = 1 << 9

    private func kind(_ name: String, flags: UInt64, _ address: UInt64) throws(ReadError) -> ObjectKind {
        // A class of Python's may have any name, but none with a dot.
        let isOwn = flags & Self.heapType == 0 || name.contains(".")
        if isOwn, let kind = ObjectKind.named[name] { return kind }
        // The classes of Python's that matter are made of tasks, futures, dicts or references.
        let kind = try firstBase(of: address) { name, flags in
            flags & Self.heapType == 0 || name.contains(".") ? ObjectKind.named[name] : nil
        }
        return kind == .type ? .other : kind ?? .other
    }

    /// Whether a type's name, or that of one that it is made of, begins so.
    func isMade(_ type: ObjectType, of prefix: String) throws(ReadError) -> Bool {
        if type.name.hasPrefix(prefix) { return true }
        return try firstBase(of: type.address) { name, _ in name.hasPrefix(prefix) ? name : nil } != nil
    }

    /// What the first type tells, by its name and flags, of those that a type is made of (`tp_base`, without other bases): nil if
    /// none of the next 64 does.
    private func firstBase<Answer>(
        of address: UInt64, _ tells: (String, UInt64) -> Answer?
    ) throws(ReadError) -> Answer? {
        var base = try word(address, layout.type.base)
        for _ in 0..<64 where base != 0 {
            let name = try cString(try word(base, layout.type.name))
            if let answer = tells(name, try word(base, layout.type.flags)) { return answer }
            base = try word(base, layout.type.base)
        }
        return nil
    }

    /// A text that ends with a NUL, as names of types are: up to 200 bytes that can be printed.
    private func cString(_ address: UInt64) throws(ReadError) -> String {
        var bytes: [UInt8] = []
        for index in 0..<200 {
            let byte = try cache.byte(address &+ UInt64(index))
            if byte == 0 { break }
            guard byte >= 0x20, byte != 0x7F else { throw .torn }
            bytes.append(byte)
        }
        try cache.spend(8 + bytes.count)
        guard !bytes.isEmpty else { throw .torn }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A `str`; of a long one the first 4,096 characters.
    func text(_ object: UInt64) throws(ReadError) -> String {
        if let known = texts[object] { return known }
        guard try kind(of: object) == .text else { throw .torn }
        let length = try word(object, 16)
        let state = try int(object, 32)
        let width = Int(state >> 2 & 7)
        // Compact, of 1, 2 or 4 bytes a character; what is not compact is of a subclass.
        guard state & 0x20 != 0, [1, 2, 4].contains(width), length <= 1 << 30 else { throw .torn }
        let isASCII = state & 0x40 != 0
        guard !isASCII || width == 1 else { throw .torn }
        let count = Int(min(length, 4096))
        let start = object &+ UInt64(isASCII ? layout.values.ascii : layout.values.otherText)
        let bytes = try cache.bytes(start, count * width)
        let text = Self.text(bytes, width: width, isASCII: isASCII)
        if texts.count < 1 << 20 { texts[object] = text }
        return text
    }

    private static func text(_ bytes: [UInt8], width: Int, isASCII: Bool) -> String {
        if isASCII { return String(decoding: bytes, as: UTF8.self) }
        var text = String.UnicodeScalarView()
        for start in stride(from: 0, to: bytes.count, by: width) {
            let value = (0..<width).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + $1]) }
            text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// An `int` of at most 60 bits.
    func number(_ object: UInt64) throws(ReadError) -> Int {
        guard try kind(of: object) == .number else { throw .torn }
        let head = Int64(bitPattern: try word(object, 16))
        let (digits, isNegative): (Int64, Bool)
        if layout.values.hasIntTag {
            (digits, isNegative) = (head >> 3, head & 3 == 2)
            if head & 3 == 1 { return 0 }
        } else {
            (digits, isNegative) = (head < 0 ? 0 &- head : head, head < 0)
        }
        guard (0...2).contains(digits) else { throw .tooMuch }
        var value = 0
        for index in (0..<Int(digits)).reversed() {
            value = value << 30 | Int(try int(object, 24 + index * 4) & 0x3FFF_FFFF)
        }
        return isNegative ? -value : value
    }

    /// `True` or `False`.
    func boolean(_ object: UInt64) throws(ReadError) -> Bool {
        guard try kind(of: object) == .boolean else { throw .torn }
        return try int(object, 24) != 0
    }

    /// The items of a tuple.
    func tuple(_ object: UInt64, atMost limit: Int = 1 << 16) throws(ReadError) -> [UInt64] {
        guard try kind(of: object) == .tuple else { throw .torn }
        return try words(object &+ UInt64(layout.values.tupleItems), try size(of: object, limit))
    }

    /// The items of a list; of a long one the first.
    func list(_ object: UInt64, first limit: Int = 1 << 20) throws(ReadError) -> [UInt64] {
        guard try kind(of: object) == .list else { throw .torn }
        return try words(try word(object, 24), min(limit, try size(of: object)))
    }

    /// The data of a `bytes`.
    func data(_ object: UInt64) throws(ReadError) -> [UInt8] {
        guard try kind(of: object) == .bytes else { throw .torn }
        return try cache.bytes(object &+ 32, try size(of: object, 1 << 22))
    }

    /// `ob_size`.
    func size(of object: UInt64, _ limit: Int = 1 << 24) throws(ReadError) -> Int {
        let size = try word(object, Int(Self.sizeOffset))
        guard size <= UInt64(limit) else { throw .tooMuch }
        return Int(size)
    }

    /// So many words.
    func words(_ address: UInt64, _ count: Int) throws(ReadError) -> [UInt64] {
        guard count > 0 else { return [] }
        try cache.spend(count)
        cache.want(address, count * 8)
        try cache.load()
        var words: [UInt64] = []
        words.reserveCapacity(count)
        for index in 0..<count { words.append(try cache.word(address &+ UInt64(index * 8))) }
        return words
    }

    /// The members of a set.
    func set(_ object: UInt64) throws(ReadError) -> [UInt64] {
        guard try kind(of: object) == .set else { throw .torn }
        // One that grows while it is read has another table afterwards.
        for _ in 0..<8 {
            let head = try words(object &+ 24, 3)
            guard head[1] < 1 << 24, head[0] <= head[1] else { throw .tooMuch }
            let entries = try words(head[2], Int(head[1] + 1) * 2)
            var members: [UInt64] = []
            for index in stride(from: 0, to: entries.count, by: 2)
            where entries[index] != 0 && entries[index + 1] != .max {
                members.append(entries[index])
            }
            // From a page that was copied later.
            cache.clear()
            if try words(object &+ 24, 3) == head { return members }
        }
        throw .torn
    }
}
