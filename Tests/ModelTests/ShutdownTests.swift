import Model
import Testing

@Suite struct ShutdownTests {
    private func status(_ begun: Double, done: Int, task: Int) -> ShutdownStatus {
        var status = ShutdownStatus(begun: begun, what: "SIGTERM")
        status.phases = (0..<3).map { ShutdownPhase(name: "\($0)", state: $0 < done ? .done : .later) }
        status.left = ShutdownCounts(connections: 1, requests: done == 0 ? nil : 2, tasks: 3)
        status.blockers = [ExitBlocker(kind: "task", task: TaskID(task))]
        status.happened = [ShutdownNote(time: begun, text: "begun")]
        return status
    }

    @Test func workersAreOneApplication() throws {
        let merged = try #require(
            ShutdownStatus.merged([11: status(5, done: 2, task: 1), 10: status(4, done: 0, task: 1)]))
        #expect(merged.begun == 4 && merged.phases.allSatisfy { $0.state == .later }, "as far as the last of them")
        #expect(merged.left == ShutdownCounts(connections: 2, requests: 2, tasks: 6))
        #expect(merged.blockers.compactMap { $0.task?.worker } == [10, 11])
        #expect(merged.happened.map(\.time) == [4, 5])
    }

    @Test func whatIsInFlightIsThatOfAllWorkers() {
        func plan(_ requests: Int) -> ShutdownPlan {
            var plan = ShutdownPlan(pid: requests)
            plan.inFlight = ShutdownCounts(connections: 1, requests: requests, tasks: 3)
            return plan
        }
        let whole = plan(0).with([plan(2), plan(1)])
        #expect(whole.pid == 0 && whole.inFlight == ShutdownCounts(connections: 3, requests: 3, tasks: 9))
    }

    @Test func oneIsItself() {
        let one = status(4, done: 1, task: 1)
        #expect(ShutdownStatus.merged([7: one]) == one)
        #expect(ShutdownStatus.merged([:]) == nil)
    }

    @Test func theLastPictureStays() {
        var picture = Picture()
        picture.apply(.shutdown(status(4, done: 1, task: 1), time: 5))
        picture.apply(.disconnected(reason: "the process 7 has ended"))
        #expect(picture.shutdown?.begun == 4)
    }

    @Test func aServiceThatLeftHasNoBlockers() {
        let status = status(4, done: 1, task: 1)
        #expect(ShutdownOutcome(kind: .left, seconds: 1, status: status).blockers.isEmpty)
        #expect(ShutdownOutcome(kind: .stillThere, seconds: 1, status: status).blockers.count == 1)
    }
}
