import Model
import Terminal

/// How the rows of the findings screen are shared out: the list, and below it what is known of the selected one.
struct FindingsLayout: Hashable, Sendable {
    var list: Int
    var detail: Int

    /// A line above the list comes off.
    init(contentHeight: Int, findings: Int) {
        let room = max(0, contentHeight - 2)
        let least = min(findings + 1, max(4, room / 3))
        detail = room - least >= 8 ? min(room - least, 24) : 0
        list = room - detail
    }
}

/// The findings as they are drawn.
struct FindingsView: SceneView {
    let scene: Scene
    let findings: FindingsState

    /// What is wrong, the worst first, and what to do about the one selected.
    func draw(on canvas: inout Canvas, in rect: Rect, now: Double) -> Cursor? {
        let line = Rect(rect.x + 1, rect.y, rect.width - 2, 1)
        let typing = draw(findings.filter, facts: findingsSummary(now: now), on: &canvas, in: line)
        guard !findings.rows.isEmpty else {
            drawNoFindings(on: &canvas, in: Rect(rect.x + 1, rect.y + 2, rect.width - 2, rect.height - 2))
            return typing
        }
        let layout = FindingsLayout(contentHeight: rect.height, findings: findings.rows.count)
        let first = findings.selection.firstRow(of: findings.rows.count, page: layout.list - 1)
        let table = Table(
            columns: chosen(FindingsColumns.all, .findings), rows: findings.rows[first...],
            selected: findings.rows.firstIndex { $0.id == findings.selection.id },
            sorted: findings.order)
        let cursor = table.draw(scene, on: &canvas, in: Rect(rect.x, rect.y + 2, rect.width, layout.list))
        if let finding = findings.selected, layout.detail > 0 {
            draw(
                finding, on: &canvas, in: Rect(rect.x, rect.y + 2 + layout.list, rect.width, layout.detail), now: now)
        }
        return typing ?? cursor
    }

    private func findingsSummary(now: Double) -> [Phrase] {
        let current = scene.board.current
        guard let since = scene.board.since else { return [.muted("not looked yet")] }
        var facts: [Phrase] = []
        for severity in Severity.allCases.reversed() {
            let count = current.filter { $0.severity == severity }.count
            guard count > 0 else { continue }
            let words = severity == .info ? "\(count) info" : Plural.count(count, severity.rawValue)
            facts.append(Phrase(words, FindingWords.role(severity)))
        }
        if facts.isEmpty {
            facts.append(
                scene.board.isConclusive
                    ? Phrase("\(settings.glyphs.done) nothing now", .good) : .muted("not known yet"))
        }
        let gone = scene.board.findings.count - current.count
        if gone > 0 { facts.append(.muted("\(gone) gone")) }
        return facts + [.muted("watched for ") + Phrase(DurationText.short(now - since))]
    }

    private func drawNoFindings(on canvas: inout Canvas, in rect: Rect) {
        if !scene.board.findings.isEmpty { return drawNoMatch("finding", on: &canvas, in: rect) }
        let titles = FindingKind.all.map(\.title).joined(separator: ", ")
        let verdict: Phrase =
            scene.board.isConclusive
            ? Phrase("\(settings.glyphs.done) ", .good) + "Nothing is wrong with this service as far as can be seen."
            : "Not known yet: some verdicts need a few seconds."
        let sentences: [Phrase] = [
            verdict,
            .muted("Looked for: \(titles)."),
            .muted("Thresholds and places that wait long by intent are set in ")
                + .place("~/.config/looptop/config.toml")
                + .muted("; ") + Phrase("looptop explain", .strong) + .muted(" tells of each kind."),
        ]
        var row = rect.y
        for sentence in sentences where row < rect.y + rect.height {
            row = canvas.put(wrapped: sentence, in: Rect(rect.x, row, rect.width, rect.y + rect.height - row)) + 1
        }
    }

    /// Evidence, remedy, and the code as it should be.
    private func draw(_ finding: Finding, on canvas: inout Canvas, in rect: Rect, now: Double) {
        let kind = FindingKind.of(finding.kind)
        let inner = canvas.box(
            rect, title: Phrase(kind.title, FindingWords.role(finding.severity)), note: .muted(finding.id))
        let phrases = [
            about(finding), Phrase(finding.evidence.sentence), tasks(of: finding) ?? "",
            .muted(kind.meaning + " " + kind.why), Phrase("remedy ", .good) + .strong(kind.remedy),
        ]
        let lines = phrases.flatMap { $0.wrapped(to: inner.width) }
        let code = kind.right.lineCount + 1
        let rest = Rect(inner.x, inner.y + lines.count + 1, inner.width, inner.height - lines.count - 1)
        canvas.put(lines: lines, in: Rect(inner.x, inner.y, inner.width, inner.height))
        if rest.height >= 2 {
            drawCode(kind, on: &canvas, in: rest)
        } else {
            canvas.tellMore(lines.count + code - inner.height, below: inner)
        }
    }

    private func about(_ finding: Finding) -> Phrase {
        var phrase = finding.evidence.location.map { place($0) + .muted("  in ") + Phrase($0.function) } ?? ""
        phrase += .muted(phrase.isEmpty ? "first seen at " : "  first seen at ")
        phrase += Phrase(settings.clockText(finding.firstSeen))
        if !finding.isTrue { phrase += .muted(", last at ") + Phrase(settings.clockText(finding.lastSeen)) }
        return phrase
    }

    private func tasks(of finding: Finding) -> Phrase? {
        guard !finding.evidence.tasks.isEmpty else { return nil }
        let named = finding.evidence.tasks.prefix(4).map(title)
        let more = finding.evidence.taskCount - named.count
        return .muted("tasks ") + .joined(Array(named), by: .muted(", "))
            + .muted(more > 0 ? " and \(NumberText.grouped(more)) more" : "")
    }

    /// Wrong and right code, beside each other where there is room.
    private func drawCode(_ kind: FindingKind, on canvas: inout Canvas, in rect: Rect) {
        func draw(_ title: Phrase, _ code: String, _ rect: Rect, _ canvas: inout Canvas) {
            guard rect.height > 1 else { return }
            canvas.put(title, x: rect.x, y: rect.y, width: rect.width)
            let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { Phrase(String($0)) }
            canvas.put(lines: lines, in: Rect(rect.x + 2, rect.y + 1, rect.width - 2, rect.height - 1))
        }
        let wrong = Phrase("wrong", .look)
        let right = Phrase("right", .good)
        let width = max(kind.wrong.longestLine, kind.right.longestLine) + 4
        if rect.width >= 2 * width {
            draw(wrong, kind.wrong, Rect(rect.x, rect.y, rect.width / 2, rect.height), &canvas)
            draw(right, kind.right, Rect(rect.x + rect.width / 2, rect.y, rect.width / 2, rect.height), &canvas)
            return
        }
        let rows = kind.wrong.lineCount + 1
        let hasBoth = rect.height >= rows + 4
        if hasBoth { draw(wrong, kind.wrong, Rect(rect.x, rect.y, rect.width, rows), &canvas) }
        let skip = hasBoth ? rows + 1 : 0
        draw(right, kind.right, Rect(rect.x, rect.y + skip, rect.width, rect.height - skip), &canvas)
    }
}

extension String {
    fileprivate var lineCount: Int { split(separator: "\n", omittingEmptySubsequences: false).count }

    fileprivate var longestLine: Int {
        split(separator: "\n").map(\.count).max() ?? 0
    }
}
