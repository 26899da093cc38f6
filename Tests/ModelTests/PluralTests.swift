import Model
import Testing

@Suite struct PluralTests {
    @Test func oneIsNotSeveral() {
        #expect([0, 1, 2].map { Plural.count($0, "request") } == ["0 requests", "1 request", "2 requests"])
        #expect(Plural.noun(2, "process") == "processes" && Plural.noun(2, "entry") == "entries")
        #expect(Plural.noun(2, "day") == "days" && Plural.noun(1, "entry") == "entry")
        #expect(Plural.choose(1, "waits", "wait") == "waits" && Plural.choose(0, "waits", "wait") == "wait")
    }
}
