import Model
import Testing
import JSON

@testable import Reports

@Suite("ls")
struct LsReportTests {
    private func worker(_ pid: Int, tasks: Int, lag: Double) -> ListedService {
        ListedService(
            pid: pid, name: "shop", access: .agent(socket: "/s/\(pid).sock"), application: 10, server: "uvicorn",
            python: "3.12.1", loop: "uvloop", tasks: tasks, lag: lag)
    }

    private var services: [ListedService] {
        [
            ListedService(
                pid: 30, name: "mail", access: .noAgent(wayIn: "looptop attach 30"), server: "granian", python: "3.12"),
            worker(12, tasks: 7, lag: 0.25),
            ListedService(pid: 20, name: "b", access: .unanswered(socket: "/s/20.sock", reason: "it is stopped")),
            worker(11, tasks: 5, lag: 0.001),
        ]
    }

    @Test("workers stand below their application, services without agent last, what is unknown is a dash")
    func text() {
        let lines = LsReport(services).text(isASCII: true).split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "PID  NAME       SERVER   PYTHON  LOOP    TASKS     LAG  SOCKET",
                " 10  shop       uvicorn  3.12.1  uvloop     12  250 ms  2 workers",
                " 11  |- worker  uvicorn  3.12.1  uvloop      5  1.0 ms  /s/11.sock",
                " 12  `- worker  uvicorn  3.12.1  uvloop      7  250 ms  /s/12.sock",
                " 20  b          -        -       -           -       -  /s/20.sock (it is stopped)",
                " 30  mail       granian  3.12    -           -       -  no agent: looptop attach 30",
            ])
    }

    @Test("one worker of a server is still a worker; a service alone is none")
    func folding() {
        let applications = ListedApplication.fold([
            worker(11, tasks: 1, lag: 0),
            ListedService(pid: 3, name: "a", access: .agent(socket: "/s/3.sock"), tasks: 2),
        ])
        #expect(applications.map(\.pid) == [3, 10])
        #expect(applications.map(\.hasWorkers) == [false, true])
    }

    @Test("the document: services with an agent, their applications, and those without")
    func json() {
        let text = LsReport(services).json.text
        #expect(text.contains(#""pid": 11, "name": "shop", "socket": "/s/11.sock", "server": "uvicorn""#))
        #expect(text.contains(#""pid": 10, "name": "shop", "workers": [11, 12], "tasks": 12, "lag": 0.25"#))
        #expect(text.contains(#""problem": "it is stopped""#))
        #expect(text.contains(#""without_agent": [{"pid": 30"#))
        #expect(text.contains(#""attach": "looptop attach 30""#))
    }
}

extension Watched {
    /// A service and a process without an agent.
    static let listed = [
        ListedService(pid: 7, name: "shop", access: .agent(socket: "/s"), application: 5),
        ListedService(pid: 9, name: "mail", access: .noAgent(wayIn: "looptop attach 9")),
    ]
}
