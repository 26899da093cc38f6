import Model
import Terminal

/// Whether the service shall end, or hear a further signal.
extension Scene {
    /// The end in order, by each way that there is.
    var shutdownQuestion: ActQuestion {
        if let endObstacle { return .impossible(endObstacle) }
        guard let plan = shutdown.plan else { return silentQuestion }
        let choices = plan.ways.map { choice(of: $0.order, effect: $0.effect) }
        var facts = processes(of: plan.ways.map(\.order)) + [Phrase.muted("in flight  ") + inFlight(plan.inFlight)]
        facts += plan.warnings.map { Phrase("\(settings.glyphs.warning) \($0)", .look) }
        return question("shut down \(serviceName)", choices, facts, words: [serviceName, "stop"])
    }

    /// The agent does not say what would happen: the signal goes from outside.
    private var silentQuestion: ActQuestion {
        let reason = shutdown.problem ?? "the agent does not answer"
        let choice = choice(of: ShutdownOrder(), effect: "sent from outside, to this very process")
        return question("shut down \(serviceName)", [choice], [Phrase(reason, .look)], words: [serviceName, "stop"])
    }

    /// The server's second signal, or SIGINT where none is known to mean more.
    var secondSignalQuestion: ActQuestion {
        let known = shutdown.status?.second ?? shutdown.plan?.second
        return question(
            signal: known?.signal ?? "SIGINT", effect: known?.effect ?? "what the service's own handler makes of it",
            word: "interrupt")
    }

    var quitSignalQuestion: ActQuestion {
        question(
            signal: "SIGQUIT", effect: "most servers leave at once; a program without a handler dies with a core dump",
            word: "quit")
    }

    var killSignalQuestion: ActQuestion {
        question(signal: "SIGKILL", effect: "the kernel ends it: no handler runs, nothing is cleaned up", word: "kill")
    }

    private func question(signal: String, effect: String, word: String) -> ActQuestion {
        if let endObstacle { return .impossible(endObstacle) }
        var orders = [ShutdownOrder(signal: signal, startTicks: shutdown.plan?.startTicks)]
        if let parent = shutdown.plan?.parent {
            orders.insert(ShutdownOrder(signal: signal, isForParent: true, startTicks: parent.startTicks), at: 0)
        }
        let left = shutdown.status?.left ?? shutdown.plan?.inFlight ?? ShutdownCounts(tasks: picture.tasks.count)
        return question(
            "\(signal) to \(serviceName)", orders.map { choice(of: $0, effect: effect) },
            processes(of: orders) + [.muted("what is lost  ") + inFlight(left)], words: [word])
    }

    private func question(
        _ title: String, _ choices: [ActDialog.Choice], _ facts: [Phrase], words: [String]
    ) -> ActQuestion {
        .ask(ActDialog(title: title, choices: choices, facts: facts, words: words, keep: "Let it run"))
    }

    private func choice(of order: ShutdownOrder, effect: String) -> ActDialog.Choice {
        let button =
            order.kind == .signal ? "Send \(order.title)" : order.title.prefix(1).uppercased() + order.title.dropFirst()
        return ActDialog.Choice(act: .shutdown(order), title: order.title, button: button, effect: effect)
    }

    /// The processes that orders are for, each once: which they are, told so that no other can be meant.
    private func processes(of orders: [ShutdownOrder]) -> [Phrase] {
        guard let plan = shutdown.plan else { return [] }
        var found: [ServiceMaster] = []
        for process in orders.map(plan.process) where !found.contains(process) { found.append(process) }
        return found.map { process in
            .muted(process == plan.parent ? "the master  " : "this one  ") + Phrase(process.text)
        }
    }

    /// Why the service cannot be ended; an agent that does not answer is no reason.
    private var endObstacle: Phrase? {
        shutdown.isGone(picture) ? Phrase("it is gone: there is nothing left to end", .act) : actsObstacle
    }

    private var serviceName: String { picture.service?.name ?? settings.targetName }
}
