import Glibc
public import Model
import Synchronization

/// A process that we have started in a session of its own.
public final class ChildProcess: Sendable {
    /// Its number.
    public let pid: Int
    private let ending = Mutex<ProcessEnding?>(nil)

    /// Starts a command: standard input from `/dev/null`, output and errors to a file, nothing else of ours open.
    ///
    /// - Parameters:
    ///   - command: the program, looked up in `PATH`, and its arguments.
    ///   - environment: all of its environment.
    ///   - output: an open file.
    init(_ command: [String], environment: [String: String], output: Int32) throws(AttachError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        Self.keepDescriptorsToOurselves()

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // glibc's POSIX_SPAWN_SETSID, which its module does not export.
        let newSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | newSession))

        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let result = posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, &variables)
        guard result == 0 else { throw Self.refusal(command[0], code: result) }
        self.pid = Int(pid)
    }

    /// Lets no descriptor pass on to a child, not even those that we have inherited ourselves.
    private static func keepDescriptorsToOurselves() {
        for number in FileFacts.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where number > 2 {
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        }
    }

    private static func refusal(_ program: String, code: Int32) -> AttachError {
        var message = "cannot start \(program): \(lastError(code))"
        if program.hasSuffix(".py"), access(program, F_OK) == 0 {
            message += "\na script needs its Python before it: looptop run -- python3 \(program)"
        } else if code == ENOENT {
            message += program.contains("/") ? "" : "\nit is not in PATH; is its virtual environment active?"
        }
        return .failed(message)
    }

    /// Looks whether it has ended; never waits.
    @discardableResult
    public func poll() -> ProcessEnding? {
        ending.withLock { ending in
            guard ending == nil else { return ending }
            var status: Int32 = 0
            guard waitpid(pid_t(pid), &status, WNOHANG) == pid_t(pid) else { return nil }
            ending = ProcessEnding(waitStatus: status)
            return ending
        }
    }

    /// Sends a signal to it and all that it has started and that stayed in its session's first group.
    public func signalGroup(_ number: Int32) {
        guard poll() == nil else { return }
        kill(-pid_t(pid), number)
    }

    /// Asks it to end, waits for so long, then insists. Returns once it has ended.
    public func stop(patience: Duration = .seconds(5)) {
        signalGroup(SIGTERM)
        let deadline = ContinuousClock.now + patience
        while poll() == nil {
            if ContinuousClock.now > deadline { signalGroup(SIGKILL) }
            usleep(20_000)
        }
    }
}
