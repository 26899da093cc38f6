internal import CNcurses

/// A terminal driven by ncurses. One at a time; on the main actor, for ncurses is not thread-safe.
@MainActor
public final class NcursesScreen: Screen {
    private var handle: OpaquePointer?
    /// How many colours are used.
    public let tier: ColorTier
    private let pairLimit: Int
    private var pairs: [PairKey: Int32] = [:]
    private var shown: CellGrid?
    private var shownCursor: Cursor?
    /// Columns and rows now.
    public private(set) var size: Size

    private struct PairKey: Hashable {
        var foreground: Int
        var background: Int
    }

    /// Opens a terminal.
    ///
    /// - Parameters:
    ///   - term: its type; nil for `$TERM`.
    ///   - input: descriptor that keys come from.
    ///   - output: descriptor that the picture goes to.
    ///   - isUnicode: whether characters beyond ASCII are written; else a `?` stands for each.
    ///   - colors: the most colours to use.
    /// - Throws: `TerminalError.unknownType` where ncurses cannot drive it.
    public init(
        term: String?, input: Int32, output: Int32, isUnicode: Bool, colors: ColorTier
    ) throws(TerminalError) {
        Characters.adopt(isUnicode: isUnicode)
        guard let handle = lt_open(term, input, output) else { throw .unknownType(term) }
        self.handle = handle
        tier = min(colors, ColorTier(colors: Int(lt_colors(handle))))
        pairLimit = Int(min(lt_pairs(handle), 0x7FFF))
        var width: Int32 = 0
        var height: Int32 = 0
        lt_size(handle, &width, &height)
        size = Size(Int(width), Int(height))
    }

    isolated deinit {
        close()
    }

    /// Gives the terminal back. Calling it again does nothing.
    public func close() {
        guard let handle else { return }
        self.handle = nil
        lt_close(handle)
    }

    /// Shows the grid. Nothing goes to the terminal where it shows just that already.
    public func present(_ grid: CellGrid, cursor: Cursor?) {
        guard let handle, grid != shown || cursor != shownCursor else { return }
        for y in 0..<min(grid.size.height, size.height) {
            for x in 0..<min(grid.size.width, size.width) {
                let cell = grid[x, y]
                guard let text = cell.text, !isShown(cell, x, y) || !isShown(grid.cell(x + 1, y), x + 1, y) else {
                    continue
                }
                lt_put(handle, Int32(x), Int32(y), String(text), pair(cell.style), bits(cell.style))
            }
        }
        shown = grid
        shownCursor = cursor
        let place = cursor ?? Cursor(x: 0, y: 0, isVisible: false)
        lt_flush(handle, Int32(place.x), Int32(place.y), place.isVisible)
    }

    /// Has the next `present` draw everything anew: after something else wrote to the terminal.
    public func invalidate() {
        guard let handle else { return }
        shown = nil
        lt_redraw(handle)
    }

    /// Takes over the size that the terminal has now.
    ///
    /// - Returns: the size, or nil where it is as it was.
    func adoptSize() -> Size? {
        var width: Int32 = 0
        var height: Int32 = 0
        guard let handle, lt_kernel_size(handle, &width, &height) else { return nil }
        let now = Size(Int(width), Int(height))
        guard now != size else { return nil }
        lt_resize(handle, width, height)
        size = now
        shown = nil
        return now
    }

    /// Gives the terminal back for a while.
    func suspend() {
        guard let handle else { return }
        lt_suspend(handle)
    }

    /// Takes it again; the next `present` draws everything.
    func resume() {
        guard let handle else { return }
        lt_resume(handle)
        shown = nil
    }

    /// The next key that was pressed, without waiting.
    func read() -> RawInput? {
        guard let handle else { return nil }
        var value: Int32 = 0
        switch lt_read(handle, &value) {
        case Int32(LT_CHARACTER): return .character(value)
        case Int32(LT_KEY): return .key(value)
        case Int32(LT_MOUSE):
            var (x, y): (Int32, Int32) = (0, 0)
            lt_mouse_place(handle, &x, &y)
            return .mouse(value, x: x, y: y)
        default: return nil
        }
    }

    /// Has the terminal tell what the mouse does, if it can.
    func listenToMouse() {
        guard let handle else { return }
        _ = lt_mouse_on(handle)
    }

    /// Asks the terminal to put a text onto the clipboard. Whether it does, it does not tell: some must be allowed to.
    public func copy(_ text: String) {
        guard let handle else { return }
        lt_copy(handle, Base64.text(of: text))
    }

    /// True where no key will ever come again.
    var isClosed: Bool {
        guard let handle else { return true }
        return lt_is_closed(handle)
    }

    private func isShown(_ cell: Cell?, _ x: Int, _ y: Int) -> Bool {
        guard let cell else { return true }
        return shown?.cell(x, y) == cell
    }

    private func pair(_ style: Style) -> Int32 {
        let key = PairKey(foreground: tier.index(of: style.foreground), background: tier.index(of: style.background))
        if key.foreground < 0, key.background < 0 { return 0 }
        if let known = pairs[key] { return known }
        let next = Int32(pairs.count + 1)
        guard let handle, Int(next) < pairLimit else { return 0 }
        let isDefined = lt_define_pair(handle, next, Int32(key.foreground), Int32(key.background))
        pairs[key] = isDefined ? next : 0
        return isDefined ? next : 0
    }

    /// On 8 colours the bright half of a palette is bold.
    private func bits(_ style: Style) -> UInt32 {
        var attributes = style.attributes
        if tier == .ansi8, case .ansi(8...) = style.foreground { attributes.insert(.bold) }
        return UInt32(attributes.rawValue)
    }
}

extension CellGrid {
    /// The cell at a place, or nil outside.
    fileprivate func cell(_ x: Int, _ y: Int) -> Cell? {
        x < size.width && y < size.height ? self[x, y] : nil
    }
}
