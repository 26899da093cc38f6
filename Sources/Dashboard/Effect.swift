public import Model

/// What the dashboard asks of whoever runs it.
public enum Effect: Hashable, Sendable {
    /// Leave the program, or ask first with `Dashboard.askToLeave(_:)`.
    case quit
    /// Leave the program, whatever runs.
    case leave
    /// Stop the service that looptop has started, tell `Dashboard.stoppingFor`, and leave when it has ended.
    case stopService
    /// Ask the service for a task in full, and answer with `Dashboard.receive(_:for:)`.
    case loadTask(TaskID)
    /// Ask the service for its threads, and answer with `Dashboard.receive(threads:)`.
    case loadThreads
    /// Tell the service which tasks are looked at now, so that it counts their steps exactly; none for none.
    case look([TaskID])
    /// Ask the service what an end would mean for it, and answer with `Dashboard.receive(plan:problem:)`.
    case loadShutdownPlan
    /// Do something to the service, and answer with `Dashboard.receive(refusal:of:)`.
    case act(ServiceAct)
    /// Write `Dashboard.shutdownOutcome(now:)` to a file, and answer with `Dashboard.receive(sentence:)`.
    case saveShutdownReport
    /// Look for findings in `Dashboard.toExamine`, beside what is drawn, and answer with `Dashboard.receive(findings:)`.
    case findTrouble
    /// Keep a long-running place for the next time, or keep that it is none, and answer with
    /// `Dashboard.receive(mark:isMarked:problem:)`.
    case keepMark(String, isMarked: Bool)
    /// Write `Dashboard.toExamine` to a file, and answer with `Dashboard.receive(sentence:)`.
    case dump
    /// Keep the columns of a list for the next time, nil for those that it has by itself, and answer with
    /// `Dashboard.receive(columnsProblem:)`.
    case keepColumns(TableName, [ChosenColumn]?)
    /// Read all themes, and answer with `Dashboard.receive(themes:)`.
    case loadThemes
    /// Keep the name of a theme for the next time, and answer with `Dashboard.receive(keptTheme:problem:)`.
    case keepTheme(String)
    /// Ask the terminal to put a text onto the clipboard.
    case copy(String)
    /// Paint the whole terminal anew: something else has scribbled over it.
    case redraw
}
