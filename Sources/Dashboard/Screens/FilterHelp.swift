/// The language of filters, for the help.
enum FilterHelp {
    private static let words: [(word: String, meaning: String)] = [
        ("pay 88", "tasks with both words in name, coroutine, place or wait"),
        ("name:fetch*", "in the name; with * the pattern is the whole of it"),
        ("coro: at: wait: group:", "in the coroutine, the place, what it waits for, its group"),
        ("state:cancelling", "running, ready, waiting, cancelling"),
        ("wait>5s age<1m busy>10ms", "longer or shorter than ms, s, m, h, d"),
        ("steps>100", "more or fewer steps"),
        ("#17 id:17", "this task"),
        ("!word", "tasks that the word does not match"),
    ]

    /// A line each.
    static var lines: [Phrase] {
        [.strong("filters of tasks")] + words.map { Phrase("  ") + .place($0.word).padded(to: 26) + Phrase($0.meaning) }
            + [""]
    }
}
