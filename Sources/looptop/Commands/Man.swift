import ArgumentParser

/// `looptop man`
struct Man: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the manual page: commands, keys, filters, files, environment, exit status.",
        discussion: "It is written for man: looptop man | man -l -")

    func run() throws {
        Output.print(try Manual.roff())
    }
}
