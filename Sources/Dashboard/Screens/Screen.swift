import Model
import Terminal

/// A screen: it brings its keys, columns and drawing, and keeps what it remembers between pictures.
///
/// It reads the scene and changes itself; what it wants of the rest is told in steps. A new one is a folder, and a line in
/// `Registry`.
protocol Screen: Sendable {
    static var about: ScreenInfo { get }

    init()

    /// Makes anew what it is drawn from: the others wait until they are opened.
    mutating func refresh(_ scene: Scene)
    /// Another instance of the service: ids mean other things now.
    mutating func forget()
    /// Another worker is shown: ids of tasks mean other ones.
    mutating func forgetTasks()
    /// A key that means something here.
    mutating func act(_ action: Action, _ scene: Scene) -> [Step]
    /// What it needs to know and has no fresh answer about.
    mutating func asks(_ scene: Scene) -> [Effect]
    /// Tasks were asked to end.
    mutating func hasActed()
    /// Selects what somebody came here for: a resource, a slow callback.
    mutating func select(item: Int, _ scene: Scene)
    /// Selects a task that may be hidden.
    mutating func reveal(_ task: TaskID, _ scene: Scene)

    /// Draws it into the rectangle between the screens' bar and the hints.
    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Cursor?
    /// The count beside its title, where one matters; with a meaning where it is told in any case.
    func count(_ scene: Scene) -> (number: Int, role: Role?)?
    /// What a hint says where it depends on what is shown.
    func hint(for binding: Binding, _ glyphs: Glyphs) -> Phrase?

    /// The task that the selected row is about.
    var selectedTask: TaskID? { get }
    /// The tasks that an act is meant for.
    var meant: [TaskID] { get }
    /// The task that is told of in full beside the list.
    var previewed: TaskID? { get }
    /// True where it tells why tasks wait.
    var tellsReasons: Bool { get }
    /// The live tasks on screen.
    func visibleTasks(_ scene: Scene) -> [TaskID]
    /// Where a mark would go; or why there is nothing to mark.
    func markable(_ scene: Scene) -> CodeLocation?
    var nothingToMark: Phrase { get }

    /// The columns of the table on screen that a person can choose.
    var table: TableName? { get }
    func widths(_ scene: Scene) -> [String: Int]
    /// The columns that it can be sorted by, each with its title.
    var sorts: [(column: String, title: String)] { get }
    mutating func sort(by column: String, _ scene: Scene)

    /// The line that is being typed above the list.
    var lineInput: LineInput? { get }
    /// True while a filter is in force or typed, or something else that Esc ends.
    var hasFilter: Bool { get }
    mutating func type(_ key: Key, _ scene: Scene)
    mutating func paste(_ text: String, _ scene: Scene)
    mutating func setFilter(_ text: String, _ scene: Scene)
    /// What is wrong with a filter.
    static func problem(ofFilter text: String) -> String?

    /// The rows of a list, how many and which is selected; 0 where it is none.
    var rowCount: Int { get }
    var selectedIndex: Int? { get }
    mutating func select(at index: Int, _ scene: Scene)
}

/// What is known of a screen without looking at it.
struct ScreenInfo: Sendable {
    var id: ScreenID
    /// The digit that opens it.
    var key: Character
    var title: String
    /// The same where there is little room.
    var short: String
    /// Its own keys.
    var keys: KeySection
    /// The tables whose columns a person can choose, each with all of its columns.
    var tables: [TableInfo] = []
    /// What filters can ask about; none where there is no line for them.
    var filters: [(example: String, meaning: String)] = []

    var context: KeyContext { keys.context }

    /// The key that brings it up.
    var binding: Binding {
        Binding(
            action: .screen(id), keys: [.character(key)], context: .everywhere, hint: nil, help: "the screen \(title)")
    }
}

extension Screen {
    mutating func refresh(_ scene: Scene) {}
    mutating func forget() {}
    mutating func forgetTasks() {}
    mutating func act(_ action: Action, _ scene: Scene) -> [Step] { [] }
    mutating func asks(_ scene: Scene) -> [Effect] { [] }
    mutating func hasActed() {}
    mutating func select(item: Int, _ scene: Scene) {}
    mutating func reveal(_ task: TaskID, _ scene: Scene) {}
    func count(_ scene: Scene) -> (number: Int, role: Role?)? { nil }
    func hint(for binding: Binding, _ glyphs: Glyphs) -> Phrase? { nil }
    var selectedTask: TaskID? { nil }
    var meant: [TaskID] { [selectedTask].compactMap(\.self) }
    var previewed: TaskID? { nil }
    var tellsReasons: Bool { false }
    func visibleTasks(_ scene: Scene) -> [TaskID] { [] }
    func markable(_ scene: Scene) -> CodeLocation? { nil }
    var nothingToMark: Phrase { Phrase("nothing to mark: the line where it stands is not known", .look) }
    var table: TableName? { nil }
    func widths(_ scene: Scene) -> [String: Int] { [:] }
    var sorts: [(column: String, title: String)] { [] }
    mutating func sort(by column: String, _ scene: Scene) {}
    var lineInput: LineInput? { nil }
    var hasFilter: Bool { false }
    mutating func type(_ key: Key, _ scene: Scene) {}
    mutating func paste(_ text: String, _ scene: Scene) {}
    mutating func setFilter(_ text: String, _ scene: Scene) {}
    static func problem(ofFilter text: String) -> String? { nil }
    var rowCount: Int { 0 }
    var selectedIndex: Int? { nil }
    mutating func select(at index: Int, _ scene: Scene) {}
}
