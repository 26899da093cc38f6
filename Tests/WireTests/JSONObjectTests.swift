import Testing

@testable import Wire

/// Short documents, of which a few fields count.
@Suite(.timeLimit(.minutes(10))) struct JSONObjectTests {
    private func object(_ text: String) throws -> JSONObject { try JSONObject(reading: Array(text.utf8)) }

    @Test func fieldsAreOfTheKindThatWasAskedFor() throws {
        let json = try object(
            #"""
             {"pid": 7, "name": "a\u00e9\"b", "loop": false,
              "in": {"pid": -1}, "all": [{"pid": 2}], "words": ["x", ""]}
            """#)
        #expect(try json.int("pid") == 7)
        #expect(try json.string("name") == "aé\"b")
        #expect(try json.bool("loop") == false)
        #expect(try json.object("in")?.int("pid") == -1)
        #expect(try json.objects("all")?.map { try $0.int("pid") } == [2])
        #expect(try json.strings("words") == ["x", ""])
    }

    @Test func whatIsMissingOrNullIsNil() throws {
        let json = try object(#"{"pid": null}"#)
        #expect(try json.int("pid") == nil)
        #expect(try json.string("name") == nil)
        #expect(try json.objects("all") == nil)
    }

    @Test(arguments: [#"{"pid": "7"}"#, #"{"pid": 7.5}"#, #"{"pid": true}"#, #"{"pid": []}"#, #"{"pid": 1e2}"#])
    func anotherKindIsAnError(text: String) throws {
        let json = try object(text)
        #expect(throws: WireError.badValue(field: "pid")) { try json.int("pid") }
    }

    @Test func theLastOfTwoCounts() throws {
        #expect(try object(#"{"pid": 1, "pid": 2}"#).int("pid") == 2)
    }

    @Test(arguments: ["", "[]", "7", "{", #"{"pid": }"#, #"{"pid": 1} 2"#, String(repeating: "[", count: 999)])
    func whatIsNoObjectIsAnError(text: String) {
        #expect(throws: WireError.self) { try object(text) }
    }
}
