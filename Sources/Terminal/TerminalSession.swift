internal import CNcurses
internal import Dispatch
internal import Glibc

/// A terminal taken over for the dashboard: its screen, and what comes from it.
///
/// The terminal is restored on every way out: `close`, SIGTERM, SIGINT, SIGHUP, SIGQUIT (all of them end `events` with
/// `.closed`), a crash, and for the time of a Ctrl-Z.
@MainActor
public final class TerminalSession {
    /// Where pictures go.
    public let screen: NcursesScreen
    /// Keys, pastes, new sizes; ends after `.closed`.
    public let events: AsyncStream<TerminalEvent>
    /// True where UTF-8 is written; else draw with `Glyphs.ascii`.
    public let isUnicode: Bool
    /// Number of the signal that ended the session, if one did.
    public private(set) var signal: Int32?

    private let continuation: AsyncStream<TerminalEvent>.Continuation
    private var decoder = InputDecoder()
    private var sources: [any DispatchSourceProtocol] = []

    /// What may be chosen about a terminal.
    public struct Options: Sendable {
        /// The most colours to use; nil for what the terminal has, or none where `NO_COLOR` is set.
        public var colors: ColorTier?

        /// Whether what the mouse does is told. Then the terminal selects text with Shift held down.
        public var hasMouse: Bool

        /// Makes options.
        public init(colors: ColorTier? = nil, hasMouse: Bool = false) {
            self.colors = colors
            self.hasMouse = hasMouse
        }
    }

    /// Takes over the terminal of standard input and output.
    ///
    /// - Throws: a `TerminalError` that says what to do; the terminal is then untouched.
    public static func open(_ options: Options = Options()) throws(TerminalError) -> TerminalSession {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        let term = environment("TERM") ?? ""
        guard !term.isEmpty, term != "dumb" else { throw .notCapable(term) }
        let isUnicode = Characters.areUnicode
        let isColorless = !(environment("NO_COLOR") ?? "").isEmpty
        let screen = try NcursesScreen(
            term: term, input: STDIN_FILENO, output: STDOUT_FILENO, isUnicode: isUnicode,
            colors: options.colors ?? (isColorless ? .mono : .palette256))
        if options.hasMouse { screen.listenToMouse() }
        return TerminalSession(screen: screen, isUnicode: isUnicode)
    }

    private init(screen: NcursesScreen, isUnicode: Bool) {
        self.screen = screen
        self.isUnicode = isUnicode
        (events, continuation) = AsyncStream.makeStream(of: TerminalEvent.self, bufferingPolicy: .bufferingNewest(4096))
        listen()
    }

    /// Gives the terminal back and ends `events`. Calling it again does nothing.
    public func close() {
        for source in sources { source.cancel() }
        sources = []
        screen.close()
        continuation.finish()
    }

    private func listen() {
        let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        input.setEventHandler { MainActor.assumeIsolated { self.readInput() } }
        sources.append(input)
        on(SIGWINCH) { $0.adoptSize() }
        on(SIGTSTP) { $0.stop() }
        for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] {
            on(number) { session in
                session.signal = number
                session.leave()
            }
        }
        for source in sources { source.activate() }
    }

    private func on(_ number: Int32, _ action: @escaping @MainActor (TerminalSession) -> Void) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated { action(self) } }
        sources.append(source)
    }

    private func readInput() {
        var batch: [RawInput] = []
        while batch.count < 4096, let input = screen.read() { batch.append(input) }
        if batch.isEmpty, screen.isClosed { return leave() }
        for event in decoder.decode(batch) {
            if event == .key(.control("z")) { stop() } else { continuation.yield(event) }
        }
    }

    private func adoptSize() {
        guard let size = screen.adoptSize() else { return }
        continuation.yield(.resized(size))
    }

    /// Ctrl-Z: the terminal goes back to the shell, and the whole job stops until it is continued. Without a shell that
    /// keeps jobs (`ssh -t host looptop`) nobody could continue it: then nothing happens.
    private func stop() {
        guard getpgrp() != getsid(0) else { return }
        screen.suspend()
        Self.stopJob()
        screen.resume()
        adoptSize()
        continuation.yield(.resized(screen.size))
    }

    /// Stops all processes of the job, this one last; comes back once it is continued.
    ///
    /// A stop that is sent to the process may be taken by another thread while this one runs on and draws again: what
    /// stops us goes to this very thread.
    private static func stopJob() {
        var ignore = sigaction()
        var earlier = sigaction()
        ignore.__sigaction_handler.sa_handler = SIG_IGN
        sigaction(SIGTSTP, &ignore, &earlier)
        kill(0, SIGTSTP)
        sigaction(SIGTSTP, &earlier, nil)
        raise(SIGSTOP)
    }

    private func leave() {
        for source in sources { source.cancel() }
        sources = []
        continuation.yield(.closed)
        continuation.finish()
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
