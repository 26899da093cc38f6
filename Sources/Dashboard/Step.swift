import Model

/// What a screen or a dialog wants of the dashboard. It changes nothing but itself.
enum Step {
    /// The dialog on top is over.
    case close
    /// Another dialog opens.
    case ask(any Dialog)
    /// A question before an act, or why there is none.
    case question(ActQuestion)
    /// Acts were confirmed.
    case give([ServiceAct])
    /// Words in the last lines, until the next key.
    case say(Phrase)
    case effect(Effect)
    /// A task in full, where it is known.
    case open(TaskID)
    /// Another screen, with something selected on it.
    case show(ScreenID, item: Int)
    /// The look of everything, until something else is chosen.
    case theme(Theme)
    /// The columns of a list; nil for those that it has by itself.
    case columns(TableName, [ChosenColumn]?)
    /// One worker alone, or all.
    case worker(Int?)
    /// The service's output is scrolled, by pages of so many lines.
    case scrollOutput(Action, page: Int)
    /// What the line for commands can do.
    case perform(Action)
    case jump(TaskID)
    case sort(String)
    case filter(String)
}
