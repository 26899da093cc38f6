/// One thing that `looptop doctor` has looked at.
public struct Check: Hashable, Sendable {
    /// How it stands.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// It works.
        case ok
        /// It works, and there is something to know.
        case note
        /// It does not work.
        case problem
    }

    /// What was looked at, in a word or two: `gdb`, `sockets`.
    public var subject: String
    /// How it stands.
    public var verdict: Verdict
    /// What was seen, in a sentence.
    public var sentence: String
    /// What to do, best a command to be typed; nil where nothing needs doing.
    public var remedy: String?

    /// Makes one of its parts.
    public init(_ verdict: Verdict, _ subject: String, _ sentence: String, remedy: String? = nil) {
        self.subject = subject
        self.verdict = verdict
        self.sentence = sentence
        self.remedy = remedy
    }
}
