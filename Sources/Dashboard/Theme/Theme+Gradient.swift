import Model
import Terminal

extension Theme {
    /// The look between all is well (0), look at this (0.5) and act on this (1): shades between where the theme names
    /// its colours in 24 bits, else the nearest of the three.
    func gradient(at share: Double) -> Style {
        let place = share.isFinite ? min(1, max(0, share)) * 2 : 0
        var style = [self[.good], self[.look], self[.act]][Int(saturating: place.rounded())]
        style.foreground = color(of: .load, at: place / 2)
        return style
    }
}

/// How grave a figure is, from 0 to 1: half is to be looked at, 1 is to be acted on.
enum Heat {
    /// Of a value between 0, where it is to be looked at, and where it is to be acted on.
    static func of(_ value: Double, look: Double, act: Double) -> Double {
        guard value.isFinite, value > 0, look > 0, act > look else { return 0 }
        return value < look ? value / look / 2 : min(1, 0.5 + (value - look) / (act - look) / 2)
    }

    /// Of how late a loop is, in seconds.
    static func lag(_ seconds: Double) -> Double {
        of(seconds, look: lagToLook, act: lagToAct)
    }

    /// Lag is good below this, and to be acted on above the next: seconds.
    static let lagToLook = 0.025
    static let lagToAct = 0.1

    /// The same in a word.
    static func lagRole(_ seconds: Double) -> Role {
        seconds >= lagToAct ? .act : seconds >= lagToLook ? .look : .good
    }

    /// What a meaning stands for; nil for one that is no judgement.
    static func of(_ role: Role) -> Double? {
        switch role {
        case .good: 0
        case .look: 0.5
        case .act: 1
        default: nil
        }
    }
}
