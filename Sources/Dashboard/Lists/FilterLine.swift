import Model
import Terminal

extension SceneView {
    /// The line above a list: facts, and the filter that is typed or kept, with what is wrong with it.
    ///
    /// - Returns: where typing goes on.
    func draw<Row>(_ filter: ListFilter<Row>, facts: [Phrase], on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        let problem = filter.problem.map { Phrase("\(settings.glyphs.warning) \($0)", .look) }
        guard let input = filter.input else {
            let kept: Phrase = filter.text.isEmpty ? "" : .muted("filter ") + .place(filter.text)
            if let problem {
                canvas.put(kept + "   " + problem, x: rect.x, y: rect.y, width: rect.width)
            } else {
                canvas.put(list: [kept] + facts, x: rect.x, y: rect.y, width: rect.width)
            }
            return nil
        }
        let prompt = filter.purpose == .find ? Phrase("find", .key) : Phrase("/", .key)
        let start = canvas.put(prompt + " ", x: rect.x, y: rect.y)
        let width = max(8, problem == nil ? rect.width / 2 : rect.width / 3)
        let before = Phrase(String(input.text.prefix(input.cursor))).columns()
        // Of a long line the end is shown, unless the cursor stands further to the left.
        let isLong = before >= width
        let end = canvas.put(
            Phrase(input.text, .input), x: start, y: rect.y, width: width, align: isLong ? .keepingEnd : .left)
        let room = rect.x + rect.width - end - 3
        if let problem {
            canvas.put(problem, x: end + 3, y: rect.y, width: room)
        } else {
            canvas.put(list: facts, x: end + 3, y: rect.y, width: room)
        }
        let column = start + min(before, width - 1)
        return Cursor(x: min(column, canvas.grid.size.width - 1), y: rect.y, isVisible: true)
    }

    /// Where a filter lets nothing through.
    func drawNoMatch(_ what: String, on canvas: inout Canvas, in rect: Rect) {
        let sentence = Phrase("No \(what) matches the filter: ") + Phrase("esc", .key) + .muted(" clears it.")
        canvas.put(wrapped: sentence, in: rect)
    }
}
