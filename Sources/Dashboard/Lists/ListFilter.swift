import Model
import Terminal

/// The line of a list in which words are typed: to narrow it down, or to find a row in it.
struct ListFilter<Row: Filterable>: Sendable {
    /// What the words that are being typed are for.
    enum Purpose: Hashable, Sendable {
        case filter, find
    }

    /// The line being typed.
    private(set) var input: LineInput?
    private(set) var purpose = Purpose.filter
    /// What is shown.
    private(set) var filter = RowFilter<Row>(parsing: "")
    /// What the next and the previous match are matches of: what was typed last, for whatever purpose.
    private(set) var sought = RowFilter<Row>(parsing: "")

    var text: String { filter.text }
    var isEmpty: Bool { filter.isEmpty }

    /// What is wrong with what is typed, or with what is in force.
    var problem: String? { input != nil && purpose == .find ? sought.problem : filter.problem }

    /// Begins to type, or ends, or forgets all.
    ///
    /// - Returns: whether the action meant something here.
    mutating func act(_ action: Action) -> Bool {
        switch action {
        case .filter: (input, purpose) = (LineInput(text), .filter)
        case .find: (input, purpose) = (LineInput(), .find)
        case .keepFilter: input = nil
        case .clearFilter:
            let isFinding = input != nil && purpose == .find
            input = nil
            if isFinding { sought = RowFilter(parsing: "") } else { filter = RowFilter(parsing: "") }
        default: return false
        }
        return true
    }

    /// Takes words as if they had been typed and kept.
    mutating func set(_ text: String) {
        input = nil
        filter = RowFilter(parsing: LineInput(text).text)
        if !filter.isEmpty { sought = filter }
    }

    mutating func type(_ key: Key) {
        guard input?.handle(key) == true else { return }
        take()
    }

    mutating func paste(_ text: String) {
        guard input != nil else { return }
        input?.insert(text)
        take()
    }

    private mutating func take() {
        let typed = RowFilter<Row>(parsing: input?.text ?? "")
        if purpose == .filter { filter = typed }
        if purpose == .find || !typed.isEmpty { sought = typed }
    }
}
