import Attach
import FoundationEssentials

/// The services of this machine, as this process's environment lets us find them.
enum Services {
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// All of them.
    static func all() throws(AttachError) -> [DiscoveredService] {
        try Discovery.services(environment: environment)
    }

    /// The one that a TARGET names.
    static func find(_ target: String) throws(AttachError) -> DiscoveredService {
        try Target(parsing: target).resolve(among: all())
    }
}
