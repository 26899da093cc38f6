extension Layout {
    /// Takes what the interpreter says of itself (3.13+) instead of what was compiled in; false where that cannot be: then
    /// it is another interpreter than its version tells.
    ///
    /// - Parameter table: `_Py_DebugOffsets`.
    mutating func apply(_ table: [UInt8]) -> Bool {
        guard minor >= 13 else { return true }
        var isSound = true
        func entry(_ places: Int...) -> Int {
            let place = places[minor - 13]
            guard place + 8 <= table.count else {
                isSound = false
                return 0
            }
            let value = table[place..<place + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard value < 1 << 20 else {
                isSound = false
                return 0
            }
            return Int(value)
        }
        runtime.interpretersHead = entry(40, 40, 40)
        interpreter.next = entry(64, 64, 64)
        interpreter.threadsHead = entry(72, 72, 72)
        interpreter.modules = entry(88, 96, 96)
        gil.pointer = entry(112, 120, 120)
        thread.next = entry(168, 192, 192)
        thread.interpreter = entry(176, 200, 200)
        thread.frame = entry(184, 208, 208)
        thread.threadID = entry(192, 216, 240)
        thread.nativeID = entry(200, 224, 248)
        frame.back = entry(232, 256, 320)
        frame.code = entry(240, 264, 328)
        frame.position = entry(248, 272, 336)
        frame.locals = entry(256, 280, 344)
        frame.owner = entry(264, 288, 352)
        code.fileName = entry(280, 320, 384)
        code.name = entry(288, 328, 392)
        code.qualname = entry(296, 336, 400)
        code.lineTable = entry(304, 344, 408)
        code.firstLine = entry(312, 352, 416)
        code.localNames = entry(328, 368, 432)
        code.localKinds = entry(336, 376, 440)
        code.adaptive = entry(344, 384, 448)
        type.name = entry(376, 424, 488)
        type.flags = entry(392, 440, 504)
        values.tupleItems = entry(408, 456, 552)
        values.ascii = entry(560, 640, 736)
        if minor >= 14 {
            frame.stack = .pointer(entry(0, 296, 360))
            generator.frame = entry(0, 680, 808)
            generator.state = .generator(entry(0, 688, 816))
        }
        return isSound
    }

    /// Takes what `_asyncio` says of itself (3.14+): 13 words of the section `.AsyncioDebug`. False as above.
    mutating func apply(asyncio table: [UInt8]) -> Bool {
        guard minor >= 14 else { return true }
        guard table.count == 104 else { return false }
        let words = (0..<13).map { index in
            table[index * 8..<index * 8 + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        guard words.allSatisfy({ $0 < 1 << 20 }) else { return false }
        let entries = words.map { Int($0) }
        task.size = entries[0]
        task.name = entries[1]
        task.coroutine = entries[5]
        task.node = entries[6]
        interpreter.tasksHead = entries[8]
        thread.runningLoop = entries[10]
        thread.runningTask = entries[11]
        thread.tasksHead = entries[12]
        return true
    }
}
