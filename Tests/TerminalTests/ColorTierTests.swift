import Terminal
import Testing

@Suite struct ColorTierTests {
    @Test(arguments: [
        (0, ColorTier.mono), (7, .mono), (8, .ansi8), (16, .ansi16), (88, .ansi16), (256, .palette256),
        (1 << 24, .palette256),
    ])
    func tierFollowsTheNumberOfColours(colors: Int, tier: ColorTier) {
        #expect(ColorTier(colors: colors) == tier)
    }

    @Test func exactColoursOfTheCubeAndTheGreysAreFound() {
        #expect(ColorTier.palette256.index(of: .rgb(0, 0, 0)) == 16)
        #expect(ColorTier.palette256.index(of: .rgb(255, 135, 0)) == 208)
        #expect(ColorTier.palette256.index(of: .rgb(8, 8, 8)) == 232)
        #expect(ColorTier.palette256.index(of: .rgb(255, 255, 255)) == 231)
    }

    @Test func fewerColoursGetTheNearest() {
        #expect(ColorTier.ansi16.index(of: .rgb(250, 10, 10)) == 9)
        #expect(ColorTier.ansi8.index(of: .rgb(250, 10, 10)) == 1)
        #expect(ColorTier.ansi8.index(of: .ansi(12)) == 4)
        #expect(ColorTier.mono.index(of: .rgb(1, 2, 3)) == -1)
        #expect(ColorTier.palette256.index(of: .terminalDefault) == -1)
    }
}
