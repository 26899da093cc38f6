import Testing

@testable import Reports

@Suite("Tables")
struct TextTableTests {
    @Test("Columns are as wide as what a terminal shows")
    func width() {
        var table = TextTable(["NAME", "N", "AT"], rightAligned: [1])
        table.add(["注文", "1", "a"])
        table.add(["e\u{301}té", "22", "b"])
        table.add(["🙂", "333", ""])
        table.add(["\u{1B}[2J\n", "4", "c"])
        #expect(
            table.text == """
                NAME     N  AT
                注文     1  a
                e\u{301}té     22  b
                🙂     333
                \u{FFFD}[2J\u{FFFD}    4  c

                """)
    }
}
