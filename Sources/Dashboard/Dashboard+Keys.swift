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
            let scene = scene
            if dialogs.isEmpty { screens[screen]?.paste(text, scene) } else { dialogs[dialogs.count - 1].paste(text) }
            return wanted()
        case .mouse(let mouse): return handle(mouse)
        case .resized(let size):
            self.size = size
            return []
        case .closed: return [.quit]
        }
    }

    /// Where keys have their meaning now.
    var context: KeyContext { dialogs.last?.context ?? contextBelow }

    /// The same without what lies over the screen.
    var contextBelow: KeyContext {
        if isHelpOpen { return .help }
        if opened != nil { return .task }
        if shown.lineInput != nil { return .filterLine }
        return Registry.about(screen)?.context ?? .everywhere
    }

    private mutating func press(_ key: Key) -> [Effect] {
        note = nil
        let context = context
        if let action = keys.action(for: key, in: context, isReadOnly: settings.isReadOnly) {
            return dialogs.isEmpty || action == .redraw ? perform(action) : actInDialog(action) + wanted()
        }
        let scene = scene
        if !dialogs.isEmpty {
            dialogs[dialogs.count - 1].type(key, scene)
        } else if context == .filterLine {
            screens[screen]?.type(key, scene)
        } else if keys.action(for: key, in: context) != nil {
            // Who only looks is told why a key that acts does nothing.
            note = scene.actsObstacle
        }
        return wanted()
    }

    /// A key for the dialog on top.
    mutating func actInDialog(_ action: Action) -> [Effect] {
        guard !dialogs.isEmpty else { return [] }
        let scene = scene
        return take(dialogs[dialogs.count - 1].act(action, scene))
    }

    /// Does what an action means here, and remembers where one was.
    mutating func perform(_ action: Action) -> [Effect] {
        let before = place
        let effects = take(action)
        remember(before, after: action)
        return effects
    }

    private mutating func take(_ action: Action) -> [Effect] {
        if let id = action.screen {
            open(id)
            return wanted()
        }
        switch action {
        case .quit: return [.quit]
        case .redraw: return [.redraw]
        case .copy: return copy()
        case .themes: return [.loadThemes]
        case .help: (isHelpOpen, helpTop) = (true, 0)
        case .freeze: toggleFreeze()
        case .dump:
            note = .muted("writing all that is known")
            return [.dump] + wanted()
        case .workers: openWorkers()
        case .debugMode: ask(scene.debugQuestion)
        case .cancelTask: ask(scene.question(cancelling: opened.map { [$0] } ?? shown.meant))
        case .togglePane: output.isPaneOpen.toggle()
        case .back: if isHelpOpen { isHelpOpen = false } else { closeTask() }
        case .goBack: goBackInHistory()
        case .goForward: goForwardInHistory()
        case .columns: openColumns()
        case .palette: openPalette()
        case .jump: openPalette("#")
        case .mark: return toggleMark() + wanted()
        case .clearFilter where !shown.hasFilter && goUp(): break
        default: return act(action) + wanted()
        }
        return wanted()
    }

    private mutating func toggleFreeze() {
        if let newest {
            self.newest = nil
            workers.look()
            show(newest)
        } else {
            newest = picture
        }
        output.freeze(isFrozen)
    }

    /// Actions that depend on what is shown.
    private mutating func act(_ action: Action) -> [Effect] {
        let scene = scene
        if isHelpOpen {
            let page = size.height - 5
            helpTop = Scrolling.moved(helpTop, by: action, page: page, count: helpView(scene).height - page + 1)
            return []
        }
        guard opened == nil else {
            actOnTask(action)
            return []
        }
        return take(screens[screen]?.act(action, scene) ?? [])
    }

    func helpView(_ scene: Scene) -> HelpView {
        HelpView(
            scene: scene, context: opened == nil ? Registry.about(screen)?.context ?? .everywhere : .task,
            top: helpTop)
    }
}
