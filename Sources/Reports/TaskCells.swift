import Model

/// The cells that tables share.
enum TaskCells {
    /// Name, state, wait, what it waits for, steps, busy, place.
    static func cells(of task: TaskRecord, in picture: Picture) -> [String] {
        let seconds = task.waitSeconds(at: picture.now).map(DurationText.short) ?? ""
        let isAtLeast = task.wait.map { !$0.isExact } ?? false
        return [
            task.name, task.state.rawValue, isAtLeast ? ">=\(seconds)" : seconds,
            WaitDescription(of: task, in: picture).text,
            steps(task.effort), busy(task.effort), place(task.location, in: picture),
        ]
    }

    /// `-` where the line is unknown.
    static func place(_ location: CodeLocation?, in picture: Picture) -> String {
        location.map { LocationText.short($0, directory: picture.service?.directory) } ?? "-"
    }

    /// `~12` is a lower bound, `-` unknown.
    static func steps(_ effort: Effort?) -> String {
        guard let effort, let steps = effort.steps else { return "-" }
        return effort.isSampled ? "~\(steps)" : "\(steps)"
    }

    /// As `steps`, in seconds.
    static func busy(_ effort: Effort?) -> String {
        guard let effort, let busy = effort.busy else { return "-" }
        return effort.isSampled ? "~\(DurationText.short(busy))" : DurationText.short(busy)
    }
}

/// A line under a table that is not the whole truth.
enum Doubts {
    static func text(of picture: Picture) -> String {
        let mark = picture.service?.outside.map { "\n\($0.sentence)\n" } ?? ""
        guard !picture.isComplete else { return mark }
        guard picture.service?.outside == nil else { return mark + "incomplete: not all tasks could be found\n" }
        return
            "\nincomplete: the agent could not send everything (\(Plural.count(picture.dropped, "message")) dropped)\n"
    }
}
