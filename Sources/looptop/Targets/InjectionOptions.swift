import ArgumentParser
import Attach

/// What every command that takes a TARGET says about a process that has no agent.
struct InjectionOptions: ParsableArguments {
    @OptionGroup var way: WayOptions

    @Flag(help: "If TARGET is a pid without an agent, put one in.")
    var inject = false

    @Flag(help: "With --inject: leave the agent there when the last client has left.")
    var keep = false
}
