import ArgumentParser
import Attach
import Glibc

/// `looptop attach TARGET...`
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Look at a running service, at an application's workers, or at several at once.",
        discussion: """
            A pid without an agent gets one, if you agree: it starts a thread of its own in the service, and leaves \
            when the last client has left. With --plain a screen is printed in sentences, a fact a line, for screen \
            readers, scripts, and terminals that cannot show the dashboard.
            """)

    @Argument(
        help: ArgumentHelp(
            "Pids, names, or paths of sockets; several are shown beside each other.", valueName: "target"),
        completion: .target)
    var targets: [String]

    @OptionGroup var injection: InjectionOptions

    @Flag(help: "Look only: nothing in the service is changed.")
    var readOnly = false

    @Option(help: ArgumentHelp("An orchestrator kills it so long after SIGTERM: 30s.", valueName: "time"))
    var grace: Span?

    @OptionGroup var look: LookOptions

    @OptionGroup var plain: PlainOptions

    private func acting(_ find: @escaping @Sendable () -> [DiscoveredService]) -> Acting {
        Acting(isReadOnly: readOnly, grace: grace?.duration.seconds) { HeldProcesses(of: find()) }
    }

    func run() async throws {
        try await Output.reporting {
            let hint = targets.joined(separator: " ")
            if plain.plain {
                let ask = isatty(STDIN_FILENO) == 1 ? Output.confirm : nil
                let subject = try await Subject.find(targets, injection, ask: ask)
                return try await PlainLook(subject: subject, options: plain, hint: hint).show()
            }
            try DashboardRunner.checkTerminal(hint: hint)
            switch try await Subject.find(targets, injection, ask: Output.confirm, isFollowed: true) {
            case .several(let several): try await show(several, hint: hint).leave()
            case .service(let service): try await show(service, hint: hint).leave()
            }
        }
    }

    /// Started anew, the service has another pid and socket. An agent that was put in may be where nobody looks: then its
    /// socket is all there is.
    private func show(_ service: DiscoveredService, hint: String) async throws -> DashboardRunner.Ending {
        let via = injection.way.route
        // What has the same name or number here is another one.
        let isHere = via == nil && service.tcp == nil
        let succession = Succession(of: [service], among: service.tcp == nil ? await Services.those(via) ?? [] : [])
        let acting = acting { isHere ? succession.now(among: (try? Services.all()) ?? []) : [] }
        return try await DashboardRunner.show(
            service.name, hint: hint, output: Subject.service(service).output, acting: acting, look: look
        ) {
            guard service.tcp == nil, let there = await Services.those(via) else { return service.endpoint }
            return succession.now(among: there).first?.endpoint
        }
    }

    /// One dashboard over all, those too that come to take the place of others.
    private func show(_ several: SeveralServices, hint: String) async throws -> DashboardRunner.Ending {
        let (leader, isHere) = (several.leader, injection.way.via == nil)
        var acting = acting {
            guard isHere else { return [] }
            return several.search.workers(of: leader, among: (try? Services.all()) ?? [])
        }
        // An end, or what it means, is that of one application.
        if leader == 0 { acting = Acting(isReadOnly: true, grace: acting.grace) }
        let feed = several.feed(interval: 0.1, isReadOnly: acting.isReadOnly)
        return try await DashboardRunner.show(
            several.name, hint: hint, output: Subject.several(several).output, acting: acting, look: look, .fleet(feed))
    }
}
