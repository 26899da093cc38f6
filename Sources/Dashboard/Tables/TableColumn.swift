import Model
import Terminal

/// A column of a list: title, width, order and content in one place.
struct TableColumn<Row>: Sendable {
    var title: String
    var width: ColumnWidth
    var align: Canvas.Alignment = .left
    /// How rows are ordered by it; nil where they cannot be.
    var sort: ColumnSort<Row>?
    /// The same for tasks, whose trees and lists the model orders.
    var taskSort: TaskSort?
    /// What a row says here; drawn over it where words are not enough: a bar, a curve.
    var cell: @Sendable (Row, Scene) -> Phrase
    /// The same where what is said depends on how many columns there are for it.
    var fitting: (@Sendable (Row, Int) -> Phrase)?
    var drawing: (@Sendable (Row, inout Canvas, Rect) -> Void)?

    /// As the configuration and the palette write it: `waits-for`.
    var id: String { title.isEmpty ? "bar" : title.lowercased().changing(" ", to: "-") }

    /// True where the list can be ordered by it.
    var isSortable: Bool { sort != nil || taskSort != nil }
}

/// What rows are compared by.
enum SortKey: Comparable {
    case number(Double)
    case text(String)
}

/// How rows are ordered by a column.
struct ColumnSort<Row>: Sendable {
    /// Which way one begins: texts with their beginning, figures with the most.
    var isAscending: Bool
    /// Nil for what is unknown: it comes last either way.
    var key: @Sendable (Row, Picture) -> SortKey?

    static func number(_ of: @escaping @Sendable (Row, Picture) -> Double?) -> Self {
        Self(isAscending: false) { of($0, $1).map { .number($0) } }
    }

    static func text(_ of: @escaping @Sendable (Row, Picture) -> String?) -> Self {
        Self(isAscending: true) { of($0, $1).map { .text($0.lowercased()) } }
    }
}

/// The column that a list is ordered by, and which way.
struct ListOrder: Hashable, Sendable {
    var column: String
    var isAscending = false

    /// The order after `s`: by the next column that can; after the last one the first again, or the list's own order
    /// where it has one that is no column's.
    static func next<Row>(after order: ListOrder?, in columns: [TableColumn<Row>], hasOwn: Bool) -> ListOrder? {
        let sortable = columns.filter { $0.sort != nil }
        let here = sortable.firstIndex { $0.id == order?.column }
        let next = here.map { $0 + 1 } ?? 0
        if next >= sortable.count, hasOwn { return nil }
        guard !sortable.isEmpty else { return order }
        return of(sortable[next % sortable.count])
    }

    /// By a column as one begins; by the same column again the other way round.
    static func by<Row>(_ column: String, in columns: [TableColumn<Row>], now order: ListOrder?) -> ListOrder? {
        guard let column = columns.first(where: { $0.id == column && $0.sort != nil }) else { return order }
        if let order, order.column == column.id {
            return ListOrder(column: column.id, isAscending: !order.isAscending)
        }
        return of(column)
    }

    private static func of<Row>(_ column: TableColumn<Row>) -> ListOrder {
        ListOrder(column: column.id, isAscending: column.sort?.isAscending ?? false)
    }
}

extension Array {
    /// Rows in an order; equals stay as they stood, and what is unknown comes last.
    func ordered(by order: ListOrder?, of columns: [TableColumn<Element>], in picture: Picture) -> [Element] {
        guard let order, let sort = columns.first(where: { $0.id == order.column })?.sort else { return self }
        let keyed = enumerated().map { (key: sort.key($0.element, picture), place: $0.offset) }
        let sorted = keyed.sorted { left, right in
            guard let first = left.key, let second = right.key, first != second else {
                return left.key == nil || right.key == nil
                    ? left.key != nil && right.key == nil
                        || (left.key == nil) == (right.key == nil)
                            && left.place < right.place
                    : left.place < right.place
            }
            return order.isAscending ? first < second : first > second
        }
        return sorted.map { self[$0.place] }
    }
}
