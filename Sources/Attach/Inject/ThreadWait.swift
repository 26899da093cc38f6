/// What a thread does at this moment, as the kernel knows it.
enum ThreadWait: Hashable {
    /// It runs, or could: no system call holds it.
    case running
    /// It waits for any of the descriptors of this epoll descriptor.
    case epoll(descriptor: Int)
    /// It waits for time to pass, for data, for a child, for a signal: nothing of its own is half done.
    case quiet(String)
    /// It waits for a lock: whether it holds another one meanwhile, such as the interpreter's, cannot be seen.
    case lock
    /// It is in a call of which we do not know what it holds.
    case other(Int)

    /// Reads `/proc/PID/task/TID/syscall`.
    init(parsing text: String) {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard let number = fields.first.flatMap({ Int($0) }), number >= 0 else {
            self = .running
            return
        }
        let first = fields.count > 1 ? Int(fields[1].dropFirst(2), radix: 16) : nil
        if Machine.epollWaits.contains(number), let descriptor = first {
            self = .epoll(descriptor: descriptor)
        } else if let name = Machine.quietWaits[number] {
            self = .quiet(name)
        } else if Machine.futexes.contains(number) {
            self = .lock
        } else if number == Machine.restarted {
            self = Self.restarted(fields.dropFirst().map { UInt64($0.dropFirst(2), radix: 16) ?? 0 })
        } else {
            self = .other(number)
        }
    }

    /// Which call goes on: its arguments are still there.
    private static func restarted(_ arguments: [UInt64]) -> ThreadWait {
        guard arguments.count >= 6 else { return .other(Machine.restarted) }
        func isAddress(_ argument: UInt64) -> Bool { argument >= 1 << 16 }
        // futex: the word, FUTEX_WAIT or FUTEX_WAIT_BITSET with its flags, a value, the time, and all bits of the last one.
        let isTimedLock =
            [0, 9].contains(arguments[1] & ~0x180) && isAddress(arguments[3])
            && arguments[5] & 0xFFFF_FFFF == 0xFFFF_FFFF
        if isAddress(arguments[0]), isTimedLock { return .lock }
        // A clock's number; else the time itself, and where to put what is left of it; else descriptors and their count.
        if !isAddress(arguments[0]) { return .quiet("clock_nanosleep") }
        return .quiet(arguments[1] == 0 || isAddress(arguments[1]) ? "nanosleep" : "poll")
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
        case .running, .lock, .other: false
        }
    }
}
