/// A list that can be ordered by its columns.
protocol SortedList {
    associatedtype Row

    static var columns: [TableColumn<Row>] { get }
    /// True where the list has an order that is no column's.
    static var hasOwnOrder: Bool { get }
    /// Nil for the list's own.
    var order: ListOrder? { get set }
}

extension SortedList {
    static var hasOwnOrder: Bool { false }

    /// Keys that change the order.
    ///
    /// - Returns: whether the action meant something here.
    mutating func sorts(_ action: Action) -> Bool {
        switch action {
        case .sort: order = ListOrder.next(after: order, in: Self.columns, hasOwn: Self.hasOwnOrder)
        case .reverse: order?.isAscending.toggle()
        default: return false
        }
        return true
    }

    mutating func sort(by column: String) {
        order = ListOrder.by(column, in: Self.columns, now: order)
    }
}
