/// What a task waits for, by the code that it is suspended in: as the agent calls it (`waits.py`).
package struct WaitPlace: Hashable, Sendable {
    /// `timer`, `queue`, `lock`, ...
    package let kind: String
    /// In few words: `queue get`.
    package let words: String?

    init(_ kind: String, _ words: String?) {
        self.kind = kind
        self.words = words
    }

    /// What is known of a function of the standard library; nil for all others.
    init?(file: String, function: String) {
        guard let slash = file.lastIndex(of: "/"), file[..<slash].hasSuffix("/asyncio") else { return nil }
        guard let place = Self.places["\(file[file.index(after: slash)...].dropLast(3)).\(function)"] else {
            return nil
        }
        self = place
    }

    /// This says more than the event or the condition that it is made of.
    var saysMore: Bool { words == "queue join" || words == "barrier wait" }

    private static let places: [String: WaitPlace] = [
        "tasks.sleep": WaitPlace("timer", "sleep"),
        "tasks._wait": WaitPlace("gather", "wait"),
        "tasks._wait_for_one": WaitPlace("gather", "as_completed"),
        "tasks._AsCompletedIterator._wait_for_one": WaitPlace("gather", "as_completed"),
        "queues.Queue.get": WaitPlace("queue", "queue get"),
        "queues.Queue.put": WaitPlace("queue", "queue put"),
        "queues.Queue.join": WaitPlace("queue", "queue join"),
        "locks.Lock.acquire": WaitPlace("lock", "lock acquire"),
        "locks.Semaphore.acquire": WaitPlace("semaphore", "semaphore acquire"),
        "locks.Event.wait": WaitPlace("event", "event wait"),
        "locks.Condition.wait": WaitPlace("condition", "condition wait"),
        "locks.Barrier.wait": WaitPlace("barrier", "barrier wait"),
        "streams.StreamReader._wait_for_data": WaitPlace("socket", "read"),
        "streams.FlowControlMixin._drain_helper": WaitPlace("socket", "write"),
        "selector_events.BaseSelectorEventLoop.sock_accept": WaitPlace("socket", "accept"),
        "selector_events.BaseSelectorEventLoop.sock_connect": WaitPlace("socket", "connect"),
        "selector_events.BaseSelectorEventLoop.sock_recv": WaitPlace("socket", "read"),
        "selector_events.BaseSelectorEventLoop.sock_recv_into": WaitPlace("socket", "read"),
        "selector_events.BaseSelectorEventLoop.sock_recvfrom": WaitPlace("socket", "read"),
        "selector_events.BaseSelectorEventLoop.sock_sendall": WaitPlace("socket", "write"),
        "base_events.BaseEventLoop._connect_sock": WaitPlace("socket", "connect"),
        "base_events.BaseEventLoop._create_connection_transport": WaitPlace("socket", "connect"),
        "base_events.BaseEventLoop.start_tls": WaitPlace("socket", "TLS handshake"),
        "base_events.BaseEventLoop.getaddrinfo": WaitPlace("executor", "name look-up"),
        "base_events.BaseEventLoop.getnameinfo": WaitPlace("executor", "name look-up"),
        "base_events.Server.serve_forever": WaitPlace("socket", "serve forever"),
        "base_events.Server.wait_closed": WaitPlace("socket", "server close"),
        "base_subprocess.BaseSubprocessTransport._wait": WaitPlace("process", "process end"),
        "subprocess.Process.wait": WaitPlace("process", "process end"),
        "taskgroups.TaskGroup.__aexit__": WaitPlace("gather", "task group"),
        "taskgroups.TaskGroup._aexit": WaitPlace("gather", "task group"),
    ]
}
