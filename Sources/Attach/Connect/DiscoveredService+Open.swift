import Model

extension DiscoveredService {
    /// Connects to its agent: to that of the very process that was found, and to none that answers in its place by now.
    public func open(isReadOnly: Bool = false, timeout: Duration = .seconds(5)) async throws(ConnectionError)
        -> Connection
    {
        let connection = try await Connection.open(endpoint, isReadOnly: isReadOnly, timeout: timeout)
        guard let instance, connection.service.instance != instance else { return connection }
        connection.close()
        throw .closed("another process than the one that was found answers at \(socket)")
    }
}
