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

    /// The service has written these lines.
    public mutating func receive(output lines: [String]) {
        output.append(lines)
    }
}
