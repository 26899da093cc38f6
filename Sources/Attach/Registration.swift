import FoundationEssentials

/// What a service tells about itself in `PID.json`, beside its socket.
struct Registration: Decodable, Hashable {
    var pid: Int
    var startTicks: UInt64?
    var instance: String?
    var name: String?
    var socket: String?
    var python: String?
    var application: Application?
    /// False while no loop has run in it.
    var loop: Bool?

    /// The process that leads the application.
    struct Application: Decodable, Hashable {
        var pid: Int
        var startTicks: UInt64?

        enum CodingKeys: String, CodingKey {
            case pid
            case startTicks = "start_ticks"
        }
    }

    enum CodingKeys: String, CodingKey {
        case pid, instance, name, socket, python, application, loop
        case startTicks = "start_ticks"
    }

    /// Reads a file; nil where it is missing or not one of ours.
    init?(path: String) {
        guard let bytes = FileFacts.contents(of: path, limit: 1 << 16),
            let registration = try? JSONDecoder().decode(Registration.self, from: Data(bytes))
        else { return nil }
        self = registration
    }

    /// Whether the process that wrote it still lives, as far as our own `/proc` can tell.
    var isAlive: Bool {
        guard let facts = ProcessFacts(pid: pid), facts.state != "Z" else { return false }
        return startTicks.map { $0 == facts.startTicks } ?? true
    }
}
