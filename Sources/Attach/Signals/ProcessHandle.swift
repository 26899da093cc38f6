import CLinux
import Glibc

/// A process named for good by a descriptor: its number may be given to another one, the descriptor never is.
public final class ProcessHandle: Sendable {
    /// Its number in our pid namespace.
    public let pid: Int
    private let descriptor: Int32

    /// What became of a signal.
    public enum Delivery: Hashable, Sendable {
        /// It was sent to the process that is meant.
        case sent
        /// That process had ended: nobody got it.
        case gone
        /// The system refused it; the reason is a sentence.
        case refused(String)
    }

    /// Takes hold of a process.
    ///
    /// - Parameters:
    ///   - pid: its number in our pid namespace.
    ///   - startTicks: when it started, in clock ticks since boot: another start is another process. nil to take whoever has
    ///     the number now.
    /// - Returns: nil where there is no such process, or it is another one by now.
    public init?(pid: Int, startTicks: UInt64?) {
        guard pid > 0, let number = pid_t(exactly: pid) else { return nil }
        let descriptor = looptop_pidfd_open(number)
        guard descriptor >= 0 else { return nil }
        // Only now: what is read of the number before it is held may be of the one that had it before.
        guard let facts = ProcessFacts(pid: pid), startTicks == nil || facts.startTicks == startTicks,
            !Self.hasEnded(descriptor)
        else {
            close(descriptor)
            return nil
        }
        self.pid = pid
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// True once it has ended, buried or not.
    public var isGone: Bool { Self.hasEnded(descriptor) }

    /// Sends a signal to this process and no other.
    public func signal(_ number: Int32) -> Delivery {
        if isGone { return .gone }
        guard looptop_pidfd_send_signal(descriptor, number) != 0 else { return .sent }
        return errno == ESRCH ? .gone : .refused(lastError())
    }

    /// Waits for its end.
    ///
    /// - Returns: true once it has ended, false after so long.
    public func waitForEnd(_ patience: Duration) async -> Bool {
        let deadline = ContinuousClock.now + patience
        while !isGone {
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(20))) != nil else {
                return isGone
            }
        }
        return true
    }

    private static func hasEnded(_ descriptor: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) == 1
    }
}

extension ProcessHandle {
    /// Takes hold of the processes of services, and of the one that leads them, which comes last.
    public static func all(of services: [DiscoveredService]) -> [ProcessHandle] {
        services.compactMap(\.process) + (services.first?.master.map { [$0] } ?? [])
    }
}

extension DiscoveredService {
    /// Takes hold of its process; nil where it runs elsewhere, or is another one by now.
    public var process: ProcessHandle? {
        registration.flatMap { ProcessHandle(pid: pid, startTicks: $0.startTicks) }
    }

    /// Takes hold of the process that leads its application; nil where that is itself, or runs elsewhere.
    public var master: ProcessHandle? {
        guard let application, application != pid else { return nil }
        return registration.flatMap { ProcessHandle(pid: application, startTicks: $0.application?.startTicks) }
    }

    /// What it has told about itself, where it runs here.
    private var registration: Registration? {
        guard via == nil, tcp == nil, pid > 0, socket.hasSuffix(".sock") else { return nil }
        return Registration(path: socket.dropLast(5) + ".json")
    }
}
