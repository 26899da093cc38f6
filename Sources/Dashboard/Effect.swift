public import Model

/// What the dashboard asks of whoever runs it.
public enum Effect: Hashable, Sendable {
    /// Leave the program.
    case quit
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
    /// Write `Dashboard.shutdownOutcome(now:)` to a file, and answer with `Dashboard.receive(note:)`.
    case saveShutdownReport
    /// Look for findings in `Dashboard.toExamine`, beside what is drawn, and answer with `Dashboard.receive(findings:)`.
    case findTrouble
    /// Write a long-running place to the configuration or take it out, and answer with
    /// `Dashboard.receive(mark:isMarked:problem:)`.
    case keepMark(String, isMarked: Bool)
    /// Write `Dashboard.toExamine` to a file, and answer with `Dashboard.receive(sentence:)`.
    case dump
    /// Write the columns of a list to the configuration, nil for those that it has by itself, and answer with
    /// `Dashboard.receive(columnsProblem:)`.
    case keepColumns(TableName, [ChosenColumn]?)
    /// Read all themes, and answer with `Dashboard.receive(themes:)`.
    case loadThemes
    /// Write the name of a theme to the configuration, and answer with `Dashboard.receive(keptTheme:problem:)`.
    case keepTheme(String)
    /// Ask the terminal to put a text onto the clipboard.
    case copy(String)
    /// Paint the whole terminal anew: something else has scribbled over it.
    case redraw
}
