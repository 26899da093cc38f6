/// Which line an instruction belongs to, as a code object's table has it.
struct LineTable {
    /// Where a line begins, in bytes of code, rising; line 0: there is none.
    private var starts: [(offset: Int, line: Int)] = []
    private let end: Int

    /// Reads a table, of any content, at most 1 Mi entries.
    init(_ table: [UInt8], _ format: Layout.LineFormat, firstLine: Int) {
        var writer = Writer(line: firstLine)
        switch format {
        case .lnotab: writer.readPairs(table)
        case .ranges: writer.readRanges(table)
        case .locations: writer.readLocations(table)
        }
        starts = writer.starts
        end = format == .lnotab ? .max : writer.offset
    }

    /// The line of an instruction at so many bytes; nil where the table knows none.
    func line(at offset: Int) -> Int? {
        guard offset >= 0, offset < end else { return nil }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0, starts[low - 1].line > 0 else { return nil }
        return starts[low - 1].line
    }

    private struct Writer {
        var starts: [(offset: Int, line: Int)] = []
        var offset = 0
        var line: Int

        init(line: Int) {
            self.line = line
        }

        mutating func note(_ line: Int) {
            if starts.last?.line != line { starts.append((offset, line)) }
        }

        /// A step in bytes, then one in lines.
        mutating func readPairs(_ table: [UInt8]) {
            for index in stride(from: 0, to: table.count - 1, by: 2) {
                if table[index] > 0 { note(line) }
                offset += Int(table[index])
                line += Int(Int8(bitPattern: table[index + 1]))
            }
            note(line)
        }

        /// A length in bytes, and a step in lines before it; -128: no line.
        mutating func readRanges(_ table: [UInt8]) {
            for index in stride(from: 0, to: table.count - 1, by: 2) {
                let step = Int8(bitPattern: table[index + 1])
                if step != -128 { line += Int(step) }
                if table[index] > 0 { note(step == -128 ? 0 : line) }
                offset += Int(table[index])
            }
        }

        /// A kind and a length in units of two bytes, then what the kind needs.
        mutating func readLocations(_ table: [UInt8]) {
            var index = 0
            while index < table.count, starts.count < 1 << 20 {
                let first = table[index]
                guard first & 0x80 != 0 else { return }
                index += 1
                let kind = Int(first >> 3 & 15)
                switch kind {
                case 15: note(0)
                case 14, 13:
                    line = line &+ signed(table, &index)
                    if kind == 14 { for _ in 0..<3 { _ = unsigned(table, &index) } }
                    note(line)
                case 10...12:
                    line = line &+ (kind - 10)
                    index += 2
                    note(line)
                default:
                    index += 1
                    note(line)
                }
                offset += (Int(first & 7) + 1) * 2
            }
        }

        /// 6 bits a byte, the lowest first; bit 6: more follow.
        private func unsigned(_ table: [UInt8], _ index: inout Int) -> Int {
            var value = 0
            var shift = 0
            while index < table.count, shift < 60 {
                let byte = table[index]
                index += 1
                value |= Int(byte & 63) << shift
                shift += 6
                if byte & 64 == 0 { break }
            }
            return value
        }

        private func signed(_ table: [UInt8], _ index: inout Int) -> Int {
            let value = unsigned(table, &index)
            return value & 1 != 0 ? -(value >> 1) : value >> 1
        }
    }
}
