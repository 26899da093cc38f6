package import Model

/// A reading as the values that screens and reports show.
package struct ReadingPicture: Sendable {
    /// All of it, marked as read from outside.
    package let picture: Picture
    private let reading: Reading
    private let numbers: [UInt64: TaskID]

    /// - Parameters:
    ///   - reading: what was read.
    ///   - service: whose it is; its mark and its Python are written here.
    ///   - time: when it was read, Unix seconds.
    ///   - isCore: whether a core file was read.
    package init(_ reading: Reading, of service: Service, time: Double, isCore: Bool) {
        self.reading = reading
        let numbers = TaskNumbers.of(reading.tasks)
        self.numbers = numbers
        var service = service
        service.python = "\(reading.python)"
        service.outside = OutsideMark(
            changing: reading.changing, unreadable: reading.unreadable, isCore: isCore,
            gilHolder: Self.gilHolder(in: reading))
        var picture = Picture()
        picture.apply(.connected(service))
        picture.apply(.snapshotBegan(tasks: reading.tasks.count, time: time))
        picture.apply(.loops(Self.loops(of: reading), time: time))
        picture.apply(.groups(Self.groups(of: reading, numbers), time: time))
        let records = reading.tasks.compactMap { Self.record($0, in: reading, numbers, time: time) }
        picture.apply(.tasksAdded(records, time: time))
        picture.apply(.snapshotEnded(time: time, isComplete: reading.isComplete))
        self.picture = picture
    }

    /// One task in full; nil where there is none of this number.
    package func detail(of id: TaskID) -> TaskDetail? {
        guard let record = picture.tasks[id], let task = reading.tasks.first(where: { numbers[$0.address] == id })
        else { return nil }
        let members = task.onGroup.map { reading.groups[$0].members } ?? []
        let awaits = (task.awaits.map { [$0] } ?? members).compactMap { numbers[$0] }
        let owners = task.groups.compactMap { reading.groups[$0].owner }
        let awaitedBy = reading.tasks.filter { $0.awaits == task.address }.map(\.address) + owners
        return TaskDetail(
            record: record, stack: task.chain.map { StackFrame(location: reading.places[Int($0)]) },
            awaits: Array(awaits.sorted().prefix(1000)), awaitedBy: Set(awaitedBy.compactMap { numbers[$0] }).sorted(),
            cancelRequests: task.cancels)
    }

    /// `thread worker-3 (1234) at shop.py:12 crunch`.
    private static func gilHolder(in reading: Reading) -> String? {
        guard let thread = reading.threads.first(where: \.holdsGil) else { return nil }
        let name = thread.name.isEmpty ? "a thread" : "thread \(thread.name)"
        let number = thread.native.map { " (\($0))" } ?? ""
        let stack = thread.stack?.map { reading.places[Int($0)] } ?? []
        guard let place = stack.last(where: \.isUserCode) ?? stack.last else { return name + number }
        return "\(name)\(number) at \(place.file):\(place.line) \(place.function)"
    }

    private static func loops(of reading: Reading) -> [Loop] {
        reading.loops.enumerated().map { index, loop in
            let thread = loop.thread.map { reading.threads[$0] }
            return Loop(
                id: index + 1, implementation: loop.implementation, isRunning: thread != nil, isDebug: loop.isDebug,
                threadName: thread?.name ?? "?", isMain: thread?.isMain ?? false)
        }
    }

    private static func groups(of reading: Reading, _ numbers: [UInt64: TaskID]) -> [AwaitGroup] {
        reading.groups.enumerated().map { index, group in
            AwaitGroup(
                id: GroupID(index + 1), kind: group.kind, owner: group.owner.flatMap { numbers[$0] },
                total: group.total, done: group.total.map { max(0, $0 - group.members.count) })
        }
    }

    private static func record(
        _ task: TaskReading, in reading: Reading, _ numbers: [UInt64: TaskID], time: Double
    ) -> TaskRecord? {
        guard let id = numbers[task.address] else { return nil }
        guard !task.isChanging else {
            return TaskRecord(id: id, name: "changing", coroutine: "changing", loop: task.loop + 1, state: .ready)
        }
        let places = task.chain.map { reading.places[Int($0)] }
        let awaited = task.awaits.flatMap { numbers[$0] }
        var wait: Wait?
        if let place = task.wait ?? (task.awaits != nil ? WaitPlace("task", nil) : nil) {
            let isTask = awaited != nil && (place.kind == "task" || place.kind == "future")
            wait = Wait(
                kind: isTask ? "task" : place.kind, on: isTask ? nil : place.words, task: awaited, since: time,
                isExact: false)
        } else if task.state == .waiting {
            wait = Wait(kind: "unknown", since: time, isExact: false)
        }
        return TaskRecord(
            id: id, name: task.name, coroutine: task.coroutine, loop: task.loop + 1,
            isNamed: TaskNumbers.own(task.name) == nil, state: task.state,
            location: places.last(where: \.isUserCode) ?? places.last, wait: wait,
            onGroup: task.onGroup.map { GroupID($0 + 1) }, group: task.groups.first.map { GroupID($0 + 1) })
    }
}
