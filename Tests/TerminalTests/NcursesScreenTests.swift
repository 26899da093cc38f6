import Foundation
import Glibc
import Testing

@testable import Terminal

/// ncurses has one current screen a process: one test at a time.
@Suite(.serialized) @MainActor struct NcursesScreenTests {
    /// What a terminal of a type is sent for some pictures, one string a picture.
    private func sent(to term: String, colors: ColorTier = .palette256, _ grids: [CellGrid]) throws -> [String] {
        let path = "/tmp/looptop-screen-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        let output = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer {
            Glibc.close(output)
            Glibc.close(input)
            unlink(path)
        }
        setenv("LINES", "5", 1)
        setenv("COLUMNS", "20", 1)
        setlocale(LC_ALL, "C.UTF-8")
        let screen = try NcursesScreen(term: term, input: input, output: output, colors: colors)
        defer { screen.close() }
        var pieces: [String] = []
        var read = 0
        for grid in grids {
            screen.present(grid, cursor: nil)
            let all = try String(contentsOfFile: path, encoding: .utf8)
            pieces.append(String(all.utf8.dropFirst(read)) ?? "")
            read = all.utf8.count
        }
        return pieces
    }

    private func grid(_ text: String, _ style: Style = .plain) -> CellGrid {
        var grid = CellGrid(Size(20, 5))
        grid.put(text, x: 0, y: 0, style: style)
        return grid
    }

    @Test(arguments: ["xterm-256color", "xterm", "vt100"])
    func aPictureReachesTheTerminalAndTheSamePictureSendsNothing(term: String) throws {
        let greetings = ["hello, wide world", "hello, wide world", "hello, wide worlx"]
        let pieces = try sent(to: term, greetings.map { grid($0) })
        #expect(pieces[0].contains("hello"))
        #expect(pieces[1].isEmpty)
        #expect(pieces[2].contains("x") && !pieces[2].contains("hello"))
    }

    @Test func coloursAreMappedDown() throws {
        let style = Style(.rgb(255, 135, 0))
        #expect(try sent(to: "xterm-256color", [grid("a", style)])[0].contains("38;5;208"))
        #expect(try sent(to: "xterm", [grid("a", style)])[0].contains("[33m"))
        #expect(try !sent(to: "xterm-256color", colors: .mono, [grid("a", style)])[0].contains("38;5"))
    }

    @Test func wideCharactersKeepTheRowAligned() throws {
        #expect(try sent(to: "xterm-256color", [grid("中文x")])[0].contains("中文x"))
    }

    @Test func anUnknownTypeIsAnErrorThatSaysWhatToDo() {
        let error = #expect(throws: TerminalError.self) { _ = try sent(to: "no-such-terminal", [grid("a")]) }
        #expect(error?.description.contains("TERM=xterm-256color") == true)
    }
}
