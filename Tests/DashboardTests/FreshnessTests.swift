import Model
import Testing

@testable import Dashboard

/// How often what is worked out of all tasks is worked out anew.
@Suite struct FreshnessTests {
    @Test func veryManyTasksAreWorkedOutAFewTimesASecond() {
        var fresh = Freshness()
        var picture = Picture()
        func add(_ from: Int, _ count: Int, at time: Double) {
            let tasks = (from..<from + count).map { TaskRecord(id: TaskID($0), name: "", coroutine: "") }
            picture.apply(.tasksAdded(tasks, time: time))
        }
        add(1, Freshness.many, at: 10)
        let first = fresh.isDue(picture)
        let unchanged = fresh.isDue(picture)
        add(100_000, 1, at: 10.1)
        let early = fresh.isDue(picture)
        add(100_001, 1, at: 10.3)
        let later = fresh.isDue(picture)
        #expect([first, unchanged, early, later] == [true, false, false, true])
    }
}
