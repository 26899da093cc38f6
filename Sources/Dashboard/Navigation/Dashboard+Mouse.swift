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
            guard index < shown.rowCount else { return [] }
            if shown.selectedIndex == index { return perform(.open) }
            let scene = scene
            screens[screen]?.select(at: index, scene)
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
        guard dialogs.isEmpty else { return actInDialog(action) + wanted() }
        if opened != nil { return perform(action == .up ? .pageUp : .pageDown) }
        var effects: [Effect] = []
        for _ in 0..<Self.notch { effects = perform(action) }
        return effects
    }
}
