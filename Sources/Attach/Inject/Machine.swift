import Glibc

/// The machine that we run on, and all that differs from one kind to another: nothing else in the program does.
///
/// Both kinds have 64 bits, the lower byte first, which is what `ElfFile`, `DebugOffsets` and `UnixPeers` read. The agent is
/// plain Python. Whether a C `char` has a sign, and how large a page is, is asked nowhere. What is packed for people to
/// install (`Packaging`) is named after x86-64.
enum Machine {
    /// x86-64, else ARM (aarch64): no other is supported.
    static let isX86: Bool = {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: &names.machine) { $0.starts(with: Array("x86_64".utf8)) }
    }()

    /// The register that holds a function's first argument, as gdb calls it.
    static var firstArgument: String { isX86 ? "$rdi" : "$x0" }

    /// System calls that wait with nothing half done; numbers as the kernel has them, here and below.
    static let quietWaits: [Int: String] =
        isX86
        ? [
            0: "read", 1: "write", 7: "poll", 19: "readv", 20: "writev", 23: "select", 34: "pause", 35: "nanosleep",
            40: "sendfile", 42: "connect", 43: "accept", 44: "sendto", 45: "recvfrom", 46: "sendmsg", 47: "recvmsg",
            61: "wait4", 72: "fcntl", 73: "flock", 128: "rt_sigtimedwait", 130: "rt_sigsuspend",
            230: "clock_nanosleep", 247: "waitid", 257: "openat", 270: "pselect6", 271: "ppoll", 275: "splice",
            288: "accept4", 299: "recvmmsg",
        ]
        : [
            25: "fcntl", 32: "flock", 56: "openat", 63: "read", 64: "write", 65: "readv", 66: "writev",
            71: "sendfile", 72: "pselect6", 73: "ppoll", 76: "splice", 95: "waitid", 101: "nanosleep",
            115: "clock_nanosleep", 133: "rt_sigsuspend", 137: "rt_sigtimedwait", 202: "accept", 203: "connect",
            206: "sendto", 207: "recvfrom", 211: "sendmsg", 212: "recvmsg", 242: "accept4", 243: "recvmmsg",
            260: "wait4",
        ]

    /// Those that wait for the descriptors of an epoll descriptor.
    static let epollWaits: Set<Int> = isX86 ? [232, 281, 441] : [22, 441]

    /// Those that wait for a lock.
    static let futexes: Set<Int> = isX86 ? [202, 449, 455] : [98, 449, 455]

    /// What the kernel makes of a timed wait, and of any `poll`, that was stopped and goes on: after a debugger's visit, or
    /// SIGSTOP and SIGCONT.
    static let restarted = isX86 ? 219 : 128
}
