public import Model
public import Terminal

extension TerminalFacts {
    /// Whether and how the dashboard can be shown.
    public var checks: [Check] {
        guard isTerminal else {
            return [
                Check(
                    .note, "terminal", "input or output is no terminal: the dashboard cannot be shown here",
                    remedy: "for scripts: looptop ps TARGET --json; over ssh: ssh -t HOST looptop")
            ]
        }
        return [kind, characters] + (size.map { [Self.check($0)] } ?? [])
    }

    private var kind: Check {
        guard let colors else {
            let error: TerminalError =
                type.isEmpty || type == "dumb" ? .notCapable(type) : .unknownType(type)
            return Check(.problem, "terminal", "\(error)", remedy: "TERM=xterm-256color looptop")
        }
        if isColorless { return Check(.ok, "terminal", "\(type), without colours, as NO_COLOR wishes") }
        guard colors < 256 else { return Check(.ok, "terminal", "\(type), \(min(colors, 256)) colours") }
        let words = colors == 0 ? "no colours" : "\(colors) colours"
        return Check(
            .note, "terminal", "\(type) has \(words), and a theme's are mapped to them",
            remedy: "if yours has more: TERM=xterm-256color looptop")
    }

    private var characters: Check {
        isUnicode
            ? Check(.ok, "characters", "UTF-8")
            : Check(
                .note, "characters", "the locale is not UTF-8: lines and plots are drawn in ASCII",
                remedy: "LC_ALL=C.UTF-8 looptop")
    }

    private static func check(_ size: Size) -> Check {
        let words = "\(size.width) columns, \(size.height) rows"
        guard size.width < 80 || size.height < 24 else { return Check(.ok, "window", words) }
        return Check(
            .note, "window", "\(words): some columns and boxes will not fit", remedy: "make it at least 80 by 24")
    }
}
