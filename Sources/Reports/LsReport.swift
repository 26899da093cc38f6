public import JSON
public import Model

/// `looptop ls`: the services of this machine, folded into applications.
public struct LsReport: Sendable {
    private let applications: [ListedApplication]

    /// Makes the report of what was found.
    public init(_ services: [ListedService]) {
        applications = ListedApplication.fold(services)
    }

    /// A table with a head; workers stand below their application.
    public func text(isASCII: Bool = false) -> String {
        var table = TextTable(
            ["PID", "NAME", "SERVER", "PYTHON", "LOOP", "TASKS", "LAG", "SOCKET"], rightAligned: [0, 5, 6])
        for application in applications {
            guard application.hasWorkers else {
                table.add(Self.cells(application.members[0], name: application.members[0].name))
                continue
            }
            let count = application.members.count
            table.add([
                "\(application.pid)", application.name, application.server ?? "-", application.python ?? "-",
                application.loop ?? "-", application.tasks.map { "\($0)" } ?? "-", Self.lag(application.lag),
                Plural.count(count, "worker"),
            ])
            for (index, worker) in application.members.enumerated() {
                let isLast = index == count - 1
                let guide = isASCII ? (isLast ? "`- " : "|- ") : (isLast ? "└─ " : "├─ ")
                table.add(Self.cells(worker, name: guide + "worker"))
            }
        }
        return table.text
    }

    private static func cells(_ service: ListedService, name: String) -> [String] {
        let place =
            switch service.access {
            case .agent(let socket): socket
            case .unanswered(let socket, let reason): "\(socket) (\(reason))"
            case .noAgent(let wayIn): "no agent: \(wayIn)"
            }
        return [
            "\(service.pid)", name, service.server ?? "-", service.python ?? "-", service.loop ?? "-",
            service.tasks.map { "\($0)" } ?? "-", lag(service.lag), place,
        ]
    }

    private static func lag(_ seconds: Double?) -> String {
        seconds.map(DurationText.short) ?? "-"
    }

    /// `{"services": [{"pid", "name", "socket", "server", "python", "loop", "tasks", "lag", "application", "problem"}],
    /// "applications": [{"pid", "name", "workers": [pids], "tasks", "lag"}],
    /// "without_agent": [{"pid", "name", "server", "python", "loop", "application", "attach"}]}`.
    public var json: JSONValue {
        let all = applications.flatMap(\.members).sorted { $0.pid < $1.pid }
        return [
            "services": .array(all.filter { $0.socket != nil }.map(Self.service)),
            "applications": .array(applications.filter(\.hasAgent).map(Self.application)),
            "without_agent": .array(all.compactMap(Self.withoutAgent)),
        ]
    }

    private static func service(_ service: ListedService) -> JSONValue {
        let problem: String? = if case .unanswered(_, let reason) = service.access { reason } else { nil }
        return [
            "pid": .int(service.pid), "name": .string(service.name), "socket": JSONValue(service.socket),
            "server": JSONValue(service.server), "python": JSONValue(service.python), "loop": JSONValue(service.loop),
            "tasks": JSONValue(service.tasks), "lag": JSONValue(service.lag), "application": .int(service.application),
            "problem": JSONValue(problem),
        ]
    }

    private static func application(_ application: ListedApplication) -> JSONValue {
        [
            "pid": .int(application.pid), "name": .string(application.name),
            "workers": .array(application.members.filter { $0.socket != nil }.map { .int($0.pid) }),
            "tasks": JSONValue(application.tasks), "lag": JSONValue(application.lag),
        ]
    }

    private static func withoutAgent(_ service: ListedService) -> JSONValue? {
        guard case .noAgent(let wayIn) = service.access else { return nil }
        return [
            "pid": .int(service.pid), "name": .string(service.name), "server": JSONValue(service.server),
            "python": JSONValue(service.python), "loop": JSONValue(service.loop),
            "application": .int(service.application), "attach": .string(wayIn),
        ]
    }
}
