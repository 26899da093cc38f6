import ArgumentParser
import Glibc

/// The program: one file a subcommand, under `Commands`.
@main
struct Looptop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "looptop",
        abstract: "htop for an asyncio event loop.",
        discussion: """
            Attaches to a running asyncio service and shows, live, its tasks, what they wait on, and how late the \
            loop is. Try it: looptop demo
            """,
        version: "looptop \(Version.text)",
        subcommands: [
            Pick.self, AttachCommand.self, Run.self, Demo.self, LS.self, Overview.self, PS.self, Tree.self,
            TaskCommand.self, Waits.self, Requests.self, Slow.self, Events.self, Findings.self, Explain.self,
            Shutdown.self, Cancel.self, Debug.self, Dump.self, Config.self, Doctor.self, Completions.self, Man.self,
        ],
        defaultSubcommand: Pick.self
    )

    static func main() async {
        // A reader that has had enough (`looptop ps | head`) is told by write's answer, not by a signal.
        signal(SIGPIPE, SIG_IGN)
        await main(nil)
    }
}
