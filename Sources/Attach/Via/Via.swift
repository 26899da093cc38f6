import Synchronization

/// A way to another machine or container: a command such as `ssh web3` or `docker exec -i api`, after which a program of
/// the other side can be written, and whose standard input and output lead to it. Only Python is needed there.
public final class Via: Hashable, Sendable {
    /// The command as a shell understands it.
    public let command: String
    /// How long the other side may take, a password included.
    private let patience: Duration
    /// A pipe that has told what is there and has not yet been used: it spares a second connection.
    private let spare = Mutex<(pipe: ViaPipe, since: ContinuousClock.Instant)?>(nil)
    private static let freshness = Duration.seconds(5)

    /// Makes a way; nothing is started yet.
    public init(command: String, patience: Duration = .seconds(60)) {
        self.command = command
        self.patience = patience
    }

    /// The same command is the same way.
    public static func == (left: Via, right: Via) -> Bool { left.command == right.command }

    /// By the command.
    public func hash(into hasher: inout Hasher) { hasher.combine(command) }

    /// The services with an agent on the other side.
    public func services() async throws(AttachError) -> [DiscoveredService] {
        do throws(ConnectionError) {
            let pipe = try await open()
            let found = pipe.registrations.map { service($0.registration, isReachable: $0.isReachable) }
            let unused = spare.withLock { spare in
                defer { spare = (pipe, .now) }
                return spare?.pipe
            }
            unused?.close()
            return found
        } catch {
            throw .unreachable(error.message)
        }
    }

    private func service(_ registration: Registration, isReachable: Bool) -> DiscoveredService {
        DiscoveredService(
            pid: registration.pid, name: registration.name ?? "\(registration.pid)",
            socket: registration.socket ?? "", python: registration.python, instance: registration.instance,
            application: registration.application?.pid, applicationTicks: registration.application?.startTicks,
            hasLoop: registration.loop, isOurs: isReachable, via: self)
    }

    /// A connection to a socket of the other side.
    func connect(to path: String) async throws(ConnectionError) -> ConnectionSocket {
        let kept = spare.withLock { spare in
            defer { spare = nil }
            return spare
        }
        let pipe: ViaPipe
        if let kept, ContinuousClock.now - kept.since < Self.freshness {
            pipe = kept.pipe
        } else {
            kept?.pipe.close()
            pipe = try await open()
        }
        return try await BackgroundThread.run("looptop via") { () throws(ConnectionError) in try pipe.choose(path) }
    }

    private func open() async throws(ConnectionError) -> ViaPipe {
        let (command, patience) = (command, patience)
        return try await BackgroundThread.run("looptop via") { () throws(ConnectionError) in
            try ViaPipe(command: command, patience: patience)
        }
    }
}
