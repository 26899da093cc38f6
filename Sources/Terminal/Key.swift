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

/// What comes from the terminal.
public enum TerminalEvent: Hashable, Sendable {
    /// A key.
    case key(Key)
    /// Text pasted in one piece (bracketed paste), with control characters as they came.
    case paste(String)
    /// The terminal has another size.
    case resized(Size)
    /// The terminal is gone: leave.
    case closed
}
