public import Model
import Terminal

/// What keys and answers mean to the shutdown screen.
extension Dashboard {
    /// The answer to `Effect.loadShutdownPlan`: what an end would mean, or why that is not known.
    public mutating func receive(plan: ShutdownPlan?, problem: String? = nil) {
        shutdown.receive(plan, problem: problem)
    }

    /// What became of an act; nil where it was done.
    public mutating func receive(refusal: String?, of act: ServiceAct) {
        shutdown.message = refusal.map { ($0, true) }
    }

    /// The process has ended.
    ///
    /// - Parameter text: how, where that can be known: `ended with exit status 0`.
    public mutating func receive(ending text: String?, at time: Double) {
        shutdown.ended(text, at: time)
    }

    /// Something to tell beside the screen: where a report was written.
    public mutating func receive(note: String) {
        shutdown.message = (note, false)
    }

    /// How it went so far; nil where no end has begun.
    public func shutdownOutcome(now: Double) -> ShutdownOutcome? {
        guard let begun = shutdown.begun else { return nil }
        let end = shutdown.end
        return ShutdownOutcome(
            kind: end == nil ? .stillThere : .left, seconds: max(0, (end?.time ?? now) - begun),
            status: shutdown.status, exit: end?.text)
    }

    mutating func actOnShutdown(_ action: Action) -> [Effect] {
        switch action {
        case .shutDown where !settings.isReadOnly: openShutdownDialog()
        case .secondSignal where !settings.isReadOnly: openSignalDialog(second, words: ["interrupt"])
        case .quitSignal where !settings.isReadOnly:
            openSignalDialog(
                ("SIGQUIT", "most servers leave at once; a program without a handler dies with a core dump"),
                words: ["quit"])
        case .killSignal where !settings.isReadOnly:
            openSignalDialog(("SIGKILL", "the kernel ends it: no handler runs, nothing is cleaned up"), words: ["kill"])
        case .cancelTask where !settings.isReadOnly: openCancelDialog([shutdown.selected?.id].compactMap(\.self))
        case .saveReport where shutdown.hasBegun: return [.saveShutdownReport]
        case .open: openTask(shutdown.selected?.id)
        default:
            if !shutdown.hasBegun { shutdown.scrollPlan(action, page: contentHeight - 2, overflow: planOverflow) }
            shutdown.act(action, page: max(1, contentHeight / 3))
        }
        return []
    }

    /// Takes a key where a dialog is open.
    mutating func answerActDialog(_ key: Key) -> [Effect] {
        switch shutdown.dialog?.handle(key) {
        case .cancel: shutdown.dialog = nil
        case .act(let acts):
            shutdown.dialog = nil
            for act in acts {
                switch act {
                case .shutdown(let order): shutdown.gave(order.title, at: clock(picture.now))
                case .debug: debugSwitched = clock(picture.now)
                case .cancel: tasks.unmark()
                }
            }
            return acts.map { .act($0) }
        case nil: break
        }
        return []
    }

    private mutating func openShutdownDialog() {
        guard let plan = shutdown.plan, !plan.isReadOnly else {
            if shutdown.plan?.isReadOnly == true {
                shutdown.message = ("the service refuses acts: LOOPTOP_READ_ONLY is set in it", true)
            } else {
                openSilentDialog()
            }
            return
        }
        let choices = plan.ways.map {
            ActDialog.Choice(act: .shutdown($0.order), title: $0.order.title, effect: $0.effect)
        }
        var facts = [Phrase.muted("in flight  ") + inFlight(plan.inFlight)]
        facts += plan.warnings.map { Phrase("\(settings.glyphs.warning) \($0)", .look) }
        openDialog("shut down \(serviceName)", choices, facts, words: [serviceName, "stop"])
    }

    /// The agent does not say what would happen: the signal goes from outside.
    private mutating func openSilentDialog() {
        let reason = shutdown.problem ?? "the agent does not answer"
        let choice = ActDialog.Choice(
            act: .shutdown(ShutdownOrder()), title: "SIGTERM", effect: "sent from outside, to this very process")
        openDialog("shut down \(serviceName)", [choice], [Phrase(reason, .look)], words: [serviceName, "stop"])
    }

    private mutating func openSignalDialog(_ signal: (name: String, effect: String), words: [String]) {
        var orders = [ShutdownOrder(signal: signal.name)]
        if let parent = shutdown.plan?.parent {
            orders.insert(ShutdownOrder(signal: signal.name, isForParent: true, startTicks: parent.startTicks), at: 0)
        }
        let choices = orders.map {
            ActDialog.Choice(act: .shutdown($0), title: $0.title, effect: signal.effect)
        }
        let left = shutdown.status?.left ?? shutdown.plan?.inFlight ?? ShutdownCounts(tasks: picture.tasks.count)
        openDialog(
            "\(signal.name) to \(serviceName)", choices, [.muted("what is lost  ") + inFlight(left)], words: words)
    }

    /// The server's second signal, or SIGINT where none is known to mean more.
    private var second: (String, String) {
        let known = shutdown.status?.second ?? shutdown.plan?.second
        return known.map { ($0.signal, $0.effect) } ?? ("SIGINT", "what the service's own handler makes of it")
    }

    /// Asks whether tasks shall be cancelled; the request goes on to what each waits for.
    mutating func openCancelDialog(_ ids: [TaskID]) {
        let tasks = ids.compactMap { picture.tasks[$0] }
        guard tasks.count < 2 else { return openCancelDialog(ofAll: tasks) }
        guard let task = tasks.first else { return }
        let id = task.id
        let choice = ActDialog.Choice(
            act: .cancel(id), title: "cancel \(id) \(task.label)",
            effect: "raises CancelledError where it waits; it may clean up, or refuse")
        var facts: [Phrase] = []
        let below = cancelled(with: id)
        if !below.isEmpty { facts.append(.muted("it waits for these, which are cancelled first:")) }
        facts += below.prefix(8).map { task in
            Phrase("  ") + .strong("\(task.id) \(task.label)") + "  " + (task.location.map(place) ?? "")
        }
        if below.count > 8 { facts.append(.muted("  and \(below.count - 8) more")) }
        openDialog("cancel a task", [choice], facts, words: ["cancel"])
    }

    private mutating func openCancelDialog(ofAll tasks: [TaskRecord]) {
        let choice = ActDialog.Choice(
            acts: tasks.map { .cancel($0.id) }, title: "cancel \(tasks.count) tasks",
            effect: "raises CancelledError in each where it waits, and in what it waits for")
        var facts = tasks.prefix(8).map { task in
            Phrase("  ") + .strong("\(task.id) \(task.label)") + "  " + (task.location.map(place) ?? "")
        }
        if tasks.count > 8 { facts.append(.muted("  and \(tasks.count - 8) more")) }
        openDialog("cancel the marked tasks", [choice], facts, words: ["cancel"])
    }

    /// Asks what is to become of debug mode; where it was switched from here, with what it has cost since.
    mutating func openDebugDialog() {
        let choices = [
            ActDialog.Choice(
                act: .debug(DebugOrder(isOn: true)), title: "on", effect: "and off again when looptop leaves"),
            ActDialog.Choice(
                act: .debug(DebugOrder(isOn: true, isKept: true)), title: "on, and keep it",
                effect: "until somebody switches it off"),
            ActDialog.Choice(act: .debug(DebugOrder(isOn: false, isKept: true)), title: "off", effect: ""),
            ActDialog.Choice(
                act: .debug(DebugOrder(slow: 0.05)), title: "slow_callback_duration 50 ms",
                effect: "asyncio reports callbacks from there on; only in debug mode"),
        ]
        let isOn = picture.loops.contains { $0.isDebug == true }
        var facts: [Phrase] = [.muted("debug mode is ") + .strong(isOn ? "on" : "off")]
        facts.append(
            "It takes a traceback for every task and callback: services of many small callbacks slow down severalfold.")
        if let cost = debugCost { facts.append(cost) }
        openDialog("asyncio's debug mode", choices, facts, words: ["debug"])
    }

    /// CPU in the ten seconds before the switch, and since.
    private var debugCost: Phrase? {
        guard let switched = debugSwitched else { return nil }
        func cpu(_ range: Range<Double>) -> Double? {
            let known = picture.history.filter { range.contains($0.time) }.compactMap(\.cpu)
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
        guard let before = cpu(switched - 10..<switched), let since = cpu(switched + 1..<switched + 1e6) else {
            return nil
        }
        return .muted("measured here: CPU ") + .strong(NumberText.percent(before)) + .muted(" before the switch, ")
            + .strong(NumberText.percent(since)) + .muted(" since")
    }

    /// The tasks that a task's cancellation goes on to: those that it waits for, and they.
    private func cancelled(with id: TaskID) -> [TaskRecord] {
        var found: [TaskRecord] = []
        var seen: Set<TaskID> = [id]
        var pending = [id]
        while let next = pending.popLast(), found.count < 200 {
            guard let task = picture.tasks[next] else { continue }
            var below = [task.wait?.task].compactMap(\.self)
            if let group = task.onGroup {
                below += picture.tasks.values.filter { $0.group == group }.map(\.id).sorted()
            }
            for id in below where seen.insert(id).inserted {
                if let task = picture.tasks[id] { found.append(task) }
                pending.append(id)
            }
        }
        return found
    }

    private mutating func openDialog(
        _ title: String, _ choices: [ActDialog.Choice], _ facts: [Phrase], words: [String]
    ) {
        shutdown.message = nil
        shutdown.dialog = ActDialog(title: title, choices: choices, facts: facts, words: words)
    }

    private var serviceName: String { picture.service?.name ?? settings.targetName }

    /// `2 requests   5 tasks   1 executor job`.
    func inFlight(_ counts: ShutdownCounts) -> Phrase {
        func fact(_ count: Int, _ what: String) -> Phrase {
            .strong(NumberText.grouped(count)) + " " + Phrase(count == 1 ? what : what + "s")
        }
        var facts = [counts.requests.map { fact($0, "request") } ?? .muted("requests unknown")]
        if counts.connections > 0 { facts.append(fact(counts.connections, "connection")) }
        facts.append(fact(counts.tasks, "task"))
        if counts.jobs > 0 { facts.append(fact(counts.jobs, "executor job")) }
        if counts.threads > 0 { facts.append(fact(counts.threads, "thread")) }
        facts += counts.held.prefix(3).map { fact($0.inUse, "connection") + Phrase(" in \($0.name)") }
        return .joined(facts, by: ", ")
    }
}
