import Foundation
import Model
import Testing

@testable import Outside

/// What is read from outside is what the service says of itself, on every Python that is here.
@Suite(.serialized) struct TruthTests {
    /// Every task, its coroutine, every frame with its line, and what it ends at.
    private func expectTruth(_ reading: Reading, _ own: OwnListing) throws {
        let read = Dictionary(grouping: reading.tasks, by: \.name)
        for (name, task) in own.tasks {
            let found = try #require(read[name]?.first, "task \(name) is not found")
            #expect(read[name]?.count == 1)
            #expect(!found.isChanging)
            #expect(found.coroutine == task.coroutine, "task \(name)")
            let frames = found.chain.map { number in
                let place = reading.places[Int(number)]
                return OwnListing.Frame(function: place.function, file: place.file, line: place.line)
            }
            #expect(frames == task.frames, "task \(name)")
        }
        // And the one that wrote it down.
        #expect(reading.tasks.count == own.tasks.count + 1)
        #expect(reading.unreadable == 0)
        #expect(reading.isComplete)
    }

    private func expectWaits(_ reading: Reading) {
        let byName = Dictionary(reading.tasks.map { ($0.name, $0) }) { first, _ in first }
        let waits = byName.mapValues { $0.wait?.words ?? $0.wait?.kind }
        #expect(waits["lock"] == "lock acquire")
        #expect(waits["semaphore"] == "semaphore acquire")
        #expect(waits["queue"] == "queue get")
        #expect(waits["event"] == "event wait")
        #expect(waits["deep"] == "sleep")
        #expect(waits["waits"] == "wait")
        #expect(waits["thread"] == "executor job")
        #expect(byName["joins"]?.awaits == byName["sleeper"]?.address)
        #expect(byName["shields"]?.awaits == byName["shielded"]?.address)
        for (owner, member, kind) in [
            ("gathers", "member é Жук", "gather"), ("waits", "waited", "wait"), ("groups", "grouped", "task_group"),
        ] {
            guard let task = byName[owner] else { continue }
            let group = task.onGroup.map { reading.groups[$0] }
            #expect(group?.kind == kind)
            #expect(group?.owner == task.address)
            #expect(group?.members.contains(byName[member]?.address ?? 0) == true)
        }
    }

    @Test(arguments: RunningPython.versions) func `an idle service is read as it is`(_ version: String) throws {
        let service = try RunningPython(version, "idle")
        let reader = try OutsideReader(pid: service.pid)
        #expect(reader.version.minor == service.listing.version[1])
        let reading = try reader.read()
        try expectTruth(reading, service.listing)
        expectWaits(reading)
        let main = try #require(reading.threads.first { $0.isMain })
        #expect(main.name == "MainThread")
        #expect(main.native == service.pid)
        #expect(reading.loops.map(\.implementation) == ["asyncio"])
        #expect(reading.loops.first?.thread.map { reading.threads[$0].isMain } == true)
    }

    @Test(arguments: RunningPython.versions)
    func `a service whose interpreter is held by C code is read all the same`(_ version: String) throws {
        let service = try RunningPython(version, "wedge")
        let reader = try OutsideReader(pid: service.pid)
        // It has written its listing a moment before it wedges.
        var reading = try reader.read()
        while reading.threads.first(where: \.holdsGil)?.stack?.last.map({ reading.places[Int($0)].function }) != "main"
        {
            usleep(10_000)
            reading = try reader.read()
        }
        try expectTruth(reading, service.listing)
        let holder = try #require(reading.threads.first { $0.holdsGil })
        #expect(holder.isMain)
        let task = try #require(reading.tasks.first { $0.state == .running })
        #expect(holder.task == task.address)
        #expect(task.chain.last.map { reading.places[Int($0)].function } == "main")
        service.signal(SIGSTOP)
        while service.state != "T" { usleep(1000) }
        try expectTruth(try reader.read(), service.listing)
    }

    @Test func `uvloop is read too`() throws {
        try #require(RunningPython.python("services") != nil)
        let service = try RunningPython("services", "idle", "uvloop")
        let reading = try OutsideReader(pid: service.pid).read()
        try expectTruth(reading, service.listing)
        #expect(reading.loops.map(\.implementation) == ["uvloop"])
    }

    @Test(arguments: RunningPython.versions.filter { ["3.8", "3.11", "3.13"].contains($0) })
    func `a core is read as the process was`(_ version: String) throws {
        let gcore = "/usr/bin/gcore"
        try #require(FileManager.default.isExecutableFile(atPath: gcore), "gcore comes with gdb")
        let service = try RunningPython(version, "idle")
        let run = Process()
        run.executableURL = URL(filePath: gcore)
        run.arguments = ["-o", service.folder.appending(path: "core").path, "\(service.pid)"]
        run.standardOutput = FileHandle.nullDevice
        run.standardError = FileHandle.nullDevice
        try run.run()
        run.waitUntilExit()
        let core = service.folder.appending(path: "core.\(service.pid)").path
        let reading = try OutsideReader(core: core, executable: nil).read()
        try expectTruth(reading, service.listing)
        expectWaits(reading)
    }

    @Test func `what is no Python is refused`() throws {
        #expect(throws: OutsideRefusal.noPython) { _ = try OutsideReader(pid: Int(getpid())) }
        #expect(throws: OutsideRefusal.forbidden) { _ = try OutsideReader(pid: 1 << 22) }
        #expect(throws: OutsideRefusal.noCore(reason: "it is no ELF core of 64 bits")) {
            _ = try OutsideReader(core: #filePath, executable: nil)
        }
    }
}
