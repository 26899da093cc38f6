import CLinux
import Glibc
import Model
import Synchronization

/// The command's process: its standard input and output are one socket of ours, its errors go to a file without a name.
final class ViaProcess: Sendable {
    private let command: String
    private let pid: pid_t
    private let socket: Int32
    private let errors: Int32
    private let isReaped = Mutex(false)
    private static let longestAnswer = 4 << 20

    init(command: String) throws(ConnectionError) {
        self.command = command
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .system("no pipe to `\(command)`: \(lastError())")
        }
        defer { close(ends[1]) }
        var name = Array("/tmp/looptop-via-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        if file >= 0 {
            unlink(name)
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        }
        let arguments = ["sh", "-c", "\(command) \"$@\"", "looptop"] + RelayCommand.arguments
        guard file >= 0, let pid = Self.spawn(arguments, input: ends[1], errors: file) else {
            close(ends[0])
            if file >= 0 { close(file) }
            throw .system("cannot start `\(command)`: \(lastError())")
        }
        self.pid = pid
        socket = ends[0]
        errors = file
    }

    private static func spawn(_ arguments: [String], input: Int32, errors: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, input, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, "/bin/sh", &actions, &attributes, &words, looptop_environment()) == 0 ? pid : nil
    }

    /// Sends all of it; false where the command is gone.
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Waits for a line that begins with a marker; what comes before it is skipped. Not a byte after it is read.
    func line(after marker: [UInt8], patience: Duration) throws(ConnectionError) -> [UInt8] {
        let deadline = ContinuousClock.now + patience
        var seen: [UInt8] = []
        var start: Int?
        while true {
            var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            let left = max(0, (deadline - .now).components.seconds)
            guard poll(&ready, 1, Int32(min(left + 1, 3600)) * 1000) != 0 || ContinuousClock.now < deadline else {
                throw .timedOut("no answer from `\(command)` within \(patience.components.seconds) s\(lastWords)")
            }
            var byte: UInt8 = 0
            let count = recv(socket, &byte, 1, 0)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { throw failure() }
            seen.append(byte)
            if let start, byte == UInt8(ascii: "\n") { return Array(seen[start..<(seen.count - 1)]) }
            if start == nil, seen.suffix(marker.count).elementsEqual(marker) { start = seen.count }
            guard seen.count < Self.longestAnswer else {
                throw .notUnderstood("`\(command)` writes what is not the relay's")
            }
        }
    }

    /// The socket, for a conversation; the process ends with it.
    func connection() -> ConnectionSocket {
        ConnectionSocket(connected: socket, peer: nil) { self.reap() }
    }

    /// Why the command has ended.
    func failure() -> ConnectionError {
        var status: Int32 = 0
        let deadline = ContinuousClock.now + .seconds(2)
        while isReaped.withLock({ isReaped in
            guard !isReaped else { return false }
            isReaped = waitpid(pid, &status, WNOHANG) == pid
            return !isReaped
        }), ContinuousClock.now < deadline { usleep(10_000) }
        let words = lastWords
        if words.holds("python3") {
            return .closed("there is no python3 where `\(command)` leads; nothing else is needed there\(words)")
        }
        let code = (status >> 8) & 0xFF
        return .closed("`\(command)` has ended\(code == 0 ? "" : " with exit status \(code)")\(words)")
    }

    /// The end of what it has written to standard error.
    private var lastWords: String {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let size = max(0, lseek(errors, 0, SEEK_END))
        let count = pread(errors, &bytes, bytes.count, max(0, size - bytes.count))
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        let lines = text.split(separator: "\n").suffix(3)
        return lines.isEmpty ? "" : ":\n" + lines.map { "  \($0)" }.joined(separator: "\n")
    }

    /// Hangs up where nobody has taken the socket over.
    func end() {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
        reap()
    }

    /// The socket is closed: sees the process off, which has nothing more to do.
    private func reap() {
        close(errors)
        BackgroundThread.start("looptop via end") { [self] in
            for attempt in 0..<300 {
                let isDone = isReaped.withLock { isReaped in
                    isReaped = isReaped || waitpid(pid, nil, WNOHANG) != 0
                    if !isReaped, attempt == 100 { kill(pid, SIGTERM) }
                    if !isReaped, attempt == 200 { kill(pid, SIGKILL) }
                    return isReaped
                }
                if isDone { return }
                usleep(20_000)
            }
        }
    }
}
