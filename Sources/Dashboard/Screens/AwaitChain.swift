import Model
import Terminal

/// The await chain of a task as lines: the user's own innermost line is the one that matters.
enum AwaitChain {
    /// The index of the innermost frame in the user's own code, else of the innermost.
    static func marked(_ stack: [StackFrame]) -> Int? {
        stack.lastIndex { $0.location.isUserCode } ?? stack.indices.last
    }

    /// As many frames as there are lines: the outermost go first, for the innermost say why it waits.
    static func shown(_ stack: [StackFrame], limit: Int) -> Range<Int> {
        guard stack.count > limit else { return 0..<stack.count }
        let end = min(stack.count, max(limit, (marked(stack) ?? 0) + 1))
        return max(0, end - limit)..<end
    }
}

extension Dashboard {
    /// Draws a chain, a line a frame: place, function, source.
    ///
    /// - Returns: the row after the last one.
    func draw(chain stack: [StackFrame], on canvas: inout Canvas, in rect: Rect) -> Int {
        let shown = AwaitChain.shown(stack, limit: rect.height)
        let marked = AwaitChain.marked(stack)
        let places = stack.map { LocationText.short($0.location, directory: picture.service?.directory) }
        let placeWidth = min(rect.width * 2 / 5, (places[shown].map(\.count).max() ?? 0) + 1)
        let functionWidth = min(rect.width / 4, (stack[shown].map(\.location.function.count).max() ?? 0) + 1)
        for (line, index) in shown.enumerated() {
            let frame = stack[index]
            let y = rect.y + line
            let isMarked = index == marked
            let isOwn = frame.location.isUserCode
            let pointer: Phrase = isMarked ? Phrase("\(settings.glyphs.separator)", .place) : ""
            canvas.put(pointer, x: rect.x, y: y)
            canvas.put(
                Phrase(places[index], isMarked ? .place : isOwn ? .text : .muted), x: rect.x + 2, y: y,
                width: placeWidth)
            var x = rect.x + 3 + placeWidth
            canvas.put(Phrase(frame.location.function, isMarked ? .strong : .muted), x: x, y: y, width: functionWidth)
            x += functionWidth + 1
            canvas.put(Phrase("\(settings.glyphs.vertical)", .border), x: x, y: y)
            let source =
                frame.source.map { Phrase($0, isMarked ? .strong : isOwn ? .text : .muted) }
                ?? .muted("source not found")
            canvas.put(source, x: x + 2, y: y, width: rect.x + rect.width - x - 2)
        }
        return rect.y + shown.count
    }
}
