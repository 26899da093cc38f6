import CNcurses
import Glibc
import Testing

@testable import Terminal

/// Keys as a terminal sends them, through a pseudo-terminal and ncurses.
extension NcursesScreenTests {
    /// What a person's bytes amount to; reads until as many events came as are expected, or time is over.
    private func events(_ sent: String, count: Int) throws -> [TerminalEvent] {
        var (ours, theirs): (Int32, Int32) = (-1, -1)
        try #require(openpty(&ours, &theirs, nil, nil, nil) == 0)
        defer {
            Glibc.close(ours)
            Glibc.close(theirs)
        }
        setlocale(LC_ALL, "C.UTF-8")
        let screen = try NcursesScreen(term: "xterm-256color", input: theirs, output: theirs, colors: .mono)
        defer {
            tcflush(ours, TCIFLUSH)
            screen.close()
        }
        try #require(write(ours, sent, sent.utf8.count) == sent.utf8.count)
        var decoder = InputDecoder()
        var events: [TerminalEvent] = []
        while events.count < count {
            var waiting = pollfd(fd: theirs, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 5000) == 1 else { break }
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
        #expect(try events(sent, count: 1) == [.key(key)])
    }

    @Test func aPasteIsOneEventAndItsKeysAreText() throws {
        #expect(try events("\u{1B}[200~q\r中\u{1B}[201~x", count: 2) == [.paste("q\r中"), .key(.character("x"))])
    }

    @Test func aTerminalThatHangsUpIsClosed() throws {
        var (ours, theirs): (Int32, Int32) = (-1, -1)
        try #require(openpty(&ours, &theirs, nil, nil, nil) == 0)
        defer { Glibc.close(theirs) }
        let screen = try NcursesScreen(term: "xterm-256color", input: theirs, output: theirs, colors: .mono)
        defer { screen.close() }
        #expect(!screen.isClosed)
        Glibc.close(ours)
        #expect(screen.read() == nil)
        #expect(screen.isClosed)
    }
}
