import Glibc
import Terminal
import Testing

@_silgen_name("wcwidth") private func wcwidth(_ scalar: Int32) -> Int32

@Suite struct WidthTests {
    /// ncurses lays out by the C library's idea of widths: where ours differs, rows shift.
    @Test func widthsAgreeWithTheCLibrary() {
        setlocale(LC_ALL, "C.UTF-8")
        let blocks: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3A1, 0x2190...0x21FF, 0x2500...0x259F, 0x2800...0x28FF,
            0x3041...0x3096, 0x4E00...0x4EFF, 0xAC00...0xACFF, 0xFF01...0xFF5E, 0x1F600...0x1F64F,
        ]
        for value in blocks.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(
                TextWidth.columns(String(scalar)) == Int(wcwidth(Int32(value))), "U+\(String(value, radix: 16))")
        }
    }

    @Test func combiningMarksTakeNoColumn() {
        #expect(TextWidth.columns("e\u{301}") == 1)
    }
}
