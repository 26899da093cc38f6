import Glibc
import Model

/// A service that we have started and whose agent answers.
public struct LaunchedService: Sendable {
    /// The process that was started.
    public let process: ChildProcess
    /// The service: that process, or the one of its children that has the agent.
    public let service: DiscoveredService
    /// Where its output goes.
    public let log: LogFile
    /// Other processes that it has started and that have an agent: workers, or the child of a reloader.
    public let others: [DiscoveredService]

    /// The process to name and to stop: of a server with workers their master, else the service's.
    public var pid: Int { service.application == process.pid ? process.pid : service.pid }
    /// Those of the others that are another application.
    public var strangers: [DiscoveredService] { others.filter { ($0.application ?? $0.pid) != pid } }

    /// Ends the process soon and removes all that it has left behind, its output too.
    public func cleanUp() {
        process.stop(patience: .milliseconds(500))
        log.remove()
        if let folder = service.socket.lastIndex(of: "/") {
            _ = Discovery.service(of: service.pid, in: String(service.socket[..<folder]))
        }
    }
}

/// Starts services with the agent loaded (`looptop run`).
public struct Launcher {
    private let request: LaunchRequest
    private let directory: SocketDirectory
    private let process: ChildProcess
    private let log: LogFile
    private let started = ContinuousClock.now

    /// Starts the command and returns once its agent answers.
    public static func launch(_ request: LaunchRequest) async throws -> LaunchedService {
        let launcher = try Launcher(request)
        do {
            return try await launcher.waitForAgent()
        } catch {
            launcher.process.stop()
            throw error
        }
    }

    private init(_ request: LaunchRequest) throws(AttachError) {
        guard let program = request.command.first, !program.isEmpty else {
            throw .usage("no command to run: looptop run -- python app.py")
        }
        self.request = request
        directory = try SocketDirectory(environment: request.environment)
        try directory.prepare()
        let agent = try AgentFiles.install("agent", in: directory)
        let (log, descriptor) = try LogFile.create(in: directory)
        defer { close(descriptor) }
        self.log = log
        do {
            process = try ChildProcess(
                request.command,
                environment: request.serviceEnvironment(agent: agent, launcher: Int(getpid())),
                output: descriptor)
        } catch {
            log.remove()
            throw error
        }
    }

    private func waitForAgent() async throws -> LaunchedService {
        var pause = Duration.milliseconds(5)
        var rest = FamilyRest(now: started)
        var looked: Set<String> = []
        while true {
            if let found = agents() { return found }
            if let ending = process.poll() { throw ended(ending) }
            let waited = ContinuousClock.now - started
            if waited > .seconds(1) {
                let family = [process.pid] + ProcessFacts.descendants(of: process.pid)
                let rested = rest.rested(family, now: .now)
                if let reason = hopeless(family, rested: rested, waited: waited, looked: &looked) {
                    // One that has ended meanwhile looks like no Python either.
                    if let ending = process.poll() { throw ended(ending) }
                    throw reason
                }
                // A process that works is still on its way.
                let patience = rested < Self.standstill ? request.patience * 6 : request.patience
                if waited > patience { throw silent(after: waited) }
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(100))
        }
    }

    /// How long processes do nothing that are not on their way to anything.
    private static let standstill = Duration.seconds(2)

    /// How long a process without a loop is given for one, in itself or in workers.
    private static let grace = Duration.seconds(2)

    /// The service, once it answers: the started process itself if it has a loop; after a moment of grace, a child with an
    /// agent, or a process without a loop.
    private func agents() -> LaunchedService? {
        let own = Discovery.service(of: process.pid, in: directory.path)
        if let own, own.hasLoop != false { return launched(own) }
        let waited = ContinuousClock.now - started
        if waited > .seconds(1), let child = children(except: process.pid).first(where: { $0.hasLoop != false }) {
            return launched(child)
        }
        return waited > Self.grace ? (own ?? children(except: process.pid).first).map(launched) : nil
    }

    private func launched(_ service: DiscoveredService) -> LaunchedService {
        LaunchedService(process: process, service: service, log: log, others: children(except: service.pid))
    }

    private func children(except pid: Int) -> [DiscoveredService] {
        ProcessFacts.descendants(of: process.pid).filter { $0 != pid }
            .compactMap { Discovery.service(of: $0, in: directory.path) }
    }

    private func ended(_ ending: ProcessEnding) -> AttachError {
        .failed("\(commandName) \(ending.description) before its agent answered\(output)")
    }

    private func silent(after waited: Duration) -> AttachError {
        let seconds = waited.components.seconds
        return .failed(
            "the agent in \(commandName) did not answer within \(seconds) s; it was stopped again\(output)")
    }

    /// Why no agent will ever answer, where that can be seen from outside.
    ///
    /// - Parameter looked: the programs that are not among those that no agent is made for: each is looked into once.
    private func hopeless(
        _ family: [Int], rested: Duration, waited: Duration, looked: inout Set<String>
    ) -> AttachError? {
        let pythons = family.filter(ProcessFacts.isPython)
        if pythons.isEmpty {
            // A script may yet start a Python, as a version manager's does: not one that waits, or works for that long.
            guard rested > Self.standstill || waited > .seconds(8) else { return nil }
            return .failed(
                "\(commandName) is not a Python program, nor has it started one; it was stopped again\n"
                    + "name the Python itself: looptop run -- python app.py" + output)
        }
        let strangers = pythons.filter { pid in
            let program = "\(pid) \(FileFacts.link("/proc/\(pid)/exe") ?? "")"
            guard !looked.contains(program) else { return false }
            if case .failure(let refusal) = Injector.inspect(pid), refusal.isOfInterpreter { return true }
            looked.insert(program)
            return false
        }
        if strangers.count == pythons.count, case .failure(let refusal) = Injector.inspect(strangers[0]) {
            return .failed("\(refusal.sentence); it was stopped again\n\(refusal.remedy)")
        }
        guard let option = pythons.lazy.compactMap({ Self.isolation(in: ProcessFacts.arguments(of: $0)) }).first else {
            return nil
        }
        return .failed(
            "\(commandName) runs Python with \(option), which ignores PYTHONPATH: the agent cannot get in; it was "
                + "stopped again\nrun it without \(option), or `pip install` looptop and start it with LOOPTOP=1")
    }

    /// The option of a Python command line that makes it ignore its environment.
    static func isolation(in arguments: [String]) -> String? {
        for argument in arguments.dropFirst() {
            guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument != "-" else { return nil }
            let letters = argument.dropFirst()
            let flags = letters.prefix { !"mcXW".contains($0) }
            if let option = flags.first(where: { "IE".contains($0) }) { return "-\(option)" }
            // What follows is a module or code, and its own arguments.
            if let next = letters.dropFirst(flags.count).first, "mc".contains(next) { return nil }
        }
        return nil
    }

    private var commandName: String {
        request.command.joined(separator: " ")
    }

    private var output: String {
        let lines = log.lastLines(15)
        guard !lines.isEmpty else { return "\nit has printed nothing (\(log.path))" }
        return "\nthe end of its output (\(log.path)):\n" + lines.map { "  " + $0 }.joined(separator: "\n")
    }
}
