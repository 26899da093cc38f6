import Testing

@testable import Attach

/// A service that was started anew is found again, and another one is not taken for it.
@Suite struct SuccessionTests {
    private func service(_ pid: Int, _ name: String, isOurs: Bool = true) -> DiscoveredService {
        DiscoveredService(pid: pid, name: name, socket: "/run/a/\(pid).sock", isOurs: isOurs)
    }

    private func succession(of services: [DiscoveredService], among there: [DiscoveredService] = []) -> Succession {
        Succession(of: services, among: there + services) { ["python", "\($0.name).py", "\($0.pid / 10 % 10)"] }
    }

    @Test func whoStaysIsWhoItWas() {
        let services = [service(11, "shop"), service(12, "mail")]
        #expect(succession(of: services).now(among: services.reversed()) == services)
    }

    @Test func whoIsGoneStaysWhereItWas() {
        let shop = service(11, "shop")
        #expect(succession(of: [shop]).now(among: []) == [shop])
        #expect(succession(of: [shop]).now(among: [service(12, "mail")]) == [shop])
    }

    @Test func theSameNameIsFound() {
        let (shop, mail) = (service(11, "shop"), service(12, "mail"))
        let now = succession(of: [shop, mail]).now(among: [service(12, "mail"), service(91, "shop")])
        #expect(now.map(\.pid) == [91, 12])
    }

    @Test func whoWasThereBeforeIsAnother() {
        let shop = service(11, "shop")
        #expect(succession(of: [shop], among: [service(15, "shop")]).now(among: [service(15, "shop")]) == [shop])
        #expect(succession(of: [shop]).now(among: [service(15, "shop", isOurs: false)]) == [shop])
    }

    @Test func noneStandsForTwo() {
        let (first, second) = (service(11, "shop"), service(12, "shop"))
        let follow = succession(of: [first, second])
        #expect(follow.now(among: [second]).map(\.pid) == [11, 12])
        #expect(follow.now(among: [second, service(91, "shop")]).map(\.pid) == [91, 12])
        #expect(follow.now(among: [service(91, "shop"), service(92, "shop")]).map(\.pid) == [91, 92])
        #expect(follow.now(among: [service(91, "shop")]).map(\.pid) == [91, 12])
    }

    @Test func theSameCommandComesFirst() {
        // The tens of the pid are the last argument here.
        let follow = succession(of: [service(11, "shop")])
        #expect(follow.now(among: [service(121, "shop"), service(211, "shop")]).map(\.pid) == [211])
    }
}
