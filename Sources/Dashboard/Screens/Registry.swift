import Model

/// The one list of screens and dialogs: what is named here has its digit, its keys, its columns and its filters
/// everywhere.
enum Registry {
    /// In the order of the bar.
    static let screens: [any Screen.Type] = [
        OverviewScreen.self, TasksScreen.self, WaitsScreen.self, SlowScreen.self, EventsScreen.self,
        FindingsScreen.self, ShutdownScreen.self, RequestsScreen.self, OutputScreen.self,
    ]

    static let dialogs: [any Dialog.Type] = [
        ActDialog.self, ColumnsDialog.self, ThemesDialog.self, WorkersDialog.self, QuitDialog.self,
    ]

    static let all: [ScreenInfo] = screens.map { $0.about }

    /// What is known of a screen.
    static func about(_ id: ScreenID) -> ScreenInfo? { all.first { $0.id == id } }

    /// Every key, in the order in which hints, help and manual show them.
    static let keys: [KeySection] = {
        var sections = [KeySection(.everywhere, everywhere)]
        for section in all.map(\.keys) where section.context != .everywhere {
            sections.append(section)
            // A task's own screen has no digit: one comes to it from the tasks.
            if section.context == .tasks { sections.append(TaskView.keys) }
        }
        sections.append(KeySection(.filterLine, Bindings.filterLine))
        sections.append(Palette.keys)
        sections.append(HelpView.keys)
        for dialog in dialogs { sections.append(dialog.keys) }
        sections.append(Picker.keys)
        return sections
    }()

    private static let everywhere: [Binding] = {
        var bindings = Bindings.movement
        bindings += all.map(\.binding)
        bindings += Bindings.navigation
        bindings += Bindings.columns
        bindings += Bindings.everywhere
        bindings += ActBindings.debugMode
        return bindings
    }()

    /// The tables whose columns a person can choose.
    static let tables: [TableInfo] = all.flatMap(\.tables)
}

extension KeyTable {
    /// The built-in bindings.
    public init() { self.init(Registry.keys) }
}

extension KeyContext {
    /// Where keys mean something.
    static var allCases: [KeyContext] { Registry.keys.map(\.context) }
}

extension TableName {
    /// The lists whose columns can be chosen.
    static var allCases: [TableName] { Registry.tables.map(\.name) }

    /// One of them by the name that the configuration has for it; nil for none.
    init?(rawValue: String) {
        guard let known = Registry.tables.first(where: { $0.name.rawValue == rawValue }) else { return nil }
        self = known.name
    }

    /// Every column by its name, in the order in which they stand by themselves.
    var columns: [String] { Registry.tables.first { $0.name == self }?.columns ?? [] }
}
