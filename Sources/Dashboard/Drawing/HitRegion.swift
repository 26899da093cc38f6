import Model
import Terminal

/// What a click on a place means.
enum HitTarget: Hashable, Sendable {
    /// The same as the keys of an action.
    case action(Action)
    /// A row of the list that is shown: selected, and opened by another click.
    case row(Int)
    /// The title of a column, by its name: the list is sorted by it, and by another click the other way round.
    case column(String)
    /// A task that is named there: it is opened.
    case task(TaskID)
    /// So many steps back on the way that the header tells.
    case up(Int)
}

/// A rectangle of the screen that means something to the mouse.
struct HitRegion: Hashable, Sendable {
    var rect: Rect
    var target: HitTarget

    func contains(_ x: Int, _ y: Int) -> Bool {
        x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
    }
}
