import Terminal
import Testing

@Suite struct CellGridTests {
    @Test func textIsClippedAtEveryEdge() {
        var grid = CellGrid(Size(5, 2))
        #expect(grid.put("hello world", x: 2, y: 0) == 5)
        grid.put("above", x: 0, y: -1)
        grid.put("below", x: 0, y: 2)
        grid.put("abcdef", x: -3, y: 1)
        #expect(grid.lines == ["  hel", "def"])
    }

    @Test func aLimitCutsBeforeTheEdge() {
        var grid = CellGrid(Size(10, 1))
        #expect(grid.put("abcdef", x: 1, y: 0, limit: 3) == 4)
        #expect(grid.lines == [" abc"])
    }

    @Test func wideCharactersTakeTwoCellsAndNeverLeaveAHalf() {
        var grid = CellGrid(Size(6, 1))
        grid.put("中文x", x: 0, y: 0)
        #expect(grid[1, 0].text == nil)
        grid.put("a", x: 1, y: 0)
        #expect(grid[0, 0].text == " ")
        grid.put("b", x: 2, y: 0)
        #expect(grid.lines == [" ab x"])
    }

    @Test func aWideCharacterThatDoesNotFitIsLeftOut() {
        var grid = CellGrid(Size(3, 1))
        grid.put("a中文", x: 0, y: 0)
        #expect(grid.lines == ["a中"])
    }

    @Test(arguments: ["a\u{1B}[31mb", "a\u{9B}31mb", "a\u{202E}b", "a\nb", "a\u{0}b", "a\u{200D}b", "a\u{E000}b"])
    func hostileTextIsHarmless(text: String) {
        var grid = CellGrid(Size(20, 1))
        grid.put(text, x: 0, y: 0)
        for scalar in grid.lines[0].unicodeScalars {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
        #expect(grid.lines[0].contains("\u{FFFD}"))
    }

    @Test func truncationKeepsTheWidthAndShowsThatSomethingIsMissing() {
        #expect(TextWidth.truncated("abcdef", to: 4) == "abc…")
        #expect(TextWidth.truncated("abcd", to: 4) == "abcd")
        #expect(TextWidth.truncated("中文字", to: 4) == "中…")
        #expect(TextWidth.truncated("abc", to: 0).isEmpty)
    }

    @Test func restyleTouchesOnlyItsRectangle() {
        var grid = CellGrid(Size(3, 3))
        grid.restyle(Rect(1, 1, 9, 1)) { $0.adding(.reverse) }
        let reversed = (0..<9).filter { grid[$0 % 3, $0 / 3].style.attributes.contains(.reverse) }
        #expect(reversed == [4, 5])
    }
}
