/// The parts of an ELF file (64 bits, little-endian) that tell what a program offers to its extensions.
package struct ElfFile {
    /// A symbol's address as the file has it, and its size.
    package struct Symbol: Hashable {
        package let address: UInt64
        package let size: UInt64
    }

    private let bytes: [UInt8]
    private let sections: [Section]
    /// The lowest address that the file asks for, of a whole page; what it is loaded at counts from there.
    package let base: UInt64

    private struct Section {
        let name: Int
        let type: Int
        let address: UInt64
        let offset: Int
        let size: Int
        let link: Int
    }

    /// Reads a file; nil where it is none of these.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { return nil }
        self.bytes = bytes
        let start = Self.number(bytes, 40, 8)
        let size = Self.number(bytes, 58, 2)
        let count = Self.number(bytes, 60, 2)
        guard let start, let size, size >= 64, let count else { return nil }
        var sections: [Section] = []
        for index in 0..<count {
            let place = start.addingReportingOverflow(index * size)
            guard !place.overflow, let name = Self.number(bytes, place.partialValue, 4),
                let type = Self.number(bytes, place.partialValue + 4, 4),
                let address = Self.number(bytes, place.partialValue + 16, 8),
                let offset = Self.number(bytes, place.partialValue + 24, 8),
                let length = Self.number(bytes, place.partialValue + 32, 8),
                let link = Self.number(bytes, place.partialValue + 40, 4)
            else { return nil }
            sections.append(
                Section(
                    name: name, type: type, address: UInt64(address), offset: offset, size: length, link: link))
        }
        self.sections = sections
        base = Self.base(bytes)
    }

    /// PT_LOAD with the lowest address.
    private static func base(_ bytes: [UInt8]) -> UInt64 {
        guard let start = number(bytes, 32, 8), let size = number(bytes, 54, 2), size >= 56,
            let count = number(bytes, 56, 2)
        else { return 0 }
        var lowest: UInt64?
        for index in 0..<count {
            let place = start.addingReportingOverflow(index * size)
            guard !place.overflow, number(bytes, place.partialValue, 4) == 1,
                let address = number(bytes, place.partialValue + 16, 8)
            else { continue }
            lowest = min(lowest ?? .max, UInt64(address))
        }
        return (lowest ?? 0) & ~0xFFF
    }

    /// What a section of this name holds in the file; nil where there is none.
    package func section(_ name: String) -> [UInt8]? {
        guard let index = Self.number(bytes, 62, 2), sections.indices.contains(index) else { return nil }
        let names = sections[index]
        let wanted = Array(name.utf8) + [0]
        for section in sections where section.type == 1 {
            let start = names.offset &+ section.name
            guard start > 0, start < bytes.count, bytes[start...].starts(with: wanted),
                section.offset >= 0, section.size >= 0, section.offset <= bytes.count - section.size
            else { continue }
            return Array(bytes[section.offset..<section.offset + section.size])
        }
        return nil
    }

    /// Looks names up among the symbols that the dynamic linker sees: these survive `strip`.
    package func dynamicSymbols(_ names: Set<String>) -> [String: Symbol] {
        // SHT_DYNSYM
        guard let table = sections.first(where: { $0.type == 11 }), sections.indices.contains(table.link) else {
            return [:]
        }
        let strings = sections[table.link]
        // A symbol's name is compared only where its first 8 bytes are wanted: there are thousands.
        let wanted = Dictionary(grouping: names) { Self.head(Array($0.utf8) + [0], 0) }
        var found: [String: Symbol] = [:]
        for entry in stride(from: table.offset, to: table.offset &+ min(table.size, bytes.count), by: 24) {
            guard let name = Self.number(bytes, entry, 4) else { break }
            let start = strings.offset &+ name
            guard start > 0, start < bytes.count, let candidates = wanted[Self.head(bytes, start)],
                let section = Self.number(bytes, entry + 6, 2), section != 0,
                let address = Self.number(bytes, entry + 8, 8), let size = Self.number(bytes, entry + 16, 8)
            else { continue }
            for name in candidates where bytes[start...].starts(with: Array(name.utf8) + [0]) {
                found[name] = Symbol(address: UInt64(address), size: UInt64(size))
            }
        }
        return found
    }

    /// The value of a constant of 8 bytes that the file exports.
    package func constant(_ name: String) -> UInt64? {
        guard let symbol = dynamicSymbols([name])[name], symbol.size == 8,
            let section = sections.first(where: {
                // SHT_PROGBITS
                $0.type == 1 && $0.address <= symbol.address && symbol.address - $0.address < UInt64($0.size)
            })
        else { return nil }
        return Self.number(bytes, section.offset + Int(symbol.address - section.address), 8).map { UInt64($0) }
    }

    /// A number in the file; nil where it is beyond the end, or no offset that a file could have.
    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(index * 8) }
        return Int(exactly: value)
    }

    /// Up to 8 bytes of a text that ends with a NUL, as a number.
    private static func head(_ bytes: [UInt8], _ start: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(8, bytes.count - start) {
            let byte = bytes[start + index]
            if byte == 0 { break }
            value |= UInt64(byte) << UInt64(index * 8)
        }
        return value
    }
}
