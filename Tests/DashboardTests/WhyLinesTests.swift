import Model
import Terminal
import Testing

@testable import Dashboard

@Suite("Why a task waits, on its own screen")
struct WhyLinesTests {
    /// Two tasks that have each other's lock, and one that awaits the first of them.
    private static func knot(since: Double) -> Picture {
        var picture = Sample.picture()
        var tasks: [TaskRecord] = []
        for (id, name) in [(901, "debit"), (902, "audit"), (903, "report")] {
            var task = TaskRecord(id: TaskID(id), name: name, coroutine: name)
            task.isNamed = true
            task.location = CodeLocation(file: "/srv/orders/shop.py", line: id - 900, function: name, isUserCode: true)
            task.wait = Wait(
                kind: id == 903 ? "task" : "lock", task: id == 903 ? TaskID(901) : nil, since: since, isExact: true)
            tasks.append(task)
        }
        let locks = [(71, "Shop.journal", 902), (72, "Shop.accounts", 901)].map { id, name, holder in
            var lock = Resource(id: id, kind: .lock, type: "asyncio.Lock", name: name)
            (lock.limit, lock.inUse, lock.held, lock.waiting) = (1, 1, 1, 1)
            let place = CodeLocation(file: "/srv/orders/shop.py", line: holder, function: "take", isUserCode: true)
            lock.holders = [Resource.Holder(task: TaskID(holder), since: since, isExact: true, location: place)]
            return lock
        }
        picture.apply(.tasksAdded(tasks, time: picture.now))
        picture.apply(.resources(locks, time: picture.now))
        let waits = [(901, 71), (902, 72)].map {
            ResourceWaitChange(task: TaskID($0), wait: ResourceWait(resource: $1, role: "acquire"))
        }
        picture.apply(.resourceWaits(waits, time: picture.now))
        return picture
    }

    private func why(_ id: Int, since: Double = Sample.now - 42, glyphs: Glyphs = .unicode) -> [String] {
        var dashboard = Dashboard.showing(Self.knot(since: since), glyphs: glyphs)
        dashboard.opened = TaskID(id)
        dashboard.press(.character("z"))
        guard let task = dashboard.record(TaskID(id)) else { return [] }
        return WhyLines(dashboard.scene, task, now: Sample.now).lines.map(\.phrase.text)
    }

    @Test("A member of a circle: the answer first, then the circle with its lines")
    func member() {
        let lines = why(901)
        #expect(lines.first?.hasPrefix("▲ stuck 42.0s: waits for lock Shop.journal") == true, "\(lines)")
        #expect(lines.first?.hasSuffix("held by #902 audit; a circle of 2 tasks, nothing will wake them") == true)
        #expect(lines[1] == "  2 tasks wait behind it")
        #expect(lines[2].hasPrefix(" ╭▸ #901 debit waits 42.0s for lock Shop.journal at "))
        #expect(
            lines[3].hasPrefix(" │    held by #902 audit for 42.0s, taken at ") && lines[3].hasSuffix("shop.py:902"))
        #expect(lines[4].hasPrefix(" │  #902 audit waits 42.0s for lock Shop.accounts"))
        #expect(lines.last == " ╰─── and so on: back to #901")
    }

    @Test("Whoever waits behind a circle is told so; links lead to its members")
    func behind() {
        let lines = why(903)
        #expect(lines.first?.contains("; behind a circle of 2 tasks, nothing will wake them") == true, "\(lines)")
        #expect(lines.contains { $0.hasPrefix(" ╭▸ #901 debit") })
    }

    @Test("A young circle is not believed")
    func young() {
        #expect(why(901, since: Sample.now - 1).first?.contains("stuck") == false)
    }

    @Test("With plain characters")
    func plain() {
        let text = why(902, glyphs: .ascii).joined(separator: "\n")
        #expect(text.contains(" +> #902 audit") && text.allSatisfy(\.isASCII))
    }
}
