import Model
import Terminal

extension TableName {
    static let findings = TableName("findings")
}

/// What is wrong, the worst first, and what to do about it.
struct FindingsScreen: ListScreen {
    static let about = ScreenInfo(
        id: .findings, key: "6", title: "Findings", short: "Find", keys: keys,
        tables: [TableInfo(.findings, FindingsColumns.all)],
        filters: FilterHelp.keys(Finding.self))

    var state = FindingsState()

    func page(_ scene: Scene) -> Int {
        FindingsLayout(contentHeight: scene.contentHeight, findings: state.rows.count).list - 1
    }

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        FindingsView(scene: scene, findings: state).draw(on: &canvas, in: rect, now: scene.now)
    }

    var table: TableName? { .findings }
    mutating func refresh(_ scene: Scene) { state.refresh(scene.board, in: scene.picture) }

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        switch action {
        case .open: return open(scene)
        case .openResource: return showResource(scene)
        default:
            actOnRows(action, scene)
            return []
        }
    }

    /// Where Enter leads from a finding: its slow callback, else its task, else its resource.
    private func open(_ scene: Scene) -> [Step] {
        guard let evidence = state.selected?.evidence else { return [] }
        if let culprit = evidence.culprit { return [.show(.slow, item: culprit)] }
        if let task = evidence.tasks.first(where: { scene.record($0) != nil }) { return [.open(task)] }
        return showResource(scene)
    }

    /// What a finding is about among the waits.
    private func showResource(_ scene: Scene) -> [Step] {
        guard let resource = state.selected?.evidence.resource, scene.picture.resources[resource] != nil else {
            return []
        }
        return [.show(.waits, item: resource)]
    }

    /// How many there are is told in any case, with the meaning of the worst.
    func count(_ scene: Scene) -> (number: Int, role: Role?)? {
        guard let known = scene.board.knownCount else { return nil }
        let worst = scene.board.current.map(\.severity).max()
        return (known, known > 0 ? worst.map(FindingWords.role) ?? .muted : nil)
    }

    /// The place of a finding that would not be one where tasks wait long by intent.
    func markable(_ scene: Scene) -> CodeLocation? {
        state.selected.flatMap { $0.kind == .stuckTask ? $0.evidence.location : nil }
    }

    var nothingToMark: Phrase {
        Phrase("nothing to mark: only a stuck task can be one that waits long by intent", .look)
    }
}
