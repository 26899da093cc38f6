// Compiled beside files that import it, timeval is taken for CLinux's.
import CLinux
import Glibc
import Synchronization

/// A connected Unix domain socket. One thread reads, anybody writes; the reader closes the descriptor when it is done.
final class ConnectionSocket: Sendable {
    /// Bytes, the end, or nothing for now.
    enum Reading {
        case bytes(Int)
        case end
        case nothing
    }

    /// The peer's process as this side numbers it.
    let peer: Int?
    private let descriptor: Mutex<Int32?>
    private let number: Int32
    private let released: @Sendable () -> Void

    init(path: String) throws(ConnectionError) {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .system("no socket: \(Self.text(errno))") }
        guard var address = SocketAddress(path: path)?.raw else {
            close(socket)
            throw .system("the path \(path) is too long for a socket")
        }
        // Where the queue of a stopped process is full, connecting waits: not for ever.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(socket)
            throw Self.error(code, path)
        }
        peer = SocketProbe.peer(of: socket)
        number = socket
        descriptor = Mutex(socket)
        released = {}
    }

    /// Takes over a connected socket.
    ///
    /// - Parameters:
    ///   - peer: the agent's process, where this side knows it.
    ///   - released: called once, after the socket has been closed.
    init(connected socket: Int32, peer: Int?, released: @escaping @Sendable () -> Void = {}) {
        self.peer = peer
        self.released = released
        number = socket
        descriptor = Mutex(socket)
    }

    /// Waits for bytes, so long at most, and appends them. Only the reading thread calls this.
    func read(into buffer: inout [UInt8], atMost milliseconds: Int32) -> Reading {
        var watched = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        let ready = poll(&watched, 1, milliseconds)
        if ready == 0 || (ready < 0 && errno == EINTR) { return .nothing }
        let count = buffer.withUnsafeMutableBytes { recv(number, $0.baseAddress, $0.count, 0) }
        if count < 0 && (errno == EINTR || errno == EAGAIN) { return .nothing }
        return count > 0 ? .bytes(count) : .end
    }

    /// Sends a line as a whole; false where the peer is gone or does not read.
    func send(_ bytes: [UInt8]) -> Bool {
        descriptor.withLock { descriptor in
            guard let descriptor else { return false }
            let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            return bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) } == bytes.count
        }
    }

    /// Ends the conversation: the reader sees the end.
    func hangUp() {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }

    /// Gives the descriptor back. Only the reading thread calls this, and nothing afterwards.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
        released()
    }

    private static func error(_ code: Int32, _ path: String) -> ConnectionError {
        switch code {
        case ENOENT, ENOTDIR: return .noSuchSocket(path)
        case ECONNREFUSED: return .nobodyListens(path)
        case EACCES, EPERM:
            var facts = stat()
            return .forbidden(path, owner: stat(path, &facts) == 0 ? Int(facts.st_uid) : nil)
        case EAGAIN:
            let facts = OpenFiles.sentence(ofProcessBehind: path).map { " (\($0))" } ?? "; is it stopped?"
            return .timedOut("\(path): its service takes no connections\(facts)")
        default: return .system("cannot connect to \(path): \(text(code))")
        }
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
