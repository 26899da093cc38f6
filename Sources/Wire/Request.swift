import JSON
public import Model

/// The rows that a client looks at.
public struct LookRequest: Hashable, Sendable {
    /// At most `Limits.lookedAt`; none for none.
    public var tasks: [TaskID]
    /// True where the steps of every task shall be counted, not only of these.
    public var countsEveryStep: Bool

    /// Looks at tasks; of those beyond the limit the first are taken.
    public init(tasks: [TaskID], countsEveryStep: Bool = false) {
        self.tasks = Array(tasks.prefix(Limits.lookedAt))
        self.countsEveryStep = countsEveryStep
    }
}

/// What a client asks of the agent. `PROTOCOL.md` says what each means.
public enum Request: Hashable, Sendable {
    case hello(client: String, isReadOnly: Bool, token: String? = nil)
    case subscribe(topics: [Topic], interval: Double)
    case unsubscribe
    case snapshot(topics: [Topic])
    case task(TaskID, withSource: Bool)
    case threads
    case look(LookRequest)
    case shutdownPlan
    case shutdownBegin(ShutdownOrder)
    case shutdownCancel(TaskID)
    case debug(DebugOrder)
    case ping

    /// The version of the protocol that is spoken here.
    public static let protocolVersion = 1

    /// Its name on the wire.
    public var method: String {
        switch self {
        case .hello: "hello"
        case .subscribe: "subscribe"
        case .unsubscribe: "unsubscribe"
        case .snapshot: "snapshot"
        case .task: "task"
        case .threads: "threads"
        case .look: "look"
        case .shutdownPlan: "shutdown.plan"
        case .shutdownBegin: "shutdown.begin"
        case .shutdownCancel: "shutdown.cancel"
        case .debug: "debug"
        case .ping: "ping"
        }
    }

    /// The line to send, with its end.
    public func encoded(id: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        let message: JSONValue = ["jsonrpc": "2.0", "id": .int(id), "method": .string(method), "params": parameters]
        message.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private var parameters: JSONValue {
        switch self {
        case .hello(let client, let isReadOnly, let token):
            .object(
                [
                    ("protocol", .int(Self.protocolVersion)), ("client", .string(client)),
                    ("read_only", .bool(isReadOnly)),
                ] + (token.map { [("token", .string($0))] } ?? []))
        case .subscribe(let topics, let interval):
            ["topics": .array(topics.map { .string($0.rawValue) }), "interval": .double(interval)]
        case .snapshot(let topics): ["topics": .array(topics.map { .string($0.rawValue) })]
        case .task(let id, let withSource): ["id": .int(id.rawValue), "source": .bool(withSource)]
        case .look(let look):
            [
                "tasks": .array(look.tasks.map { .int($0.rawValue) }),
                "steps": .string(look.countsEveryStep ? "all" : "looked"),
            ]
        case .shutdownBegin(let order): .object(order.fields)
        case .shutdownCancel(let task): ["task": .int(task.rawValue)]
        case .debug(let order): .object(order.fields)
        case .unsubscribe, .threads, .ping, .shutdownPlan: [:]
        }
    }
}

extension ShutdownOrder {
    fileprivate var fields: [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = [("way", .string(kind.rawValue))]
        if let signal { fields.append(("signal", .string(signal))) }
        fields.append(("process", .string(isForParent ? "parent" : "self")))
        if let startTicks { fields.append(("start_ticks", .int(startTicks))) }
        if let deadline { fields.append(("deadline", .double(deadline))) }
        return fields
    }
}
