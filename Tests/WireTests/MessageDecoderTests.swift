import Model
import Testing

@testable import Wire

@Suite("Lines that are not as they should be")
struct MessageDecoderTests {
    private func error(_ lines: String...) -> WireError? {
        var decoder = MessageDecoder()
        for line in lines {
            do throws(WireError) {
                _ = try decoder.decode(Array(line.utf8))
            } catch {
                return error
            }
        }
        return nil
    }

    private func note(_ method: String, _ fields: String, sequence: Int = 1) -> String {
        #"{"jsonrpc":"2.0","method":"\#(method)","params":{"seq":\#(sequence),"t":5.5\#(fields)}}"#
    }

    @Test("Each mistake has its name")
    func mistakes() {
        #expect(
            error(note("tasks.new", #","id":[1,2],"state":[2]"#)) == .raggedColumn(field: "state", length: 1, rows: 2))
        #expect(
            error(note("tasks.new", #","id":[1],"state":[2],"name":[4]"#))
                == .badIndex(table: "strings", index: 4, count: 0))
        #expect(error(note("tasks.new", #","id":[1],"state":[9]"#)) == .badValue(field: "state"))
        #expect(error(note("tasks.new", #","id":[null],"state":[2]"#)) == .badValue(field: "id"))
        #expect(error(note("tasks.new", #","state":[2]"#)) == .missing(field: "id"))
        #expect(error(note("vitals", "", sequence: 2)) == .sequenceGap(expected: 1, found: 2))
        #expect(error(note("vitals", ""), note("vitals", "")) == .sequenceGap(expected: 2, found: 1))
        #expect(error(#"{"method":"vitals","params":{"t":1}}"#) == .missing(field: "seq"))
        #expect(error(note("strings", #","start":3,"values":[]"#)) == .badValue(field: "start"))
        let deep = String(repeating: "[", count: 100_000)
        #expect(error(note("new.thing", #","x":"# + deep)) == .tooDeep(limit: 64))
        guard case .syntax = error(note("tasks.new", #","id":["one"],"state":[2]"#)) else {
            Issue.record("text is not a number")
            return
        }
    }

    @Test("What is said once is forgotten with the next strings, and the rest stays") func fleeting() throws {
        var tables = InternTables()
        func add(_ text: String) throws {
            var json = JSONScanner(Array(text.utf8))
            try tables.addStrings(&json)
        }
        try add(#"{"start":0,"values":["kind","request-1","file"],"once":[1,9,-1]}"#)
        #expect(try (0..<3).map { try tables.string($0) } == ["kind", "request-1", "file"])
        for round in 1...1000 { try add(#"{"start":\#(round + 2),"values":["request-\#(round)"],"once":[0]}"#) }
        #expect(try tables.string(0) == "kind" && tables.string(2) == "file" && tables.string(1002) == "request-1000")
        #expect(tables.stringCount == 3)
        for forgotten in [1, 3, 1001, 1003, -1] {
            #expect(throws: WireError.badIndex(table: "strings", index: forgotten, count: 1003)) {
                try tables.string(forgotten)
            }
        }
    }

    @Test("A number beyond those of the protocol is the largest of them") func largest() throws {
        var decoder = MessageDecoder()
        for (number, id) in [("99999999999999999999", 1 << 53 - 1), ("-9223372036854775808", 1 - 1 << 53)] {
            guard case .response(id, _) = try decoder.decode(Array(#"{"id":\#(number),"result":{}}"#.utf8)) else {
                Issue.record("\(number) is another answer")
                continue
            }
        }
    }

    @Test(
        "Not JSON",
        arguments: [
            "", "{", "[]", "7", #"{"id":1"#, #"{"id":1}x"#, #"{"id":1.5}"#,
            #"{"a":tru}"#, #"{"a":"\q"}"#, #"{"a":"\u12"}"#, #"{"a":NaN}"#, #"{"a":+1}"#, "{\"a\":\"\u{01}\"}",
            #"{"a" 1}"#,
        ])
    func syntax(line: String) {
        guard case .syntax = error(line) else {
            Issue.record("accepted: \(line)")
            return
        }
    }

    @Test("Bytes that are no text")
    func notText() {
        var decoder = MessageDecoder()
        #expect(throws: WireError.self) {
            try decoder.decode(Array(#"{"a":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8))
        }
    }

    @Test("What is new is ignored: fields, columns, notifications")
    func growth() {
        #expect(
            error(
                note("tasks.new", #","id":[1],"state":[2],"mood":["good"],"deep":{"a":[{}]}"#),
                note("weather", #","sun":true"#, sequence: 2), #"{"jsonrpc":"2.0","new":[1,{"x":null}]}"#) == nil)
    }

    @Test("Half of a surrogate pair alone, as Python writes bytes that are no text, is replaced")
    func surrogates() throws {
        var scanner = JSONScanner(Array(#""a\udc80b\ud83d\udca5\ud800x\u00e9\n""#.utf8))
        #expect(try scanner.string() == "a\u{FFFD}b💥\u{FFFD}xé\n")
    }

    @Test("A wait whose beginning nobody saw is at least as old as the message")
    func unseenWait() throws {
        var decoder = MessageDecoder()
        _ = try decoder.decode(Array(note("strings", #","start":0,"values":["timer"]"#).utf8))
        let line = note("tasks.changed", #","id":[1],"state":[2],"wait":[0],"since":[null],"exact":[1]"#, sequence: 2)
        guard case .events(let events) = try decoder.decode(Array(line.utf8)) else {
            Issue.record("no events")
            return
        }
        let wait = Wait(kind: "timer", since: 5.5, isExact: false)
        #expect(
            events == [
                .tasksChanged([TaskChange(id: TaskID(1), state: .waiting, location: nil, wait: wait)], time: 5.5)
            ])
    }

    @Test("Requests are lines of JSON whatever they carry")
    func requests() throws {
        let line = Request.hello(client: "a\"b\\\n\u{1}é", isReadOnly: true).encoded(id: 3)
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(
            String(decoding: line.dropLast(), as: UTF8.self)
                == #"{"jsonrpc": "2.0", "id": 3, "method": "hello", "params": {"protocol": 1, "#
                + #""client": "a\"b\\\n\u0001é", "read_only": true}}"#)
    }
}
