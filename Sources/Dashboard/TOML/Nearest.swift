/// What a person probably meant by a word that nobody knows.
enum Nearest {
    /// `, did you mean `theme`?` where one of the words is near enough, else nothing.
    static func hint(_ word: String, among words: [String]) -> String {
        let limit = max(1, min(3, word.count / 2))
        let near = words.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }
        return near.map { ", did you mean `\($0.word)`?" } ?? ""
    }

    /// So many letters are to be added, taken away, changed, or exchanged with the next one.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
        var rows = [Array(0...right.count)]
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var least = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { least = min(least, rows[i - 1][j - 1] + 1) }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
