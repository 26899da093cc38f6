import Model
public import Terminal

extension Dashboard {
    /// Takes in what a person or the terminal did.
    ///
    /// - Returns: what whoever runs the dashboard shall do about it, in order.
    public mutating func handle(_ event: TerminalEvent) -> [Effect] {
        switch event {
        case .key(let key): return press(key)
        case .paste(let text):
            if shutdown.dialog != nil {
                shutdown.dialog?.paste()
                return []
            }
            if columnsDialog != nil { return [] }
            if palette != nil { palette?.insert(text) } else { pasteInList(text) }
            return wanted()
        case .mouse(let mouse): return handle(mouse)
        case .resized(let size):
            self.size = size
            return []
        case .closed: return [.quit]
        }
    }

    /// Where keys have their meaning now.
    var context: KeyContext {
        if palette != nil { return .palette }
        if isHelpOpen { return .help }
        if opened != nil { return .task }
        if lineInput != nil { return .filterLine }
        return Screens.entry(screen)?.context ?? .everywhere
    }

    private mutating func press(_ key: Key) -> [Effect] {
        note = nil
        if shutdown.dialog != nil { return answerActDialog(key) + wanted() }
        if columnsDialog != nil { return answerColumns(key) + wanted() }
        if workersDialog != nil {
            switch workersDialog?.handle(key) {
            case .show(let worker): showWorker(worker)
            case .close: workersDialog = nil
            case nil: break
            }
            return wanted()
        }
        if themesDialog != nil { return answerThemesDialog(key) + wanted() }
        guard let action = keys.action(for: key, in: context, isReadOnly: settings.isReadOnly) else {
            if context == .filterLine { typeInList(key) }
            if context == .palette { palette?.type(key) }
            return wanted()
        }
        return palette == nil || action == .quit || action == .redraw
            ? perform(action) : actInPalette(action) + wanted()
    }

    /// Does what an action means here, and remembers where one was.
    mutating func perform(_ action: Action) -> [Effect] {
        let before = place
        let effects = take(action)
        remember(before, after: action)
        return effects
    }

    private mutating func take(_ action: Action) -> [Effect] {
        switch action {
        case .quit: return [.quit]
        case .redraw: return [.redraw]
        case .copy: return copy()
        case .themes: return [.loadThemes]
        case .help:
            isHelpOpen = true
            helpTop = 0
        case .freeze: toggleFreeze()
        case .dump:
            note = .muted("writing all that is known")
            return [.dump] + wanted()
        case .workers: openWorkers()
        case .debugMode: openDebugDialog()
        case .cancelTask where screen != .shutdown || opened != nil:
            openCancelDialog(opened.map { [$0] } ?? tasks.meant)
        case .togglePane: output.isPaneOpen.toggle()
        case .back: goBack()
        case .goBack: goBackInHistory()
        case .goForward: goForwardInHistory()
        case .columns: openColumns()
        case .palette: palette = Palette()
        case .jump: palette = Palette("#")
        case .mark: return toggleMark() + wanted()
        case .screen(let id): open(id)
        case .clearFilter where !hasFilter && goUp(): break
        default:
            if screen == .shutdown, opened == nil, !isHelpOpen { return actOnShutdown(action) + wanted() }
            act(action)
        }
        return wanted()
    }

    private mutating func toggleFreeze() {
        if let newest {
            self.newest = nil
            show(newest)
        } else {
            newest = picture
        }
        output.freeze(isFrozen)
    }

    private mutating func goBack() {
        if isHelpOpen {
            isHelpOpen = false
        } else {
            closeTask()
        }
    }

    /// Actions that depend on what is shown.
    private mutating func act(_ action: Action) {
        if isHelpOpen {
            let page = size.height - 5
            helpTop = Scrolling.moved(helpTop, by: action, page: page, count: helpHeight - page + 1)
        } else if opened != nil {
            actOnTask(action)
        } else if screen == .tasks {
            if action == .open, let task = tasks.openable {
                opened = task
            } else {
                tasks.act(action, picture: picture, page: page)
            }
        } else {
            actInList(action)
        }
    }
}

enum Scrolling {
    /// A position among `count` after a movement.
    static func moved(_ position: Int, by action: Action, page: Int, count: Int) -> Int {
        let target =
            switch action {
            case .up: position - 1
            case .down: position + 1
            case .pageUp: position - max(1, page)
            case .pageDown: position + max(1, page)
            case .first: 0
            case .last: count - 1
            default: position
            }
        return max(0, min(target, count - 1))
    }
}
