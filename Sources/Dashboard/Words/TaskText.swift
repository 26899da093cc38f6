import Model

/// Sentences about a task that preview and task screen share.
extension SceneView {
    /// The first sentence: what it does, since when, for what.
    func sentence(about task: TaskRecord, now: Double) -> Phrase {
        let glyphs = settings.glyphs
        if let ended = task.ended { return ending(of: task, ended: ended, now: now) }
        if task.state.isEnded { return .muted("ended; this is what was last seen of it") + at(task.location) }
        switch task.state {
        case .running:
            return Phrase("\(glyphs.state(.running)) runs now", .good) + at(task.location)
        case .ready:
            return Phrase("\(glyphs.state(.ready)) is ready") + ": its next step is due as soon as the loop is free"
        default: break
        }
        let stateRole = TaskCells.role(of: task.state)
        let start = Phrase("\(glyphs.state(task.state)) ", stateRole)
        let cancelling: Phrase = task.state == .cancelling ? Phrase("was asked to end, ", .look) : ""
        guard let wait = task.wait else { return start + cancelling + "waits" + at(task.location) }
        let what = WaitWords.what(task, in: picture)
        let duration = TaskCells.waitText(wait, now: now, glyphs: glyphs)
        return start + cancelling + "waits " + .strong(duration) + .muted(" for ") + what + at(task.location)
    }

    private func ending(of task: TaskRecord, ended: Double, now: Double) -> Phrase {
        let ago = Phrase.muted(" \(DurationText.short(now - ended)) ago")
        let mark = settings.glyphs.state(task.state)
        guard task.isOutcomeKnown else { return .muted("ended; nobody saw how,") + ago }
        let role = TaskCells.role(of: task.state)
        var sentence = Phrase("\(mark) \(task.state.rawValue)", role) + ago
        if let error = task.error { sentence += ": " + Phrase(error, .act) }
        return sentence + at(task.location)
    }

    private func at(_ location: CodeLocation?) -> Phrase {
        guard let location else { return "" }
        return .muted(" at ") + place(location)
    }

    /// A line of code, as a place.
    func place(_ location: CodeLocation) -> Phrase {
        Phrase(
            LocationText.short(location, directory: picture.service?.directory), location.isUserCode ? .place : .muted)
    }

    /// A task's number and name.
    func title(_ id: TaskID) -> Phrase {
        let name = record(id)?.label
        let isLive = picture.tasks[id] != nil
        return Phrase("\(id)", isLive ? .place : .muted) + Phrase(name.map { " \($0)" } ?? "", isLive ? .text : .muted)
    }

    /// Who created it, where and when.
    func creation(of task: TaskRecord, now: Double) -> Phrase {
        var phrase = Phrase.muted("created ")
        phrase += task.created.map { Phrase("\(DurationText.short(now - $0)) ago") } ?? .muted("before the agent came")
        if let parent = task.parent { phrase += .muted(" by ") + title(parent) }
        if let place = task.createdAt { phrase += at(place) }
        return phrase
    }
}
