import Model
import Terminal

extension OverviewView {
    /// A service without an event loop: what that means, and what its threads do.
    func drawNoLoop(on canvas: inout Canvas, in rect: Rect) {
        let meaning = [
            Phrase("\(settings.glyphs.warning) \(picture.loopAbsence.sentence)", .look), meaningOfAbsence,
            .muted("If you expected tasks: one may be in a worker process (") + "looptop ls"
                + .muted(" lists them), or the loop starts later and is shown then."),
        ]
        let lines = meaning.flatMap { $0.wrapped(to: rect.width - 4) }
        let height = min(lines.count + 2, rect.height - 3)
        let upper = canvas.box(Rect(rect.x, rect.y, rect.width, height), title: .strong("no event loop"))
        canvas.put(lines: lines, in: upper)
        let known = scene.threads
        let inner = canvas.box(
            Rect(rect.x, rect.y + height, rect.width, rect.height - height), title: .strong("threads"),
            note: .muted(known.map { "\($0.count)" } ?? ""))
        guard let known else {
            canvas.put(.muted("asking the service for its threads"), x: inner.x, y: inner.y, width: inner.width)
            return
        }
        let isCut = known.count > inner.height
        for (row, thread) in known.prefix(isCut ? inner.height - 1 : inner.height).enumerated() {
            draw(thread, on: &canvas, in: Rect(inner.x, inner.y + row, inner.width, 1))
        }
        if isCut {
            let more = known.count - inner.height + 1
            canvas.put(
                .muted("\(settings.glyphs.ellipsis) \(more) more \(Plural.noun(more, "thread"))"), x: inner.x,
                y: inner.y + inner.height - 1, width: inner.width)
        }
    }

    private var meaningOfAbsence: Phrase {
        switch picture.loopAbsence {
        case .unheard: .muted("It looks at very many tasks, or gets no turn beside what the process does.")
        case .starting: .muted("It imports modules, or began a moment ago and works: below is what its threads do.")
        case .unknown:
            .muted("It was attached to while it ran, and a loop that is not asyncio's own may have no task now. Once ")
                + .muted("it has one, it is shown; ") + "looptop run" + .muted(" sees every loop from the start.")
        case .none:
            .muted("It is a synchronous program, such as a Flask or other WSGI server: it has threads, and no tasks.")
        case .trio: .muted("Trio's tasks are not asyncio's: below is what its threads do.")
        }
    }

    private func draw(_ thread: ServiceThread, on canvas: inout Canvas, in rect: Rect) {
        let nameWidth = min(28, rect.width / 3)
        canvas.put(Phrase(thread.name, thread.isAgent ? .muted : .strong), x: rect.x, y: rect.y, width: nameWidth)
        guard let marked = AwaitChain.marked(thread.stack) else { return }
        let frame = thread.stack[marked]
        let note: Phrase = thread.isAgent ? .muted("  the agent's own") : thread.isDaemon ? .muted("  daemon") : ""
        let spot = place(frame.location) + "  " + Phrase(frame.location.function) + "  " + .muted(frame.source ?? "")
        canvas.put(spot + note, x: rect.x + nameWidth + 1, y: rect.y, width: rect.width - nameWidth - 1)
    }
}
