import Model
import Terminal
import Testing

@testable import Dashboard

/// The keys that fold and unfold the tree as a whole.
@Suite struct WholeTreeTests {
    @Test func theWholeTreeIsFoldedAndUnfolded() throws {
        let size = Size(120, 36)
        var dashboard = Dashboard.showing(Sample.busy(), size: size)
        dashboard.press(.character("2"))
        let all = dashboard.tasks.rows.count
        let deepest = try #require(
            dashboard.tasks.rows.indices.max {
                dashboard.tasks.rows[$0].tree.depth < dashboard.tasks.rows[$1].tree.depth
            })
        for _ in 0..<deepest { dashboard.press(.down) }
        dashboard.press(.character("*"))
        #expect(dashboard.tasks.rows.allSatisfy { $0.tree.depth == 0 })
        #expect(dashboard.tasks.selectedRow?.tree.isCollapsed == true, "the line that folds it is selected")
        try Golden.check(dashboard.render(size, now: Sample.now).grid, "tasks-folded-120x36")
        dashboard.press(.character(">"))
        #expect(dashboard.tasks.rows.map(\.tree.depth).max() == 1)
        dashboard.press(.character("<"))
        #expect(dashboard.tasks.rows.map(\.tree.depth).max() == 0)
        dashboard.press(.character("*"))
        #expect(dashboard.tasks.rows.count > all)
        dashboard.press(.character("*"))
        #expect(dashboard.tasks.rows.count == all)
    }
}
