enum Scrolling {
    /// A position among `count` after a movement.
    static func moved(_ position: Int, by action: Action, page: Int, count: Int) -> Int {
        let target =
            switch action {
            case .up: position - 1
            case .down: position + 1
            case .pageUp: position - max(1, page)
            case .pageDown: position + max(1, page)
            case .first: 0
            case .last: count - 1
            default: position
            }
        return max(0, min(target, count - 1))
    }
}
