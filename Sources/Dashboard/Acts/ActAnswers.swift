import Model
import Terminal

/// What became of acts: those that were confirmed together are told together, so that no answer hides another.
struct ActAnswers: Sendable {
    /// Acts of one confirmation.
    private struct Batch: Sendable {
        /// Each with the words for it.
        var acts: [(act: ServiceAct, title: String)]
        /// Nil where it was done, else why not.
        var answers: [ServiceAct: String?] = [:]

        var isComplete: Bool { answers.count == acts.count }
    }

    /// The last one first.
    private var open: [Batch] = []

    /// Nobody waits for the answers of more confirmations than this.
    private static let limit = 20

    /// Acts were confirmed, and their answers are to come.
    ///
    /// - Parameter title: what an act is about: `#17 worker-3`.
    mutating func expect(_ acts: [ServiceAct], title: (ServiceAct) -> String) {
        open.insert(Batch(acts: acts.map { ($0, title($0)) }), at: 0)
        if open.count > Self.limit { open.removeLast() }
    }

    /// Takes in an answer.
    ///
    /// - Parameter refusal: why it was not done; nil where it was.
    /// - Returns: what is to be said of all that were confirmed with it; nil where there is nothing to say.
    mutating func receive(_ refusal: String?, of act: ServiceAct) -> Phrase? {
        let place = open.firstIndex { batch in
            batch.answers[act] == nil && batch.acts.contains { $0.act == act }
        }
        guard let place else { return refusal.map { Phrase($0, .act) } }
        open[place].answers[act] = .some(refusal)
        defer { if open[place].isComplete { open.remove(at: place) } }
        return Self.words(open[place])
    }

    private static func words(_ batch: Batch) -> Phrase? {
        let refused = batch.acts.compactMap { act, title -> (title: String, reason: String)? in
            batch.answers[act].flatMap(\.self).map { (title, $0) }
        }
        if batch.acts.count == 1 {
            guard let (title, reason) = refused.first else { return done(batch.acts[0].act, batch.acts[0].title) }
            return Phrase(title.isEmpty ? reason : "\(title): \(reason)", .act)
        }
        return sum(batch, refused)
    }

    /// `2 of 5 tasks were asked to end; #7 fetch: it has ended`.
    private static func sum(_ batch: Batch, _ refused: [(title: String, reason: String)]) -> Phrase {
        let count = batch.acts.count
        let done = batch.answers.count - refused.count
        let waiting = count - batch.answers.count
        let asked = Plural.choose(done, "was", "were") + " asked to end"
        let start =
            done == count
            ? "all \(count) tasks were asked to end"
            : done == 0 ? "none of \(count) tasks was asked to end" : "\(done) of \(count) tasks \(asked)"
        var phrase = Phrase(start, refused.isEmpty ? .good : .look)
        if waiting > 0 { phrase += .muted("; \(waiting) \(Plural.choose(waiting, "has", "have")) not answered yet") }
        // One reason for several is said once.
        var reasons: [String] = []
        for (_, reason) in refused where !reasons.contains(reason) { reasons.append(reason) }
        for reason in reasons {
            let titles = refused.filter { $0.reason == reason }.map(\.title)
            phrase += Phrase("; \(titles.joined(separator: ", ")): \(reason)", .act)
        }
        return phrase
    }

    private static func done(_ act: ServiceAct, _ title: String) -> Phrase? {
        switch act {
        case .cancel: Phrase("\(title) was asked to end", .good)
        case .debug(let order): Phrase(words(of: order), .good)
        // How far the service is on its way out is what the screen shows.
        case .shutdown: nil
        }
    }

    private static func words(of order: DebugOrder) -> String {
        if let slow = order.slow { return "slow_callback_duration is \(DurationText.short(slow)) now" }
        guard order.isOn == true else { return "debug mode is off" }
        return order.isKept ? "debug mode is on, and stays on" : "debug mode is on until looptop leaves"
    }
}
