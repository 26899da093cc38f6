/// Which lines of a tree are folded as long as nobody has said anything about them.
public enum TreeFolding: Hashable, Sendable {
    /// What stands for several tasks alike, or for those of one place.
    case usual
    /// That, and what has something below it at this depth or deeper: 0 leaves the roots.
    case depth(Int)
    /// Nothing.
    case nothing

    /// Whether a line is folded, which stands for several tasks or is one of them.
    func folds(_ depth: Int, standsForSeveral: Bool) -> Bool {
        switch self {
        case .usual: standsForSeveral
        case .depth(let limit): standsForSeveral || depth >= limit
        case .nothing: false
        }
    }

    /// The same with a level less than a tree of these rows shows.
    public func level(less rows: [TaskRow]) -> TreeFolding {
        let deepest = rows.lazy.filter { $0.childCount > 0 && !$0.isCollapsed }.map(\.depth).max()
        return .depth(deepest ?? 0)
    }

    /// The same with a level more; as usual where nothing is folded for its depth any more.
    public func level(more rows: [TaskRow]) -> TreeFolding {
        guard case .depth(let limit) = self else { return .nothing }
        // What is folded may have something below it that is to be folded then: one cannot see it from here.
        let isCut = rows.contains { $0.isCollapsed && $0.depth >= limit && $0.below > $0.childCount }
        return isCut ? .depth(limit + 1) : .usual
    }
}
