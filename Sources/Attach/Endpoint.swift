/// Where an agent is reached.
public enum Endpoint: Hashable, Sendable {
    /// The path of a socket of this machine.
    case socket(String)
    /// The path of a socket on another side, and the way there.
    case via(Via, socket: String)

    func connect() async throws(ConnectionError) -> ConnectionSocket {
        switch self {
        case .socket(let path): try ConnectionSocket(path: path)
        case .via(let via, let path): try await via.connect(to: path)
        }
    }
}

extension DiscoveredService {
    /// Where its agent is reached.
    public var endpoint: Endpoint { via.map { .via($0, socket: socket) } ?? .socket(socket) }
}
