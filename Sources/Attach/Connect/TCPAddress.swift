// Compiled beside files that import it, timeval is taken for CLinux's.
import CLinux
import Glibc

/// An agent's TCP door, `tcp://host:port`, and the secret that opens it.
public struct TCPAddress: Hashable, Sendable {
    /// A name or an address.
    public let host: String
    /// 1 to 65535.
    public let port: Int
    /// What the service's `LOOPTOP_TOKEN_FILE` holds.
    let token: String

    /// Reads `tcp://host:port` and the file with the token, which must be closed to others.
    public init(parsing text: String, tokenFile: String?) throws(AttachError) {
        let rest = text.dropFirst("tcp://".count)
        guard let colon = rest.lastIndex(of: ":"), let port = Int(rest[rest.index(after: colon)...]),
            1...65535 ~= port, colon > rest.startIndex
        else { throw .usage("\(text) is not tcp://host:port") }
        guard let tokenFile else {
            throw .usage("\(text) needs --token-file FILE, a copy of the service's LOOPTOP_TOKEN_FILE")
        }
        host = rest[..<colon].trimmed { $0 == "[" || $0 == "]" }
        self.port = port
        token = try Self.token(in: tokenFile)
    }

    private static func token(in path: String) throws(AttachError) -> String {
        var facts = stat()
        guard stat(path, &facts) == 0, let text = FileFacts.text(of: path, limit: 4096) else {
            throw .usage("the token file \(path) cannot be read: \(lastError())")
        }
        guard facts.st_mode & 0o077 == 0 else { throw .usage("\(path) is open to others: chmod 600 \(path)") }
        return text.trimmed { $0.isWhitespace }
    }

    /// As people write it.
    public var text: String { "tcp://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// A connection to the door; waits 5 s at most for each of the host's addresses. Blocks.
    func connect() throws(ConnectionError) -> ConnectionSocket {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        looptop_look_up_plainly()
        let result = getaddrinfo(host, "\(port)", &hints, &found)
        guard result == 0 else { throw .closed("\(text): \(String(cString: gai_strerror(result)))") }
        defer { freeaddrinfo(found) }
        var code = ECONNREFUSED
        var next = found
        while let address = next?.pointee {
            next = address.ai_next
            let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = socket(address.ai_family, flags, 0)
            guard descriptor >= 0 else { continue }
            // Bounds the connecting too.
            var patience = timeval(tv_sec: 5, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, socklen_t(MemoryLayout<Int32>.size))
            if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 {
                return ConnectionSocket(connected: descriptor, peer: nil)
            }
            code = errno == EINPROGRESS ? ETIMEDOUT : errno
            close(descriptor)
        }
        throw .closed(
            "\(text): \(lastError(code)); was the service started with LOOPTOP_TCP and LOOPTOP_TOKEN_FILE?")
    }
}

extension StringProtocol {
    /// The text without such characters at its ends.
    fileprivate func trimmed(_ isPadding: (Character) -> Bool) -> String {
        let start = drop(while: isPadding)
        guard let last = start.lastIndex(where: { !isPadding($0) }) else { return "" }
        return String(start[...last])
    }
}
