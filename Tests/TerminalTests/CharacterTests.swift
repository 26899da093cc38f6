import CNcurses
import Testing

@testable import Terminal

@Suite struct CharacterTests {
    @Test(arguments: [
        "a", "\u{7F}", "\u{80}", "é", "\u{7FF}", "\u{800}", "中", "\u{FFFF}", "\u{10000}", "🐍", "\u{10FFFF}",
    ])
    func aScalarIsWrittenAndReadAsUTF8(text: String) throws {
        let scalar = try #require(text.unicodeScalars.first)
        var bytes = [CChar](repeating: 0, count: 4)
        let count = Int(lt_encode(scalar.value, &bytes))
        #expect(bytes[..<count].map(UInt8.init(bitPattern:)) == Array(text.utf8))
        var read: UInt32 = 0
        #expect(lt_decode(bytes, count, &read) == Int32(count))
        #expect(read == scalar.value)
        for part in 0..<count { #expect(lt_decode(bytes, part, &read) == 0) }
    }

    @Test(arguments: [
        [0x80], [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80], [0xC3, 0x28], [0xFF],
    ])
    func whatIsNoUTF8IsRefused(bytes: [UInt8]) {
        var read: UInt32 = 0
        #expect(bytes.withUnsafeBytes { lt_decode($0.bindMemory(to: CChar.self).baseAddress!, $0.count, &read) } == -1)
        var written = [CChar](repeating: 0, count: 4)
        #expect(lt_encode(0xD800, &written) == -1)
        #expect(lt_encode(0x110000, &written) == -1)
    }

    @Test(arguments: [
        ("C.UTF-8", true), ("de_DE.utf8", true), ("ca_ES.UTF-8@valencia", true), ("xx_XX.UTF-8", true), ("C", false),
        ("POSIX", false), ("de_DE", false), ("de_DE.ISO-8859-15", false), ("", false),
    ])
    func theEnvironmentsLocaleDecides(locale: String, isUnicode: Bool) {
        #expect(Characters.areUnicode { ["LANG": locale][$0] } == isUnicode)
        #expect(Characters.areUnicode { ["LC_CTYPE": locale, "LC_ALL": "", "LANG": "x"][$0] } == isUnicode)
        #expect(Characters.areUnicode { ["LC_ALL": locale, "LANG": "C.UTF-8"][$0] } == (isUnicode || locale.isEmpty))
    }
}
