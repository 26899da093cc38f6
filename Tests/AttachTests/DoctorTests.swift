import Glibc
import Model
import Testing

@testable import Attach

/// What `looptop doctor` makes of what it has seen: pure values.
struct DoctorTests {
    private func machine(_ change: (inout MachineFacts) -> Void = { _ in }) throws -> [String: Check] {
        var facts = MachineFacts(
            sockets: .success(try SocketDirectory(environment: ["LOOPTOP_DIR": "/run/x"], uid: 1000)),
            place: .directory(owner: 1000, mode: 0o700), uid: 1000, mayTraceAll: false, ptraceScope: 0,
            memoryError: nil, isFiltered: false, debugger: ToolVersion(path: "/usr/bin/gdb", line: "GNU gdb 13.1"),
            installer: "apt install", agentFiles: 60, agentVersion: "0.1.0",
            python: ToolVersion(path: "/usr/bin/python3", line: "Python 3.11.2"), ways: ["ssh"])
        change(&facts)
        return Dictionary(uniqueKeysWithValues: facts.checks.map { ($0.subject, $0) })
    }

    @Test func `where all is well, nothing is to be done`() throws {
        let checks = try machine()
        #expect(checks.values.allSatisfy { $0.verdict == .ok && $0.remedy == nil })
        #expect(checks["gdb"]?.sentence == "/usr/bin/gdb, GNU gdb 13.1")
    }

    @Test func `the directory of the sockets must be ours alone`() throws {
        let bad: [(MachineFacts.Place, String)] = [
            (.directory(owner: 0, mode: 0o700), "belongs to uid 0"),
            (.directory(owner: 1000, mode: 0o755), "mode 0755"),
            (.notADirectory, "not a directory"), (.missing(obstacle: "/run: Permission denied"), "Permission denied"),
        ]
        for (place, words) in bad {
            let check = try #require(try machine { $0.place = place }["sockets"])
            #expect(check.verdict == .problem && check.sentence.contains(words) && check.remedy != nil)
        }
        #expect(try machine { $0.place = .missing(obstacle: nil) }["sockets"]?.verdict == .ok)
        let relative = try machine { $0.sockets = .failure(.usage("LOOPTOP_DIR is not absolute: x")) }
        #expect(relative["sockets"]?.verdict == .problem)
        let long = "/run/" + String(repeating: "d", count: 100)
        let far = try machine {
            $0.sockets = Result { () throws(AttachError) in
                try SocketDirectory(environment: ["LOOPTOP_DIR": long], uid: 1000)
            }
        }
        #expect(far["sockets"]?.sentence.contains("too long") == true)
    }

    @Test(arguments: [
        (1, false, Check.Verdict.note, "sysctl"), (2, false, .note, "sudo"), (3, true, .problem, "restart"),
        (1, true, .ok, ""),
    ])
    func `what ptrace_scope means depends on who we are`(
        scope: Int, mayTraceAll: Bool, verdict: Check.Verdict, remedy: String
    ) throws {
        let check = try #require(
            try machine {
                $0.ptraceScope = scope
                $0.mayTraceAll = mayTraceAll
            }["access"])
        #expect(check.verdict == verdict && (check.remedy ?? "").contains(remedy))
    }

    @Test func `without gdb the package is named, in the words of the distribution`() throws {
        let check = try #require(
            try machine {
                $0.debugger = nil
                $0.installer = MachineFacts.installer("NAME=x\nID=rocky\nID_LIKE=\"rhel centos fedora\"\n")
            }["gdb"])
        #expect(check.verdict == .note && check.remedy == "dnf install gdb")
        #expect(MachineFacts.installer("ID=alpine") == "apk add")
        #expect(MachineFacts.installer("") == "apt install")
    }

    @Test func `a filter of system calls is named where memory cannot be read`() throws {
        let check = try #require(
            try machine {
                $0.memoryError = EPERM
                $0.isFiltered = true
            }["memory"])
        #expect(check.verdict == .problem && check.sentence.contains("seccomp"))
        #expect(check.remedy?.contains("SYS_PTRACE") == true)
    }

    @Test func `services with an agent, with one that is silent, and without`() {
        let services = [
            ListedService(pid: 3, name: "c", access: .noAgent(wayIn: "")),
            ListedService(pid: 1, name: "a", access: .agent(socket: "/s"), python: "3.12.1"),
            ListedService(pid: 2, name: "b", access: .unanswered(socket: "/s", reason: "it is stopped")),
        ]
        let checks = ServiceChecks.checks(of: services) { .failure(.freeThreaded(pid: $0)) }
        #expect(checks.map(\.verdict) == [.ok, .problem, .problem])
        #expect(checks[0].sentence.contains("Python 3.12.1") && checks[1].remedy == "looptop doctor 2")
        #expect(checks[2].sentence.contains("free-threaded"))
        // One that has ended since it was listed is no problem.
        let later = ServiceChecks.checks(of: services) { .failure(.noProcess(pid: $0)) }
        #expect(later.map(\.verdict) == [.ok, .problem])
        #expect(ServiceChecks.checks(of: []) { .failure(.noProcess(pid: $0)) }.map(\.verdict) == [.note])
    }

    @Test func `the version of the agent is read from its file`() {
        #expect(AgentVersion.parse("\"\"\"x\"\"\"\n\n__version__ = \"1.2.3\"\n") == "1.2.3")
        #expect(AgentVersion.parse("version = 1") == nil)
        #expect(AgentVersion.embedded != nil)
    }

    @Test func `a process is called by what it runs`() {
        let name = ProcessExamination.name
        #expect(name("/usr/bin/python3.12", ["python", "/srv/shop.py", "80"]) == "shop")
        #expect(name("/opt/uwsgi", ["uwsgi", "--http-socket", "127.0.0.1:80"]) == "uwsgi")
        #expect(name("", ["/usr/sbin/sshd: /usr/sbin/sshd"]) == "sshd")
        #expect(name("", []) == "?")
    }

    @Test func `a container is known by its control group`() {
        #expect(ProcessExamination.container("0::/system.slice/docker-ab.scope\n") == "docker")
        #expect(ProcessExamination.container("0::/kubepods/burstable/pod1/x\n") == "kubepods")
        #expect(ProcessExamination.container("0::/user.slice\n") == nil)
    }
}
