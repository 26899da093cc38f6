import Model
import Terminal

/// What screens and dialogs want is done here, and nowhere else.
extension Dashboard {
    mutating func take(_ steps: [Step]) -> [Effect] {
        steps.flatMap { take($0) }
    }

    private mutating func take(_ step: Step) -> [Effect] {
        switch step {
        case .close: dialogs.removeLast()
        case .ask(let dialog): dialogs.append(dialog)
        case .question(let question): ask(question)
        case .give(let acts): return give(acts)
        case .say(let words): note = words
        case .effect(let effect): return [effect]
        case .open(let task): if record(task) != nil { opened = task }
        case .show(let id, let item): show(id, item: item)
        case .theme(let theme): settings.theme = theme
        case .columns(let table, let chosen): columns[table] = chosen
        case .worker(let pid): showWorker(pid)
        case .scrollOutput(let action, let page): output.act(action, page: page)
        case .perform(let action): return perform(action)
        case .jump(let task):
            let before = place
            jump(to: task)
            remember(before, after: .open)
        case .sort(let column): sort(by: column)
        case .filter(let text): setFilter(text)
        }
        return []
    }

    private mutating func show(_ id: ScreenID, item: Int) {
        screen = id
        let scene = scene
        screens[id]?.select(item: item, scene)
    }

    /// Sorts the list by a column; the other way round where it is sorted by that already.
    mutating func sort(by column: String) {
        guard table != nil else { return }
        let scene = scene
        screens[screen]?.sort(by: column, scene)
        refreshScreen()
    }

    private mutating func setFilter(_ text: String) {
        if opened != nil { leaveTasks() }
        let scene = scene
        screens[screen]?.setFilter(text, scene)
    }

    /// The table on screen whose columns can be chosen.
    var table: TableName? { opened == nil && !isHelpOpen ? shown.table : nil }

    mutating func openColumns() {
        guard let table else {
            note = .muted("there are no columns to choose here")
            return
        }
        dialogs.append(ColumnsDialog(table, chosen: columns[table], natural: shown.widths(scene)))
    }

    mutating func openPalette(_ text: String = "") {
        let about = Registry.about(screen)
        let isList = about?.filters.isEmpty == false
        dialogs.append(
            Palette(
                text,
                offers: Palette.Offers(
                    context: opened == nil ? about?.context ?? .everywhere : .task,
                    sorts: table == nil ? [] : shown.sorts,
                    problem: isList ? Swift.type(of: shown).filterProblem : nil)))
    }

    /// Asks what is to become of a service that looptop has started.
    public mutating func askToLeave(_ service: String) {
        guard !dialogs.contains(where: { $0 is QuitDialog }) else { return }
        dialogs.append(QuitDialog(service: service))
    }
}

extension Screen {
    /// What is wrong with a filter, as a function of it.
    fileprivate static var filterProblem: @Sendable (String) -> String? { { problem(ofFilter: $0) } }
}
