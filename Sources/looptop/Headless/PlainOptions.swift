public import ArgumentParser
public import Model
public import Reports

/// `attach --plain`: a screen as text.
struct PlainOptions: ParsableArguments {
    @Flag(help: "Print a screen in sentences, a fact a line, and end: for screen readers, scripts, and any terminal.")
    var plain = false

    @Option(help: "With --plain: which screen.")
    var screen: PlainScreen?

    @Option(help: "With --plain --screen tasks: the form.")
    var form: TaskForm?

    @Option(help: ArgumentHelp("With --plain --screen task: the number of the task.", valueName: "id"))
    var task: String?

    @Option(help: ArgumentHelp("With --plain: only what matches, as in the dashboard.", valueName: "filter"))
    var filter: String?

    @OptionGroup var watch: WatchOptions

    /// The screen that is meant: a task's where one is named.
    var shown: PlainScreen { screen ?? (task == nil ? form == nil ? .overview : .tasks : .task) }

    func validate() throws {
        let given = [screen?.rawValue, form?.rawValue, task, filter].compactMap(\.self)
        if !plain, !given.isEmpty || watch.watch || watch.duration != nil {
            throw ValidationError("--screen, --form, --task, --filter, --watch and --for go with --plain")
        }
        if shown == .task, task == nil {
            throw ValidationError("--screen task needs --task ID; --screen tasks lists them")
        }
        if task != nil, shown != .task { throw ValidationError("--task goes with --screen task") }
        if form != nil, shown != .tasks { throw ValidationError("--form goes with --screen tasks") }
        if filter != nil, ![.tasks, .waits, .requests].contains(shown) {
            throw ValidationError("--filter goes with the screens tasks, waits and requests")
        }
        if watch.watch, ![.overview, .tasks, .waits, .slow, .requests, .findings, .events].contains(shown) {
            throw ValidationError("--watch does not go with --screen \(shown.rawValue)")
        }
    }
}

extension PlainScreen: ExpressibleByArgument {}
extension TaskForm: ExpressibleByArgument {}
