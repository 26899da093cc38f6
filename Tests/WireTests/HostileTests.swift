import Foundation
import Model
import Testing

@testable import Wire

@Suite("Hostile agents")
struct HostileTests {
    @Test(
        "Columns and rows that cannot be are mistakes with a name",
        arguments: [
            ("groups", #""id":[1]"#, WireError.badValue(field: "kind")),
            ("groups", #""id":[1],"kind":[null]"#, .badValue(field: "kind")),
            ("groups", #""id":[1],"kind":[5]"#, .badIndex(table: "strings", index: 5, count: 0)),
            ("groups", #""id":[1],"kind":[5,6]"#, .raggedColumn(field: "kind", length: 2, rows: 1)),
            ("groups.ended", "", .missing(field: "id")),
            ("events", #""n":[2,2],"kind":[0,0]"#, .badIndex(table: "strings", index: 0, count: 0)),
            ("events", #""n":[-1],"kind":[0]"#, .badValue(field: "n")),
            ("events", #""n":[null]"#, .badValue(field: "n")),
            ("slow", #""rows":[{"count":1}]"#, .missing(field: "id")),
            ("slow", #""rows":[{"id":1,"histogram":[[0.1]]}]"#, .badValue(field: "histogram")),
            ("slow", #""rows":[{"id":1,"latest":[[1]]}]"#, .badValue(field: "latest")),
            ("requests.new", #""id":[1],"server":[]"#, .raggedColumn(field: "server", length: 0, rows: 1)),
            ("requests.ended", #""ended":[1]"#, .missing(field: "id")),
            ("vitals", #""busiest":[{"share":1}]"#, .missing(field: "busiest")),
            ("vitals", #""history":{"t":[1],"lag":[]}"#, .raggedColumn(field: "lag", length: 0, rows: 1)),
            ("vitals", #""history":{"t":[2,1]}"#, .badValue(field: "history.t")),
        ])
    func mistakes(method: String, fields: String, mistake: WireError) {
        var lines = Lines()
        lines.add(method, fields)
        #expect(lines.error() == mistake)
    }

    @Test("Entries of the log rise")
    func order() {
        var lines = Lines()
        lines.add("strings", #""start":0,"values":["created"]"#)
        lines.add("events", #""n":[2,2],"kind":[0,0]"#)
        #expect(lines.error() == .badValue(field: "n"))
    }

    /// Mistakes that bytes on a wire do not have, but a mistaken or malicious agent: whole values are exchanged.
    @Test("Whatever is exchanged in it, a conversation is understood or ends with a mistake")
    func exchanged() throws {
        var random = Generator(state: 1)
        let values = ["null", "-1", "9223372036854775807", "1e308", "\"\"", "[]", "{}", "[null]", "true", "0.5"]
        let honest = everything().all
        var (understood, mistaken) = (0, 0)
        for round in 0..<3000 {
            var lines = honest
            let place = round % lines.count
            lines[place] = Self.spoil(lines[place], with: try #require(values.randomElement(using: &random)), &random)
            var decoder = MessageDecoder()
            var picture = Picture()
            do throws(WireError) {
                for line in lines {
                    guard case .events(let events) = try decoder.decode(Array(line.utf8)) else { continue }
                    for event in events { picture.apply(event) }
                }
                understood += 1
            } catch {
                mistaken += 1
            }
        }
        #expect(understood > 300)
        #expect(mistaken > 300)
    }

    /// One number, word or text of the line becomes something else.
    private static func spoil(_ line: String, with value: String, _ random: inout Generator) -> String {
        let places = line.ranges(of: #/-?[0-9][0-9.]*|null|true|"[^"]*"/#).dropFirst(5)
        guard let range = places.randomElement(using: &random) else { return line }
        return line.replacingCharacters(in: range, with: value)
    }
}

/// The same numbers every time: xorshift.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
