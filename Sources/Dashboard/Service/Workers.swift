public import Model

/// Which worker of an application is on screen: one, or all of them in one picture.
struct WorkersState: Sendable {
    /// The newest state of all workers; nil for a service without.
    var fleet: Fleet?
    /// The worker that is shown alone.
    var shown: Int?
    /// The instance of each worker, in the picture that is on screen.
    var instances: [Int: String] = [:]

    /// The picture that is on screen.
    var picture: Picture? {
        guard let fleet else { return nil }
        return shown.flatMap { fleet.workers[$0] } ?? fleet.merged
    }

    /// What is on screen is of those that are there now.
    mutating func look() {
        instances = fleet?.workers.compactMapValues(\.service?.instance) ?? [:]
    }

    /// True where tasks of several workers are shown beside each other.
    var isMixed: Bool { (fleet?.workers.count ?? 0) > 1 && shown == nil }

    /// `4 workers`, `worker 812 of 4`; nil for a service without.
    var fact: String? {
        guard let fleet else { return nil }
        let count = fleet.workers.count
        let word = fleet.isOfServices ? "service" : "worker"
        if let shown { return "\(word) \(fleet.merged.workers[shown] ?? "\(shown)") of \(count)" }
        return Plural.count(count, word)
    }
}

extension Dashboard {
    /// Takes in the newest state of an application's workers. One that is shown alone and has gone gives way to all.
    ///
    /// - Returns: what is needed to show it.
    @discardableResult
    public mutating func update(_ fleet: Fleet) -> [Effect] {
        workers.fleet = fleet
        if !isFrozen { workers.look() }
        if let shown = workers.shown, fleet.workers[shown] == nil { workers.shown = nil }
        return update(workers.picture ?? fleet.merged)
    }

    /// Opens the list of workers where there are several to choose from.
    mutating func openWorkers() {
        guard let fleet = workers.fleet else { return }
        dialogs.append(WorkersDialog(fleet: fleet, shown: workers.shown))
    }

    /// Shows one worker, or all.
    mutating func showWorker(_ pid: Int?) {
        workers.shown = pid
        opened = nil
        for id in screens.keys { screens[id]?.forgetTasks() }
        why.forget()
        if let picture = workers.picture { show(picture) }
        refreshScreen()
    }
}
