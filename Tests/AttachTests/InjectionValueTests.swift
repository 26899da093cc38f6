import Foundation
import Testing

@testable import Attach
@testable import Outside

/// What is read from `/proc` and from memory on the way into a process: pure values.
struct InjectionValueTests {
    @Test func `maps are read with spaces in names, without names, and with files that were replaced`() throws {
        let text = """
            00400000-00800000 r-xp 00000000 08:01 131 /opt/my app/bin/python3.12
            00c00000-00c40000 rw-p 00800000 08:01 131 /opt/my app/bin/python3.12 (deleted)
            7ffd0000-7ffd1000 rw-p 00000000 00:00 0
            7ffe0000-7ffe1000 r-xp 00000000 00:00 0                          [vdso]
            nonsense
            """
        let mappings = MemoryMapping.parse(text)
        #expect(mappings.count == 4)
        #expect(mappings[0].path == "/opt/my app/bin/python3.12")
        #expect(mappings[0].range == 0x400000..<0x800000)
        #expect(mappings[0].isReadable && !mappings[0].isWritable && mappings[0].isOfFile)
        #expect(mappings[1].fileName == "python3.12")
        #expect(mappings[1].isWritable && mappings[1].offset == 0x800000)
        #expect(mappings[2].path.isEmpty && !mappings[2].isOfFile)
        #expect(!mappings[3].isOfFile)
    }

    @Test func `status tells users, tracer, state and the inner pid`() throws {
        let text = """
            Name:\tpython (x)
            State:\tt (tracing stop)
            TracerPid:\t77
            Uid:\t1000\t1001\t1000\t1001
            Gid:\t100\t100\t100\t100
            NSpid:\t4242\t7
            CapEff:\t0000000000080000
            Seccomp:\t2
            """
        let status = try #require(ProcessStatus(parsing: text))
        #expect(status.state == "t" && status.tracer == 77 && status.uid == 1001 && status.gid == 100)
        #expect(!status.hasOneUser && status.innerPid == 7 && status.seccomp == 2 && status.mayTraceAll)
        #expect(ProcessStatus(parsing: "State:\tS (sleeping)\n") == nil)
        #expect(ProcessStatus(parsing: "") == nil)
    }

    @Test(arguments: [
        ("/usr/bin/python3.14", "3.14"), ("/usr/lib/libpython3.9.so.1.0", "3.9"),
        ("/home/x/.pyenv/versions/3.8.18/lib/python3.8/lib-dynload/math.so", "3.8"),
    ])
    func `a version is found in a path`(path: String, version: String) {
        #expect(PythonVersion(inPath: path)?.description == version)
    }

    @Test(arguments: ["/usr/bin/python3", "/usr/bin/perl", "", "/x/python3.x", "/x/python3.99999999999999999999"])
    func `no version is found where there is none`(path: String) {
        #expect(PythonVersion(inPath: path) == nil)
    }

    @Test func `versions have an order`() {
        let version = PythonVersion(hex: 0x030e_0af0)
        #expect(version.description == "3.14.10")
        #expect(PythonVersion(major: 3, minor: 9) < PythonVersion(major: 3, minor: 10))
        #expect(PythonVersion(major: 3, minor: 8) <= PythonVersion(major: 3, minor: 8, micro: 0))
    }

    @Test(arguments: [
        ("running", ThreadWait.running), ("-1 0x7ffd 0x7f", .running), ("", .running),
        ("999 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd 0x7f", .other(999)),
    ])
    func `a thread's wait is read from its system call`(text: String, wait: ThreadWait) {
        #expect(ThreadWait(parsing: text) == wait)
        #expect(!wait.isQuiet)
    }

    @Test(.enabled(if: Machine.isX86))
    func `quiet waits are told from locks`() {
        #expect(ThreadWait(parsing: "232 0x4 0x7f 0x400 0x1 0x0 0x8 0x7ffd 0x7f") == .epoll(descriptor: 4))
        #expect(ThreadWait(parsing: "281 0x1f 0x7f 0x400 0x1 0x0 0x8 0x7ffd 0x7f") == .epoll(descriptor: 31))
        #expect(ThreadWait(parsing: "230 0x1 0x0 0x7f") == .quiet("clock_nanosleep"))
        #expect(ThreadWait(parsing: "202 0x7f 0x189 0x0") == .lock)
        #expect(ThreadWait(parsing: "128 0x7ffc5492fbe0 0x7ffc5492faa0 0x0 0x8") == .quiet("rt_sigtimedwait"))
        #expect(ThreadWait(parsing: "73 0x6 0x2") == .quiet("flock"))
    }

    @Test(
        .enabled(if: Machine.isX86),
        // As the kernel has shown them after SIGSTOP and SIGCONT.
        arguments: [
            ("0x7f21c4860340 0x1 0xffffffff 0x1 0x0 0x0 0x7ffd8c3dc278 0x7f21c4b1a230", ThreadWait.quiet("poll")),
            ("0x562af0b47ce0 0x89 0xffffffff 0x89 0x0 0x0 0x7ffe2b49e5d8 0x7f640cd1a230", .quiet("poll")),
            ("0x55786d734bc0 0x89 0x186a0 0x55786d7358d0 0x0 0x0 0x7ffe9f356238 0x7f64", .quiet("poll")),
            ("0x0 0x0 0x7ffc3d417160 0x7ffc3d417160 0x7f912f08dac0 0x3 0x7ffc3d417148", .quiet("clock_nanosleep")),
            ("0x7f245bc732a0 0x0 0x56301df2a8e0 0x0 0x7f245c1b715e 0x6 0x7ffcb2904508", .quiet("nanosleep")),
            ("0x562330cd26c0 0x89 0x0 0x7ffd031f9770 0x0 0xffffffff 0x7ffd031f96c0 0x7f", .lock),
            ("0x5654c91920f0 0x189 0x0 0x7fffacb63b80 0x0 0xffffffff 0x7fffacb63ad0 0x7f", .lock),
            ("0x7f21c4860340", .other(219)),
        ])
    func `a wait that goes on after a stop is still known`(arguments: String, wait: ThreadWait) {
        #expect(ThreadWait(parsing: "219 " + arguments) == wait)
    }

    @Test func `of the threads the main one is called from, else one that waits for events`() {
        #expect(QuietThread.choose(main: 1, among: [1: .quiet("read"), 2: .epoll(descriptor: 3)]) == 1)
        #expect(QuietThread.choose(main: 1, among: [1: .lock, 5: .epoll(descriptor: 3), 4: .quiet("read")]) == 5)
        #expect(QuietThread.choose(main: 1, among: [1: .lock, 4: .quiet("read")]) == nil)
        #expect(QuietThread.choose(main: 1, among: [:]) == nil)
    }

    @Test func `the loop's own pair is found by its ends`() {
        let text = "pos:\t0\ntfd:        5 events:       19 data: 5\ntfd:        9 events: 1 data: 9\n"
        #expect(SelfPipe.watched(in: text) == [5, 9])
        let inodes: [Int: UInt64] = [5: 50, 6: 51, 9: 90]
        let peers: [UInt64: UInt64] = [50: 51, 51: 50]
        #expect(SelfPipe(epoll: 4, watched: [5, 9], inodes: inodes, peers: peers)?.descriptor == 6)
        // Both ends are watched: a pair of the service's own.
        #expect(SelfPipe(epoll: 4, watched: [5, 6], inodes: inodes, peers: peers) == nil)
        // The other end is in another process.
        #expect(SelfPipe(epoll: 4, watched: [5], inodes: [5: 50], peers: peers) == nil)
        #expect(SelfPipe(epoll: 4, watched: [5], inodes: inodes, peers: [:]) == nil)
    }

    @Test func `of several pairs only the one made with the loop is taken`() {
        let inodes: [Int: UInt64] = [5: 50, 6: 51, 8: 80, 9: 81]
        let peers: [UInt64: UInt64] = [50: 51, 51: 50, 80: 81, 81: 80]
        #expect(SelfPipe(epoll: 4, watched: [5, 8], inodes: inodes, peers: peers)?.descriptor == 6)
        #expect(SelfPipe(epoll: 3, watched: [5, 8], inodes: inodes, peers: peers) == nil)
    }

    @Test func `the kernel's answer about sockets is read, whole or cut`() {
        func message(_ inode: UInt8, _ peer: UInt8) -> [UInt8] {
            [40, 0, 0, 0, 20, 0, 2, 0] + [UInt8](repeating: 0, count: 8) + [1, 1, 1, 0, inode, 0, 0, 0]
                + [UInt8](repeating: 0, count: 8) + [8, 0, 2, 0, peer, 0, 0, 0]
        }
        var answer = UnixPeers()
        answer.take(message(7, 8) + message(8, 7))
        #expect(answer.peers == [7: 8, 8: 7] && !answer.isComplete)
        answer.take([20, 0, 0, 0, 3, 0, 2, 0] + [UInt8](repeating: 0, count: 12))
        #expect(answer.isComplete)
        var cut = UnixPeers()
        cut.take(Array(message(7, 8).dropLast(3)))
        cut.take([0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(cut.peers.isEmpty)
    }
}
