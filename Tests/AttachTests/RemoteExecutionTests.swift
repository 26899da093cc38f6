import Testing

@testable import Attach
@testable import Outside

/// Memory that was made up: a table, an interpreter, two threads.
final class MadeUpMemory: Memory {
    let start: UInt64
    var bytes: [UInt8]

    init(start: UInt64 = 0x10000, size: Int = 0x10000) {
        self.start = start
        bytes = [UInt8](repeating: 0, count: size)
    }

    func read(_ address: UInt64, count: Int) throws(MemoryError) -> [UInt8] {
        guard address >= start, address + UInt64(count) <= start + UInt64(bytes.count) else {
            throw MemoryError(code: 14)
        }
        return Array(bytes[Int(address - start)..<Int(address - start) + count])
    }

    func write(_ new: [UInt8], at address: UInt64) throws(MemoryError) {
        guard address >= start, address + UInt64(new.count) <= start + UInt64(bytes.count) else {
            throw MemoryError(code: 14)
        }
        bytes.replaceSubrange(Int(address - start)..<Int(address - start) + new.count, with: new)
    }

    func set(_ address: UInt64, _ value: UInt64) throws {
        try write((0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }, at: address)
    }
}

struct RemoteExecutionTests {
    private let runtime: UInt64 = 0x10100
    private let interpreter: UInt64 = 0x14000
    private let threads: [UInt64] = [0x16000, 0x17000]

    /// A process as 3.14 or 3.15 lays it out.
    private func process(_ hex: UInt64, native: Int, debugger: Int) throws -> MadeUpMemory {
        let memory = MadeUpMemory()
        try memory.write(DebugOffsets.cookie, at: runtime)
        let table: [Int: UInt64] = [
            8: hex, 16: 0, 40: 900, 56: 8, 64: 16, 72: 24, 80: 32, 192: 8, 200: 16, native: 160, debugger: 24,
            debugger + 8: 304, debugger + 16: 40, debugger + 24: 0, debugger + 32: 4, debugger + 40: 512,
        ]
        for (offset, value) in table { try memory.set(runtime + UInt64(offset), value) }
        try memory.set(runtime + 900, interpreter)
        try memory.set(interpreter + 24, threads[0])
        try memory.set(interpreter + 40, 1)
        for (index, thread) in threads.enumerated() {
            try memory.set(thread + 8, index == 0 ? threads[1] : 0)
            try memory.set(thread + 16, interpreter)
            try memory.set(thread + 160, UInt64(100 + index))
        }
        return memory
    }

    private func mapping(_ memory: MadeUpMemory, _ path: String) throws -> MemoryMapping {
        let end = memory.start + UInt64(memory.bytes.count)
        let range = "\(String(memory.start, radix: 16))-\(String(end, radix: 16))"
        return try #require(MemoryMapping(line: "\(range) rw-p 00000000 00:00 1 \(path)"))
    }

    @Test(arguments: [(0x030e_0af0, 224, 712, "3.14.10"), (0x030f_02f0, 248, 840, "3.15.2")])
    func `a script is asked for, seen to be pending, and taken back`(
        hex: UInt64, native: Int, debugger: Int, version: String
    ) throws {
        let memory = try process(hex, native: native, debugger: debugger)
        let found = try #require(RemoteRuntime.find(in: [mapping(memory, "/usr/bin/python3")], of: memory))
        #expect(found.address == runtime && found.offsets.version.description == version)
        let layout = try #require(found.offsets.layout)
        let execution = try RemoteExecution(memory: memory, runtime: runtime, layout: layout)
        #expect(try execution.isEnabled() && execution.interpreters == 1)
        let states = try execution.threads()
        #expect(states.map(\.nativeID) == [100, 101])
        try memory.write([0x40], at: threads[1] + 24)

        try execution.ask(states[1], toRun: "/tmp/x.py")

        #expect(try execution.isPending(states[1]) && !execution.isPending(states[0]))
        #expect(try memory.read(threads[1] + 308, count: 10) == Array("/tmp/x.py".utf8) + [0])
        #expect(try memory.read(threads[1] + 24, count: 1) == [0x60], "the breaker's other bits stay")
        try execution.withdraw(states[1])
        #expect(try !execution.isPending(states[1]))
    }

    @Test func `a path that does not fit is refused before anything is written`() throws {
        let memory = try process(0x030e_0af0, native: 224, debugger: 712)
        let offsets = try #require(DebugOffsets(memory.read(runtime, count: DebugOffsets.size)))
        let execution = try RemoteExecution(
            memory: memory, runtime: runtime, layout: #require(offsets.layout))
        let before = memory.bytes
        let thread = try execution.threads()[0]
        #expect(throws: RemoteExecution<MadeUpMemory>.Problem.pathTooLong) {
            try execution.ask(thread, toRun: String(repeating: "x", count: 512))
        }
        #expect(memory.bytes == before)
    }

    @Test func `structures that do not refer to each other are not written to`() throws {
        let memory = try process(0x030e_0af0, native: 224, debugger: 712)
        try memory.set(threads[1] + 16, 0xDEAD)
        let offsets = try #require(DebugOffsets(memory.read(runtime, count: DebugOffsets.size)))
        let execution = try RemoteExecution(memory: memory, runtime: runtime, layout: #require(offsets.layout))
        #expect(throws: RemoteExecution<MadeUpMemory>.Problem.inconsistent) { try execution.threads() }
    }

    @Test func `without a main interpreter nothing is done`() throws {
        let memory = try process(0x030e_0af0, native: 224, debugger: 712)
        try memory.set(interpreter + 8, 3)
        let offsets = try #require(DebugOffsets(memory.read(runtime, count: DebugOffsets.size)))
        let layout = try #require(offsets.layout)
        #expect(throws: RemoteExecution<MadeUpMemory>.Problem.noInterpreter) {
            try RemoteExecution(memory: memory, runtime: runtime, layout: layout)
        }
    }

    @Test func `a table of another shape or version gives a version and no layout`() throws {
        let memory = try process(0x030e_0af0, native: 224, debugger: 712)
        try memory.set(runtime + 752, 1024)
        let odd = try #require(DebugOffsets(memory.read(runtime, count: DebugOffsets.size)))
        #expect(odd.layout == nil && odd.version.minor == 14)
        try memory.set(runtime + 8, 0x0310_00a0)
        #expect(try DebugOffsets(memory.read(runtime, count: DebugOffsets.size))?.layout == nil)
        try memory.set(runtime + 8, 0x030d_00f0)
        try memory.set(runtime + 16, 1)
        #expect(try DebugOffsets(memory.read(runtime, count: DebugOffsets.size))?.isFreeThreaded == true)
        try memory.set(runtime + 8, 0xFFFF_FFFF_FFFF)
        #expect(try DebugOffsets(memory.read(runtime, count: DebugOffsets.size)) == nil)
        #expect(DebugOffsets([]) == nil)
    }

    @Test func `the cookie is looked for in files, those called python first, and never in the heap`() throws {
        let memory = try process(0x030e_0af0, native: 224, debugger: 712)
        #expect(try RemoteRuntime.find(in: [mapping(memory, "[heap]")], of: memory) == nil)
        #expect(try RemoteRuntime.find(in: [mapping(memory, "/opt/renamed")], of: memory)?.address == runtime)
        try memory.write([0], at: runtime)
        #expect(try RemoteRuntime.find(in: [mapping(memory, "/usr/bin/python3")], of: memory) == nil)
    }
}
