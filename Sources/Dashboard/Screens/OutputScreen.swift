import Model
import Terminal

extension Dashboard {
    /// Rows that the output takes below the screen shown, 0 for none.
    func paneHeight(in size: Size) -> Int {
        guard output.isPaneOpen, screen != .output, !isHelpOpen else { return 0 }
        let room = size.height - 3
        return room >= 15 ? max(5, min(14, room / 4)) : 0
    }

    /// Rows between the screens' bar and the hints or the pane.
    var contentHeight: Int { max(0, size.height - 3 - paneHeight(in: size)) }

    /// Rows of the screen of the output.
    var outputPage: Int { max(1, contentHeight - 2) }

    /// What the service writes, the newest at the bottom.
    func drawOutput(on canvas: inout Canvas, in rect: Rect) -> Cursor? {
        let following: Phrase =
            output.isFollowing
            ? Phrase("\(settings.glyphs.live) follows", .good)
            : Phrase("\(settings.glyphs.stale) stands", .look) + .muted(", ") + Phrase("G", .key) + .muted(" follows")
        let count = Phrase.muted("\(NumberText.grouped(output.count)) \(output.count == 1 ? "line" : "lines")  ")
        let inner = canvas.box(
            rect, title: .strong("output of the service"), note: settings.outputPath == nil ? "" : count + following)
        guard !output.isEmpty else {
            canvas.put(wrapped: noOutput, in: inner)
            return nil
        }
        for (row, line) in output.shown(inner.height).enumerated() {
            canvas.put(Phrase(line), x: inner.x, y: inner.y + row, width: inner.width)
        }
        return nil
    }

    private var noOutput: Phrase {
        guard let path = settings.outputPath else {
            let pid = picture.service.map { "\($0.pid)" } ?? "PID"
            return "looptop did not start this service: its output goes where whoever started it sends it ("
                + Phrase("readlink /proc/\(pid)/fd/1", .strong) + " tells). A service that is started with "
                + Phrase("looptop run", .strong) + " shows it here."
        }
        return "The service has written nothing yet. What it writes goes to " + Phrase(path, .place) + "."
    }
}

extension Dashboard {
    /// The service has written these lines.
    public mutating func receive(output lines: [String]) {
        output.append(lines)
    }
}
