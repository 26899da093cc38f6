public import Model

/// Looks at the services of this machine and says which of them can be looked at.
public enum ServiceChecks {
    /// So many processes without an agent are looked into; the others are only counted.
    private static let most = 20

    /// All that are found.
    public static func look(environment: [String: String]) async -> [Check] {
        do throws(AttachError) {
            return checks(of: try await Roster.look(environment: environment)) { Injector.inspect($0) }
        } catch {
            return [Check(.problem, "services", error.message, remedy: "looptop ls")]
        }
    }

    /// What is to be said of services.
    ///
    /// - Parameter inspect: whether and how an agent gets into a process without one.
    static func checks(
        of services: [ListedService], inspect: (Int) -> Result<InjectionPlan, InjectionRefusal>
    ) -> [Check] {
        let services = services.sorted { $0.pid < $1.pid }
        let unprepared = services.filter { $0.socket == nil }
        var checks = services.filter { $0.socket != nil }.map(prepared)
        checks += unprepared.prefix(most).compactMap { self.unprepared($0, inspect($0.pid)) }
        if unprepared.count > most {
            checks.append(
                Check(.note, "services", "\(unprepared.count - most) more without an agent", remedy: "looptop ls"))
        }
        guard checks.isEmpty else { return checks }
        return [
            Check(.note, "services", "no asyncio service is found here", remedy: "looptop demo shows one")
        ]
    }

    private static func prepared(_ service: ListedService) -> Check {
        if case .unanswered(_, let reason) = service.access {
            return Check(
                .problem, "service", "\(words(of: service)): its agent does not answer: \(reason)",
                remedy: "looptop doctor \(service.pid)")
        }
        return Check(.ok, "service", "\(words(of: service)): its agent answers")
    }

    /// Nil where the process has ended since it was listed.
    private static func unprepared(
        _ service: ListedService, _ way: Result<InjectionPlan, InjectionRefusal>
    ) -> Check? {
        switch way {
        case .failure(.noProcess):
            nil
        case .success(let plan):
            Check(
                .note, "service", "\(words(of: service)): it has no agent; \(plan.way.words)",
                remedy: "looptop attach \(service.pid)")
        case .failure(let refusal) where refusal.isPassing:
            Check(.note, "service", "\(words(of: service)): \(refusal.sentence)", remedy: refusal.remedy)
        case .failure(let refusal):
            Check(
                .problem, "service", "\(words(of: service)): it has no agent, and \(refusal.sentence)",
                remedy: refusal.remedy)
        }
    }

    private static func words(of service: ListedService) -> String {
        let facts = [service.python.map { "Python \($0)" }, service.loop, service.server].compactMap(\.self)
        return "\(service.name) (process \(service.pid)\(facts.isEmpty ? "" : ", " + facts.joined(separator: ", ")))"
    }
}

extension InjectionPlan.Way {
    /// How an agent would get in.
    var words: String {
        switch self {
        case .remoteExecution: "Python's own remote execution (PEP 768) gets one in, and nothing is stopped"
        case .debugger: "gdb gets one in; the service stands still for some tenths of a second"
        }
    }
}
