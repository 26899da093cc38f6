import Testing

@testable import Model

/// Several workers in one picture.
@Suite("A fleet")
struct FleetTests {
    private func service(_ pid: Int) -> Service { Service(instance: "i\(pid)", pid: pid, name: "shop") }

    private func task(_ id: Int, parent: Int? = nil) -> TaskRecord {
        TaskRecord(id: TaskID(id), name: "t\(id)", coroutine: "c", parent: parent.map { TaskID($0) })
    }

    /// Two workers whose tasks have the same numbers.
    private func fleet() -> Fleet {
        var fleet = Fleet(application: 10, name: "shop")
        for pid in [11, 12] {
            fleet.apply(.connected(service(pid)), from: pid)
            fleet.apply(.snapshotBegan(tasks: 2, time: 100), from: pid)
            fleet.apply(.tasksAdded([task(1), task(2, parent: 1)], time: 100), from: pid)
            fleet.apply(.loops([Loop(id: 1, implementation: "uvloop")], time: 100), from: pid)
            fleet.apply(.snapshotEnded(time: 100), from: pid)
        }
        return fleet
    }

    private func vitals(_ time: Double, tasks: Int, created: Int, lag: Double, cpu: Double? = nil) -> Event {
        .vitals(Vitals(time: time, tasks: tasks, created: created, lag: lag, cpu: cpu, rss: 1000))
    }

    @Test("Numbers of different workers are different, and keep their parents")
    func numbers() throws {
        let fleet = fleet()
        #expect(fleet.merged.tasks.count == 4 && fleet.merged.loops.count == 2)
        let child = try #require(fleet.merged.tasks[TaskID(2, worker: 12)])
        #expect(child.parent == TaskID(1, worker: 12) && child.id.rawValue == 2 && child.id.description == "#2")
        #expect(fleet.workers[11]?.tasks[TaskID(2, worker: 11)]?.name == "t2")
        #expect(fleet.merged.service?.pid == 10 && fleet.merged.connection == .live)
        #expect(TaskID(4_194_303, worker: 4_194_303).worker == 4_194_303)
    }

    @Test("Another process with the number of a worker that is gone makes another generation of all pictures")
    func anotherLife() {
        var fleet = fleet()
        let before = fleet.merged.generation
        fleet.apply(.disconnected(reason: "for a moment"), from: 12)
        fleet.apply(.connected(service(12)), from: 12)
        fleet.apply(.connected(service(13)), from: 13)
        #expect(fleet.merged.generation == before && fleet.workers[13]?.generation == before)
        fleet.remove(12)
        fleet.apply(.connected(Service(instance: "another", pid: 12, name: "shop")), from: 12)
        #expect(fleet.merged.generation == before + 1)
        #expect(fleet.workers.values.allSatisfy { $0.generation == before + 1 })
    }

    @Test("Changes and ends reach the one task that they are about")
    func changes() {
        var fleet = fleet()
        fleet.apply(
            .tasksChanged([TaskChange(id: TaskID(1), state: .running, location: nil, wait: nil)], time: 101), from: 12)
        #expect(fleet.merged.tasks[TaskID(1, worker: 12)]?.state == .running)
        #expect(fleet.merged.tasks[TaskID(1, worker: 11)]?.state == .waiting)
        fleet.apply(.tasksEnded([TaskEnd(id: TaskID(2), outcome: .done, ended: 102)], time: 102), from: 11)
        #expect(fleet.merged.tasks.count == 3 && fleet.merged.ended.map(\.id) == [TaskID(2, worker: 11)])
    }

    @Test("Counts are sums, lag is the worst, and a worker that goes takes nothing back from the counters")
    func sums() {
        var fleet = fleet()
        fleet.apply(vitals(101, tasks: 5, created: 50, lag: 0.3, cpu: 2), from: 12)
        fleet.apply(vitals(101.1, tasks: 2, created: 20, lag: 0.001, cpu: 1), from: 11)
        #expect(fleet.merged.vitals?.tasks == 7 && fleet.merged.vitals?.created == 70)
        #expect(fleet.merged.vitals?.lag == 0.3 && fleet.merged.vitals?.cpu == 3 && fleet.merged.vitals?.rss == 2000)
        fleet.remove(12)
        #expect(fleet.merged.tasks.keys.allSatisfy { $0.worker == 11 } && fleet.merged.tasks.count == 2)
        fleet.apply(vitals(102, tasks: 3, created: 21, lag: 0.002, cpu: 1.5), from: 11)
        #expect(fleet.merged.vitals?.created == 71 && fleet.merged.vitals?.tasks == 3)
        #expect(fleet.merged.vitals?.cpu == 3.5 && fleet.merged.vitals?.rss == 1000)
    }

    @Test("A new snapshot of one worker replaces its tasks alone")
    func snapshots() {
        var fleet = fleet()
        fleet.apply(.snapshotBegan(tasks: 1, time: 103), from: 11)
        fleet.apply(.tasksAdded([task(7)], time: 103), from: 11)
        fleet.apply(.snapshotEnded(time: 103), from: 11)
        let ids = [TaskID(7, worker: 11), TaskID(1, worker: 12), TaskID(2, worker: 12)]
        #expect(fleet.merged.tasks.keys.sorted() == ids)
    }

    @Test("One worker that answers is enough; without any the reason is told, and a new one begins anew")
    func connections() {
        var fleet = fleet()
        fleet.apply(.disconnected(reason: "gone"), from: 11)
        #expect(fleet.merged.connection == .live)
        fleet.apply(.disconnected(reason: "gone too"), from: 12)
        #expect(fleet.merged.connection == .lost(reason: "gone"))
        fleet.remove(11)
        fleet.remove(12)
        guard case .lost(let reason) = fleet.merged.connection else {
            Issue.record("no worker is left")
            return
        }
        #expect(reason.contains("no worker of shop"))
        fleet.apply(.connected(service(13)), from: 13)
        fleet.apply(.snapshotBegan(tasks: 0, time: 200), from: 13)
        fleet.apply(.snapshotEnded(time: 200), from: 13)
        #expect(fleet.merged.connection == .live && fleet.merged.generation == 1)
    }

    @Test("The past of all is the sum of each one's, second by second; the log is one")
    func past() {
        var fleet = fleet()
        fleet.apply(.history([HistorySample(time: 99.4, tasks: 3, lag: 0.1)]), from: 11)
        fleet.apply(
            .history([HistorySample(time: 98, tasks: 1), HistorySample(time: 99.1, tasks: 4, lag: 0.7)]), from: 12)
        #expect(fleet.merged.history.map(\.tasks) == [1, 7] && fleet.merged.history.last?.lag == 0.7)
        for pid in [11, 12] {
            let entry = LogEntry(id: 1, time: 99, kind: .created, task: TaskID(2), name: "x")
            fleet.apply(.log([entry], since: 90, time: 99), from: pid)
        }
        #expect(fleet.merged.log.entries.map(\.task) == [TaskID(2, worker: 11), TaskID(2, worker: 12)])
        #expect(fleet.merged.log.lost == 0)
    }
}
