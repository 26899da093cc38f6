import Glibc
import Wire

/// A started command with the relay at its other end. Until a socket has been chosen it waits; afterwards its bytes are the
/// agent's.
final class ViaPipe: Sendable {
    /// What the relay has found.
    let registrations: [(registration: Registration, isReachable: Bool)]
    private let process: ViaProcess
    private let patience: Duration

    private struct Message {
        var services: [(registration: Registration, isReachable: Bool)]
        var connected: String?
        var error: String?
        var errno: Int?

        init(_ json: JSONObject) throws(WireError) {
            services = try (json.objects("services") ?? []).map { json throws(WireError) in
                guard let isReachable = try json.bool("reachable") else { throw .missing(field: "reachable") }
                return (try Registration(json), isReachable)
            }
            connected = try json.string("connected")
            error = try json.string("error")
            errno = try json.int("errno")
        }
    }

    /// Starts the command and waits for the relay's list. Blocks.
    init(command: String, patience: Duration) throws(ConnectionError) {
        self.patience = patience
        process = try ViaProcess(command: command)
        do throws(ConnectionError) {
            guard process.send(RelayCommand.program) else { throw process.failure() }
            registrations = try Self.message(from: process, patience).services
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
            switch message.errno.flatMap({ Int32(exactly: $0) }) {
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
        guard let message = try? Message(JSONObject(reading: line)) else {
            throw .notUnderstood("the relay's answer is no JSON")
        }
        return message
    }
}
