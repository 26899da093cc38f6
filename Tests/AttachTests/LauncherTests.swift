import Foundation
import Testing

@testable import Attach

/// Real processes, started as `looptop run` starts them.
@Suite(.serialized, .timeLimit(.minutes(10))) struct LauncherTests {
    let directory: TemporaryDirectory
    let environment: [String: String]

    init() throws {
        directory = try TemporaryDirectory()
        environment = ProcessInfo.processInfo.environment.merging(["LOOPTOP_DIR": directory.path]) { $1 }
    }

    private func launch(_ command: String..., name: String? = nil) async throws -> LaunchedService {
        try await Launcher.launch(LaunchRequest(command: command, name: name, environment: environment))
    }

    private func refusal(_ command: String...) async -> AttachError? {
        await #expect(throws: AttachError.self) {
            try await Launcher.launch(LaunchRequest(command: command, environment: environment))
        }
    }

    static let service = """
        import asyncio, os, sys
        files = [os.path.realpath("/proc/self/fd/" + name) for name in os.listdir("/proc/self/fd")]
        print("ready", sys.argv[1:], os.read(0, 1), os.getsid(0) == os.getpid(), sorted(files), flush=True)
        asyncio.run(asyncio.sleep(60))
        """

    @Test func aScriptIsStartedUnchangedInItsOwnSession() async throws {
        let script = try directory.write("app.py", Self.service)
        let leak = open(script, O_RDONLY)
        defer { close(leak) }
        let launched = try await launch("python3", script, "--port", "80")
        defer { launched.cleanUp() }
        #expect(launched.service.pid == launched.process.pid)
        #expect(SocketProbe.ask(launched.service.socket) == .listening(pid: launched.service.pid))
        let line = try await eventually { launched.log.lastLines(1).first }
        #expect(line.hasPrefix("ready ['--port', '80'] b'' True"))
        #expect(!line.contains("app.py"), "a descriptor of ours is open in the service")
        var facts = stat()
        #expect(stat(launched.log.path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    }

    @Test func aModuleIsStartedAndNamed() async throws {
        _ = try directory.write("shop.py", Self.service)
        let shell = "cd \(directory.path) && exec python3 -m shop"
        let launched = try await launch("sh", "-c", shell, name: "my shop")
        defer { launched.cleanUp() }
        #expect(launched.service.name == "my shop")
    }

    @Test func theChildOfAWrapperIsTheService() async throws {
        let script = try directory.write("app.py", Self.service)
        let launched = try await launch("sh", "-c", "python3 \(script); true")
        defer { launched.cleanUp() }
        #expect(launched.service.pid != launched.process.pid)
        #expect(ProcessFacts.descendants(of: launched.process.pid).contains(launched.service.pid))
    }

    @Test func aScriptThatWorksBeforeItStartsPythonIsWaitedFor() async throws {
        let script = try directory.write("app.py", Self.service)
        let launched = try await launch("sh", "-c", "timeout 4 sh -c 'while :; do :; done'; exec python3 \(script)")
        defer { launched.cleanUp() }
        #expect(launched.service.pid == launched.process.pid)
    }

    @Test func cleaningUpLeavesNothing() async throws {
        let launched = try await launch("python3", try directory.write("app.py", Self.service))
        launched.cleanUp()
        #expect(launched.process.poll() != nil)
        let rest = FileFacts.names(in: directory.path).filter { !$0.hasPrefix("agent-") }
        #expect(rest == ["app.py"])
    }

    @Test func theDemoIsStarted() async throws {
        let launched = try await Launcher.launch(DemoService.request(python: nil, environment: environment))
        defer { launched.cleanUp() }
        #expect(launched.service.name == "orders")
        let line = try await eventually { launched.log.lastLines(1).first }
        #expect(line.hasPrefix("orders: serving on http://127.0.0.1:"))
    }

    @Test func aMissingCommandIsSaid() async {
        let error = await refusal("no-such-command")
        #expect(error?.status == 1)
        #expect(error?.message.contains("no-such-command: No such file or directory") == true)
        #expect(FileFacts.names(in: directory.path).filter { $0.hasSuffix(".log") }.isEmpty)
    }

    @Test func aScriptWithoutItsPythonIsSaid() async throws {
        let script = try directory.write("app.py", Self.service)
        #expect(await refusal(script)?.message.contains("python3 \(script)") == true)
    }

    @Test func aServiceThatEndsAtOnceShowsItsLastWords() async {
        let error = await refusal("python3", "-c", "import sys; print('no port'); sys.exit(3)")
        #expect(error?.message.contains("exit status 3") == true)
        #expect(error?.message.contains("no port") == true)
    }

    @Test func aProgramThatIsNotPythonIsSaid() async {
        let error = await refusal("sleep", "60")
        #expect(error?.message.contains("not a Python program") == true)
    }

    @Test func aPythonThatIgnoresItsEnvironmentIsSaid() async {
        let error = await refusal("python3", "-sI", "-c", "import time; time.sleep(60)")
        #expect(error?.message.contains("with -I, which ignores PYTHONPATH") == true)
    }

    @Test(arguments: [
        (["python3", "-I", "x.py"], "-I"), (["python3", "-sE", "-c", "1"], "-E"), (["python3", "x.py", "-I"], nil),
        (["python3", "-m", "x", "-E"], nil), (["python3", "-cIE"], nil), (["python3"], nil),
    ])
    func optionsThatIsolate(_ arguments: [String], _ option: String?) {
        #expect(Launcher.isolation(in: arguments) == option)
    }
}
