import ArgumentParser
import Attach
import Dashboard
import Glibc
import JSON
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
    private var stopAsked: ContinuousClock.Instant?
    private var render = RenderClock()
    private var shownRevision: Int?
    private var shownBlocked = false
    private var clock = ServiceClock()
    private var timer: Task<Void, Never>?
    private var work: [Task<Void, Never>] = []
    private let acting: Acting
    private var held = HeldProcesses()
    private var plan: ShutdownPlan?
    private var given: ShutdownOrder?
    private var isHolding = false
    private var isEndWatched = false
    private var isLost = false
    /// Processes whose interpreters have run to their end.
    private var goodbyes: Set<Int> = []
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
    ///   - output: where its output goes.
    ///   - resolve: answers with where its agent is, asked anew whenever the service has gone.
    static func show(
        _ name: String, hint: String, launched: LaunchedService? = nil, output: ServiceOutput = .unknown,
        acting: Acting = Acting(), look: LookOptions, resolve: @escaping @Sendable () async -> Endpoint?
    ) async throws -> Ending {
        try await show(
            name, hint: hint, launched: launched, output: output, acting: acting, look: look,
            .service(ServiceFeed(interval: 0.1, isReadOnly: acting.isReadOnly, resolve: resolve)))
    }

    /// Shows a service, or an application's workers, until the person leaves.
    static func show(
        _ name: String, hint: String, launched: LaunchedService? = nil, output: ServiceOutput = .unknown,
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
            terminal, configuration: configuration, name: name, launched: launched, output: output, acting: acting,
            source)
        return await runner.run()
    }

    private init(
        _ terminal: OpenedTerminal, configuration: Configuration, name: String,
        launched: LaunchedService?, output: ServiceOutput, acting: Acting, _ source: DashboardSource
    ) {
        session = terminal.session
        self.launched = launched
        feed = source
        self.acting = acting
        let settings = DashboardSettings(
            theme: terminal.theme, glyphs: terminal.glyphs, targetName: name, isReadOnly: acting.isReadOnly,
            grace: acting.grace, outputPath: output.path, outputElsewhere: output.elsewhere,
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
        perform(dashboard.handle(event))
        changed()
    }

    private func take(_ fleet: Fleet) {
        clock.set(fleet.merged.now, at: .now)
        shownService = fleet.merged.service ?? shownService
        goodbyes = fleet.goodbyes
        mindEnd(of: fleet.merged, saidGoodbye: !fleet.goodbyes.isEmpty)
        perform(dashboard.update(fleet))
        changed()
    }

    private func take(_ picture: Picture) {
        shownService = picture.service ?? shownService
        clock.set(picture.now, at: .now)
        if picture.saidGoodbye { goodbyes.formUnion(held.services) }
        mindEnd(of: picture, saidGoodbye: picture.saidGoodbye)
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
            case .leave: leave()
            case .stopService: stop()
            case .redraw: session.screen.invalidate()
            case .copy(let text): session.screen.copy(text)
            case .loadThemes: dashboard.receive(themes: ThemeFiles.all())
            case .keepTheme(let name):
                let problem = StateFile.keep { $0.choose(theme: name, over: $1) }
                dashboard.receive(keptTheme: name, problem: problem)
            case .loadTask(let id):
                Task { load(await feed.task(id), for: id) }
            case .loadThreads:
                Task { load(await feed.threads()) }
            case .loadShutdownPlan: Task { await loadPlan() }
            case .act(let act):
                let shown = dashboard.shownLives
                Task { await perform(act, of: shown) }
            case .saveShutdownReport: saveReport()
            case .keepMark(let mark, let isMarked):
                let problem = StateFile.keep { $0.mark(mark, isMarked: isMarked, over: $1) }
                dashboard.receive(mark: mark, isMarked: isMarked, problem: problem)
            case .keepColumns(let table, let names):
                dashboard.receive(columnsProblem: StateFile.keep { $0.choose(columns: names, of: table, over: $1) })
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
        await hold()
        do throws(ConnectionError) {
            plan = try await feed.shutdownPlan()
            dashboard.receive(plan: plan)
        } catch {
            dashboard.receive(plan: nil, problem: error.message)
        }
        changed()
    }

    /// Takes hold of the processes, and of those in the place of others that have ended.
    private func hold() async {
        guard held.isEmpty || held.areGone else { return }
        held = await Task.detached { [acting] in acting.hold() }.value
    }

    private func perform(_ act: ServiceAct, of shown: ShownLives) async {
        if case .shutdown(let order) = act {
            given = order
            held.note(order, plan: plan)
            watchEnd()
        }
        var refusal: String?
        do throws(ConnectionError) {
            try await feed.perform(act, of: shown)
        } catch .closed(let sentence) {
            // An order that ends the process at once leaves no time for an answer.
            if case .shutdown = act {} else { refusal = "whether it was done is not known: \(sentence)" }
        } catch .timedOut(let sentence) {
            refusal = OutsideSignal.send(act, to: held, because: sentence)
        } catch {
            refusal = error.message
        }
        dashboard.receive(refusal: refusal, of: act)
        changed()
    }

    /// An end that somebody else has begun is one too; and of processes elsewhere, that they are out of sight is all that
    /// can be seen.
    private func mindEnd(of picture: Picture, saidGoodbye: Bool) {
        if case .lost = picture.connection { isLost = true } else { isLost = false }
        guard picture.shutdown != nil || given != nil, !isEndWatched else { return }
        if held.isEmpty, isLost, dashboard.shutdownOutcome(now: picture.now)?.kind == .stillThere {
            let end = plan?.end(after: given ?? ShutdownOrder(kind: .watch), saidGoodbye: saidGoodbye)
            dashboard.receive(
                ending: saidGoodbye ? .left : .lost, of: saidGoodbye ? end : nil, at: clock.time(at: .now))
        } else if held.isEmpty, !isLost, !isHolding {
            isHolding = true
            Task {
                await hold()
                isHolding = false
                watchEnd()
            }
        } else {
            watchEnd()
        }
    }

    /// Tells the dashboard once the processes that we hold have ended.
    private func watchEnd() {
        guard !isEndWatched, !held.isEmpty else { return }
        isEndWatched = true
        work.append(
            Task {
                while !held.areGone {
                    guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return }
                }
                let time = clock.time(at: .now)
                // What its agent says last may come a moment after the process is seen to be gone.
                let patience = ContinuousClock.now + .seconds(1)
                while !isLost, .now < patience {
                    guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { return }
                }
                let (kind, end) = ShutdownOutcome.of(held.ends(goodbyes: goodbyes, child: acting.child))
                dashboard.receive(ending: kind, of: end, at: time)
                held = HeldProcesses()
                given = nil
                isEndWatched = false
                changed()
            })
    }

    private func saveReport() {
        guard let outcome = dashboard.shutdownOutcome(now: clock.time(at: .now)) else { return }
        let report = ShutdownReport(
            outcome, order: given ?? ShutdownOrder(), plan: plan, service: shownService, now: clock.time(at: .now))
        let name = "looptop-shutdown-\(shownService?.pid ?? 0).json"
        dashboard.receive(sentence: ReportFile.keep(report.json.text, as: name))
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
        dashboard.askToLeave(launched.service.name)
    }

    /// Has the service that we have started end, and leaves then.
    private func stop() {
        launched?.process.signalGroup(SIGTERM)
        stopAsked = .now
        dashboard.stoppingFor = 0
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
            dashboard.stoppingFor = Int((now - stopAsked).components.seconds)
        }
        let picture = dashboard.render(session.screen.size, now: clock.time(at: now))
        session.screen.present(picture.grid, cursor: picture.cursor)
        render.drawn(at: now)
        schedule()
    }
}
