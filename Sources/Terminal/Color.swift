/// A colour as a theme gives it; the screen maps it down to what the terminal has.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminalDefault
    /// One of the 16 ANSI colours, 0 to 15, which follow the terminal's own scheme.
    case ansi(UInt8)
    /// 24 bits; drawn as the nearest of 256 or 16.
    case rgb(UInt8, UInt8, UInt8)
}
