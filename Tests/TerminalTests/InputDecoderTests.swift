import CNcurses
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    private func decode(_ batch: RawInput...) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.decode(batch)
    }

    private func text(_ text: String) -> [RawInput] {
        text.unicodeScalars.map { .character(Int32($0.value)) }
    }

    @Test func controlLettersAndNamedKeys() {
        #expect(decode(.character(3)) == [.key(.control("c"))])
        #expect(decode(.character(13), .character(9), .character(127)) == [.key(.enter), .key(.tab), .key(.backspace)])
        #expect(decode(.key(Int32(LT_KEY_UP))) == [.key(.up)])
        #expect(decode(.key(Int32(LT_KEY_FUNCTION) + 12)) == [.key(.function(12))])
        #expect(decode(.key(Int32(LT_KEY_OTHER))).isEmpty)
    }

    @Test func anEscapeAloneIsAKeyAndBeforeALetterItIsAlt() {
        #expect(decode(.character(27)) == [.key(.escape)])
        #expect(decode(.character(27), .character(100)) == [.key(.alt("d"))])
    }

    @Test func aPasteIsOneEventAcrossBatches() {
        var decoder = InputDecoder()
        #expect(decoder.decode([.key(Int32(LT_KEY_PASTE_BEGIN))] + text("ab\u{1B}q")).isEmpty)
        #expect(decoder.decode(text("中") + [.key(Int32(LT_KEY_PASTE_END))]) == [.paste("ab\u{1B}q中")])
        #expect(decoder.decode(text("q")) == [.key(.character("q"))])
    }

    @Test func invalidScalarsAreIgnored() {
        #expect(decode(.character(0xD800), .character(-1)).isEmpty)
    }
}
