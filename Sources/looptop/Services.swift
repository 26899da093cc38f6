import Attach
import FoundationEssentials

/// The services of this machine, as this process's environment lets us find them.
enum Services {
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// All of them.
    static func all() throws(AttachError) -> [DiscoveredService] {
        try Discovery.services(environment: environment)
    }

    /// The one that a TARGET names.
    static func find(_ target: String) throws(AttachError) -> DiscoveredService {
        try Target(parsing: target).resolve(among: all())
    }

    /// The workers of the application that a TARGET names; nil where it names one service, or none.
    static func workers(_ target: String) -> [DiscoveredService]? {
        guard let found = try? Target(parsing: target).resolveAll(among: all()), found.count > 1 else { return nil }
        return found
    }

    /// All that are there, here or where a way leads; nil where nobody can tell.
    static func those(_ via: Via?) async -> [DiscoveredService]? {
        if let via { return try? await via.services() }
        return try? all()
    }

    /// The one that a TARGET names. Where that is a process without an agent, one is put in if the options, or the person
    /// who is asked, say so.
    ///
    /// - Parameter ask: shows a sentence and returns the answer; nil where nobody can be asked.
    static func reach(
        _ target: String, _ options: InjectionOptions, ask: ((String) -> Bool)? = nil
    ) async throws(AttachError) -> DiscoveredService {
        if let service = try options.way.tcp(target) { return service }
        let parsed = try Target(parsing: target)
        if let via = options.way.route { return try parsed.resolve(among: await via.services(), via: via) }
        let services = try all()
        guard case .pid(let pid) = parsed, parsed.needsInjection(among: services) else {
            return try parsed.resolve(among: services)
        }
        let plan: InjectionPlan
        switch Injector.inspect(pid) {
        case .failure(let refusal):
            // Without a wish to get in, that there is no agent is the news.
            guard options.inject || ask != nil else { return try parsed.resolve(among: services) }
            throw refusal.error
        case .success(let found): plan = found
        }
        guard options.inject || ask?(plan.sentence) == true else {
            throw .unreachable("\(plan.sentence)\nto do that: --inject\n\(Target.waysIn)")
        }
        if plan.hasSubinterpreters {
            Output.note("process \(pid) has several interpreters; only the loops of the main one will be seen")
        }
        return try await Injector(keep: options.keep).inject(plan)
    }
}
