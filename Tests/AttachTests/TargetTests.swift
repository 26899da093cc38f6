import Foundation
import Testing

@testable import Attach

/// What a TARGET names, and what people are told where it names nothing.
@Suite struct TargetTests {
    let shop = DiscoveredService(pid: 4_000_010, name: "shop", socket: "/run/a/4000010.sock", isOurs: true)
    let twin = DiscoveredService(pid: 4_000_011, name: "shop", socket: "/run/a/4000011.sock", isOurs: true)
    let mail = DiscoveredService(pid: 4_000_012, name: "mail", socket: "/run/a/4000012.sock", isOurs: true)
    let root = DiscoveredService(pid: 4_000_013, name: "root's", socket: "/run/b/4000013.sock", isOurs: false)

    @Test func kindsOfTargets() throws {
        #expect(try Target(parsing: "4711") == .pid(4711))
        #expect(try Target(parsing: "shop") == .name("shop"))
        #expect(try Target(parsing: "/run/a/1.sock") == .socket("/run/a/1.sock"))
        #expect(try Target(parsing: "./1.sock") == .socket("./1.sock"))
        for text in ["", "0", "-5", "tcp://web3:9000"] {
            let error = #expect(throws: AttachError.self) { try Target(parsing: text) }
            #expect(error?.status == 64)
        }
    }

    @Test func whatIsThereIsFound() throws {
        let services = [shop, mail]
        #expect(try Target.pid(4_000_010).meant(among: services).services == [shop])
        #expect(try Target.name("mail").meant(among: services).services == [mail])
        #expect(try Target.socket("/run/a/4000012.sock").meant(among: services).services == [mail])
    }

    @Test func anAmbiguousNameListsTheCandidates() throws {
        let error = #expect(throws: AttachError.self) { try Target.name("shop").meant(among: [shop, twin, mail]) }
        #expect(error?.status == 64)
        #expect(error?.message.contains("4000010") == true && error?.message.contains("4000011") == true)
        #expect(error?.message.contains("4000012") == false)
    }

    @Test(arguments: [
        (Target.name("nobody"), "no service is called"), (.pid(4_100_000), "no process 4100000"),
        (.socket("/tmp"), "not a socket"),
    ])
    func whatIsNotThereSaysWhatIs(_ target: Target, _ reason: String) throws {
        let error = #expect(throws: AttachError.self) { try target.meant(among: [mail]) }
        #expect(error?.status == 69)
        #expect(error?.message.contains(reason) == true)
        #expect(error?.message.contains("4000012  mail") == true)
        let alone = #expect(throws: AttachError.self) { try target.meant(among: []) }
        #expect(alone?.message.contains("three ways to give a service an agent") == true)
    }

    @Test func aProcessWithoutAnAgentIsMeantItself() throws {
        let own = Int(getpid())
        #expect(try Target.pid(own).meant(among: []) == MeantProcesses(bare: [own]))
        // Not another one that has an agent, below it or not.
        var child = DiscoveredService(pid: own + 1, name: "kernel", socket: "/run/a/1.sock", isOurs: true)
        child.application = child.pid
        #expect(try Target.pid(own).meant(among: [child, mail]) == MeantProcesses(bare: [own]))
    }

    @Test func aNumberOfAnotherNamespaceIsNoProcessOfOurs() throws {
        let own = Int(getpid())
        let inside = DiscoveredService(pid: own, name: "inside", socket: "/run/c/1.sock", isOurs: true, isSeen: false)
        #expect(try Target.pid(own).meant(among: [inside]) == MeantProcesses(bare: [own]))
        #expect(try Target.name("inside").meant(among: [inside]).services == [inside])
        let gone = DiscoveredService(pid: 4_100_000, name: "in", socket: "/run/c/2.sock", isOurs: true, isSeen: false)
        #expect(try Target.pid(4_100_000).meant(among: [gone]).services == [gone])
    }

    @Test func theWorkersOfAnApplicationStandForItsName() throws {
        var workers = [shop, twin]
        for index in workers.indices { workers[index].application = 4_000_009 }
        var master = DiscoveredService(pid: 4_000_009, name: "shop", socket: "/run/a/9.sock", isOurs: true)
        (master.application, master.hasLoop) = (master.pid, false)
        #expect(try Target.name("shop").meant(among: workers + [master, mail]).services == workers)
        #expect(Target.workers(of: master.pid, among: workers + [master]) == workers)
        // Of workers without a loop all are meant, of others those with one.
        workers[0].hasLoop = false
        #expect(Target.workers(of: master.pid, among: workers + [master]) == [twin].map(of(master.pid)))
        workers[1].hasLoop = false
        #expect(Target.workers(of: master.pid, among: workers + [master]) == workers)
    }

    @Test func theWorkersOfAnotherLeaderWithTheSameNumberAreNotMeant() {
        var workers = [shop, twin]
        for index in workers.indices { workers[index].application = 4_000_009 }
        (workers[0].applicationTicks, workers[1].applicationTicks) = (100, 200)
        #expect(Target.workers(of: 4_000_009, startedAt: 200, among: workers) == [workers[1]])
        #expect(Target.workers(of: 4_000_009, among: workers) == workers)
    }

    private func of(_ application: Int) -> (DiscoveredService) -> DiscoveredService {
        { service in
            var service = service
            service.application = application
            return service
        }
    }

    @Test func whoCannotBeSeenIsTold() throws {
        let some = MeantProcesses(services: [shop], bare: [4_000_011, 4_000_012], leader: 4_000_009)
        #expect(
            some.gap
                == "1 of 3 workers of shop (process 4000009) has an agent: 4000010; not seen: 4000011 and 4000012")
        #expect(MeantProcesses(services: [shop, twin], leader: 4_000_009).gap == nil)
        #expect(MeantProcesses(bare: [4_000_011]).gap == nil)
    }

    @Test func anotherUsersServiceNeedsThatUser() throws {
        let error = #expect(throws: AttachError.self) { try Target.pid(root.pid).meant(among: [root]) }
        #expect(error?.message.contains("another user") == true)
    }

    @Test func whatAFileSaysIsOfTheProcessThatWroteIt() throws {
        let own = try #require(ProcessFacts(pid: Int(getpid())))
        let folder = FileManager.default.temporaryDirectory.appending(path: "looptop-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func registration(_ pid: Int, _ ticks: UInt64) throws -> Registration {
            let file = folder.appending(path: "1.json")
            try Data(#"{"pid": \#(pid), "start_ticks": \#(ticks)}"#.utf8).write(to: file)
            return try #require(Registration(path: file.path(percentEncoded: false)))
        }
        #expect(try registration(own.pid, own.startTicks).numbers(of: nil)?.pid == own.pid)
        // The kernel knows better where the file is of another namespace; a number that was given away is nobody's.
        #expect(try registration(7, own.startTicks).numbers(of: own.pid)?.pid == own.pid)
        #expect(try registration(own.pid, own.startTicks + 1).numbers(of: nil) == nil)
        #expect(try registration(own.pid, own.startTicks + 1).numbers(of: own.pid) == nil)
    }
}
