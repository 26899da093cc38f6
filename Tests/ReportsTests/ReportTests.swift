import Foundation
import Model
import Testing
import JSON

@testable import Reports

@Suite("Reports")
struct ReportTests {
    static let picture: Picture = {
        func task(_ id: Int, _ name: String, parent: Int?, since: Double?, isExact: Bool = true) -> TaskRecord {
            var task = TaskRecord(
                id: TaskID(id), name: name, coroutine: "app.\(name)", parent: parent.map { TaskID($0) })
            task.wait = since.map { Wait(kind: "queue", on: "queue get", since: $0, isExact: isExact) }
            task.location = CodeLocation(file: "/srv/app/w.py", line: id, function: "f", isUserCode: true)
            return task
        }
        var picture = Picture()
        picture.apply(.connected(Service(instance: "i", pid: 7, name: "orders", directory: "/srv")))
        picture.apply(.snapshotBegan(tasks: 4, time: 100))
        var running = task(4, "run", parent: 1, since: nil)
        running.state = .running
        running.location = nil
        running.effort = Effort(steps: 12, busy: 0.045, isSampled: true)
        let tasks = [
            task(1, "main", parent: nil, since: 40), task(2, "evil\u{1B}[2J", parent: 1, since: 95.8),
            task(3, "late", parent: 2, since: 90, isExact: false), running,
        ]
        picture.apply(.tasksAdded(tasks, time: 100))
        picture.apply(.snapshotEnded(time: 100, isComplete: true, dropped: 2))
        return picture
    }()

    @Test("ps: a table, worst first, harmless names")
    func psText() {
        let lines = PSReport(Self.picture).text.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "ID  NAME      STATE       WAIT  WAITS-FOR  STEPS    BUSY  AT",
                " 4  run       running                        ~12  ~45 ms  -",
                " 1  main      waiting   1m 00s  queue get      -       -  app/w.py:1",
                " 3  late      waiting  >=10.0s  queue get      -       -  app/w.py:3",
                " 2  evil\u{FFFD}[2J  waiting     4.2s  queue get      -       -  app/w.py:2",
            ])
    }

    @Test("tree: guides of either kind")
    func treeText() {
        let lines = TreeReport(Self.picture).text().split(separator: "\n")
        #expect(lines[1].hasPrefix("#1 main"))
        #expect(lines[2].hasPrefix("├─ #2 evil"))
        #expect(lines[3].hasPrefix("│  └─ #3 late"))
        #expect(lines[4].hasPrefix("└─ #4 run"))
        let ascii = TreeReport(Self.picture).text(isASCII: true).split(separator: "\n")
        #expect(ascii[3].hasPrefix("|  `- #3 late"))
    }

    @Test("a recursion is cut, and what comes after it is not")
    func recursion() {
        func frame(_ line: Int) -> StackFrame {
            StackFrame(location: CodeLocation(file: "/srv/a.py", line: line, function: "f", isUserCode: true))
        }
        let frames = [frame(1)] + Array(repeating: frame(7), count: 150) + [frame(9)]
        #expect(
            TextLines.stack(frames, in: Self.picture) == [
                "  > a.py:1  f", "  > a.py:7  f", "  > a.py:7  f", "  > a.py:7  f",
                "        [previous frame repeated 147 more times]", "  > a.py:9  f",
            ])
        #expect(
            TextLines.stack(Array(repeating: frame(7), count: 4), in: Self.picture).last?.contains("1 more time]")
                == true)
    }

    @Test("ps --json has the design's names, and null for what is unknown")
    func psJSON() throws {
        let json = PSReport(Self.picture).json.text
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(document["complete"] as? Bool == true)
        #expect(document["dropped"] as? Int == 2)
        let tasks = try #require(document["tasks"] as? [[String: Any]])
        #expect(tasks.map { $0["id"] as? Int } == [4, 1, 3, 2])
        #expect(tasks[0]["location"] is NSNull)
        #expect(tasks[0]["wait"] is NSNull)
        #expect(tasks[1]["parent"] is NSNull)
        #expect(tasks[1]["worker"] as? Int == 7)
        let wait = try #require(tasks[2]["wait"] as? [String: Any])
        #expect(wait["since"] as? String == "at_least")
        #expect(wait["seconds"] as? Double == 10)
        #expect(wait["resource"] is NSNull)
        #expect(tasks[3]["name"] as? String == "evil\u{1B}[2J")
    }

    @Test("tree --json nests children in the order of creation")
    func treeJSON() throws {
        let json = TreeReport(Self.picture).json.text
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let roots = try #require(document["tasks"] as? [[String: Any]])
        #expect(roots.map { $0["id"] as? Int } == [1])
        let children = try #require(roots[0]["children"] as? [[String: Any]])
        #expect(children.map { $0["id"] as? Int } == [2, 4])
        #expect((children[0]["children"] as? [[String: Any]])?.map { $0["id"] as? Int } == [3])
    }
}
