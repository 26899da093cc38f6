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

extension SceneView {
    /// A chain as lines: place, function, source. The user's own innermost line stands out.
    func lines(ofChain stack: [StackFrame], width: Int) -> [Phrase] {
        let marked = AwaitChain.marked(stack)
        let ellipsis = settings.glyphs.ellipsis
        let places = stack.map { LocationText.short($0.location, directory: picture.service?.directory) }
        let placeWidth = min(width * 2 / 5, places.map { Phrase($0).columns(upTo: width) }.max() ?? 0)
        let functionWidth = min(
            width / 4, stack.map { Phrase($0.location.function).columns(upTo: width) }.max() ?? 0)
        return stack.indices.map { index in
            let isMarked = index == marked
            let isOwn = stack[index].location.isUserCode
            let usual: Role = isOwn ? .text : .muted
            let place = Phrase(places[index], isMarked ? .place : usual).padded(to: placeWidth, ellipsis: ellipsis)
            let function = Phrase(stack[index].location.function, isMarked ? .strong : .muted)
                .padded(to: functionWidth, ellipsis: ellipsis)
            let source =
                stack[index].source.map { Phrase($0, isMarked ? .strong : usual) } ?? .muted("source not found")
            return pointer(isMarked) + place + "  " + function + "  " + ruler + source
        }
    }

    /// Numbered source lines; the marked one stands out.
    func lines(ofSource lines: [SourceLine], marked: Int) -> [Phrase] {
        let width = lines.map { String($0.number).count }.max() ?? 0
        return lines.map { line in
            let isMarked = line.number == marked
            let number = String(repeating: " ", count: width - String(line.number).count) + String(line.number)
            let text = line.text.changing("\t", to: "    ")
            return pointer(isMarked) + Phrase(number, isMarked ? .place : .muted) + " " + ruler
                + Phrase(text, isMarked ? .strong : .text)
        }
    }

    private func pointer(_ isMarked: Bool) -> Phrase {
        isMarked ? Phrase("\(settings.glyphs.separator) ", .place) : "  "
    }

    private var ruler: Phrase { Phrase("\(settings.glyphs.vertical) ", .border) }

    /// Draws as many frames as fit: the outermost go first, for the innermost say why it waits.
    ///
    /// - Returns: the row after the last one.
    func draw(chain stack: [StackFrame], on canvas: inout Canvas, in rect: Rect) -> Int {
        let shown = AwaitChain.shown(stack, limit: rect.height)
        for (row, line) in lines(ofChain: Array(stack[shown]), width: rect.width).enumerated() {
            canvas.put(line, x: rect.x, y: rect.y + row, width: rect.width)
        }
        return rect.y + shown.count
    }
}
