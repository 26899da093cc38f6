import Model
import Terminal
import Testing

@testable import Dashboard

/// Several workers on screen.
@Suite struct WorkersTests {
    static func fleet(_ pids: [Int] = [812, 813, 815]) -> Fleet {
        var fleet = Fleet(application: 800, name: "shop")
        for pid in pids {
            fleet.apply(.connected(Service(instance: "i\(pid)", pid: pid, name: "shop", server: "uvicorn")), from: pid)
            fleet.apply(.snapshotBegan(tasks: 1, time: 100), from: pid)
            fleet.apply(.loops([Loop(id: 1, implementation: "uvloop")], time: 100), from: pid)
            let task = TaskRecord(id: TaskID(1), name: "refresh-\(pid)", coroutine: "refresh")
            fleet.apply(.tasksAdded([task], time: 100), from: pid)
            fleet.apply(.snapshotEnded(time: 100), from: pid)
        }
        // The first worker's vital signs make the sum, so they come last.
        for pid in pids.reversed() {
            let lag = pid == 813 ? 0.4 : 0.002
            let vitals = Vitals(time: 101, tasks: pid, lag: lag, busy: 0.1, rss: 60_000_000)
            fleet.apply(.vitals(vitals), from: pid)
        }
        return fleet
    }

    private func dashboard(_ fleet: Fleet, size: Size = Size(120, 24)) -> Dashboard {
        var dashboard = Dashboard.showing(nil, size: size)
        dashboard.update(fleet)
        return dashboard
    }

    @Test func tasksOfAllStandBesideTheirWorker() {
        var dashboard = dashboard(Self.fleet())
        dashboard.press(.character("2"))
        let text = dashboard.text(Size(120, 24), now: 101)
        #expect(text.contains("3 workers") && text.contains("WORKER"))
        for pid in [812, 813, 815] { #expect(text.contains("refresh-\(pid)")) }
    }

    @Test(arguments: [Size(60, 15), Size(100, 24)]) func theListMarksTheOddOne(size: Size) throws {
        var dashboard = dashboard(Self.fleet(), size: size)
        dashboard.press(.character("2"), .character("w"), .down, .down)
        try Golden.check(dashboard.render(size, now: 101).grid, "workers-\(size.width)x\(size.height)")
    }

    @Test func oneWorkerAloneAndAllAgain() {
        var dashboard = dashboard(Self.fleet())
        dashboard.press(.character("2"), .character("w"), .down, .down, .enter)
        var text = dashboard.text(Size(120, 24), now: 101)
        #expect(text.contains("worker 813 of 3") && text.contains("refresh-813") && !text.contains("refresh-812"))
        dashboard.press(.character("w"), .up, .up, .enter)
        text = dashboard.text(Size(120, 24), now: 101)
        #expect(text.contains("3 workers") && text.contains("refresh-812"))
        dashboard.press(.character("w"), .escape)
        #expect(dashboard.workersDialog == nil)
    }

    @Test func whatIsDoneIsForTheLivesOnScreen() {
        var fleet = Self.fleet()
        var dashboard = dashboard(fleet)
        dashboard.press(.character("2"), .character("f"))
        fleet.remove(813)
        fleet.apply(.connected(Service(instance: "another", pid: 813, name: "shop")), from: 813)
        dashboard.update(fleet)
        #expect(dashboard.shownLives.workers[813] == "i813", "a held picture is of the one that has ended")
        dashboard.press(.character("f"))
        #expect(dashboard.shownLives.workers[813] == "another")
        fleet.remove(815)
        dashboard.update(fleet)
        #expect(Set(dashboard.shownLives.workers.keys) == [812, 813])
    }

    @Test func aWorkerThatGoesGivesWayToAll() {
        var dashboard = dashboard(Self.fleet())
        dashboard.press(.character("w"), .down, .enter)
        #expect(dashboard.workers.shown == 812)
        dashboard.update(Self.fleet([813, 815]))
        #expect(dashboard.workers.shown == nil && dashboard.text(Size(120, 24), now: 101).contains("2 workers"))
    }

    @Test func aServiceAloneHasNoWorkers() {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"), .character("w"))
        #expect(dashboard.workersDialog == nil && !dashboard.text().contains("WORKER"))
    }
}
