import Model

/// The watched service with two looks at its vital signs, two seconds apart.
extension Watched {
    static let alive: Picture = {
        var picture = Watched.picture
        picture.apply(.loops([Loop(id: 1, implementation: "uvloop", isDebug: true)], time: 100))
        var vitals = Vitals(time: 100, tasks: 3, waiting: 3, created: 40, lag: 0.0004, requests: 3, requestsTotal: 40)
        vitals.blocked = Vitals.Blocked(loop: 1, since: 98, seconds: 2, location: line, task: TaskID(2))
        vitals.busiest = [Vitals.BusyLine(location: line, share: 0.251)]
        (vitals.rss, vitals.threads, vitals.fds, vitals.cpu) = (50 << 20, 4, 12, 1)
        picture.apply(.vitals(vitals))
        (vitals.time, vitals.created, vitals.requestsTotal, vitals.cpu) = (102, 60, 43, 1.5)
        picture.apply(.vitals(vitals))
        return picture
    }()
}
