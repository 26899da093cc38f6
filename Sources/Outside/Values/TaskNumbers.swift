import Model

/// Numbers for tasks that no agent has given any: the same for the same task in every reading, as far as that can be.
///
/// `Task-17` is 17. A task that somebody has named gets a number of 7 digits from its address.
enum TaskNumbers {
    /// Numbers of those that were named, and of the second one that asyncio calls `Task-17`.
    private static let others = 1_000_000..<10_000_000

    static func of(_ tasks: [TaskReading]) -> [UInt64: TaskID] {
        var numbers: [UInt64: TaskID] = [:]
        numbers.reserveCapacity(tasks.count)
        var taken: Set<Int> = []
        taken.reserveCapacity(tasks.count)
        var rest: [UInt64] = []
        for task in tasks {
            if let own = own(task.name), own < others.lowerBound, taken.insert(own).inserted {
                numbers[task.address] = TaskID(own)
            } else {
                rest.append(task.address)
            }
        }
        for address in rest.sorted() where numbers[address] == nil {
            let hash = (address >> 4) &* 0x9E37_79B9_7F4A_7C15 >> 24
            var number = others.lowerBound + Int(hash % UInt64(others.count))
            while !taken.insert(number).inserted {
                number = number + 1 < others.upperBound ? number + 1 : others.lowerBound
            }
            numbers[address] = TaskID(number)
        }
        return numbers
    }

    /// 17 of `Task-17`; nil for a name that somebody has given.
    static func own(_ name: String) -> Int? {
        guard name.hasPrefix("Task-"), name.utf8.count < 20 else { return nil }
        return Int(name.dropFirst(5)).flatMap { $0 > 0 ? $0 : nil }
    }
}
