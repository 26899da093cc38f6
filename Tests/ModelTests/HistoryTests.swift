import Testing

@testable import Model

@Suite("History")
struct HistoryTests {
    private func vitals(
        _ time: Double, created: Int, busy: Double? = nil, lag: Double? = nil, since: Double? = nil
    ) -> Event {
        var vitals = Vitals(time: time, created: created, lagMax: lag, busy: busy, steps: created * 10)
        vitals.blocked = since.map { Vitals.Blocked(loop: 1, since: $0, seconds: time - $0) }
        return .vitals(vitals)
    }

    private func picture(_ events: Event...) -> Picture {
        var picture = Picture()
        for event in events { picture.apply(event) }
        return picture
    }

    @Test("Several vital signs within one second tell of all of it")
    func folding() {
        let picture = picture(
            vitals(9.9, created: 0), vitals(10.1, created: 20, busy: 1, lag: 0.3),
            vitals(10.5, created: 20, busy: 0.25, lag: 0.1), vitals(10.9, created: 30, busy: 0, lag: 0.2))
        #expect(picture.history.map(\.time) == [10])
        let second = picture.history.first
        #expect(second?.created == 30)
        #expect(second?.steps == 300)
        #expect(second?.lag == 0.3)
        #expect(second?.busy.map { ($0 * 1000).rounded() } == 300)
    }

    @Test("A second begins where the one before it ended")
    func seconds() {
        let picture = picture(
            vitals(10.5, created: 0), vitals(11.0, created: 10), vitals(11.5, created: 10), vitals(12.5, created: 11))
        #expect(picture.history.map(\.time) == [11, 12])
        #expect(picture.history.map(\.created) == [10, 1])
    }

    @Test("The agent's own account is not changed by what comes live")
    func told() {
        let told = HistorySample(time: 10.2, tasks: 4, created: 7)
        let picture = picture(
            .history([told]), vitals(10.4, created: 100), vitals(10.6, created: 100), vitals(11.6, created: 101))
        #expect(picture.history.first == told)
        #expect(picture.history.map(\.time) == [10.2, 11])
        #expect(picture.history.last?.created == 1)
    }

    @Test("A clock that is set back takes the future with it")
    func setBack() {
        let picture = picture(
            vitals(100, created: 0), vitals(101, created: 1), vitals(50, created: 2), vitals(51, created: 4))
        #expect(picture.history.map(\.time) == [51])
        #expect(picture.history.map(\.created) == [2])
    }

    @Test("A block counts in every second that it lasts, and its true end once it is known")
    func blocked() {
        var picture = picture(
            vitals(10, created: 0), vitals(10.9, created: 0, since: 10.5), vitals(11.9, created: 0, since: 10.5),
            vitals(12.5, created: 0))
        let known = { (picture: Picture) in picture.history.map { (($0.blocked ?? -1) * 10).rounded() / 10 } }
        #expect(known(picture) == [0.5, 0.9, 0])
        let culprit = SlowCallback(
            id: 1, location: nil, count: 1, total: 1.8, max: 1.8, first: 10.5, last: 10.5,
            latest: [SlowCallback.Block(time: 10.5, seconds: 1.8)])
        picture.apply(.slow(SlowReport(culprits: [culprit]), time: 12.6))
        #expect(known(picture) == [0.5, 1, 0.3])
        // The same account again changes nothing.
        picture.apply(.slow(SlowReport(culprits: [culprit]), time: 12.7))
        #expect(known(picture) == [0.5, 1, 0.3])
    }

    @Test("Counters that fall tell nothing")
    func counters() {
        #expect(HistorySample.rate(from: 5, to: 4, in: 1) == nil)
        #expect(HistorySample.rate(from: nil, to: 4, in: 1) == nil)
        #expect(HistorySample.rate(from: 4, to: 4, in: 0) == nil)
        #expect(HistorySample.rate(from: 0, to: 1e300, in: 1e-300) == nil)
        #expect(HistorySample.rate(from: 4, to: 8, in: 2) == 2)
    }
}
