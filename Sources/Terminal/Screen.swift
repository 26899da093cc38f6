/// A place to present pictures: a terminal, or memory in tests.
@MainActor
public protocol Screen: AnyObject {
    /// Columns and rows now.
    var size: Size { get }
    /// Shows the grid; only what changed goes to the terminal. The hardware cursor stands at `cursor`, hidden or shown.
    func present(_ grid: CellGrid, cursor: Cursor?)
}

/// Where the hardware cursor stands: screen readers follow it even where it is hidden.
public struct Cursor: Hashable, Sendable {
    /// Column.
    public var x: Int
    /// Row.
    public var y: Int
    /// False to place it without showing it.
    public var isVisible: Bool

    /// Makes a cursor.
    public init(x: Int, y: Int, isVisible: Bool) {
        self.x = x
        self.y = y
        self.isVisible = isVisible
    }
}
