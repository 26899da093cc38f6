import Model
import Terminal
import Testing

@testable import Dashboard

/// The list that `looptop` alone opens.
@Suite struct PickerTests {
    static let waysIn = "three ways to give a service an agent:\n  one\n  two\n  three"

    static func worker(_ pid: Int, tasks: Int?, lag: Double?, access: ListedService.Access? = nil) -> ListedService {
        ListedService(
            pid: pid, name: "shop.main", access: access ?? .agent(socket: "/s/\(pid).sock"), application: 800,
            server: "uvicorn", python: "3.12.1", loop: "uvloop", tasks: tasks, lag: lag)
    }

    static let services: [ListedService] = [
        worker(812, tasks: 1204, lag: 0.0021), worker(813, tasks: 1177, lag: 0.312),
        worker(815, tasks: nil, lag: nil, access: .unanswered(socket: "/s/815.sock", reason: "the process is stopped")),
        ListedService(
            pid: 640, name: "mail\u{1B}[2J", access: .agent(socket: "/s/640.sock"), server: nil, python: "3.8.18",
            loop: "asyncio", tasks: 12, lag: 1.4),
        ListedService(
            pid: 977, name: "reports", access: .noAgent(wayIn: "looptop attach 977"), server: "granian",
            python: "3.13", loop: "asyncio"),
    ]

    private func picker(_ services: [ListedService]?, size: Size, glyphs: Glyphs = .unicode) -> Picker {
        var picker = Picker(
            settings: DashboardSettings(theme: .night, glyphs: glyphs, targetName: ""), waysIn: Self.waysIn)
        _ = picker.handle(.resized(size))
        if let services { picker.update(services) }
        return picker
    }

    @Test(arguments: ScreenTests.sizes) func list(size: Size) throws {
        var picker = picker(Self.services, size: size)
        _ = picker.handle(.key(.down))
        _ = picker.handle(.key(.character(" ")))
        try Golden.check(picker.render(size), "picker-\(size.width)x\(size.height)")
    }

    @Test func nothingThere() throws {
        let size = Size(80, 24)
        try Golden.check(picker([], size: size).render(size), "picker-nothing-80x24")
        #expect(picker(nil, size: size).render(size).lines.joined().contains("looking for services"))
    }

    @Test func plainCharacters() {
        let size = Size(120, 24)
        var picker = picker(Self.services, size: size, glyphs: .ascii)
        _ = picker.handle(.key(.character("G")))
        _ = picker.handle(.key(.right))
        #expect(!picker.render(size).lines.joined().contains { !$0.isASCII && $0 != "\u{FFFD}" })
    }

    @Test func itsKeysAreInTheOneTable() throws {
        var settings = DashboardSettings(theme: .night, targetName: "")
        settings.configuration = try Configuration(toml: "[keys.services]\ndemo = \"x\"")
        var picker = Picker(settings: settings, waysIn: Self.waysIn)
        #expect(picker.handle(.key(.character("d"))) == nil && picker.handle(.key(.character("x"))) == .demo)
        #expect(picker.render(Size(80, 24)).lines.last?.contains("x demo") == true)
    }

    @Test func enterPicksWhatIsSelected() throws {
        var picker = picker(Self.services, size: Size(120, 24))
        #expect(picker.handle(.key(.enter)) == .service(Self.services[3]))
        _ = picker.handle(.key(.down))
        guard case .application(let shop)? = picker.handle(.key(.enter)) else {
            Issue.record("the second line is the application")
            return
        }
        #expect(shop.members.map(\.pid) == [812, 813, 815] && shop.tasks == 2381 && shop.lag == 0.312)
        _ = picker.handle(.key(.right))
        _ = picker.handle(.key(.down))
        #expect(picker.handle(.key(.enter)) == .service(Self.services[0]))
        _ = picker.handle(.key(.left))
        #expect(picker.handle(.key(.enter)) == .application(shop))
    }

    @Test func theSelectionStaysOnItsServiceWhileOthersComeAndGo() {
        var picker = picker(Self.services, size: Size(120, 24))
        _ = picker.handle(.key(.character("G")))
        #expect(picker.handle(.key(.enter)) == .service(Self.services[4]))
        picker.update([Self.services[4]])
        #expect(picker.handle(.key(.enter)) == .service(Self.services[4]))
        picker.update([Self.services[3]])
        #expect(picker.handle(.key(.enter)) == .service(Self.services[3]))
        picker.update([])
        #expect(picker.handle(.key(.enter)) == .demo)
        #expect(picker.handle(.key(.character("q"))) == .quit)
    }

    @Test(arguments: [Size(1, 1), Size(20, 5), Size(39, 10), Size(40, 10), Size(41, 11)])
    func smallTerminals(size: Size) {
        for services in [nil, [], Self.services] {
            #expect(picker(services, size: size).render(size).size == size)
        }
    }
}
