import Foundation
import Terminal
import Testing

/// Screens as files: the text, and below it the styles, run by run; of some sizes a picture stands beside it.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    /// Compares a grid with the file of that name, or writes the file where the environment says so.
    static func check(_ grid: CellGrid, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let actual = text(of: grid)
        let file = folder.appending(path: "\(name).txt")
        if let dump = ProcessInfo.processInfo.environment["DUMP_ANSI"] {
            try ansi(of: grid).write(
                to: URL(filePath: dump).appending(path: "\(name).ans"), atomically: true, encoding: .utf8)
        }
        try check(actual, file, "the screen \(name) is:\n\(actual)", sourceLocation)
        guard GridPicture.sizes.contains(grid.size) else { return }
        let picture = folder.appending(path: "\(name).svg")
        try check(GridPicture.svg(of: grid), picture, "the picture of \(name) is an old one", sourceLocation)
    }

    private static func check(
        _ actual: String, _ file: URL, _ problem: Comment, _ sourceLocation: SourceLocation
    ) throws {
        if updates { return try actual.write(to: file, atomically: true, encoding: .utf8) }
        let expected = try? String(contentsOf: file, encoding: .utf8)
        #expect(actual == expected, problem, sourceLocation: sourceLocation)
    }

    static func text(of grid: CellGrid) -> String {
        let styles = (0..<grid.size.height).map { y in "\(y): " + runs(grid, y: y) }
        return (grid.lines + ["", "styles"] + styles).joined(separator: "\n") + "\n"
    }

    /// `12 plain, 7 #7dcfff bold`: columns and look, from left to right.
    private static func runs(_ grid: CellGrid, y: Int) -> String {
        var runs: [(style: Style, length: Int)] = []
        for x in 0..<grid.size.width {
            let style = grid[x, y].style
            if runs.last?.style == style {
                runs[runs.count - 1].length += 1
            } else {
                runs.append((style, 1))
            }
        }
        return runs.map { "\($0.length) \(name($0.style))" }.joined(separator: ", ")
    }

    private static func name(_ style: Style) -> String {
        let attributes: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
        ]
        var words: [String] = []
        if style.foreground != .terminalDefault { words.append(name(style.foreground)) }
        if style.background != .terminalDefault { words.append("on " + name(style.background)) }
        words += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        return words.isEmpty ? "plain" : words.joined(separator: " ")
    }

    private static func name(_ color: Color) -> String {
        switch color {
        case .terminalDefault: "default"
        case .ansi(let number): "ansi\(number)"
        case .rgb(let red, let green, let blue):
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    /// The screen as a terminal shows it: `DUMP_ANSI=folder` writes each one, to look at.
    private static func ansi(of grid: CellGrid) -> String {
        (0..<grid.size.height).map { y in
            (0..<grid.size.width).map { x in
                let cell = grid[x, y]
                var codes = ["0"]
                let attributes: [(Attributes, String)] = [
                    (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
                ]
                codes += attributes.filter { cell.style.attributes.contains($0.0) }.map(\.1)
                if case .rgb(let red, let green, let blue) = cell.style.foreground {
                    codes.append("38;2;\(red);\(green);\(blue)")
                }
                if case .rgb(let red, let green, let blue) = cell.style.background {
                    codes.append("48;2;\(red);\(green);\(blue)")
                }
                return "\u{1B}[\(codes.joined(separator: ";"))m" + (cell.text.map { String($0) } ?? "")
            }.joined()
        }.joined(separator: "\n")
    }
}
