import CLinux
import Glibc
public import Model

/// A process named for good by a descriptor: its number may be given to another one, the descriptor never is.
public final class ProcessHandle: Sendable {
    /// Its number in our pid namespace.
    public let pid: Int
    private let descriptor: Int32
    private let startTicks: UInt64

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
        self.startTicks = facts.startTicks
    }

    deinit {
        close(descriptor)
    }

    /// True once it has ended, buried or not.
    public var isGone: Bool { Self.hasEnded(descriptor) }

    /// How it has ended; nil while it lives, and where only its parent was told.
    ///
    /// Until the parent asks, `/proc` tells whoever may look into the process; after that the descriptor does, from
    /// Linux 6.15 on.
    public var ending: ProcessEnding? {
        guard isGone else { return nil }
        if let dead = ProcessFacts(pid: pid), dead.startTicks == startTicks, let status = dead.waitStatus {
            return ProcessEnding(waitStatus: status)
        }
        var status: Int32 = 0
        return looptop_pidfd_exit(descriptor, &status) == 0 ? ProcessEnding(waitStatus: status) : nil
    }

    /// The signals that its own code handles now; nil where that cannot be seen.
    public var handledSignals: Set<Int>? {
        let lines = FileFacts.text(of: "/proc/\(pid)/status")?.split(separator: "\n") ?? []
        guard let line = lines.first(where: { $0.hasPrefix("SigCgt:") }),
            let mask = line.split(whereSeparator: \.isWhitespace).last.flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        // Only now: the number may have been given to another process before the look.
        guard !isGone else { return nil }
        return Set((1...64).filter { mask >> UInt64($0 - 1) & 1 == 1 })
    }

    /// Which one it is, told so that no other can be meant.
    public var text: String {
        let command = ProcessFacts.arguments(of: pid).joined(separator: " ")
        let process = ServiceMaster(
            pid: pid,
            started: ProcessFacts.bootTime.map { $0 + Double(startTicks) / Double(sysconf(Int32(_SC_CLK_TCK))) },
            command: isGone ? "" : String(command.prefix(200)))
        return process.text
    }

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

extension DiscoveredService {
    /// Takes hold of its process; nil where it runs elsewhere, or is another one by now.
    public var process: ProcessHandle? {
        registration.flatMap { ProcessHandle(pid: pid, startTicks: $0.startTicks) }
    }

    /// Takes hold of the process that leads its application; nil where that is itself, or runs elsewhere.
    public var master: ProcessHandle? {
        guard let application, application != pid, let ticks = registration?.application?.startTicks else { return nil }
        return ProcessHandle(pid: application, startTicks: ticks)
    }

    /// What it has told about itself, where it runs here.
    private var registration: Registration? {
        guard pidHere != nil, socket.hasSuffix(".sock") else { return nil }
        return Registration(path: socket.dropLast(5) + ".json")
    }
}
