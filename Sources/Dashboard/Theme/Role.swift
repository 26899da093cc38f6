/// What a piece of a screen means. A theme gives every role a look; screens never name a colour.
///
/// Colour is never the only sign: whatever is good, to be looked at or to be acted on has a word or a mark beside it.
enum Role: String, Hashable, Sendable, CaseIterable {
    /// Facts.
    case text
    /// Names.
    case strong
    /// Labels, and what is not the user's own code.
    case muted
    /// A place one can go to: a line of code, a task.
    case place
    /// All is well.
    case good
    /// Look at this.
    case look
    /// Act on this.
    case act
    /// Keys in the hint bar.
    case key
    /// Lines of boxes and trees.
    case border
    /// The bars of the task plot.
    case plot
    /// The first line.
    case header
    /// Titles of columns.
    case columns
    /// The selected row.
    case selection
    /// What a person types.
    case input
}
