/// What `/proc/PID/status` tells.
struct ProcessStatus: Hashable {
    /// `R`, `S`, `T` (stopped), `t` (stopped by a tracer), `Z`, ...
    let state: Character
    /// Effective user and group id, as seen from our user namespace.
    let uid: UInt32
    let gid: UInt32
    /// All of its user ids are the same: the kernel lets its own user look into it.
    let hasOneUser: Bool
    /// Who traces it; 0 for nobody.
    let tracer: Int
    /// Its number in its own pid namespace.
    let innerPid: Int
    /// 0 without, 1 strict, 2 with a filter of system calls.
    let seccomp: Int
    /// Effective capabilities, a bit each.
    let capabilities: UInt64

    /// Whether it may trace processes of others (`CAP_SYS_PTRACE`).
    var mayTraceAll: Bool { capabilities & 1 << 19 != 0 }

    /// Reads the file's text.
    init?(parsing text: String) {
        var fields: [Substring: [Substring]] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...].split { $0 == "\t" || $0 == " " }
        }
        guard let state = fields["State"]?.first?.first, let users = fields["Uid"], users.count == 4,
            let groups = fields["Gid"], groups.count == 4, let uid = UInt32(users[1]), let gid = UInt32(groups[1]),
            let pid = fields["NSpid"]?.last ?? fields["Pid"]?.first, let innerPid = Int(pid)
        else { return nil }
        self.state = state
        self.uid = uid
        self.gid = gid
        self.innerPid = innerPid
        hasOneUser = Set(users[..<3]).count == 1 && Set(groups[..<3]).count == 1
        tracer = fields["TracerPid"]?.first.flatMap { Int($0) } ?? 0
        seccomp = fields["Seccomp"]?.first.flatMap { Int($0) } ?? 0
        capabilities = fields["CapEff"]?.first.flatMap { UInt64($0, radix: 16) } ?? 0
    }

    /// The status of a process, or of one of its threads.
    init?(pid: Int, thread: Int? = nil) {
        let place = thread.map { "/proc/\(pid)/task/\($0)/status" } ?? "/proc/\(pid)/status"
        guard let text = FileFacts.text(of: place) else { return nil }
        self.init(parsing: text)
    }
}
