/// How many colours the terminal has, and how a theme's colours map to them.
public enum ColorTier: Int, Hashable, Sendable, CaseIterable, Comparable {
    case mono = 0
    case ansi8 = 8
    case ansi16 = 16
    case palette256 = 256

    /// Fewer colours come first.
    public static func < (left: ColorTier, right: ColorTier) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The best tier for a terminal with so many colours.
    public init(colors: Int) {
        self = ColorTier.allCases.last { $0.rawValue <= max(0, colors) } ?? .mono
    }

    /// The number of the nearest colour that the terminal has; -1 is its own foreground or background.
    public func index(of color: Color) -> Int {
        switch (self, color) {
        case (.mono, _), (_, .terminalDefault): -1
        case (.ansi8, .ansi(let number)): Int(number & 7)
        case (_, .ansi(let number)): Int(number & 15)
        case (.palette256, .rgb(let red, let green, let blue)): Self.nearest256(red, green, blue)
        case (.ansi16, .rgb(let red, let green, let blue)): Self.nearest16(red, green, blue)
        case (.ansi8, .rgb(let red, let green, let blue)): Self.nearest16(red, green, blue) & 7
        }
    }

    /// Nearest of the 6x6x6 cube and the 24 greys of xterm's palette.
    private static func nearest256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
        let levels = [0, 95, 135, 175, 215, 255]
        func nearestLevel(_ value: UInt8) -> Int {
            levels.indices.min { abs(levels[$0] - Int(value)) < abs(levels[$1] - Int(value)) } ?? 0
        }
        let cube = [red, green, blue].map(nearestLevel)
        let cubeColor = cube.map { levels[$0] }
        let average = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = min(23, max(0, (average - 3) / 10))
        let greyColor = Array(repeating: 8 + 10 * grey, count: 3)
        let wanted = [Int(red), Int(green), Int(blue)]
        return distance(greyColor, wanted) < distance(cubeColor, wanted)
            ? 232 + grey : 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    }

    /// Nearest of xterm's 16 colours.
    private static func nearest16(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
        let wanted = [Int(red), Int(green), Int(blue)]
        return xterm16.indices.min { distance(xterm16[$0], wanted) < distance(xterm16[$1], wanted) } ?? 7
    }

    private static func distance(_ left: [Int], _ right: [Int]) -> Int {
        zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    private static let xterm16: [[Int]] = [
        [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
        [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
        [255, 255, 255],
    ]
}
