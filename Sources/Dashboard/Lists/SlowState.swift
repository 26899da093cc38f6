import Model

/// What the slow screen remembers between pictures.
struct SlowState: Sendable {
    /// What the culprits are ordered by; the largest first.
    enum Order: CaseIterable, Sendable {
        case total, worst, count, last
    }

    private(set) var order = Order.total
    private(set) var rows: [SlowCallback] = []
    private(set) var selection = ListSelection<Int>()

    var selected: SlowCallback? { rows.first { $0.id == selection.id } }

    mutating func refresh(from picture: Picture) {
        rows = picture.slow.culprits.sorted { left, right in
            let (first, second) = (rank(left), rank(right))
            return first == second ? left.id < right.id : first > second
        }
        selection.settle(in: rows.map(\.id))
    }

    mutating func act(_ action: Action, page: Int, picture: Picture) {
        if action == .sort {
            let next = (Order.allCases.firstIndex(of: order) ?? 0) + 1
            order = Order.allCases[next % Order.allCases.count]
            refresh(from: picture)
        } else {
            selection.move(action, in: rows.map(\.id), page: page)
        }
    }

    mutating func select(_ culprit: Int) {
        selection.select(culprit, in: rows.map(\.id))
    }

    private func rank(_ culprit: SlowCallback) -> Double {
        switch order {
        case .total: culprit.total
        case .worst: culprit.max
        case .count: Double(culprit.count)
        case .last: culprit.last
        }
    }
}
