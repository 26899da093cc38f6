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
        #expect(try Target.pid(4_000_010).resolve(among: services) == shop)
        #expect(try Target.name("mail").resolve(among: services) == mail)
        #expect(try Target.socket("/run/a/4000012.sock").resolve(among: services) == mail)
    }

    @Test func anAmbiguousNameListsTheCandidates() throws {
        let error = #expect(throws: AttachError.self) { try Target.name("shop").resolve(among: [shop, twin, mail]) }
        #expect(error?.status == 64)
        #expect(error?.message.contains("4000010") == true && error?.message.contains("4000011") == true)
        #expect(error?.message.contains("4000012") == false)
    }

    @Test(arguments: [
        (Target.name("nobody"), "no service is called"), (.pid(4_100_000), "no process 4100000"),
        (.socket("/tmp"), "not a socket"),
    ])
    func whatIsNotThereSaysWhatIs(_ target: Target, _ reason: String) throws {
        let error = #expect(throws: AttachError.self) { try target.resolve(among: [mail]) }
        #expect(error?.status == 69)
        #expect(error?.message.contains(reason) == true)
        #expect(error?.message.contains("4000012  mail") == true)
        let alone = #expect(throws: AttachError.self) { try target.resolve(among: []) }
        #expect(alone?.message.contains(Target.waysIn) == true)
    }

    @Test func aProcessWithoutAnAgentIsToldApart() throws {
        let error = #expect(throws: AttachError.self) { try Target.pid(Int(getpid())).resolve(among: []) }
        #expect(error?.status == 69)
        #expect(error?.message.contains("has no looptop agent") == true)
        #expect(error?.message.contains("looptop run") == true)
    }

    @Test func anotherUsersServiceNeedsThatUser() throws {
        let error = #expect(throws: AttachError.self) { try Target.pid(root.pid).resolve(among: [root]) }
        #expect(error?.message.contains("another user") == true)
    }
}
