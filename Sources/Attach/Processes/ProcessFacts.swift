import Glibc
import Model

/// What `/proc` tells about a process.
struct ProcessFacts {
    let pid: Int
    let parent: Int
    /// When it started, in clock ticks since boot: with the pid, it names a process for good.
    let startTicks: UInt64
    /// `R`, `S`, `T`, `Z`, ...
    let state: Character
    /// Of a dead one: what its parent will be told of its end; nil where we may not know.
    let waitStatus: Int32?

    /// Reads `/proc/PID/stat`; nil where there is no such process.
    init?(pid: Int) {
        guard let text = FileFacts.text(of: "/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return nil }
        // The name before may hold anything, spaces and parentheses too; the fields are counted from behind it.
        let fields = text[text.index(after: end)...].split { $0.isWhitespace }
        guard fields.count > 19, let state = fields[0].first, let parent = Int(fields[1]),
            let ticks = UInt64(fields[19])
        else { return nil }
        self.pid = pid
        self.parent = parent
        self.startTicks = ticks
        self.state = state
        waitStatus = state == "Z" && fields.count > 49 && Self.mayLook(into: pid) ? Int32(fields[49]) : nil
    }

    /// The kernel tells others 0 in the place of what they may not know.
    private static func mayLook(into pid: Int) -> Bool {
        var facts = stat()
        return geteuid() == 0 || stat("/proc/\(pid)", &facts) == 0 && facts.st_uid == geteuid()
    }

    /// How long it has been there, seconds; nil where the kernel does not tell.
    var age: Double? {
        guard let text = FileFacts.text(of: "/proc/uptime"),
            let up = text.split(separator: " ").first.flatMap({ Double($0) })
        else { return nil }
        return up - Double(startTicks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// When the machine started, Unix seconds.
    static var bootTime: Double? {
        let lines = FileFacts.text(of: "/proc/stat", limit: 1 << 22)?.split(separator: "\n") ?? []
        return lines.first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
    }

    /// Pids of all processes that we can see.
    static var pids: [Int] {
        FileFacts.names(in: "/proc").compactMap { Int($0) }
    }

    /// The command line.
    static func arguments(of pid: Int) -> [String] {
        guard let bytes = FileFacts.contents(of: "/proc/\(pid)/cmdline") else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The process's number in its own pid namespace.
    static func innerPid(of pid: Int) -> Int? {
        guard let status = FileFacts.text(of: "/proc/\(pid)/status"),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("NSpid:") })
        else { return nil }
        return line.split(whereSeparator: { $0 == "\t" || $0 == " " }).last.flatMap { Int($0) }
    }

    /// Whether the process runs Python, by its executable or a library that it has loaded.
    static func isPython(_ pid: Int) -> Bool {
        let name = FileFacts.link("/proc/\(pid)/exe")?.split(separator: "/").last ?? ""
        if name.hasPrefix("python") || name.hasPrefix("pypy") { return true }
        return FileFacts.text(of: "/proc/\(pid)/maps", limit: 1 << 22)?.holds("/libpython") ?? false
    }

    /// The children of a process, theirs, and so on.
    static func descendants(of ancestor: Int) -> [Int] {
        var children: [Int: [Int]] = [:]
        for facts in pids.compactMap(ProcessFacts.init) { children[facts.parent, default: []].append(facts.pid) }
        var found: [Int] = []
        var next = children[ancestor] ?? []
        while let pid = next.popLast() {
            found.append(pid)
            next += children[pid] ?? []
        }
        return found.sorted()
    }
}
