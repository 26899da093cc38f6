import Model
import Terminal

@testable import Dashboard

extension Dashboard {
    /// A dashboard that shows a picture, in a terminal of a size.
    static func showing(_ picture: Picture?, size: Size = Size(120, 36), glyphs: Glyphs = .unicode) -> Dashboard {
        var dashboard = Dashboard(settings: DashboardSettings(theme: .night, glyphs: glyphs, targetName: "orders-api"))
        _ = dashboard.handle(.resized(size))
        if let picture { dashboard.update(picture) }
        return dashboard
    }

    /// Presses keys; returns the effects of all.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        keys.flatMap { handle(.key($0)) }
    }

    /// Types characters.
    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        text.flatMap { handle(.key(.character($0))) }
    }

    /// The screen as text.
    func text(_ size: Size = Size(120, 36), now: Double = Sample.now) -> String {
        render(size, now: now).grid.lines.joined(separator: "\n")
    }
}
