import Foundation
import Model
import Testing

@testable import Reports

/// Screens in sentences: a fact a line, and nothing that only eyes can read.
@Suite("Plain screens")
struct PlainTests {
    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    private let overview = OverviewReport(Watched.alive, board: Watched.board)

    @Test("overview: what is wrong first, then figures with their units, and where tasks wait")
    func overviewText() {
        let told = lines(overview.text)
        #expect(told[0] == "Loop blocked: for 2.0s, at shop/web.py:31 in quote, task #2 fetch")
        let finding =
            "Finding, warning: blocking call, at shop/web.py:31 in quote: time.sleep(0.5): waited in the loop 3 times"
        #expect(told[1].hasPrefix(finding))
        for line in [
            "Loop lag: 0.4 ms now, 0.4 ms at the worst of the last minute", "Loop busy: unknown",
            "Loop: uvloop, running, debug mode is on, which slows it", "Busiest code: 25 % at shop/web.py:31 in quote",
            "Tasks: 3, of these 3 waiting, 0 ready, 0 running, 0 asked to end",
            "Task creations: 10 a second; ends: 0.0 a second", "Requests: 3 in flight, 1.5 a second",
            "CPU: 25 % of a core", "Memory: 50 MiB", "Threads: 4; open files: 12",
            "Waiting: 1 task, at shop/web.py:31 in quote, for gather, the longest for 4.0s",
        ] { #expect(told.contains(line), "\(line)") }
        #expect(OverviewReport(Picture(), board: FindingsBoard()).text == "no vital signs yet\n")
    }

    @Test("The head says whose screen it is, and how true")
    func head() {
        #expect(
            lines(PlainText.head(.waits, of: Watched.picture)) == [
                "Screen: waits", "Service: shop, process 7, CPython 3.12.1", "State: live",
            ])
        var gone = Watched.picture
        gone.apply(.disconnected(reason: "it has ended"))
        #expect(lines(PlainText.head(.waits, of: gone)).last == "State: it has ended")
        let looks = [(worker: 7, picture: Watched.picture), (worker: 8, picture: Watched.picture)]
        let both = Fleet(application: 5, name: "shop", looks: looks).merged
        #expect(lines(PlainText.head(.tasks, of: both))[2] == "Over: 7, 8")
        #expect(PlainTasks(both, form: .flat).text.contains("\n8: #2 fetch: waiting"))
    }

    @Test("tasks: the level in the tree is said, groups and cycles too")
    func tree() {
        #expect(
            lines(PlainTasks(Watched.picture, form: .await).text) == [
                "Tasks: 3, below those that wait for them",
                "level 1: #1 main: waiting for 2.0s, for gather 3/4, 1 failed, at shop/web.py:31 in quote",
                "level 2: group gather 3/4, 1 failed, at shop/web.py:31 in quote",
                "level 3: #2 fetch: waiting for at least 1.0s, for #3 store, 5 steps, busy for 12 ms",
                "level 4: #3 store: waiting for 3.0s, for #2 fetch", "level 5: a cycle, back to #2 fetch",
            ])
    }

    @Test("tasks: flat, folded by place, filtered")
    func flat() {
        let flat = lines(PlainTasks(Watched.picture, form: .flat).text)
        #expect(flat.count == 4 && flat[1].hasPrefix("#3 store: waiting for 3.0s"))
        let folded = lines(PlainTasks(Watched.picture, form: .folded).text)
        #expect(
            folded.contains(
                "1 task, at shop/web.py:31 in quote, waiting for gather, the longest for 2.0s, #1 main"))
        let filtered = PlainTasks(Watched.picture, form: .flat, filter: TaskFilter(parsing: "name:store"))
        #expect(lines(filtered.text).count == 2)
    }

    @Test("waits: a line for each that waits, holds or has leaked")
    func waits() {
        #expect(
            lines(PlainWaits(Watched.picture).text) == [
                "Waits: 1 resource, 1 task waiting", "pool db.pool, asyncpg.Pool, made at shop/web.py:31 in quote",
                "  use: 3 of 3", "  waits: #3 store, acquire, for 3.0s",
                "  holds: #2 fetch, for 40.0s, taken at shop/web.py:31 in quote",
                "  leaked: taken by #9 export that has ended, taken at shop/web.py:31 in quote",
                "  held by nobody known: 1",
            ])
        let none = PlainWaits(Watched.picture, filter: RowFilter(parsing: "redis"))
        #expect(lines(none.text) == ["Waits: 0 resources, 0 tasks waiting"])
    }

    @Test("slow and requests: every figure has its label")
    func slow() {
        let slow = lines(PlainSlow(Watched.picture).text)
        #expect(slow[0] == "Slow: 2 lines blocked a loop, of 100 ms or longer")
        #expect(slow[1] == "blocked 3 times at shop/web.py:31 in quote")
        #expect(slow.contains("  on CPU: 2.0 %") && slow.contains("  kept waiting: 12 callbacks"))
        #expect(slow.contains("blocked 9 times at a line that nobody saw"))
        let requests = lines(PlainRequests(Watched.picture).text)
        #expect(requests[0] == "Requests: 3 in flight")
        #expect(requests[1] == "GET /quote/2 (/quote/{id}) from 127.0.0.1:52: in flight for 10.0s")
        #expect(requests[3].contains("task #2 fetch: waiting for at least 1.0s"))
        #expect(PlainRequests(Picture()).text.contains("no server that looptop knows"))
    }

    @Test("No boxes, no colours, nothing that moves a cursor, whatever the names are")
    func harmless() {
        var picture = Watched.picture
        let evil = TaskRecord(id: TaskID(4), name: "evil\u{1B}[2J\u{202E}\nline", coroutine: "c")
        picture.apply(.tasksAdded([evil], time: 100))
        let texts =
            TaskForm.allCases.map { PlainTasks(picture, form: $0).text } + [
                overview.text, PlainWaits(picture).text, PlainSlow(picture).text, PlainRequests(picture).text,
            ]
        for text in texts {
            #expect(!text.unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) || $0 == "\u{1B}" })
        }
        #expect(lines(PlainTasks(picture, form: .flat).text).count == 5)
    }
}
