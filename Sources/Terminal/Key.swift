/// What a person pressed.
public enum Key: Hashable, Sendable {
    /// A character, as typed: `a`, `A`, `/`, space.
    case character(Character)
    /// Control and a letter, lower case: `control("c")`.
    case control(Character)
    /// Alt and a character.
    case alt(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F12.
    case function(Int)
}

/// What the mouse did, and where.
public struct MouseEvent: Hashable, Sendable {
    /// What it did.
    public enum Kind: Hashable, Sendable {
        /// The first button was pressed.
        case press
        /// The wheel was turned, away from the person or towards them.
        case wheelUp, wheelDown
    }

    /// What it did.
    public var kind: Kind
    /// Column, from 0.
    public var x: Int
    /// Row, from 0.
    public var y: Int

    /// Makes an event.
    public init(_ kind: Kind, x: Int, y: Int) {
        self.kind = kind
        self.x = x
        self.y = y
    }
}

/// What comes from the terminal.
public enum TerminalEvent: Hashable, Sendable {
    /// A key.
    case key(Key)
    /// Text pasted in one piece (bracketed paste), with control characters as they came.
    case paste(String)
    /// The mouse was used.
    case mouse(MouseEvent)
    /// The terminal has another size.
    case resized(Size)
    /// The terminal is gone: leave.
    case closed
}
