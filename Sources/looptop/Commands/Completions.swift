import ArgumentParser

/// `looptop completions SHELL`
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what makes a shell complete commands, options, and the services that run.",
        discussion: """
            bash: put it into ~/.local/share/bash-completion/completions/looptop; zsh: as _looptop into a folder of \
            $fpath; fish: into ~/.config/fish/completions/looptop.fish. make install does so for all users.
            """)

    @Argument(help: "The shell.")
    var shell: Shell

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    func run() {
        Output.print(Looptop.completionScript(for: shell.kind))
    }
}
