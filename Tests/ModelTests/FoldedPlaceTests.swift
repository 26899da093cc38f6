import Model
import Testing

@Suite("Tasks folded by place")
struct FoldedPlaceTests {
    private func waiting(_ id: Int, line: Int, since: Double) -> TaskRecord {
        var record = task(id, "t\(id)")
        record.location = CodeLocation(file: "/app/shop.py", line: line, function: "work", isUserCode: true)
        record.wait = Wait(kind: "lock", since: since, isExact: true)
        return record
    }

    private func places(_ picture: Picture, isAll: Bool = true) -> [FoldedPlace] {
        FoldedPlace.mostFirst(of: Array(picture.tasks.values), in: picture, isAll: isAll)
    }

    @Test("A line tells how many more there are than at the first look, the longest wait and the one in the middle")
    func change() {
        var picture = picture((1...5).map { waiting($0, line: $0 < 5 ? 1 : 2, since: 90 + Double($0)) })
        #expect(places(picture).map(\.summary.change) == [0, 0])
        picture.apply(.tasksAdded((6...8).map { waiting($0, line: 2, since: 100) }, time: 105))
        picture.apply(.tasksAdded([waiting(9, line: 3, since: 100)], time: 105))
        picture.apply(.tasksEnded([TaskEnd(id: TaskID(1), outcome: .done, ended: 105)], time: 105))
        let found = places(picture)
        #expect(found.map(\.place.location?.line) == [2, 1, 3])
        #expect(found.map(\.summary.count) == [4, 3, 1])
        #expect(found.map(\.summary.change) == [3, -1, 1])
        #expect(found[1].summary.wait?.since == 92 && found[1].summary.medianSince == 93)
        #expect(Set(found[1].tasks.map(\.id)) == [TaskID(2), TaskID(3), TaskID(4)])
        #expect(places(picture, isAll: false).allSatisfy { $0.summary.change == nil })
        #expect(picture.firstLook?.time == 100)
    }

    @Test("Another instance is looked at anew, another snapshot of the same is not")
    func anew() {
        var picture = picture([waiting(1, line: 1, since: 90)])
        picture.apply(.snapshotBegan(tasks: 2, time: 110))
        picture.apply(.tasksAdded((1...2).map { waiting($0, line: 1, since: 90) }, time: 110))
        picture.apply(.snapshotEnded(time: 110))
        #expect(places(picture).map(\.summary.change) == [1])
        picture.apply(.connected(Service(instance: "j", pid: 8, name: "orders")))
        #expect(picture.firstLook == nil)
        picture.apply(.snapshotBegan(tasks: 1, time: 120))
        picture.apply(.tasksAdded([waiting(1, line: 1, since: 90)], time: 120))
        picture.apply(.snapshotEnded(time: 120))
        #expect(places(picture).map(\.summary.change) == [0])
    }

    @Test("Over several workers the first looks are added, and go with their workers")
    func workers() {
        let one = picture([waiting(1, line: 1, since: 90)])
        let two = picture([waiting(1, line: 1, since: 90), waiting(2, line: 1, since: 90)])
        var fleet = Fleet(application: 5, name: "shop", looks: [(7, one), (8, two)])
        #expect(places(fleet.merged).map(\.summary.change) == [0])
        fleet.apply(.tasksAdded([waiting(3, line: 1, since: 101)], time: 101), from: 8)
        #expect(places(fleet.merged).map(\.summary.change) == [1])
        fleet.remove(8)
        #expect(places(fleet.merged).map(\.summary.count) == [1])
        #expect(places(fleet.merged).map(\.summary.change) == [0])
    }
}
