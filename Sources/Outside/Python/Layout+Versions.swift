extension Layout {
    /// The versions whose layout is known.
    static let versions = 8...15

    /// The layout of a minor version, as its own headers have it on x86-64; nil for one that is not known.
    ///
    /// Each list is 3.8 to 3.15. What lies behind a mutex (before 3.13 the lock, from 3.12 on the interpreter) is elsewhere on
    /// other machines; from 3.13 on the process's own table tells it.
    init?(minor: Int) {
        guard Self.versions.contains(minor) else { return nil }
        func of<Value>(_ values: Value...) -> Value { values[minor - 8] }
        self.minor = minor
        runtime = Runtime(
            interpretersHead: of(32, 32, 32, 40, 40, 632, 808, 936), mainThread: of(72, 72, 72, 80, 64, 656, 832, 960))
        interpreter = Interpreter(
            next: of(0, 0, 0, 0, 0, 7264, 7272, 7264), threadsHead: of(8, 8, 8, 16, 72, 7344, 7344, 7336),
            modules: of(56, 856, 856, 888, 944, 7656, 7688, 7592),
            tasksHead: of(nil, nil, nil, nil, nil, nil, 10880, 10856))
        gil = Gil(
            pointer: of(nil, nil, nil, nil, 384, 16, 16, 16), lastHolder: of(1160, 360, 360, 368, 8, 8, 8, 8),
            locked: of(1168, 368, 368, 376, 16, 16, 16, 16))
        thread = Thread(
            next: 8, interpreter: 16, threadID: of(176, 176, 176, 152, 136, 152, 152, 176),
            nativeID: of(nil, nil, nil, 160, 144, 160, 160, 184), frame: of(24, 24, 24, 56, 56, 72, 72, 72),
            viaCFrame: of(nil, nil, nil, 8, 0, nil, nil, nil),
            runningLoop: of(nil, nil, nil, nil, nil, nil, 864, 1024),
            runningTask: of(nil, nil, nil, nil, nil, nil, 872, 1032),
            tasksHead: of(nil, nil, nil, nil, nil, nil, 880, 1048))
        type = TypeObject(cachedKeys: of(872, 864, 872, 872, 880, 880, 880, 888))
        values = Values(
            ascii: minor < 12 ? 48 : 40, otherText: minor < 12 ? 72 : 56, hasIntTag: minor >= 12,
            tupleItems: minor < 14 ? 24 : 32, hasKeyKinds: minor >= 11, keyCount: minor < 11 ? 32 : 24,
            keyIndices: minor < 11 ? 40 : 32, firstValue: minor < 13 ? 0 : 8, functionCode: minor < 10 ? 16 : 48,
            functionClosure: minor < 10 ? 48 : 72, functionQualname: minor < 10 ? 104 : 40,
            attributes: of(.dictOnly, .dictOnly, .dictOnly, .twoWords, .taggedWord, .inline, .inline, .inline))
        code = Code(
            firstLine: of(40, 40, 40, 72, 68, 68, 68, 68), fileName: minor < 11 ? 104 : 112,
            name: minor < 11 ? 112 : 120, qualname: minor < 11 ? nil : 128, lineTable: minor < 11 ? 120 : 136,
            lines: minor < 10 ? .lnotab : minor < 11 ? .ranges : .locations,
            adaptive: of(nil, nil, nil, 184, 192, 200, 208, 208), codeBytes: minor < 11 ? 48 : nil,
            localNames: minor < 11 ? nil : 96, localKinds: minor < 11 ? nil : 104, varNames: minor < 11 ? 72 : nil,
            cellVars: minor < 11 ? 88 : nil, freeVars: minor < 11 ? 80 : nil)
        frame = Frame(
            code: of(32, 32, 32, 32, 0, 0, 0, 0), back: of(24, 24, 24, 48, 8, 8, 8, 8),
            position: of(104, 104, 96, 56, 56, 56, 56, 56),
            positionKind: minor < 10 ? .index(unit: 1) : minor < 11 ? .index(unit: 2) : .address,
            stack: of(
                .pointer(72), .pointer(72), .depth(80, base: 64), .words(64), .words(64), .words(64), .pointer(64),
                .pointer(64)),
            locals: of(360, 360, 352, 72, 72, 72, 80, 80), owner: of(nil, nil, nil, 69, 70, 70, 74, 74),
            // 3.11 has no frames of C's own.
            firstEntryOwner: minor < 12 ? .max : 3, generator: of(96, 96, 88, nil, nil, nil, nil, nil))
        generator = Generator(
            frame: of(16, 16, 16, 80, 72, 72, 72, 72), isFrameInside: minor >= 11,
            qualname: of(56, 56, 48, 40, 32, 32, 32, 32),
            state: of(
                .running(24), .running(24), .frame(108), .generator(75), .generator(67), .generator(67),
                .generator(67), .generator(67)),
            states: minor < 13
                ? States(created: -2, running: 0, firstEnded: 1)
                : minor < 15
                    ? States(created: -3, running: 0, firstEnded: 1) : States(created: 0, running: 4, firstEnded: 5),
            // YIELD_FROM
            awaiting: minor < 11
                ? .instruction(72) : minor < 13 ? .resume : minor < 15 ? .states(-1 ... -1) : .states(2...3),
            // 3.15 keeps one more word above it.
            awaitedBelowTop: minor < 15 ? 8 : 16)
        task = Task(
            futureSize: of(104, 144, 152, 128, 128, 104, 112, 112), size: of(144, 184, 192, 176, 176, 144, 168, 168),
            weakListOffset: of(96, 104, 112, 112, 112, -32, -32, -32),
            dictOffset: of(88, 96, 104, 104, 104, -1, -1, -1), state: of(72, 80, 88, 88, 88, 96, 104, 104),
            waiter: of(104, 144, 152, 128, 128, 112, 120, 120), coroutine: of(112, 152, 160, 136, 136, 120, 128, 128),
            name: of(120, 160, 168, 144, 144, 128, 136, 136),
            mustCancel: of(136, 176, 184, 160, 160, 100, 110, 110), mustCancelBit: minor < 13 ? nil : 2,
            cancels: of(nil, nil, nil, 168, 168, 104, 112, 112), node: minor < 14 ? nil : 152)
    }
}
