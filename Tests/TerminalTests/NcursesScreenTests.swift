import CNcurses
import Foundation
import Glibc
import Testing

@testable import Terminal

/// ncurses has one current screen a process: one test at a time.
@Suite(.serialized) @MainActor struct NcursesScreenTests {
    /// What a terminal of a type is sent for some pictures, one string a picture.
    private func sent(
        to term: String, colors: ColorTier = .palette256, isUnicode: Bool = true, _ grids: [CellGrid]
    ) throws -> [String] {
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
        let screen = try NcursesScreen(
            term: term, input: input, output: output, isUnicode: isUnicode, colors: colors)
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

    @Test func combiningMarksFollowTheirLetter() throws {
        #expect(try sent(to: "xterm-256color", [grid("e\u{301}te\u{301}")])[0].contains("e\u{301}te\u{301}"))
    }

    @Test func whereOnlyAsciiIsWrittenNoOctetOfAnotherCharacterIsSent() throws {
        let piece = try sent(to: "xterm-256color", isUnicode: false, [grid("a\u{E9}b\u{4E2D}c")])[0]
        #expect(piece.contains("a?b?") && piece.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func coloursOfATerminalWithoutPaletteAreRedGreenAndBlue() throws {
        let piece = try sent(to: "xterm-direct", [grid("a", Style(.rgb(255, 135, 0)))])[0]
        #expect(piece.contains("38:2::255:135:0m"))
        #expect(try sent(to: "xterm-direct", [grid("a", Style(.ansi(1)))])[0].contains("[31m"))
    }

    /// Where a machine or a container has no descriptions of terminals.
    @Test(arguments: [
        "xterm", "xterm-256color", "xterm-direct", "screen", "screen-256color", "tmux", "tmux-256color", "linux",
        "vt100", "vt220", "rxvt", "rxvt-unicode-256color", "alacritty", "kitty", "xterm-kitty", "foot", "wezterm",
        "ghostty", "xterm-ghostty", "st-256color", "ansi",
    ])
    func descriptionsOfCommonTerminalsAreCarried(term: String) throws {
        var size = 0
        #expect(lt_terminfo(term, &size) != nil)
        let environment = try #require(lt_terminfo_lend(term))
        defer { lt_terminfo_return(environment) }
        #expect(getenv("TERMINFO").map { String(cString: $0) }?.hasPrefix("hex:") == true)
        #expect(try sent(to: term, [grid("hello")])[0].contains("hello"))
    }

    @Test func aLentDescriptionLeavesNoTrace() throws {
        _ = try sent(to: "wezterm", [grid("a")])
        #expect(getenv("TERMINFO") == nil)
    }

    @Test func anUnknownTypeIsAnErrorThatSaysWhatToDo() {
        let error = #expect(throws: TerminalError.self) { _ = try sent(to: "no-such-terminal", [grid("a")]) }
        #expect(error?.description.contains("TERM=xterm-256color") == true)
    }
}
