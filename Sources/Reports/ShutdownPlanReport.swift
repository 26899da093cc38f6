public import JSON
public import Model

/// `looptop shutdown --dry-run`, and what is shown before a person confirms: what an end would mean for this service.
public struct ShutdownPlanReport: Sendable {
    private let plan: ShutdownPlan
    private let service: Service
    private let order: ShutdownOrder

    /// Makes the report of an order that may be given.
    public init(_ plan: ShutdownPlan, order: ShutdownOrder, service: Service) {
        self.plan = plan
        self.order = order
        self.service = service
    }

    /// What the order does, in one sentence.
    public var effect: String {
        plan.ways.first { $0.order.isSameAct(as: order) }?.effect ?? ""
    }

    /// Lines of facts.
    public var text: String {
        let server = plan.server.map { "\($0)\(plan.version.map { " \($0)" } ?? "")" } ?? "no server that is known"
        var lines = ["\(service.name), process \(service.pid): \(server)"]
        lines.append("  \(order.title): \(effect)")
        lines.append("  \(plan.process(of: order).text)")
        for signal in plan.signals {
            var line = "  on \(signal.signal): \(signal.effect)"
            if let name = signal.name { line += " (\(name)\(place(signal.location)))" }
            lines.append(line)
        }
        lines += plan.timeouts.map { "  \($0.name): \($0.sentence)" }
        lines.append("  in flight: \(ShutdownReport.words(plan.inFlight))")
        lines += plan.warnings.map { "  ! \($0)" }
        return TextLines.joined(lines)
    }

    private func place(_ location: CodeLocation?) -> String {
        location.map { ", \(LocationText.short($0, directory: service.directory))" } ?? ""
    }

    /// The whole plan.
    public var json: JSONValue {
        .object([
            ("service", TaskJSON.service(service)), ("server", JSONValue(plan.server)),
            ("version", JSONValue(plan.version)),
            ("process", process),
            ("parent", plan.parent.map { ["pid": .int($0.pid), "command": .string($0.command)] } ?? .null),
            (
                "signals",
                .array(
                    plan.signals.map {
                        [
                            "signal": .string($0.signal), "action": .string($0.action), "name": JSONValue($0.name),
                            "location": TaskJSON.location($0.location), "effect": .string($0.effect),
                        ]
                    })
            ),
            (
                "timeouts",
                .array(
                    plan.timeouts.map {
                        [
                            "name": .string($0.name), "seconds": JSONValue($0.seconds), "known": .bool($0.isKnown),
                            "what": .string($0.what), "then": .string($0.then),
                        ]
                    })
            ),
            ("ways", .array(plan.ways.map(way))),
            ("in_flight", ShutdownReport.counts(plan.inFlight)),
            ("warnings", .array(plan.warnings.map { .string($0) })), ("read_only", .bool(plan.isReadOnly)),
        ])
    }

    /// The one that the order is for.
    private var process: JSONValue {
        let process = plan.process(of: order)
        return [
            "pid": .int(process.pid), "command": .string(process.command), "started": JSONValue(process.started),
        ]
    }

    private func way(_ way: ShutdownWay) -> JSONValue {
        [
            "way": .string(way.order.kind.rawValue), "signal": JSONValue(way.order.signal),
            "process": .string(way.order.isForParent ? "parent" : "self"), "effect": .string(way.effect),
            "graceful": .bool(way.isGraceful),
        ]
    }
}
