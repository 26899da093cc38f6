import Model
import Terminal

extension Dashboard {
    /// Answers at a glance: what is wrong first, then lag and tasks over the last minutes, then where tasks wait.
    func drawOverview(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        guard !hasNoLoop else {
            drawNoLoop(on: &canvas, in: rect)
            return nil
        }
        var rest = rect
        if let blocked = picture.vitals?.blocked, picture.connection == .live {
            let height = drawBlocked(blocked, on: &canvas, in: rest, now: now)
            rest = Rect(rest.x, rest.y + height, rest.width, rest.height - height)
        }
        // Below, two columns of boxes where there is width for them, and as many rows as there is height for.
        let isWide = rest.width >= 76
        let boxHeight = max(isWide ? 7 : 6, rest.height * 2 / 5)
        let plotHeight = min(20, max(0, rest.height - boxHeight))
        if plotHeight >= 5 {
            drawPlots(on: &canvas, in: Rect(rest.x, rest.y, rest.width, plotHeight), isWide: isWide)
            rest = Rect(rest.x, rest.y + plotHeight, rest.width, rest.height - plotHeight)
        }
        if isWide {
            let left = rest.width - min(70, rest.width / 2)
            drawPlaces(on: &canvas, in: Rect(rest.x, rest.y, left, rest.height), now: now)
            drawService(on: &canvas, in: Rect(rest.x + left, rest.y, rest.width - left, rest.height))
        } else {
            let upper = rest.height >= 14 ? rest.height - 7 : rest.height
            drawPlaces(on: &canvas, in: Rect(rest.x, rest.y, rest.width, upper), now: now)
            drawService(on: &canvas, in: Rect(rest.x, rest.y + upper, rest.width, rest.height - upper))
        }
        return nil
    }

    /// True once it is known that no event loop runs in the service.
    var hasNoLoop: Bool {
        picture.loops.isEmpty && picture.tasks.isEmpty && picture.service != nil && picture.connection == .live
    }

    private func drawPlots(on canvas: inout Canvas, in rect: Rect, isWide: Bool) {
        if isWide {
            let left = rect.width - rect.width / 2
            drawLag(on: &canvas, in: Rect(rect.x, rect.y, left, rect.height))
            drawTaskHistory(on: &canvas, in: Rect(rect.x + left, rect.y, rect.width - left, rect.height))
        } else if rect.height >= 12 {
            let upper = rect.height / 2
            drawLag(on: &canvas, in: Rect(rect.x, rect.y, rect.width, upper))
            drawTaskHistory(on: &canvas, in: Rect(rect.x, rect.y + upper, rect.width, rect.height - upper))
        } else {
            drawLag(on: &canvas, in: rect)
        }
    }
}
