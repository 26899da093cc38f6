import Model

/// The cells that tables share.
enum TaskCells {
    /// Name, state, wait, what it waits for, steps, busy, place.
    static func cells(of task: TaskRecord, in picture: Picture) -> [String] {
        [
            task.name, task.state.rawValue, wait(of: task, in: picture),
            WaitDescription(of: task, in: picture).text,
            steps(task.effort), busy(task.effort), place(task.location, in: picture),
        ]
    }

    /// How long it waits; `>=` where it may be longer, `-` where nothing is known but that it does.
    private static func wait(of task: TaskRecord, in picture: Picture) -> String {
        guard let wait = task.wait, let seconds = task.waitSeconds(at: picture.now) else { return "" }
        if wait.isExact { return DurationText.short(seconds) }
        return seconds > 0 ? ">=" + DurationText.short(seconds) : "-"
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
