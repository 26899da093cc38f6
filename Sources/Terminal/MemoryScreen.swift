/// A screen in memory: what was presented last, and how often. For tests.
@MainActor
public final class MemoryScreen: Screen {
    /// Columns and rows.
    public var size: Size
    /// What was presented last.
    public private(set) var grid: CellGrid?
    /// How many pictures were presented.
    public private(set) var count = 0

    /// Makes a screen of a size.
    public init(_ size: Size) {
        self.size = size
    }

    /// Remembers the grid.
    public func present(_ grid: CellGrid, cursor: Cursor?) {
        self.grid = grid
        count += 1
    }
}
