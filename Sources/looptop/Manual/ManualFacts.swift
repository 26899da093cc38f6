/// What a manual tells that is in no table of the program.
enum ManualFacts {
    static let description = """
        looptop attaches to a running asyncio service and shows, live, the tree of its tasks, who created them and where, \
        what each one waits for and since when, how late the loop runs, and the very line that blocks it. A Python agent \
        inside of the service answers at a debug socket; looptop run starts a service with it, looptop attach puts it into \
        one that runs.
        """

    static let targets = """
        TARGET is a pid, a service's name, the path of a debug socket, or tcp://host:port with --token-file. A server's \
        master, or the name of an application, stands for all of its workers. Several TARGETs are looked at as one.
        """

    static let keys = """
        By where they mean something; what is everywhere holds on every screen that has no meaning of its own for the key. In \
        brackets stands the name of the action, by which the configuration can give it other keys.
        """

    static let files: [(String, String)] = [
        (
            "$XDG_CONFIG_HOME/looptop/config.toml, ~/.config/looptop/config.toml",
            "What is set once for all services; looptop doctor says whether it can be read, and where it is wrong."
        ),
        (
            "$XDG_STATE_HOME/looptop/state.toml, ~/.local/state/looptop/state.toml",
            "What was chosen in the dashboard; where config.toml says something else since, that holds."
        ),
        (
            "$XDG_RUNTIME_DIR/looptop/PID.sock, /tmp/looptop-UID/PID.sock",
            "The debug socket of a service, mode 0600 in a directory of mode 0700. PID.json beside it tells whose it is."
        ),
        (
            "$XDG_RUNTIME_DIR/looptop/run-TIME-N.log, /tmp/looptop-UID/run-TIME-N.log",
            "What a service writes that looptop run has started; kept for a week after the last line."
        ),
    ]

    static let environment: [(String, String)] = [
        ("LOOPTOP", "In a service that has the package installed: 1 starts the agent."),
        ("LOOPTOP_DIR", "Where debug sockets are, for the service and for looptop: an absolute path."),
        ("LOOPTOP_NAME", "What to call the service."),
        ("LOOPTOP_READ_ONLY", "1: the service refuses every act, such as an end or a switch of debug mode."),
        ("LOOPTOP_SLOW", "How long a callback may take before it is noted, in seconds; 0.1 where it is not set."),
        ("LOOPTOP_STEPS", "all: the agent counts each step of each task, at a price."),
        ("LOOPTOP_TCP", "HOST:PORT or PORT where the agent listens as well; nothing is encrypted."),
        ("LOOPTOP_TOKEN_FILE", "The file, mode 0600, with the secret that opens LOOPTOP_TCP."),
        ("NO_COLOR", "If set, the dashboard has no colours."),
        ("TERM, LC_ALL, LC_CTYPE, LANG", "What the terminal can do; ASCII is drawn where the locale is not UTF-8."),
        ("XDG_CONFIG_HOME, XDG_RUNTIME_DIR, XDG_STATE_HOME", "See FILES."),
    ]

    static let statuses: [(String, String)] = [
        ("0", "All went well."),
        (
            "1",
            "What was asked for failed: no such task, a service that did not end in time, a finding as bad as --fail-on."
        ),
        ("64", "The command was not right, or there is no terminal for the dashboard."),
        ("69", "The service cannot be reached."),
        (
            "75",
            "findings --fail-on: nothing was found, but the service was watched too shortly to tell, or runs no loop."
        ),
        ("128+N", "The dashboard was ended by signal N."),
    ]

    static let examples = [
        "looptop demo", "looptop run -- uvicorn app:app", "looptop attach shop", "looptop attach shop --via 'ssh web3'",
        "looptop attach shop --plain --screen tasks", "looptop findings shop --fail-on warning",
        "looptop ps shop --json | jq '.tasks[].name'",
    ]
}
