import Model
import Terminal
import Testing

@testable import Dashboard

/// Every screen in terminals of every size: it fits, nothing stands on anything else, and what is cut says so.
@Suite struct SizesTests {
    /// Keys that lead to a screen, from the first one.
    static let screens = ["1", "2", "2t", "2tt", "2ttt", "2\r", "3", "3\t", "4", "5", "6", "7", "8", "9", "?"]
    static let sizes =
        [(60, 15), (80, 24), (100, 30), (120, 36), (200, 50), (400, 120), (60, 120), (400, 15)].map { Size($0, $1) }
        // Each width and each height, without each pair of them.
        + (0..<12).map { Size(61 + $0 * 17, 15 + $0 * 37 % 106) }

    private static let board = {
        var board = FindingsBoard()
        board.look(at: Sample.fullPicture())
        return board
    }()

    private func shown(_ keys: String, _ size: Size) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.fullPicture(), size: size)
        dashboard.receive(findings: Self.board)
        for key in keys { dashboard.press(key == "\r" ? .enter : key == "\t" ? .tab : .character(key)) }
        return dashboard
    }

    @Test(arguments: screens) func everyScreenFits(keys: String) {
        // What tells of more, and what only narrow terminals say.
        var known = Set(Registry.all.map(\.short) + ["more", "places", "scrolls"])
        for size in [Size(400, 120), Size(200, 120), Size(200, 50)] { known.formUnion(words(lines(keys, size))) }
        for size in Self.sizes {
            let lines = lines(keys, size)
            checkBoxes(lines, size)
            // A word that a smaller terminal shows is one that a large one shows too, or has a sign of what is missing.
            let unknown = words(lines).subtracting(known)
            #expect(unknown.isEmpty, "\(size): \(unknown.sorted())")
            if keys != "?" { #expect(lines.last?.hasSuffix("? help  q quit") == true, "\(size)") }
        }
    }

    private func lines(_ keys: String, _ size: Size) -> [String] {
        shown(keys, size).render(size, now: Sample.now).grid.lines
    }

    /// Every box has its four corners and whole sides, with air beside them.
    private func checkBoxes(_ lines: [String], _ size: Size) {
        let rows = lines.map(Array.init)
        func at(_ x: Int, _ y: Int) -> Character {
            rows.indices.contains(y) && rows[y].indices.contains(x) ? rows[y][x] : " "
        }
        for (y, row) in rows.enumerated() {
            for x in row.indices where row[x] == "╭" {
                guard let right = row[x...].firstIndex(of: "╮") else {
                    Issue.record("\(size), row \(y): a box without its right end\n\(lines[y])")
                    continue
                }
                var bottom = y + 1
                while at(x, bottom) == "│" {
                    let isWhole = at(right, bottom) == "│" && at(x + 1, bottom) == " " && at(right - 1, bottom) == " "
                    #expect(isWhole, "\(size), row \(bottom): \(lines[bottom])")
                    bottom += 1
                }
                #expect(at(x, bottom) == "╰" && at(right, bottom) == "╯", "\(size), row \(bottom)")
            }
        }
    }

    /// Words of letters, without those that end or begin with an ellipsis.
    private func words(_ lines: [String]) -> Set<String> {
        let words = lines.flatMap { $0.split { !$0.isLetter && !"…_'".contains($0) } }.map(String.init)
        return Set(words.filter { $0.count > 3 && !$0.contains("…") })
    }

    @Test(arguments: ["2:", "2C", "3C", "9C", "7x", "w"]) func whatOpensOverAScreenIsDrawnAtEverySize(keys: String) {
        for size in Self.sizes + [Size(40, 10)] {
            let lines = lines(keys, size)
            #expect(lines.count == size.height && lines.allSatisfy { TextWidth.columns($0) <= size.width })
        }
    }

    @Test(arguments: screens) func noSizeIsTooSmallToSayWhatIsNeeded(keys: String) {
        for size in [Size(20, 5), Size(39, 9), Size(40, 9), Size(39, 10), Size(1, 1), Size(0, 0)] {
            let grid = shown(keys, size).render(size, now: Sample.now).grid
            #expect(grid.size == size)
            if size == Size(20, 5) { #expect(grid.lines.joined().contains("needs  40x10")) }
        }
    }

    /// Scrolled through, the help has every line, whatever the size.
    @Test(arguments: [Size(60, 15), Size(40, 10), Size(80, 24), Size(400, 120)]) func helpIsNeverCut(size: Size) {
        var dashboard = shown("?", size)
        var seen = Set<String>()
        var before = ""
        while dashboard.text(size) != before {
            before = dashboard.text(size)
            let lines = dashboard.render(size, now: Sample.now).grid.lines.dropFirst(2).dropLast()
            for line in lines { seen.formUnion(line.split(separator: " ").map(String.init)) }
            dashboard.press(.down)
        }
        #expect(!seen.contains { $0.count > 1 && $0.hasSuffix("…") && $0 != "cancel…" })
        let needed = dashboard.keys.all.filter { !$0.keys.isEmpty }.flatMap { $0.help.split(separator: " ") }
        #expect(needed.allSatisfy { seen.contains(String($0)) })
    }
}
