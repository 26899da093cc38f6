import Model
import Terminal

/// How every meaning looks. Keys are the names of `Role` and `Gradient`; every key that a theme file leaves out has a
/// look all the same.
public struct Theme: Hashable, Sendable {
    /// The name that the file gives itself, or the one that it is found by.
    public var name: String
    private var styles: [Role: Style]
    private var gradients: [Gradient: [Color]] = [:]

    /// The colours of the terminal's own scheme, which are readable on light and on dark: what `themes/default.toml`
    /// says.
    public init() {
        name = "default"
        styles = [
            .muted: Style(.ansi(8)), .place: Style(.ansi(6)), .good: Style(.ansi(2)), .look: Style(.ansi(3)),
            .act: Style(.ansi(1)), .columns: Style(.terminalDefault, on: .terminalDefault, .underline),
            .header: Style(.terminalDefault, on: .terminalDefault, .bold),
            .selection: Style(.ansi(0), on: .ansi(6)),
            .input: Style(.terminalDefault, on: .terminalDefault, .underline),
        ]
    }

    /// The look of a role: its own, or that of the role it is a kind of.
    subscript(role: Role) -> Style {
        get {
            let style = styles[role] ?? fallback(of: role)
            // The background of text is that of the whole screen.
            guard style.background == .terminalDefault, let text = styles[.text] else { return style }
            return style.on(text.background)
        }
        set { styles[role] = newValue }
    }

    /// The three stops of a gradient: from nothing, by the middle, to all of it.
    subscript(gradient: Gradient) -> [Color] {
        get { gradients[gradient] ?? gradient.fallback.map { self[$0].foreground } }
        set { gradients[gradient] = newValue }
    }

    /// The colour of a share, 0 to 1, of a gradient. Named colours cannot be mixed: they stand beside each other.
    func color(of gradient: Gradient, at share: Double) -> Color {
        let stops = self[gradient]
        guard stops.count == 3 else { return stops.first ?? .terminalDefault }
        let place = share.isFinite ? min(1, max(0, share)) : 0
        let (low, high) = place < 0.5 ? (stops[0], stops[1]) : (stops[1], stops[2])
        guard let mixed = low.mixed(with: high, (place < 0.5 ? place : place - 0.5) * 2) else {
            return stops[Int(saturating: (place * 2).rounded())]
        }
        return mixed
    }

    /// The look of a role where it stands for so much, 0 to 1, of what there can be.
    func style(_ role: Role, at share: Double) -> Style {
        guard role == .plot else { return self[role] }
        var style = self[Role.plot]
        style.foreground = color(of: .plot, at: share)
        return style
    }

    /// The bands whose own colour of text goes before that of what stands on them: those that name one.
    var bands: [Style] {
        [Role.selection, .header, .columns].map { self[$0] }
            .filter { $0.foreground != .terminalDefault && $0.background != self[.text].background }
    }

    private func fallback(of role: Role) -> Style {
        switch role {
        case .strong: self[.text].adding(.bold)
        case .border: self[.muted]
        case .plot: gradients[.plot].map { Style($0.count == 3 ? $0[1] : .terminalDefault) } ?? self[.place]
        case .key: self[.place].adding(.bold)
        case .columns: self[.header]
        case .selection: Style(.terminalDefault, on: .terminalDefault, .reverse)
        case .input: self[.text].adding(.underline)
        case .text, .muted, .place, .good, .look, .act, .header: .plain
        }
    }
}

/// What is drawn in a colour that goes with its size.
enum Gradient: String, Hashable, Sendable, CaseIterable {
    /// Curves of what is neither good nor bad: tasks, steps, requests.
    case plot
    /// How much of a limit is used: connections of a pool, a core of the processor.
    case load

    /// The roles whose colours are the stops where a theme names none.
    fileprivate var fallback: [Role] {
        switch self {
        case .plot: [.plot, .plot, .plot]
        case .load: [.good, .look, .act]
        }
    }
}

extension Color {
    /// The colour between two; nil where one of them is not known as red, green and blue.
    fileprivate func mixed(with other: Color, _ share: Double) -> Color? {
        guard case .rgb(let red, let green, let blue) = self, case .rgb(let red2, let green2, let blue2) = other else {
            return self == other ? self : nil
        }
        func mix(_ low: UInt8, _ high: UInt8) -> UInt8 {
            UInt8((Double(low) + (Double(high) - Double(low)) * share).rounded())
        }
        return .rgb(mix(red, red2), mix(green, green2), mix(blue, blue2))
    }
}
