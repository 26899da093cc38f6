import Attach

/// The services of this machine, as this process's environment lets us find them.
enum Services {
    static var environment: [String: String] { ProcessEnvironment.current }

    /// All of them.
    static func all() throws(AttachError) -> [DiscoveredService] {
        try Discovery.services(environment: environment)
    }

    /// All that are there, here or where a way leads; nil where nobody can tell.
    static func those(_ via: Via?) async -> [DiscoveredService]? {
        if let via { return try? await via.services() }
        return try? all()
    }

    /// All that a TARGET names: one service, or the workers of one application. Those without an agent are given one if the
    /// options, or the person who is asked, say so.
    ///
    /// - Parameter ask: shows a sentence and returns the answer; nil where nobody can be asked.
    static func named(
        _ target: String, _ options: InjectionOptions, ask: ((String) -> Bool)? = nil
    ) async throws(AttachError) -> [DiscoveredService] {
        if let service = try options.way.tcp(target) { return [service] }
        let parsed = try Target(parsing: target)
        if let via = options.way.route { return try parsed.resolveAll(among: await via.services(), via: via) }
        return try await Entry(meant: try await settled(parsed), options: options, ask: ask).services()
    }

    /// What is meant, once that is known: a server's master has an agent for its first second or so, until its workers have theirs,
    /// one after the other.
    private static func settled(_ target: Target) async throws(AttachError) -> MeantProcesses {
        let end = ContinuousClock.now + patience
        while true {
            let meant = try target.meant(among: all())
            guard meant.isUnsettled, .now < end, (try? await Task.sleep(for: .milliseconds(50))) != nil
            else { return meant }
        }
    }

    /// A process that has new children all the time never settles.
    private static let patience = Duration.seconds(6)

    /// The same, where it has to be one.
    static func one(_ target: String, _ options: InjectionOptions) async throws(AttachError) -> DiscoveredService {
        let found = try await named(target, options)
        guard found.count == 1 else {
            throw .usage(
                "\(found.count) workers are meant by \(target); name one by its pid:\n" + Target.table(found))
        }
        return found[0]
    }
}
