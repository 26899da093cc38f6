import Model
import Terminal

/// What the mouse means: every region of the screen was made by what drew it.
extension Dashboard {
    /// Lines that a notch of the wheel goes.
    private static let notch = 3

    mutating func handle(_ mouse: MouseEvent) -> [Effect] {
        switch mouse.kind {
        case .press:
            note = nil
            // Drawn once more: nothing of a picture is kept for clicks that seldom come.
            guard let target = target(x: mouse.x, y: mouse.y) else { return [] }
            return click(target)
        case .wheelUp: return turn(.up)
        case .wheelDown: return turn(.down)
        }
    }

    /// What lies on top at a place.
    func target(x: Int, y: Int) -> HitTarget? {
        draw(size, now: picture.now).canvas.regions.last { $0.contains(x, y) }?.target
    }

    private mutating func click(_ target: HitTarget) -> [Effect] {
        switch target {
        case .action(let action): return perform(action)
        case .row(let index):
            guard let list = list(screen), index < list.count else { return [] }
            if list.selectedIndex == index { return perform(.open) }
            select(at: index)
            return wanted()
        case .task(let task):
            let before = place
            jump(to: task)
            remember(before, after: .open)
            return wanted()
        case .column(let name):
            sort(by: name)
            return wanted()
        case .up(let steps):
            for _ in 0..<steps {
                if opened != nil || isHelpOpen { _ = perform(.back) } else { _ = goUp() }
            }
            return wanted()
        }
    }

    private mutating func turn(_ action: Action) -> [Effect] {
        guard !hasDialog else { return handle(.key(action == .up ? .up : .down)) }
        if opened != nil { return perform(action == .up ? .pageUp : .pageDown) }
        var effects: [Effect] = []
        for _ in 0..<Self.notch { effects = perform(action) }
        return effects
    }

    func list(_ screen: ScreenID) -> (any FilteredList)? {
        switch screen {
        case .tasks: tasks
        case .slow: slow
        case .events: events
        case .waits: waits
        case .requests: requests
        case .findings: findings
        case .overview, .shutdown, .output: nil
        }
    }

    private mutating func select(at index: Int) {
        switch screen {
        case .tasks: tasks.select(at: index, page: page)
        case .slow: slow.select(at: index, page: page)
        case .events: events.select(at: index, page: page)
        case .waits: waits.select(at: index, page: page)
        case .requests: requests.select(at: index, page: page)
        case .findings: findings.select(at: index, page: page)
        case .overview, .shutdown, .output: break
        }
    }
}
