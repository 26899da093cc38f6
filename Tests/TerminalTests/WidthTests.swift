import Glibc
@testable import Terminal
import Testing

/// The C library's own `wcwidth`: the program's stands before it.
private let wcwidth: @convention(c) (Int32) -> Int32 = {
    setlocale(LC_ALL, "C.UTF-8")
    let next = UnsafeMutableRawPointer(bitPattern: -1)
    return unsafeBitCast(dlsym(next, "wcwidth"), to: (@convention(c) (Int32) -> Int32).self)
}()

@Suite struct WidthTests {
    @Test func widthsAgreeWithTheCLibrary() {
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

    /// What ncurses is told of what we draw is what we count: where they differ, rows shift.
    @Test func ncursesIsToldTheSameWidths() {
        for value in UInt32(0x20)...0x3FFFF {
            guard let scalar = Unicode.Scalar(value),
                let drawn = TextWidth.sanitized(String(scalar)).unicodeScalars.first
            else { continue }
            if TextWidth.columns(ofScalar: drawn.value) != TextWidth.columns(String(scalar)) {
                Issue.record("U+\(String(value, radix: 16)) has two widths")
            }
        }
    }

    @Test func whatIsDrawnHasAWidth() {
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
