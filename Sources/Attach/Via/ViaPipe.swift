import FoundationEssentials
import Glibc

/// A started command with the relay at its other end. Until a socket has been chosen it waits; afterwards its bytes are the
/// agent's.
final class ViaPipe: Sendable {
    /// What the relay has found.
    let registrations: [(registration: Registration, isReachable: Bool)]
    private let process: ViaProcess
    private let patience: Duration

    private struct Message: Decodable {
        var services: [Found]?
        var connected: String?
        var error: String?
        var errno: Int32?
    }

    private struct Found: Decodable {
        var registration: Registration
        var isReachable: Bool

        enum CodingKeys: CodingKey { case reachable }

        init(from decoder: any Decoder) throws {
            registration = try Registration(from: decoder)
            isReachable = try decoder.container(keyedBy: CodingKeys.self).decode(Bool.self, forKey: .reachable)
        }
    }

    /// Starts the command and waits for the relay's list. Blocks.
    init(command: String, patience: Duration) throws(ConnectionError) {
        self.patience = patience
        process = try ViaProcess(command: command)
        do throws(ConnectionError) {
            guard process.send(RelayCommand.program) else { throw process.failure() }
            let message = try Self.message(from: process, patience)
            registrations = (message.services ?? []).map { ($0.registration, $0.isReachable) }
        } catch {
            process.end()
            throw error
        }
    }

    /// Has the relay connect to a socket; its bytes follow. Blocks.
    func choose(_ path: String) throws(ConnectionError) -> ConnectionSocket {
        do throws(ConnectionError) {
            guard !path.contains("\n"), process.send(Array("\(path)\n".utf8)) else { throw process.failure() }
            let message = try Self.message(from: process, patience)
            guard message.connected == nil else { return process.connection() }
            switch message.errno {
            case ENOENT: throw .noSuchSocket(path)
            case ECONNREFUSED: throw .nobodyListens(path)
            case EACCES, EPERM: throw .forbidden(path, owner: nil)
            default: throw .system("\(path): \(message.error ?? "no answer") (there)")
            }
        } catch {
            process.end()
            throw error
        }
    }

    func close() { process.end() }

    /// The next line that the relay says for itself.
    private static func message(from process: ViaProcess, _ patience: Duration) throws(ConnectionError) -> Message {
        let line = try process.line(after: RelayCommand.marker, patience: patience)
        guard let message = try? JSONDecoder().decode(Message.self, from: Data(line)) else {
            throw .notUnderstood("the relay's answer is no JSON")
        }
        return message
    }
}
