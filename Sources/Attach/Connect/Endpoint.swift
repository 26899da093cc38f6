/// Where an agent is reached.
public enum Endpoint: Hashable, Sendable {
    /// The path of a socket of this machine.
    case socket(String)
    /// The path of a socket on another side, and the way there.
    case via(Via, socket: String)
    /// A TCP door.
    case tcp(TCPAddress)

    /// The secret to say hello with.
    var token: String? { if case .tcp(let address) = self { address.token } else { nil } }

    func connect() async throws(ConnectionError) -> ConnectionSocket {
        switch self {
        case .socket(let path): try ConnectionSocket(path: path)
        case .via(let via, let path): try await via.connect(to: path)
        case .tcp(let address):
            try await BackgroundThread.run("looptop tcp") { () throws(ConnectionError) in try address.connect() }
        }
    }
}

extension DiscoveredService {
    /// Where its agent is reached.
    public var endpoint: Endpoint {
        if let tcp { return .tcp(tcp) }
        return via.map { .via($0, socket: socket) } ?? .socket(socket)
    }
}
