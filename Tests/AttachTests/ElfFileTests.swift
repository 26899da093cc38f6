import Foundation
import Model
import Testing

@testable import Attach
@testable import Outside

/// A small ELF file with two dynamic symbols and a constant.
private enum MadeUpElf {
    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func section(name: Int, type: Int, address: Int, offset: Int, size: Int, link: Int) -> [UInt8] {
        little(name, 4) + little(type, 4) + little(0, 8) + little(address, 8) + little(offset, 8) + little(size, 8)
            + little(link, 4) + little(0, 20)
    }

    static func symbol(name: Int, section: Int, address: Int, size: Int) -> [UInt8] {
        little(name, 4) + [0x12, 0] + little(section, 2) + little(address, 8) + little(size, 8)
    }

    static let bytes: [UInt8] = {
        let strings = Array("\0PyRun_SimpleString\0Py_Version\0imported\0".utf8)
        let symbols =
            symbol(name: 0, section: 0, address: 0, size: 0) + symbol(name: 1, section: 3, address: 0x1000, size: 40)
            + symbol(name: 20, section: 3, address: 0x2008, size: 8) + symbol(name: 31, section: 0, address: 0, size: 0)
        let data = little(7, 8) + little(0x030c_01f0, 8)
        let stringsAt = 64
        let symbolsAt = stringsAt + strings.count
        let dataAt = symbolsAt + symbols.count
        let tableAt = dataAt + data.count
        let header: [UInt8] =
            [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + little(0, 33) + little(tableAt, 8) + little(0, 10) + little(64, 2)
            + little(4, 2) + little(0, 2)
        let table =
            section(name: 0, type: 0, address: 0, offset: 0, size: 0, link: 0)
            + section(name: 0, type: 3, address: 0, offset: stringsAt, size: strings.count, link: 0)
            + section(name: 0, type: 11, address: 0, offset: symbolsAt, size: symbols.count, link: 1)
            + section(name: 0, type: 1, address: 0x2000, offset: dataAt, size: data.count, link: 0)
        return header + strings + symbols + data + table
    }()
}

struct ElfFileTests {
    @Test func `exported names are found, imported ones and others are not`() throws {
        let file = try #require(ElfFile(MadeUpElf.bytes))
        let found = file.dynamicSymbols(["PyRun_SimpleString", "imported", "PyRun", "Py_Version"])
        #expect(Set(found.keys) == ["PyRun_SimpleString", "Py_Version"])
        #expect(found["PyRun_SimpleString"]?.address == 0x1000)
        #expect(file.dynamicSymbols([]).isEmpty)
    }

    @Test func `a constant is read at its place`() throws {
        let file = try #require(ElfFile(MadeUpElf.bytes))
        #expect(file.constant("Py_Version") == 0x030c_01f0)
        #expect(file.constant("PyRun_SimpleString") == nil)
    }

    @Test func `a file that is cut or spoilt anywhere is read as far as it goes`() {
        let whole = MadeUpElf.bytes
        for length in 0..<whole.count {
            _ = ElfFile(Array(whole[..<length]))?.dynamicSymbols(["Py_Version"])
        }
        for place in whole.indices {
            var spoilt = whole
            spoilt[place] = 0xFF
            let file = ElfFile(spoilt)
            _ = file?.dynamicSymbols(["Py_Version"])
            _ = file?.constant("Py_Version")
        }
        #expect(ElfFile([]) == nil && ElfFile(Array("#!/bin/sh\n".utf8)) == nil)
    }
}

struct InjectionTextTests {
    private let every: [InjectionRefusal] = [
        .noProcess(pid: 7), .otherUser(pid: 7, uid: 1000), .ptraceScope(pid: 7, scope: 1),
        .ptraceScope(pid: 7, scope: 3),
        .notDumpable(pid: 7), .seccomp(pid: 7), .notPython(pid: 7, program: "perl"), .pyPy(pid: 7), .uwsgi(pid: 7),
        .pyInstaller(pid: 7), .freeThreaded(pid: 7), .tooOld(pid: 7, version: PythonVersion(major: 3, minor: 7)),
        .tooNew(pid: 7, version: PythonVersion(major: 3, minor: 16)), .unknownVersion(pid: 7), .stopped(pid: 7),
        .traced(pid: 7, tracer: 8), .remoteDebuggingDisabled(pid: 7), .noInterpreter(pid: 7),
        .noDebugger(pid: 7, version: PythonVersion(major: 3, minor: 9)), .subinterpreters(pid: 7),
        .sealed(pid: 7),
        .hiddenSymbols(pid: 7, program: "/opt/app"),
    ]

    @Test func `every refusal names the process, and what to do`() {
        for refusal in every {
            #expect(refusal.sentence.contains("7"), "\(refusal)")
            #expect(!refusal.remedy.isEmpty && !refusal.sentence.contains("\n") && !refusal.remedy.contains("\n"))
            #expect(refusal.error.status == 69)
        }
        #expect(Set(every.map(\.sentence)).count == every.count)
    }

    @Test func `gdb is told to let go, and passes no string to a function`() {
        for quiet in [nil, QuietThread(id: 42, call: 232)] {
            let text = GdbScript(pid: 7, path: "/tmp/looptop-0/attach-1-2/attach.py", quiet: quiet).text
            #expect(text.hasSuffix("detach\nquit\n"))
            #expect(!text.split(separator: "\n").contains { $0.contains("(\"") && !$0.hasPrefix("set {char[") })
            #expect(text.contains("grep -q '^232 ' /proc/7/task/42/syscall") == (quiet != nil))
            // Who keeps the interpreter while it waits is not entered.
            #expect(text.contains("PyGILState_Check)() == 0\nset $state") == (quiet != nil))
            // Breakpoints go before anything else is done.
            let lines = text.split(separator: "\n")
            let continued = lines.firstIndex(of: "continue")
            #expect(continued.map { lines[$0 + 1] } == "delete")
        }
    }

    @Test func `the code that gdb writes fits the memory that it asks for`() throws {
        let text = GdbScript(pid: 7, path: "/tmp/x/attach.py", quiet: nil).text
        let line = try #require(text.split(separator: "\n").first { $0.contains("set {char[") })
        let size = try #require(Int(line.drop { $0 != "[" }.dropFirst().prefix { $0.isNumber }))
        let code = line[line.index(after: try #require(line.firstIndex(of: "\"")))...].dropLast().replacing(
            "\\\"", with: "\"")
        #expect(code.utf8.count + 1 == size)
        #expect(text.contains("PyMem_RawMalloc)(\(size))"))
    }

    @Test(arguments: [
        (["python3", "-X", "dev", "/srv/app.py", "-v"], "app.py"), (["python3", "-m", "uvicorn", "x:app"], "uvicorn"),
        (["/usr/bin/python3"], "python"), ([], "python"), (["python", "-c", "import x"], "python -c"),
    ])
    func `a process is called by what it runs`(arguments: [String], name: String) {
        #expect(Inspection.name(of: arguments) == name)
    }

    @Test(arguments: [
        (ThreadWait.running, "runs native code"), (.quiet("read"), "waits in read"),
        (.epoll(descriptor: 3), "for events"), (.lock, "for a lock"), (.other(426), "system call 426"),
    ])
    func `an attempt in vain is explained by what the process does`(wait: ThreadWait, words: String) {
        let attempt = UnansweredAttempt(
            pid: 7, patience: .seconds(10), wasConsumed: false, wasBegun: false, state: "S", wait: wait)
        #expect(attempt.error.message.contains(words) && attempt.error.message.contains("within 10 s"))
        #expect(attempt.error.message.contains("goes on as before"))
    }

    @Test func `an attempt in vain tells where the running task is`() {
        let place = CodeLocation(file: "/srv/client.py", line: 17, function: "Client.write", isUserCode: true)
        var running = TaskRecord(id: TaskID(4), name: "session-2", coroutine: "session")
        running.state = .running
        running.location = place
        let idle = TaskRecord(id: TaskID(2), name: "other", coroutine: "session")
        var picture = Picture()
        picture.apply(.tasksAdded([running, idle], time: 1))
        let places = UnansweredAttempt.places(in: picture)
        #expect(places == ["task session-2 runs, at client.py:17 in Client.write"])
        var attempt = UnansweredAttempt(
            pid: 7, patience: .seconds(10), wasConsumed: false, wasBegun: false, state: "S", wait: .lock)
        attempt.places = places
        #expect(attempt.error.message.contains("read from outside: task session-2 runs, at client.py:17"))
    }

    @Test func `a process that is stopped meanwhile, or refuses, is said to`() {
        func message(_ state: Character, _ wasConsumed: Bool) -> String {
            UnansweredAttempt(
                pid: 7, patience: .seconds(10), wasConsumed: wasConsumed, wasBegun: false, state: state,
                wait: .running
            ).error.message
        }
        #expect(message("T", false).contains("stopped meanwhile"))
        #expect(message("S", true).contains("audit hook"))
    }

    @Test func `paths go into Python as they are`() {
        #expect(StagedAgent.quoted("/tmp/x") == "'/tmp/x'")
        #expect(StagedAgent.quoted("a'b\\c\nd") == "'a\\'b\\\\c\\nd'")
    }

    @Test func `a process that cannot be is refused`() {
        guard case .failure(.noProcess) = Injector.inspect(4_194_305) else {
            Issue.record("a pid beyond the highest was not refused")
            return
        }
        guard case .failure(.notPython) = Injector.inspect(Int(getpid())) else {
            Issue.record("these tests are no Python")
            return
        }
    }
}
