import CNcurses
import Dispatch
import Glibc
import Testing

@testable import Terminal

/// Keys as a terminal sends them, through a pseudo-terminal and ncurses.
extension NcursesScreenTests {
    /// What a person's bytes amount to, where each piece is read before the next is sent.
    ///
    /// Reading never waits: where it does, an `!` that is sent after some seconds shows it.
    private func events(_ pieces: String..., term: String = "xterm-256color") throws -> [TerminalEvent] {
        var (ours, theirs): (Int32, Int32) = (-1, -1)
        try #require(openpty(&ours, &theirs, nil, nil, nil) == 0)
        defer {
            Glibc.close(ours)
            Glibc.close(theirs)
        }
        let screen = try NcursesScreen(term: term, input: theirs, output: theirs, isUnicode: true, colors: .mono)
        screen.listenToMouse()
        let terminal = ours
        let rescue = DispatchWorkItem { _ = write(terminal, "!", 1) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: rescue)
        defer {
            rescue.cancel()
            tcflush(ours, TCIFLUSH)
            screen.close()
        }
        var decoder = InputDecoder()
        var events: [TerminalEvent] = []
        for piece in pieces {
            try #require(write(ours, piece, piece.utf8.count) == piece.utf8.count)
            var waiting = pollfd(fd: theirs, events: Int16(POLLIN), revents: 0)
            try #require(poll(&waiting, 1, 5000) == 1)
            var batch: [RawInput] = []
            while let input = screen.read() { batch.append(input) }
            events += decoder.decode(batch)
        }
        return events
    }

    @Test(arguments: [
        ("\u{1B}", Key.escape), ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[D", .left), ("\u{1B}OD", .left),
        ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}OP", .function(1)),
        ("\u{1B}[Z", .backTab), ("\u{1B}[3~", .delete), ("\u{3}", .control("c")), ("\r", .enter),
        ("é", .character("é")),
        ("中", .character("中")), ("😀", .character("😀")), ("\u{1B}d", .alt("d")),
    ])
    func keysAreDecoded(sent: String, key: Key) throws {
        #expect(try events(sent) == [.key(key)])
    }

    @Test func aPasteIsOneEventAndItsKeysAreText() throws {
        #expect(try events("\u{1B}[200~q\r中\u{1B}[201~x") == [.paste("q\r中"), .key(.character("x"))])
    }

    private static func click(_ x: Int, _ y: Int) -> (press: String, release: String) {
        ("\u{1B}[<0;\(x + 1);\(y + 1)M", "\u{1B}[<0;\(x + 1);\(y + 1)m")
    }

    private static func press(_ x: Int, _ y: Int) -> TerminalEvent { .mouse(MouseEvent(.press, x: x, y: y)) }

    /// tmux's own type tells the older form, and gets what the terminal was asked for.
    @Test(arguments: ["xterm-256color", "tmux-256color"])
    func noClickIsLostHoweverTheReportsArrive(term: String) throws {
        let (here, there) = (Self.click(10, 4), Self.click(30, 0))
        let twice = here.press + here.release + here.press + here.release
        let expected = [Self.press(10, 4), Self.press(10, 4), Self.press(30, 0)]
        #expect(try events(twice + there.press + there.release, term: term) == expected)
        #expect(try events(twice, there.press, there.release, term: term) == expected)
        #expect(try events(here.press, here.release + here.press, here.release + there.press, term: term) == expected)
        #expect(
            try events(here.press, here.release, here.press, here.release, there.press, there.release, term: term)
                == expected)
        let many = String(repeating: twice, count: 10)
        #expect(try events(many, term: term) == Array(repeating: Self.press(10, 4), count: 20))
    }

    @Test func aReleaseAloneIsNotWaitedFor() throws {
        let click = Self.click(10, 4)
        #expect(try events(click.press, click.release) == [Self.press(10, 4)])
        #expect(try events(click.release).isEmpty)
    }

    @Test func aReportMayComeInPieces() throws {
        #expect(try events("\u{1B}[<0;1", "1;5", "Mq") == [Self.press(10, 4), .key(.character("q"))])
        #expect(try events("\u{1B}[<0;300;5Mq") == [Self.press(299, 4), .key(.character("q"))])
    }

    @Test func otherReportsAreNoClicksAndNoKeys() throws {
        let wheel = TerminalEvent.mouse(MouseEvent(.wheelDown, x: 2, y: 3))
        #expect(
            try events("\u{1B}[<65;3;4M\u{1B}[<2;3;4M\u{1B}[<35;3;4M\u{1B}[<0;3mq") == [wheel, .key(.character("q"))])
        // As xterm first did it: three bytes from 32 on.
        #expect(try events("\u{1B}[M !!q") == [Self.press(0, 0), .key(.character("q"))])
    }

    @Test func aTerminalThatHangsUpIsClosed() throws {
        var (ours, theirs): (Int32, Int32) = (-1, -1)
        try #require(openpty(&ours, &theirs, nil, nil, nil) == 0)
        defer { Glibc.close(theirs) }
        let screen = try NcursesScreen(
            term: "xterm-256color", input: theirs, output: theirs, isUnicode: true, colors: .mono)
        defer { screen.close() }
        #expect(!screen.isClosed)
        Glibc.close(ours)
        #expect(screen.read() == nil)
        #expect(screen.isClosed)
    }
}
