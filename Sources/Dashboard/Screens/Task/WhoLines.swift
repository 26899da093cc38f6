import Model
import Terminal

/// Who made a task, who waits for it, what it has, and what it has cost.
extension TaskView {
    func whoLines(_ task: TaskRecord, now: Double) -> [PageLine] {
        creation(of: task, now: now) + relations(of: task) + account(of: task, now: now)
    }

    private func fact(_ label: String, _ value: Phrase, link: TaskID? = nil) -> PageLine {
        PageLine(.muted(label).padded(to: 11) + value, link: link.flatMap { record($0)?.id })
    }

    private func creation(of task: TaskRecord, now: Double) -> [PageLine] {
        let unknown = Phrase.muted("before the agent came")
        var lines = [
            fact("created", task.created.map { Phrase("\(DurationText.short(now - $0)) ago") } ?? unknown),
            fact(
                "by", task.parent.map(title) ?? .muted(task.created == nil ? "unknown" : "no task"),
                link: task.parent),
        ]
        if let group = task.madeBy.flatMap({ picture.groups[$0] }) {
            lines.append(fact("in", Phrase(GroupWords.kind(group)) + " " + GroupWords.progress(group)))
        }
        lines.append(fact("at", task.createdAt.map(place) ?? .muted("unknown")))
        if let source = scene.details.detail(of: task.id)?.createdSource { lines.append(fact("", Phrase(source))) }
        return lines
    }

    private func relations(of task: TaskRecord) -> [PageLine] {
        guard let detail = scene.details.detail(of: task.id) else { return [] }
        var lines: [PageLine] = []
        let awaiting = detail.awaitedBy
        lines.append(fact("awaited by", awaiting.first.map(title) ?? .muted("no task"), link: awaiting.first))
        lines += awaiting.dropFirst().prefix(4).map { fact("", title($0), link: $0) }
        if awaiting.count > 5 { lines.append(fact("", .muted("and \(awaiting.count - 5) more"))) }
        let awaits = detail.awaits
        if awaits.count > 1 { lines.append(fact("awaits", Phrase(NumberText.grouped(awaits.count)) + " tasks")) }
        if awaits.count == 1 { lines.append(fact("awaits", title(awaits[0]), link: awaits[0])) }
        let children = detail.children
        lines.append(fact("children", children.first.map(title) ?? .muted("none"), link: children.first))
        lines += children.dropFirst().prefix(19).map { fact("", title($0), link: $0) }
        if children.count > 20 {
            lines.append(fact("", .muted("and \(NumberText.grouped(children.count - 20)) more")))
        }
        return lines
    }

    private func account(of task: TaskRecord, now: Double) -> [PageLine] {
        let detail = scene.details.detail(of: task.id)
        var lines: [PageLine] = []
        let holds = holdings(of: task.id, now: now)
        lines.append(
            fact("holds", holds.first ?? .muted(task.state.isEnded ? "nothing: it has ended" : "nothing known")))
        lines += holds.dropFirst().map { fact("", $0) }
        if let request = request(of: task, detail) {
            let path = Phrase("\(request.method) \(request.target)")
            lines.append(fact("request", path + .muted(" for \(DurationText.short(now - request.started))")))
            if let peer = request.peer { lines.append(fact("", .muted("from \(peer)"))) }
        }
        if let effort = task.effort {
            let steps = EffortWords.steps(effort, settings.glyphs) ?? .muted("unknown")
            let busy = EffortWords.busy(effort, settings.glyphs).map { .muted(", busy ") + $0 } ?? ""
            lines.append(fact("steps", steps + busy))
        }
        if let detail {
            let requests = detail.cancelRequests.map {
                $0 == 0 ? Phrase.muted("never requested") : Phrase("requested, \($0) in all", .look)
            }
            lines.append(fact("cancel", requests ?? .muted("unknown")))
        }
        lines.append(fact("coroutine", Phrase(task.coroutine)))
        lines.append(fact("name", task.isNamed ? Phrase(task.name) : .muted(task.name)))
        return lines
    }

    private func request(of task: TaskRecord, _ detail: TaskDetail?) -> RequestRecord? {
        detail?.request.flatMap { picture.requests[$0] } ?? picture.requests.values.first { $0.task == task.id }
    }
}

extension SceneView {
    /// What a task has for itself, and since when. One that has ended holds nothing: resources are looked at less often.
    func holdings(of task: TaskID, now: Double) -> [Phrase] {
        guard picture.tasks[task] != nil else { return [] }
        return picture.resources.values.sorted { $0.id < $1.id }.compactMap { resource in
            guard let holder = resource.holders.first(where: { $0.task == task }) else { return nil }
            let atLeast = holder.isExact ? "" : settings.glyphs == .ascii ? ">" : "≥"
            let seconds = atLeast + DurationText.short(now - holder.since)
            return ResourceWords.title(resource) + .muted(" for ") + Phrase(seconds)
        }
    }
}
