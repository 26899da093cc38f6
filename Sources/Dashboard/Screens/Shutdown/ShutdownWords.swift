import Model
import Terminal

extension SceneView {
    /// `2 requests   5 tasks   1 executor job`.
    func inFlight(_ counts: ShutdownCounts) -> Phrase {
        let facts = counts.facts.map { count, words in
            count.map { .strong(NumberText.grouped($0)) + Phrase(" \(words)") } ?? Phrase.muted(words)
        }
        return .joined(facts, by: ", ")
    }
}
