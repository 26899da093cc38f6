import Glibc

/// Whether somebody listens at a socket: the kernel's word, whatever namespace the listener lives in.
enum SocketProbe {
    enum Answer {
        case listening
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
        if result == 0 { return .listening }
        switch errno {
        // The queue of connections is full: somebody listens, but is slow.
        case EAGAIN, EINPROGRESS: return .listening
        case EACCES, EPERM: return .forbidden
        default: return .dead
        }
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
