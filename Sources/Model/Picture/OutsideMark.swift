/// The mark of a picture that was read from a process's memory, without an agent: nobody in the process has told it.
public struct OutsideMark: Hashable, Sendable {
    /// Tasks that did not hold still while they were read: nothing is told of them but that they are there.
    public var changing: Int
    /// Tasks of classes that cannot be read from outside.
    public var unreadable: Int
    /// True of a process that has ended: its core file was read.
    public var isCore: Bool
    /// The thread that has the interpreter, and the line that it is at; nil where none has it.
    public var gilHolder: String?

    /// Makes a mark.
    public init(changing: Int = 0, unreadable: Int = 0, isCore: Bool = false, gilHolder: String? = nil) {
        self.changing = changing
        self.unreadable = unreadable
        self.isCore = isCore
        self.gilHolder = gilHolder
    }

    /// What there is to know of such a picture, in a sentence.
    public var sentence: String {
        var parts = [isCore ? "read from a core file" : "read from outside, without an agent"]
        if let gilHolder { parts.append("the GIL is held by \(gilHolder)") }
        if changing > 0 { parts.append("\(Plural.count(changing, "task")) changed while it was read") }
        if unreadable > 0 { parts.append("\(Plural.count(unreadable, "task")) of other classes cannot be read") }
        parts.append("creators, steps and ages are unknown")
        return parts.joined(separator: "; ")
    }
}
