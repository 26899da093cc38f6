import CLinux
import Glibc

/// Which Unix socket is connected to which: the kernel's answer of its socket diagnostics.
struct UnixPeers {
    /// From inode to inode.
    private(set) var peers: [UInt64: UInt64] = [:]
    private(set) var isComplete = false

    /// The request: all Unix stream sockets, with their peers.
    static let request: [UInt8] = {
        // nlmsghdr: length 40, type SOCK_DIAG_BY_FAMILY, flags REQUEST | DUMP, sequence, pid.
        let header: [UInt8] = [40, 0, 0, 0, 20, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0]
        // unix_diag_req: AF_UNIX, protocol, padding, all states, any inode, UDIAG_SHOW_PEER, no cookie.
        return header + [
            1, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 4, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
        ]
    }()

    /// Takes a piece of the answer in; pieces hold whole messages.
    mutating func take(_ bytes: [UInt8]) {
        func number(_ offset: Int, _ count: Int) -> UInt64 {
            bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        var start = 0
        while start + 16 <= bytes.count {
            let length = Int(number(start, 4))
            guard length >= 16, start + length <= bytes.count else { break }
            let type = number(start + 4, 2)
            // NLMSG_ERROR, NLMSG_DONE
            if type == 2 || type == 3 { isComplete = true }
            if type == 20, length >= 32 {
                let inode = number(start + 20, 4)
                var attribute = start + 32
                while attribute + 4 <= start + length {
                    let size = Int(number(attribute, 2))
                    guard size >= 4, attribute + size <= start + length else { break }
                    if number(attribute + 2, 2) == 2, size >= 8 { peers[inode] = number(attribute + 4, 4) }
                    attribute += (size + 3) & ~3
                }
            }
            start += (length + 3) & ~3
        }
    }

    /// Asks the kernel, in the network namespace of a process; empty where it does not answer.
    static func of(_ pid: Int) -> [UInt64: UInt64] {
        let isOurs = FileFacts.link("/proc/\(pid)/ns/net") == FileFacts.link("/proc/self/ns/net")
        let space = isOurs ? -1 : open("/proc/\(pid)/ns/net", O_RDONLY | O_CLOEXEC)
        defer { if space >= 0 { close(space) } }
        guard isOurs || space >= 0 else { return [:] }
        let socket = looptop_diagnostics_socket(space)
        guard socket >= 0 else { return [:] }
        defer { close(socket) }
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard send(socket, request, request.count, 0) == request.count else { return [:] }
        var answer = UnixPeers()
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while !answer.isComplete {
            let count = recv(socket, &piece, piece.count, 0)
            guard count > 0 else { break }
            answer.take(Array(piece[..<count]))
        }
        return answer.peers
    }
}
