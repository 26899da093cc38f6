/// What a thread does at this moment, as the kernel knows it.
enum ThreadWait: Hashable {
    /// It runs, or could: no system call holds it.
    case running
    /// It waits for any of the descriptors of this epoll descriptor.
    case epoll(descriptor: Int)
    /// It waits for time to pass, for data, for a child: nothing of its own is half done.
    case quiet(String)
    /// It waits for a lock or is in a call of which we do not know what it holds.
    case other(Int)

    /// System calls that wait with nothing half done, by machine; numbers as the kernel has them.
    private static let quiet: [Int: String] =
        Machine.isX86
        ? [
            0: "read", 7: "poll", 23: "select", 34: "pause", 35: "nanosleep", 42: "connect", 43: "accept",
            45: "recvfrom", 47: "recvmsg", 61: "wait4", 230: "clock_nanosleep", 247: "waitid", 270: "pselect6",
            271: "ppoll", 288: "accept4",
        ]
        : [
            63: "read", 72: "pselect6", 73: "ppoll", 95: "waitid", 101: "nanosleep", 115: "clock_nanosleep",
            202: "accept", 203: "connect", 207: "recvfrom", 212: "recvmsg", 242: "accept4", 260: "wait4",
        ]
    private static let epoll: Set<Int> = Machine.isX86 ? [232, 281, 441] : [22, 441]

    /// Reads `/proc/PID/task/TID/syscall`.
    init(parsing text: String) {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard let first = fields.first, let number = Int(first), number >= 0 else {
            self = .running
            return
        }
        if Self.epoll.contains(number), fields.count > 1, let descriptor = Int(fields[1].dropFirst(2), radix: 16) {
            self = .epoll(descriptor: descriptor)
        } else if let name = Self.quiet[number] {
            self = .quiet(name)
        } else {
            self = .other(number)
        }
    }

    /// What a thread does now; nil where it has ended, or we may not look.
    init?(pid: Int, thread: Int) {
        guard let text = FileFacts.text(of: "/proc/\(pid)/task/\(thread)/syscall") else { return nil }
        self.init(parsing: text)
    }

    /// The number of the system call that a thread is in; nil where it is in none.
    static func number(pid: Int, thread: Int) -> Int? {
        FileFacts.text(of: "/proc/\(pid)/task/\(thread)/syscall")?.split(separator: " ").first
            .flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Python can be called from here as if the thread had come back.
    var isQuiet: Bool {
        switch self {
        case .epoll, .quiet: true
        case .running, .other: false
        }
    }
}
