public import Model

/// The tasks in sentences, in each form: the level in the tree is said, not drawn.
public struct PlainTasks: Sendable {
    private let picture: Picture
    private let outline: TaskOutline
    private let form: TaskForm

    /// Makes the text of those that match a filter.
    public init(_ picture: Picture, form: TaskForm, filter: TaskFilter = TaskFilter(parsing: "")) {
        self.picture = picture
        self.form = form
        let order =
            switch form {
            case .creation, .await: TaskOrder()
            case .flat: TaskOrder(sort: .wait, isAscending: false)
            case .folded: TaskOrder(sort: .count, isAscending: false)
            }
        outline = TaskOutline(of: picture, form: form, choices: TaskOutline.Choices(order: order, filter: filter))
    }

    /// A line a task, group or place.
    public var text: String {
        let form =
            switch form {
            case .creation: "below those that created them"
            case .await: "below those that wait for them"
            case .flat: "the longest wait first"
            case .folded: "by the line where they are"
            }
        return TextLines.joined(["Tasks: \(outline.matchCount), \(form)"] + outline.rows.map(line))
    }

    private func line(_ row: TaskRow) -> String {
        let level = form.tree == nil ? "" : "level \(row.depth + 1): "
        switch row.id {
        case .task(let id):
            guard let task = picture.tasks[id] else { return "\(level)\(id)" }
            return level + PlainText.owner(id.worker, in: picture) + Self.sentence(about: task, in: picture)
        case .group(let id):
            let group = picture.groups[id]
            let words = [
                "group \(group.map { WaitDescription($0).text } ?? "")", PlainText.place(group?.location, in: picture),
            ]
            return level + words.compactMap(\.self).joined(separator: ", ")
        case .cycle(let id, _): return "\(level)a cycle, back to \(id) \(picture.tasks[id]?.name ?? "")"
        case .alike(let alike):
            return level + "\(row.summary?.count ?? 0) more like these, \(alike.coroutine)\(longest(row.summary))"
        case .place(let place):
            let words = [
                Plural.count(row.summary?.count ?? 0, "task"), PlainText.place(place.location, in: picture),
                place.kind.map { "waiting for \($0)" }, change(row.summary),
            ]
            return words.compactMap(\.self).joined(separator: ", ") + longest(row.summary)
        }
    }

    /// Nothing where there are as many as at the first look.
    private func change(_ summary: TaskSummary?) -> String? {
        guard let change = summary?.change, change != 0 else { return nil }
        return "\(abs(change)) \(change > 0 ? "more" : "fewer") than at the first look"
    }

    private func longest(_ summary: TaskSummary?) -> String {
        guard let wait = summary?.wait, let id = summary?.longest else { return "" }
        let seconds = DurationText.short(max(0, picture.now - wait.since))
        return ", the longest for \(wait.isExact ? "" : "at least ")\(seconds), \(TextLines.tasks([id], in: picture))"
    }

    /// `#2 fetch: waiting for at least 1.0s, for #3 store, at web.py:31 in quote, 5 steps, busy for 12 ms`.
    static func sentence(about task: TaskRecord, in picture: Picture) -> String {
        var words = [task.state.rawValue]
        if let wait = task.wait {
            let seconds = DurationText.short(task.waitSeconds(at: picture.now) ?? 0)
            words = [
                "\(task.state.rawValue) for \(wait.isExact ? "" : "at least ")\(seconds)",
                "for \(WaitDescription(of: task, in: picture).text)",
            ]
        }
        if let place = PlainText.place(task.location, in: picture) { words.append(place) }
        let least = task.effort?.isSampled == true ? "at least " : ""
        if let steps = task.effort?.steps { words.append(least + Plural.count(steps, "step")) }
        if let busy = task.effort?.busy { words.append("busy for \(least)\(DurationText.short(busy))") }
        return "\(task.id) \(task.name): " + words.joined(separator: ", ")
    }
}
