import CLinux
import Glibc

/// The pair of sockets by which an event loop wakes itself: what `call_soon_threadsafe` writes to.
///
/// A NUL byte there is what the loop sends itself all the time, and means nothing but "look up".
struct SelfPipe: Hashable {
    /// The writing end, in the process's own count.
    let descriptor: Int

    /// Chooses the writing end of the loop that waits at an epoll descriptor.
    ///
    /// - Parameters:
    ///   - epoll: that descriptor.
    ///   - watched: what it waits for.
    ///   - inodes: the process's sockets, by descriptor.
    ///   - peers: which socket is connected to which.
    /// - Returns: nil where there is none, or where it could be another pair, of the service's own.
    init?(epoll: Int, watched: Set<Int>, inodes: [Int: UInt64], peers: [UInt64: UInt64]) {
        let descriptors = Dictionary(inodes.map { ($1, $0) }, uniquingKeysWith: min)
        var candidates: [Int] = []
        for reading in watched.sorted() {
            guard let peer = inodes[reading].flatMap({ peers[$0] }), let writing = descriptors[peer],
                // Made in one call, and after the loop's epoll; the loop listens at one end only.
                writing == reading + 1, reading > epoll, !watched.contains(writing)
            else { continue }
            candidates.append(writing)
        }
        let adjacent = candidates.first { $0 == epoll + 2 }
        guard let chosen = candidates.count == 1 ? candidates[0] : adjacent else { return nil }
        descriptor = chosen
    }

    /// Looks for the pair of the loop that waits at an epoll descriptor of a process.
    init?(pid: Int, epoll: Int) {
        guard let text = FileFacts.text(of: "/proc/\(pid)/fdinfo/\(epoll)", limit: 1 << 22) else { return nil }
        var inodes: [Int: UInt64] = [:]
        for descriptor in FileFacts.names(in: "/proc/\(pid)/fd").compactMap({ Int($0) }) {
            guard let link = FileFacts.link("/proc/\(pid)/fd/\(descriptor)"), link.hasPrefix("socket:[") else {
                continue
            }
            inodes[descriptor] = UInt64(link.dropFirst(8).dropLast())
        }
        self.init(epoll: epoll, watched: Self.watched(in: text), inodes: inodes, peers: UnixPeers.of(pid))
    }

    /// The descriptors that an epoll descriptor waits for, from its `fdinfo`.
    static func watched(in text: String) -> Set<Int> {
        Set(
            text.split(separator: "\n").compactMap { line in
                guard line.hasPrefix("tfd:") else { return nil }
                return line.dropFirst(4).split(separator: " ").first.flatMap { Int($0) }
            })
    }

    /// Wakes the loop; false where that is not permitted.
    func wake(_ pid: Int) -> Bool {
        let process = looptop_pidfd_open(pid_t(pid))
        guard process >= 0 else { return false }
        defer { close(process) }
        let socket = looptop_pidfd_getfd(process, Int32(descriptor))
        guard socket >= 0 else { return false }
        defer { close(socket) }
        return send(socket, [0 as UInt8], 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) == 1
    }
}
