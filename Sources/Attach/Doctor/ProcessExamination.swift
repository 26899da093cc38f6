import Glibc
import Model
import Outside
import Wire

/// What of one process decides over what looptop can do with it.
struct ProcessExamination {
    /// An agent that is in it already.
    struct Agent: Hashable {
        var socket: String
        /// Another user's, whose socket we may not connect to.
        var isForbidden = false
        /// Why it does not answer; nil where it does.
        var silence: String?
        var version: String?
        /// The loops that it has seen; nil where it does not answer.
        var loops: [Loop]?
        /// What has failed in it.
        var trouble: AgentTrouble?
    }

    let pid: Int
    /// What its command line calls it.
    var name: String
    var status: ProcessStatus
    /// Our own effective user.
    var ownUser: UInt32
    /// The file that it runs; empty where we may not look.
    var executable: String
    /// Its Python, as far as its files tell.
    var python: PythonVersion?
    var threads: Int
    /// The namespaces that it does not share with us: `mnt`, `pid`, `net`, `user`; nil where we may not look.
    var foreignNamespaces: [String]?
    /// What its control group says about the container: `docker`, `kubepods`.
    var container: String?
    /// Whether its root directory is ours.
    var isRootShared: Bool
    var agent: Agent?
    /// Processes of its application that have an agent, where it leads one.
    var workers: [Int]
    /// `asyncio` or `uvloop`, where an agentless process looks like it; nil where it does not.
    var loop: String?
    var way: Result<InjectionPlan, InjectionRefusal>
    /// Where its agent's socket would go, as the process sees it.
    var socketDirectory: String?
    /// Why it can go nowhere else that looptop knows of; the places in the order in which they are tried.
    var refusedDirectories: [SocketPlace.Refusal]

    /// Looks at a process; nil where there is none.
    init?(pid: Int, environment: [String: String]) async {
        guard let target = TargetProcess(pid: pid) else { return nil }
        self.pid = pid
        name = Self.name(executable: target.executable, arguments: ProcessFacts.arguments(of: pid))
        status = target.status
        ownUser = geteuid()
        executable = target.executable
        threads = target.threads.count
        way = Injector.inspect(pid)
        python = (try? way.get())?.python ?? Self.python(of: target)
        foreignNamespaces = Self.foreignNamespaces(of: pid)
        container = Self.container(FileFacts.text(of: "/proc/\(pid)/cgroup") ?? "")
        isRootShared = target.prefix.isEmpty
        (socketDirectory, refusedDirectories) = (try? SocketPlace.find(for: target)) ?? (nil, [])
        loop = Unprepared.service(pid)?.loop
        let services = (try? Discovery.services(environment: environment)) ?? []
        workers = services.filter { $0.application == pid && $0.pid != pid }.map(\.pid)
        if let service = services.first(where: { $0.pid == pid }) { agent = await Self.ask(service) }
    }

    /// As long as a first picture may take elsewhere: an agent on a machine without a free CPU answers late, and nothing is wrong
    /// with it.
    private static let patience = Duration.seconds(10)

    private static func ask(_ service: DiscoveredService) async -> Agent {
        guard service.isOurs else { return Agent(socket: service.socket, isForbidden: true) }
        do throws(ConnectionError) {
            let connection = try await service.open(timeout: patience)
            defer { connection.close() }
            let picture = try await connection.picture(topics: [.vitals], timeout: patience)
            return Agent(
                socket: service.socket, version: connection.service.agent, loops: picture.loops,
                trouble: picture.vitals?.trouble)
        } catch {
            return Agent(socket: service.socket, silence: error.message)
        }
    }

    /// What a Python runs; of another program its own name.
    static func name(executable: String, arguments: [String]) -> String {
        let program = (executable.isEmpty ? arguments.first ?? "?" : executable).split(separator: "/").last ?? "?"
        return program.hasPrefix("python") ? ServiceCommand(arguments).name : String(program)
    }

    private static func python(of target: TargetProcess) -> PythonVersion? {
        let mappings = MemoryMapping.all(of: target.pid) ?? []
        if let version = ElfSymbols(process: target, mappings: mappings).version { return version }
        let paths = [target.executable] + mappings.filter(\.isOfFile).map(\.path)
        return paths.lazy.compactMap { PythonVersion(inPath: $0) }.first
    }

    private static func foreignNamespaces(of pid: Int) -> [String]? {
        guard FileFacts.link("/proc/\(pid)/ns/mnt") != nil else { return nil }
        return ["mnt", "pid", "net", "user"].filter {
            FileFacts.link("/proc/\(pid)/ns/\($0)") != FileFacts.link("/proc/self/ns/\($0)")
        }
    }

    /// The first word that a container's control group is known by.
    static func container(_ text: String) -> String? {
        ["docker", "kubepods", "libpod", "containerd", "lxc", "machine.slice"].first { text.holds($0) }
    }
}
