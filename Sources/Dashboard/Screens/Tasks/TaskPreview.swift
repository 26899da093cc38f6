import Model
import Terminal

extension TasksView {
    /// The box below the list: the selected line in short.
    func drawPreview(on canvas: inout Canvas, in rect: Rect, now: Double) {
        guard let row = tasks.selectedRow, let id = tasks.previewed, let task = lastRecord(id) else {
            canvas.box(rect, title: .muted("nothing selected"))
            return
        }
        let isOne = tasks.openable != nil
        let does = isOne ? "opens" : row.tree.isCollapsed ? "unfolds" : "folds"
        let inner = canvas.box(
            rect, title: isOne ? .strong("\(id) \(task.label)") : title(of: row),
            note: .muted("preview \(settings.glyphs.dot) \(settings.glyphs.enter) \(does)"))
        var y = inner.y
        if !isOne {
            canvas.put(
                .muted("the longest wait: ") + title(id), x: inner.x, y: y, width: inner.width)
            y += 1
        }
        // The reasons, then the chain, then what it is: the chain gets what is left over.
        let reasons = WhyLines(scene, task, now: now).lines.prefix(max(1, min(4, inner.height - 8)))
        for reason in reasons {
            canvas.put(reason.phrase, x: inner.x, y: y, width: inner.width)
            y += 1
        }
        let facts = previewFacts(task, now: now)
        let last = inner.y + inner.height - facts.count
        if let detail = scene.details.detail(of: id) {
            y = draw(chain: detail.stack, on: &canvas, in: Rect(inner.x, y + 1, inner.width, max(0, last - y - 2)))
        } else if last > y + 1 {
            let reason = task.state.isEnded ? "its await chain ended with it" : "asking for its await chain"
            canvas.put(.muted(reason), x: inner.x, y: y + 1, width: inner.width)
            y += 2
        }
        let start = min(y + 1, last)
        for (line, fact) in facts.enumerated() {
            canvas.put(list: fact, x: inner.x, y: start + line, width: inner.width)
        }
    }

    /// What stands for several tasks, in words.
    private func title(of row: TasksState.Row) -> Phrase {
        let count = row.tree.summary?.count ?? 0
        let tasks = "\(NumberText.grouped(count)) \(Plural.noun(count, "task"))"
        switch row.id {
        case .group(let id):
            guard let group = picture.groups[id] else { return .strong(tasks) }
            return .strong(GroupWords.kind(group)) + " " + GroupWords.progress(group)
        case .alike(let alike): return .strong("\(tasks) alike: \(alike.coroutine)")
        case .place(let place):
            let at = place.location.map { .muted(" at ") + self.place($0) } ?? ""
            return .strong(tasks) + at
        case .task, .cycle: return ""
        }
    }

    private func previewFacts(_ task: TaskRecord, now: Double) -> [[Phrase]] {
        var account: [Phrase] = [creation(of: task, now: now)]
        if let effort = task.effort {
            account += [
                EffortWords.steps(effort, settings.glyphs).map { .muted("steps ") + $0 },
                EffortWords.busy(effort, settings.glyphs).map { .muted("busy ") + $0 },
            ].compactMap(\.self)
        }
        let holds = holdings(of: task.id, now: now)
        if let first = holds.first {
            account.append(.muted("holds ") + first + (holds.count > 1 ? .muted(" and \(holds.count - 1) more") : ""))
        }
        return [account, scene.details.detail(of: task.id).map { [awaiters(of: $0)] } ?? []]
    }

    /// Who waits for the task, and what it created.
    func awaiters(of detail: TaskDetail) -> Phrase {
        let waiting: Phrase =
            detail.awaitedBy.isEmpty
            ? .muted("no task waits for it")
            : .muted("awaited by ") + .joined(detail.awaitedBy.prefix(5).map(title), by: .muted(", "))
        let more: Phrase = detail.awaitedBy.count > 5 ? .muted(" and \(detail.awaitedBy.count - 5) more") : ""
        let children: Phrase = detail.children.isEmpty ? "" : .muted("created ") + Phrase("\(detail.children.count)")
        return .joined([waiting + more, children])
    }
}
