import ArgumentParser
import Attach
import Dashboard
import Glibc
import Model
import Reports
import Terminal
import Wire

/// Runs a dashboard on the terminal: keys and pictures go in, effects and screens come out.
@MainActor
final class DashboardRunner {
    /// How a person left.
    enum Ending {
        /// By a key, or because the terminal is gone.
        case left
        /// By a signal.
        case signalled(Int32)

        /// Ends the program as a signal would have done it.
        func leave() throws {
            if case .signalled(let number) = self { throw ExitCode(128 + number) }
        }
    }

    private let session: TerminalSession
    private let feed: DashboardSource
    private let launched: LaunchedService?
    private var dashboard: Dashboard
    private var dialog: QuitDialog?
    private var stopAsked: ContinuousClock.Instant?
    private var render = RenderClock()
    private var shownRevision: Int?
    private var shownBlocked = false
    private var clock = ServiceClock()
    private var timer: Task<Void, Never>?
    private var work: [Task<Void, Never>] = []
    /// Finds the processes of the service, and takes hold of them.
    private let hold: @Sendable () -> [ProcessHandle]
    private var held: [ProcessHandle] = []
    private var isEndWatched = false
    private var shownService: Service?
    private let (finished, finish) = AsyncStream.makeStream(of: Void.self)

    /// Refuses before anything is started where no dashboard can be shown.
    nonisolated static func checkTerminal(hint: String) throws(AttachError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw refusal(.notATerminal, hint: hint)
        }
    }

    private nonisolated static func refusal(_ error: TerminalError, hint: String) -> AttachError {
        .usage("\(error)\nin sentences: looptop attach \(hint) --plain\nfor scripts: looptop ps \(hint) --json")
    }

    /// Shows a service until the person leaves.
    ///
    /// - Parameters:
    ///   - name: what to call the service until it tells its name.
    ///   - hint: the TARGET to name where there is no terminal.
    ///   - launched: the service's process, where leaving shall ask what is to become of it.
    ///   - log: where its output goes, where we know.
    ///   - resolve: answers with where its agent is, asked anew whenever the service has gone.
    static func show(
        _ name: String, hint: String, launched: LaunchedService? = nil, log: LogFile? = nil,
        acting: Acting = Acting(), look: LookOptions, resolve: @escaping @Sendable () async -> Endpoint?
    ) async throws -> Ending {
        try await show(
            name, hint: hint, launched: launched, log: log, acting: acting, look: look,
            .service(ServiceFeed(interval: 0.1, isReadOnly: acting.isReadOnly, resolve: resolve)))
    }

    /// Shows a service, or an application's workers, until the person leaves.
    static func show(
        _ name: String, hint: String, launched: LaunchedService? = nil, log: LogFile? = nil,
        acting: Acting = Acting(), look: LookOptions, _ source: DashboardSource
    ) async throws -> Ending {
        let configuration = try ConfigurationFile.load()
        let terminal: OpenedTerminal
        do {
            terminal = try look.open(configuration)
        } catch let error as TerminalError {
            throw refusal(error, hint: hint)
        }
        let runner = DashboardRunner(
            terminal, configuration: configuration, name: name, launched: launched, log: log, acting: acting, source)
        return await runner.run()
    }

    private init(
        _ terminal: OpenedTerminal, configuration: Configuration, name: String,
        launched: LaunchedService?, log: LogFile?, acting: Acting, _ source: DashboardSource
    ) {
        session = terminal.session
        self.launched = launched
        feed = source
        hold = acting.hold
        let settings = DashboardSettings(
            theme: terminal.theme, glyphs: terminal.glyphs, targetName: name, isReadOnly: acting.isReadOnly,
            grace: acting.grace, outputPath: log?.path,
            configuration: configuration, clockText: { Clock.second(of: $0) })
        dashboard = Dashboard(settings: settings)
        perform(dashboard.handle(.resized(session.screen.size)))
    }

    private func run() async -> Ending {
        work.append(Task { for await event in session.events { take(event) } })
        switch feed {
        case .service(let feed): work.append(Task { for await picture in feed.pictures { take(picture) } })
        case .fleet(let feed): work.append(Task { for await fleet in feed.fleets { take(fleet) } })
        }
        if let path = dashboard.settings.outputPath { work.append(Task { await follow(LogTail(path: path)) }) }
        draw()
        for await _ in finished { break }
        for task in work { task.cancel() }
        timer?.cancel()
        await feed.close()
        session.close()
        return session.signal.map(Ending.signalled) ?? .left
    }

    /// Shows what the service writes, soon after it has written it.
    private func follow(_ tail: LogTail) async {
        var tail = tail
        while !Task.isCancelled {
            let addition = tail.read()
            if !addition.isEmpty {
                var lines = addition.lines
                if addition.skipped > 0 { lines.insert("(\(addition.skipped) bytes more, left out here)", at: 0) }
                if addition.isNew { lines.insert("(the file begins anew)", at: 0) }
                dashboard.receive(output: lines)
                changed()
            }
            guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return }
        }
    }

    private func take(_ event: TerminalEvent) {
        if event == .closed { return leave() }
        if case .key(let key) = event, dialog != nil {
            if let answer = dialog?.handle(key) { take(answer) }
        } else if case .mouse = event, dialog != nil {
            return
        } else {
            perform(dashboard.handle(event))
        }
        changed()
    }

    private func take(_ fleet: Fleet) {
        clock.set(fleet.merged.now, at: .now)
        shownService = fleet.merged.service ?? shownService
        perform(dashboard.update(fleet))
        changed()
    }

    private func take(_ picture: Picture) {
        shownService = picture.service ?? shownService
        clock.set(picture.now, at: .now)
        perform(dashboard.update(picture))
        if stopAsked != nil, case .lost = picture.connection { leave() }
        // Vital signs alone wait for the next tick of the clock: an idle service leaves the terminal in peace.
        let isBlocked = picture.vitals?.blocked != nil
        guard picture.revision != shownRevision || isBlocked != shownBlocked else { return }
        shownRevision = picture.revision
        shownBlocked = isBlocked
        changed()
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .quit: quit()
            case .redraw: session.screen.invalidate()
            case .copy(let text): session.screen.copy(text)
            case .loadThemes: dashboard.receive(themes: ThemeFiles.all())
            case .keepTheme(let name):
                dashboard.receive(keptTheme: name, problem: ConfigurationFile.keep(theme: name))
            case .loadTask(let id):
                Task { load(await feed.task(id), for: id) }
            case .loadThreads:
                Task { load(await feed.threads()) }
            case .loadShutdownPlan: Task { await loadPlan() }
            case .act(let act): Task { await perform(act) }
            case .saveShutdownReport: saveReport()
            case .keepMark(let mark, let isMarked):
                let problem = ConfigurationFile.keep(mark, isMarked: isMarked)
                dashboard.receive(mark: mark, isMarked: isMarked, problem: problem)
            case .keepColumns(let table, let names):
                dashboard.receive(columnsProblem: ConfigurationFile.keep(table, columns: names))
            case .findTrouble:
                let (picture, board) = dashboard.toExamine
                Task { find(await Self.findings(in: picture, board)) }
            case .dump:
                let (picture, board) = dashboard.toExamine
                Task { tell(await Self.dump(picture, board)) }
            case .look(let tasks):
                Task { await feed.look(LookRequest(tasks: tasks)) }
            }
        }
    }

    /// Asks what an end would mean, and takes hold of the process: whoever confirms means this one and no other.
    private func loadPlan() async {
        if held.isEmpty { held = await Task.detached { [hold] in hold() }.value }
        do throws(ConnectionError) {
            dashboard.receive(plan: try await feed.shutdownPlan())
        } catch {
            dashboard.receive(plan: nil, problem: error.message)
        }
        changed()
    }

    private func perform(_ act: ServiceAct) async {
        if case .shutdown = act { watchEnd() }
        var refusal: String?
        do throws(ConnectionError) {
            try await feed.perform(act)
        } catch .closed {
            // An order that ends the process at once leaves no time for an answer.
        } catch .timedOut(let sentence) {
            refusal = OutsideSignal.send(act, to: held, because: sentence)
        } catch {
            refusal = error.message
        }
        dashboard.receive(refusal: refusal, of: act)
        changed()
    }

    /// Tells the dashboard once the processes that we hold have ended.
    private func watchEnd() {
        guard !isEndWatched, !held.isEmpty else { return }
        isEndWatched = true
        work.append(
            Task {
                for process in held { guard await process.waitForEnd(.seconds(86400)) else { return } }
                dashboard.receive(ending: launched?.process.poll()?.description, at: clock.time(at: .now))
                held = []
                isEndWatched = false
                changed()
            })
    }

    private func saveReport() {
        guard let outcome = dashboard.shutdownOutcome(now: clock.time(at: .now)) else { return }
        let report = ShutdownReport(
            outcome, order: ShutdownOrder(), plan: nil, service: shownService, now: clock.time(at: .now))
        let name = "looptop-shutdown-\(shownService?.pid ?? 0).json"
        dashboard.receive(note: ReportFile.keep(report.json.text, as: name))
    }

    private func load(_ detail: TaskDetail?, for id: TaskID) {
        dashboard.receive(detail, for: id)
        changed()
    }

    /// Away from the screen: over very many tasks it takes longer than a key may wait.
    private nonisolated static func findings(in picture: Picture, _ board: FindingsBoard) async -> FindingsBoard {
        await Task.detached(priority: .utility) {
            var board = board
            board.look(at: picture)
            return board
        }.value
    }

    private func find(_ board: FindingsBoard) {
        let before = dashboard.toExamine.board.findings
        dashboard.receive(findings: board)
        if board.findings != before { changed() }
    }

    /// Away from the screen, for the same reason.
    private nonisolated static func dump(_ picture: Picture, _ board: FindingsBoard) async -> String {
        await Task.detached(priority: .utility) {
            let name = ReportFile.dumpName(of: picture.service, at: Clock.now)
            return ReportFile.keep(DumpReport(picture, board: board).json.text, as: name)
        }.value
    }

    private func tell(_ sentence: String) {
        dashboard.receive(sentence: sentence)
        changed()
    }

    private func load(_ threads: [ServiceThread]?) {
        guard let threads else { return }
        dashboard.receive(threads: threads)
        changed()
    }

    /// Leaves, or asks first what is to become of a service that we have started.
    private func quit() {
        guard let launched, launched.process.poll() == nil else { return leave() }
        dialog = QuitDialog(settings: dashboard.settings, service: launched.service.name)
    }

    private func take(_ answer: QuitDialog.Answer) {
        switch answer {
        case .leaveRunning: leave()
        case .stay: dialog = nil
        case .stop:
            launched?.process.signalGroup(SIGTERM)
            stopAsked = .now
            dialog?.stoppingFor = 0
        }
    }

    private func leave() {
        finish.yield()
    }

    private func changed() {
        render.invalidate()
        schedule()
    }

    /// Sees to it that the next picture is drawn when it is due.
    private func schedule() {
        timer?.cancel()
        let due = render.next(after: .now)
        if due <= .now { return draw() }
        timer = Task {
            guard (try? await Task.sleep(until: due, clock: .continuous)) != nil else { return }
            draw()
        }
    }

    private func draw() {
        let now = ContinuousClock.now
        if let stopAsked {
            if launched?.process.poll() != nil { return leave() }
            dialog?.stoppingFor = Int((now - stopAsked).components.seconds)
        }
        let picture = dashboard.render(session.screen.size, now: clock.time(at: now))
        if let dialog {
            session.screen.present(dialog.render(over: picture.grid), cursor: nil)
        } else {
            session.screen.present(picture.grid, cursor: picture.cursor)
        }
        render.drawn(at: now)
        schedule()
    }
}
