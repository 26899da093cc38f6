import Glibc
import Terminal
import Testing

@_silgen_name("wcwidth") private func wcwidth(_ scalar: Int32) -> Int32

@Suite struct WidthTests {
    /// ncurses lays out by the C library's idea of widths: where ours differs, rows shift.
    @Test func widthsAgreeWithTheCLibrary() {
        setlocale(LC_ALL, "C.UTF-8")
        var wrong: [String] = []
        for value in UInt32(0x20)...0x3FFFF {
            guard let scalar = Unicode.Scalar(value), !(0x7F...0x9F).contains(value) else { continue }
            let known = Int(wcwidth(Int32(value)))
            // What the library does not draw in cells of its own is replaced: one column.
            let expected = TextWidth.sanitized(String(scalar)) == "\u{FFFD}" ? 1 : known
            if known >= 0, TextWidth.columns(String(scalar)) != expected { wrong.append(String(value, radix: 16)) }
        }
        #expect(wrong == [])
    }

    @Test func whatIsDrawnHasAWidth() {
        setlocale(LC_ALL, "C.UTF-8")
        for value in UInt32(0x20)...0x3FFFF {
            guard let scalar = Unicode.Scalar(value),
                let drawn = TextWidth.sanitized(String(scalar)).unicodeScalars.first
            else { continue }
            if wcwidth(Int32(drawn.value)) == 0 {
                Issue.record("U+\(String(value, radix: 16)) is drawn without a width")
            }
        }
    }

    @Test(arguments: [("中", 2), ("🌡", 1), ("🙐", 1), ("🇩🇪", 1), ("👍🏽", 2), ("\u{1161}", 1), ("☃", 1), ("⚡", 2)])
    func examples(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test func combiningMarksTakeNoColumn() {
        #expect(TextWidth.columns("e\u{301}") == 1)
    }
}
