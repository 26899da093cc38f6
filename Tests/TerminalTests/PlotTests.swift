import Terminal
import Testing

@Suite struct PlotTests {
    private func plot(_ samples: [Double?], _ symbols: PlotSymbols, width: Int = 4, height: Int = 2) -> [String] {
        var grid = CellGrid(Size(width, height))
        Plot.draw(into: &grid, rect: grid.bounds, samples: samples, maximum: 8, symbols: symbols) { _ in .plain }
        return grid.lines
    }

    @Test func brailleHasTwoSamplesACell() {
        #expect(plot([1, 2, 3, 4, 5, 6, 7, 8], .braille) == ["  ⣠⣾", "⣠⣾⣿⣿"])
    }

    @Test func blocksHaveEighths() {
        #expect(plot([1, 4, 8, 2], .block) == ["  █", "▂██▄"])
    }

    @Test func asciiIsAscii() {
        #expect(plot([1, 4, 8, 2], .ascii) == ["  #", ".##:"])
    }

    @Test func theNewestSampleIsAtTheRight() {
        #expect(plot([8], .ascii) == ["   #", "   #"])
        #expect(plot([8, 8, 8, 8, 8, 0], .ascii) == ["###", "###."])
    }

    @Test func aGapIsNotAZero() {
        #expect(plot([0, nil, 0, 0], .ascii, height: 1) == [". .."])
    }

    @Test func hostileSamplesDoNotCrash() {
        #expect(plot([.infinity, .nan, -5, 1e300], .ascii, height: 1) == ["  .#"])
    }

    @Test func rowsAreStyledByHeight() {
        var grid = CellGrid(Size(1, 2))
        Plot.draw(into: &grid, rect: grid.bounds, samples: [8], maximum: 8, symbols: .block) {
            Style(.ansi($0 > 0.5 ? 1 : 2))
        }
        #expect(grid[0, 0].style.foreground == .ansi(1))
        #expect(grid[0, 1].style.foreground == .ansi(2))
    }

    @Test func heatIsHighWhereItIsHot() {
        func strip(_ levels: [Double?], _ symbols: PlotSymbols) -> String {
            var grid = CellGrid(Size(6, 1))
            Plot.heat(into: &grid, x: 0, y: 0, width: 6, levels: levels, symbols: symbols) {
                Style(.ansi($0 > 0.5 ? 1 : 2))
            }
            return grid.lines[0]
        }
        #expect(strip([0, 0.5, nil, 1], .braille) == "  ▁▄ █")
        #expect(strip([0, 0.5, nil, 1], .ascii) == "  .: #")
        #expect(strip([.nan, -1, 2, .infinity], .block) == "   ▁█")
        #expect(strip(Array(repeating: 1, count: 20), .block) == "██████")
    }
}
