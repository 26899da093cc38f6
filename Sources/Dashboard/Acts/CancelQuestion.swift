import Model
import Terminal

/// Whether tasks shall be asked to end.
extension Scene {
    /// One task, with what its cancellation goes on to, or several.
    func question(cancelling ids: [TaskID]) -> ActQuestion {
        if let agentObstacle { return .impossible(agentObstacle) }
        guard let first = ids.first else { return .impossible(Phrase("no task is selected", .look)) }
        guard ids.count > 1 else {
            if let obstacle = cancelObstacle(first) { return .impossible(obstacle) }
            return question(cancelling: first)
        }
        let possible = ids.filter { cancelObstacle($0) == nil }
        guard !possible.isEmpty else { return .impossible(cancelObstacle(first) ?? "") }
        return question(cancellingAll: possible, except: ids.compactMap(cancelObstacle))
    }

    private func question(cancelling id: TaskID) -> ActQuestion {
        let label = picture.tasks[id]?.label ?? ""
        let choice = ActDialog.Choice(
            act: .cancel(id), title: "cancel \(id) \(label)", button: "Cancel \(id) \(label)",
            effect: "raises CancelledError where it waits; it may clean up, or refuse")
        let below = CancelReach(of: id, in: picture).tasks
        var facts: [Phrase] = []
        if !below.isEmpty { facts.append(.muted("it waits for these, which are cancelled first:")) }
        return .ask(
            ActDialog(
                title: "cancel a task", choices: [choice], facts: facts + list(below), words: ["cancel"],
                keep: "Keep the task"))
    }

    private func question(cancellingAll ids: [TaskID], except obstacles: [Phrase]) -> ActQuestion {
        let count = Plural.count(ids.count, "task")
        let choice = ActDialog.Choice(
            acts: ids.map { .cancel($0) }, title: "cancel \(count)", button: "Cancel \(count)",
            effect: "raises CancelledError in each where it waits, and in what it waits for")
        return .ask(
            ActDialog(
                title: "cancel the marked tasks", choices: [choice],
                facts: list(ids.compactMap { picture.tasks[$0] }) + obstacles, words: ["cancel"],
                keep: "Keep the tasks"))
    }

    private func list(_ tasks: [TaskRecord]) -> [Phrase] {
        let named = tasks.prefix(8).map { task in
            Phrase("  ") + .strong("\(task.id) \(task.label)") + "  " + (task.location.map(place) ?? "")
        }
        return named + (tasks.count > 8 ? [.muted("  and \(tasks.count - 8) more")] : [])
    }
}
