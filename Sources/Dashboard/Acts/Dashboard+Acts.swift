import Model
import Terminal

/// Everything that is done to the service goes this way: a question, a typed word, the act, and its answer, which is said
/// in the last lines of whatever screen is shown.
extension Dashboard {
    /// Asks, or says why there is nothing to ask.
    mutating func ask(_ question: ActQuestion) {
        switch question {
        case .ask(let dialog): dialogs.append(dialog)
        case .impossible(let why): note = why
        }
    }

    /// Acts that were confirmed.
    mutating func give(_ acts: [ServiceAct]) -> [Effect] {
        for act in acts {
            switch act {
            case .shutdown(let order): shutdown.gave(order.title, at: clock(picture.now))
            case .debug: debugSwitched = clock(picture.now)
            case .cancel: for id in screens.keys { screens[id]?.hasActed() }
            }
        }
        answers.expect(acts, title: title(of:))
        return acts.map { .act($0) }
    }

    /// What an answer is about.
    private func title(of act: ServiceAct) -> String {
        switch act {
        case .cancel(let id): "\(id) \(lastRecord(id)?.label ?? "")"
        case .debug: "debug mode"
        case .shutdown(let order): order.title
        }
    }

    /// The answer to `Effect.act`.
    ///
    /// - Parameter refusal: why it was not done; nil where it was.
    public mutating func receive(refusal: String?, of act: ServiceAct) {
        if let words = answers.receive(refusal, of: act) { note = words }
    }
}
