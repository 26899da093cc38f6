import Glibc

/// Whether somebody listens at a socket: the kernel's word, whatever namespace the listener lives in.
enum SocketProbe {
    enum Answer: Hashable {
        /// By this process, as we number it; nil where it is of another pid namespace, or slow.
        case listening(pid: Int?)
        /// Nobody listens, or nothing is there.
        case dead
        /// We may not connect.
        case forbidden
    }

    /// Connects and hangs up.
    static func ask(_ path: String) -> Answer {
        let socket = Glibc.socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return .dead }
        defer { close(socket) }
        guard var address = SocketAddress(path: path)?.raw else { return .dead }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result == 0 { return .listening(pid: peer(of: socket)) }
        switch errno {
        // The queue of connections is full: somebody listens, but is slow.
        case EAGAIN, EINPROGRESS: return .listening(pid: nil)
        case EACCES, EPERM: return .forbidden
        default: return .dead
        }
    }

    /// The process at the other end of a connected socket, as we number it; of a listener, the one that has opened it.
    static func peer(of socket: Int32) -> Int? {
        // `struct ucred` as the kernel writes it: pid, uid, gid.
        var credentials: [Int32] = [0, 0, 0]
        var length = socklen_t(12)
        let isKnown = getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0
        return isKnown && credentials[0] > 0 ? Int(credentials[0]) : nil
    }
}

/// The address of a Unix domain socket.
struct SocketAddress {
    let raw: sockaddr_un

    /// Makes an address; nil where the path is too long for one.
    init?(path: String) {
        guard path.utf8.count <= SocketDirectory.longestSocketPath else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        raw = address
    }
}
