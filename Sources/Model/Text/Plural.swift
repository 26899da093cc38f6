/// Numbers with the words that belong to them: one of a thing is not several.
public enum Plural {
    /// `1 request`, `3 requests`.
    public static func count(_ number: Int, _ noun: String) -> String { "\(number) \(self.noun(number, noun))" }

    /// `request`, `requests`: the word alone, where the number is written in another way.
    public static func noun(_ number: Int, _ noun: String) -> String { number == 1 ? noun : several(noun) }

    /// Of two words or endings the one that goes with the number: `waits` and `wait`.
    public static func choose(_ number: Int, _ one: String, _ several: String) -> String {
        number == 1 ? one : several
    }

    private static func several(_ noun: String) -> String {
        if ["s", "x", "ch", "sh"].contains(where: noun.hasSuffix) { return noun + "es" }
        if noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) {
            return noun.dropLast() + "ies"
        }
        return noun + "s"
    }
}
