import ArgumentParser
import Attach

/// The way to where a service runs.
struct WayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Find TARGET where this command leads: 'ssh web3', 'docker exec -i api', 'kubectl exec -i deploy/api --'.",
            valueName: "command"))
    var via: String?

    @Option(
        help: ArgumentHelp(
            "The secret that opens TARGET tcp://host:port: the service's LOOPTOP_TOKEN_FILE.", valueName: "file"),
        completion: .file())
    var tokenFile: String?

    /// The service behind a TARGET `tcp://host:port`; nil for any other.
    func tcp(_ target: String) throws(AttachError) -> DiscoveredService? {
        guard target.hasPrefix("tcp://") else { return nil }
        guard via == nil else { throw .usage("--via does not go with \(target)") }
        return DiscoveredService(try TCPAddress(parsing: target, tokenFile: tokenFile))
    }

    /// The way; nil for this machine.
    var route: Via? { via.map { Via(command: $0) } }

    func validate() throws {
        if let via, via.allSatisfy(\.isWhitespace) {
            throw ValidationError("--via needs a command, such as 'ssh web3'")
        }
    }
}
