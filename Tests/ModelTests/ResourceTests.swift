import Testing

@testable import Model

@Suite struct ResourceTests {
    private func queue(_ depth: Int) -> Resource {
        var queue = Resource(id: 1, kind: .queue, type: "asyncio.Queue", name: "jobs")
        queue.depth = depth
        return queue
    }

    @Test func itsPastGrowsBySeconds() {
        var picture = Picture()
        picture.apply(.resources([queue(2)], time: 1))
        picture.apply(.vitals(Vitals(time: 1.2)))
        picture.apply(.vitals(Vitals(time: 1.9)))
        #expect(picture.resources[1]?.uses == [])
        picture.apply(.vitals(Vitals(time: 2.1)))
        picture.apply(.resources([queue(5)], time: 2.2))
        picture.apply(.vitals(Vitals(time: 3.0)))
        #expect(picture.resources[1]?.uses == [2, 5])
    }

    @Test func aTaskThatEndsWaitsNoMore() {
        var picture = Picture()
        picture.apply(.tasksAdded([TaskRecord(id: TaskID(4), name: "a", coroutine: "a")], time: 1))
        let wait = ResourceWait(resource: 1, role: "get")
        picture.apply(.resourceWaits([ResourceWaitChange(task: TaskID(4), wait: wait)], time: 1))
        #expect(picture.resourceWaits[TaskID(4)] == wait)
        picture.apply(.tasksEnded([TaskEnd(id: TaskID(4), outcome: .done, ended: 2)], time: 2))
        #expect(picture.resourceWaits.isEmpty)
    }

    @Test func aResourceThatIsGoneIsForgotten() {
        var picture = Picture()
        picture.apply(.resources([queue(2)], time: 1))
        picture.apply(.resourcesGone([1, 9], time: 2))
        #expect(picture.resources.isEmpty)
    }
}
