import Glibc
import Outside

/// What of this machine decides over what looptop can do here.
public struct MachineFacts: Hashable, Sendable {
    /// How the directory of the debug sockets stands.
    public enum Place: Hashable, Sendable {
        /// It will be made when it is needed, or cannot be made for this reason.
        case missing(obstacle: String?)
        case notADirectory
        case directory(owner: UInt32, mode: UInt32)
    }

    /// The directory of the debug sockets; a sentence where the rule cannot name one.
    public var sockets: Result<SocketDirectory, AttachError>
    /// How it stands.
    public var place: Place
    /// Our effective user id.
    public var uid: UInt32
    /// Whether we may look into processes of others (`CAP_SYS_PTRACE`).
    public var mayTraceAll: Bool
    /// Yama's `ptrace_scope`; nil where the kernel has none.
    public var ptraceScope: Int?
    /// Why another process's memory cannot be read even where it is ours: an error number.
    public var memoryError: Int32?
    /// Whether a filter of system calls keeps watch over us.
    public var isFiltered: Bool
    /// gdb; nil where there is none.
    public var debugger: ToolVersion?
    /// The command that installs a package here: `apt install`.
    public var installer: String
    /// How many files of the agent this program carries.
    public var agentFiles: Int
    /// The version that they are of; nil where they do not say.
    public var agentVersion: String?
    /// The Python that the demo would run on; nil where there is none.
    public var python: ToolVersion?
    /// Which of the programs that lead elsewhere are here: `ssh`, `docker`, `kubectl`.
    public var ways: [String]

    /// Looks around.
    public static func gather(environment: [String: String]) async -> MachineFacts {
        let own = ProcessStatus(pid: Int(getpid()))
        let sockets = Result { () throws(AttachError) in try SocketDirectory(environment: environment) }
        let scope = FileFacts.text(of: "/proc/sys/kernel/yama/ptrace_scope").flatMap { Int($0.prefix(1)) }
        var python: ToolVersion?
        if let path = ToolVersion.path(of: "python3", in: environment) {
            python = await ToolVersion.ask(path, environment: environment)
        }
        var debugger: ToolVersion?
        if let path = Debugger.find() { debugger = await ToolVersion.ask(path, environment: environment) }
        return MachineFacts(
            sockets: sockets, place: (try? sockets.get()).map { place(of: $0.path) } ?? .notADirectory,
            uid: geteuid(), mayTraceAll: own?.mayTraceAll ?? false, ptraceScope: scope, memoryError: memoryError(),
            isFiltered: own?.seccomp == 2, debugger: debugger,
            installer: installer(FileFacts.text(of: "/etc/os-release") ?? ""),
            agentFiles: EmbeddedFiles.files(under: "agent").count, agentVersion: AgentVersion.embedded, python: python,
            ways: ["ssh", "docker", "podman", "kubectl"].filter { ToolVersion.path(of: $0, in: environment) != nil })
    }

    private static func place(of path: String) -> Place {
        var facts = stat()
        if lstat(path, &facts) == 0 {
            guard facts.st_mode & S_IFMT == S_IFDIR else { return .notADirectory }
            return .directory(owner: facts.st_uid, mode: UInt32(facts.st_mode & 0o7777))
        }
        let parent = path.lastIndex(of: "/").map { path[..<$0] }.map { $0.isEmpty ? "/" : String($0) } ?? "/"
        return .missing(obstacle: access(parent, W_OK | X_OK) == 0 ? nil : "\(parent): \(lastError())")
    }

    /// Reads our own memory as another's would be read: a container's filter forbids the call whoever is meant.
    private static func memoryError() -> Int32? {
        let probe: [UInt8] = [1]
        return probe.withUnsafeBytes { bytes in
            let address = UInt64(UInt(bitPattern: bytes.baseAddress))
            do throws(MemoryError) {
                _ = try RemoteMemory(pid: Int(getpid())).read(address, count: 1)
                return nil
            } catch {
                return error.code
            }
        }
    }

    /// Which command installs a package, by `/etc/os-release`.
    static func installer(_ release: String) -> String {
        var names: Set<Substring> = []
        for line in release.split(separator: "\n") where line.hasPrefix("ID=") || line.hasPrefix("ID_LIKE=") {
            let words = line.drop { $0 != "=" }.dropFirst().filter { $0 != "\"" }
            names.formUnion(words.split(separator: " ").map { Substring($0) })
        }
        let known: [(Set<Substring>, String)] = [
            (["debian", "ubuntu"], "apt install"), (["fedora", "rhel", "centos"], "dnf install"),
            (["alpine"], "apk add"), (["arch"], "pacman -S"), (["suse", "opensuse"], "zypper install"),
        ]
        return known.first { !$0.0.isDisjoint(with: names) }?.1 ?? "apt install"
    }
}

/// The version of the agent's files.
enum AgentVersion {
    /// That of the files which this program carries; nil where there are none.
    static var embedded: String? { EmbeddedFiles.text(of: "agent/looptop/version.py").flatMap(parse) }

    /// Reads `__version__ = "0.1.0"`.
    static func parse(_ text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("__version__") }.flatMap { line in
            let parts = line.split(separator: "\"")
            return parts.count == 2 ? String(parts[1]) : nil
        }
    }
}
