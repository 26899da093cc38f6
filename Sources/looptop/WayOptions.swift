import ArgumentParser
import Attach

/// The way to where a service runs.
struct WayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Find TARGET where this command leads: 'ssh web3', 'docker exec -i api', 'kubectl exec -i deploy/api --'.",
            valueName: "command"))
    var via: String?

    /// The way; nil for this machine.
    var route: Via? { via.map { Via(command: $0) } }

    func validate() throws {
        if let via, via.allSatisfy(\.isWhitespace) {
            throw ValidationError("--via needs a command, such as 'ssh web3'")
        }
    }
}
