/// A service with an agent that was found on this machine.
public struct DiscoveredService: Hashable, Sendable {
    /// Its number in our pid namespace, or in its own where it is not seen in ours.
    public var pid: Int
    /// What people call it; its pid where it does not say.
    public var name: String
    /// Where to connect to: a path that works from here, through `/proc/PID/root` if need be.
    public var socket: String
    /// Version of Python, where it says.
    public var python: String?
    /// The agent's id of this life of the process, where it says.
    public var instance: String?
    /// The process that leads its application, numbered as `pid` is: a server's master, or itself; nil where an old agent
    /// does not say.
    public var application: Int?
    /// When that one started, in clock ticks since boot: another start is another process; nil where it does not say.
    public var applicationTicks: UInt64?
    /// False while no loop has run in it; nil where it does not say.
    public var hasLoop: Bool?
    /// False where we may see the socket but not connect to it: another user's.
    public var isOurs: Bool
    /// The way to where it runs; nil for this machine.
    public var via: Via?
    /// Its TCP door, where that is how it was named.
    public var tcp: TCPAddress?
    /// False where its process is not seen from here: another one may have its number.
    public var isSeen = true
}

extension DiscoveredService {
    /// Its pid where that is the number of a process that can be looked at from here; nil for one elsewhere, and where another
    /// process may have that number.
    public var pidHere: Int? { via == nil && tcp == nil && pid > 0 && isSeen ? pid : nil }

    /// The service behind a TCP door, which tells its name and pid once it is asked.
    public init(_ address: TCPAddress) {
        self.init(pid: 0, name: address.text, socket: address.text, isOurs: true, tcp: address)
    }
}
