import Model

/// The code that a reading has come by, and the lines in it.
final class CodeTable {
    /// What does not change while a piece of code lives.
    struct Facts {
        let file: String
        /// The plain name; from 3.11 on the qualified one.
        let name: String
        let firstLine: Int
        /// The first instruction, and bytes of code.
        let start: UInt64
        let size: Int
        let lines: LineTable
        let isUserCode: Bool
        /// What somebody waits for who is suspended there.
        var wait: WaitPlace?
        /// False until its qualified name was seen, where only its coroutines have it (up to 3.10).
        var hasQualname: Bool
    }

    /// A line, by its number in `places`.
    typealias Place = Int32

    private let layout: Layout
    /// Whether a file is the service's own.
    private let isUserCode: (String) -> Bool
    private var numbers: [UInt64: Int32] = [:]
    private(set) var facts: [Facts] = []
    private(set) var places: [CodeLocation] = []
    private var known: [UInt64: Place] = [:]

    init(_ layout: Layout, isUserCode: @escaping (String) -> Bool) {
        self.layout = layout
        self.isUserCode = isUserCode
    }

    /// The number of a code object, read if it was not met before.
    func number(of code: UInt64, _ objects: Objects) throws(ReadError) -> Int32 {
        if let known = numbers[code] { return known }
        guard try objects.kind(of: code) == .code, facts.count < 1 << 20 else { throw .torn }
        let places = layout.code
        let file = try objects.text(try objects.word(code, places.fileName))
        let firstLine = Int(try objects.int(code, places.firstLine))
        let (start, size): (UInt64, Int)
        if let adaptive = places.adaptive {
            (start, size) = (code &+ UInt64(adaptive), try objects.size(of: code) * 2)
        } else {
            let bytes = try objects.word(code, places.codeBytes ?? 0)
            guard try objects.kind(of: bytes) == .bytes else { throw .torn }
            (start, size) = (bytes &+ 32, try objects.size(of: bytes))
        }
        let table = try objects.data(try objects.word(code, places.lineTable))
        try objects.cache.spend(table.count)
        let number = Int32(facts.count)
        let name = try objects.text(try objects.word(code, places.qualname ?? places.name))
        facts.append(
            Facts(
                file: file, name: name, firstLine: firstLine, start: start, size: size,
                lines: LineTable(table, places.lines, firstLine: firstLine), isUserCode: isUserCode(file),
                wait: WaitPlace(file: file, function: name), hasQualname: places.qualname != nil))
        numbers[code] = number
        return number
    }

    /// Notes the qualified name of a piece of code, where its coroutines alone have it.
    func learn(_ number: Int32, qualname: String) {
        facts[Int(number)].hasQualname = true
        facts[Int(number)].wait = WaitPlace(file: facts[Int(number)].file, function: qualname)
    }

    /// What a chain waits for, by the code that it is suspended in: the innermost that is known decides.
    func wait(of chain: [(code: Int32, place: Place)]) -> WaitPlace? {
        var found: WaitPlace?
        for link in chain.suffix(8).reversed() {
            guard let wait = facts[Int(link.code)].wait, found == nil || wait.saysMore else { continue }
            found = wait
        }
        return found
    }

    /// The place of an instruction, by its distance from the first one in bytes.
    func place(_ number: Int32, at offset: Int) -> Place {
        let key = UInt64(UInt32(bitPattern: number)) << 32 | UInt64(UInt32(truncatingIfNeeded: offset))
        if let known = known[key] { return known }
        let code = facts[Int(number)]
        let place = Place(places.count)
        places.append(
            CodeLocation(
                file: code.file, line: code.lines.line(at: offset) ?? code.firstLine, function: code.name,
                isUserCode: code.isUserCode))
        known[key] = place
        return place
    }
}
