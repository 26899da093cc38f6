import Model
import Terminal

extension Scene {
    /// What is to become of debug mode; where it was switched from here, with what it has cost since.
    var debugQuestion: ActQuestion {
        if let agentObstacle { return .impossible(agentObstacle) }
        let choices = [
            ActDialog.Choice(
                act: .debug(DebugOrder(isOn: true)), title: "on", button: "Switch it on",
                effect: "and off again when looptop leaves"),
            ActDialog.Choice(
                act: .debug(DebugOrder(isOn: true, isKept: true)), title: "on, and keep it",
                button: "Switch it on, and keep it", effect: "until somebody switches it off"),
            ActDialog.Choice(
                act: .debug(DebugOrder(isOn: false, isKept: true)), title: "off", button: "Switch it off", effect: ""),
            ActDialog.Choice(
                act: .debug(DebugOrder(slow: 0.05)), title: "slow_callback_duration 50 ms", button: "Set it to 50 ms",
                effect: "asyncio reports callbacks from there on; only in debug mode"),
        ]
        let isOn = picture.loops.contains { $0.isDebug == true }
        var facts: [Phrase] = [.muted("debug mode is ") + .strong(isOn ? "on" : "off")]
        facts.append(
            "It takes a traceback for every task and callback: services of many small callbacks slow down severalfold.")
        if let debugCost { facts.append(debugCost) }
        return .ask(
            ActDialog(
                title: "asyncio's debug mode", choices: choices, facts: facts, words: ["debug"],
                keep: "Leave it as it is"))
    }

    /// CPU in the ten seconds before the switch, and since.
    private var debugCost: Phrase? {
        guard let switched = debugSwitched else { return nil }
        func cpu(_ range: Range<Double>) -> Double? {
            let known = picture.history.filter { range.contains($0.time) }.compactMap(\.cpu)
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
        guard let before = cpu(switched - 10..<switched), let since = cpu(switched + 1..<switched + 1e6) else {
            return nil
        }
        return .muted("measured here: CPU ") + .strong(NumberText.percent(before)) + .muted(" before the switch, ")
            + .strong(NumberText.percent(since)) + .muted(" since")
    }
}
