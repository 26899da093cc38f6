import Model
import Testing

@testable import Reports

@Suite("Reports of all that is watched")
struct WatchedTests {
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test("tree --by await: a gather with its count, a cycle as a cycle")
    func await() {
        #expect(
            lines(TreeReport(Watched.picture, by: .await).text()) == [
                "TASK                             STATE      WAIT  WAITS-FOR             STEPS   BUSY  AT",
                "#1 main                          waiting    2.0s  gather 3/4, 1 failed      -      -  shop/web.py:31",
                "└─ gather 3/4, 1 failed                                                               shop/web.py:31",
                "   └─ #2 fetch                   waiting  >=1.0s  #3 store                  5  12 ms  -",
                "      └─ #3 store                waiting    3.0s  #2 fetch                  -      -  -",
                "         └─ ↺ a cycle: #2 fetch",
            ])
    }

    @Test("task: why it waits, and the cycle that it is in")
    func task() {
        #expect(
            lines(TaskReport(Watched.detail, in: Watched.picture).text) == [
                "#2 fetch", "  coroutine   fetch", "  state       waiting for at least 1.0s",
                "  waits for   #3 store", "  at          shop/web.py:31",
                "  created     1m 00s ago by #1 main at shop/web.py:31", "              asyncio.create_task(fetch())",
                "  steps       5, busy 12 ms", "  request     GET /quote/1 (/quote/{id}) from 127.0.0.1:51",
                "  awaits      #3 store", "  awaited by  #1 main, #3 store", "", "await chain, outermost first",
                "  > shop/web.py:31  quote", "        await store()", "    asyncio/events.py:84  Handle._run",
                "        await fut", "", "why it waits", "  #2 fetch waits for #3 store, at -",
                "  then #3 store waits for #2 fetch, at -",
                "  a cycle: #2 waits for itself in the end", "  2 tasks wait behind it",
            ])
    }

    @Test("slow: the most time lost first, and the stack")
    func slow() {
        #expect(
            lines(SlowCallbacksReport(Watched.picture).text) == [
                "COUNT  LONGEST  TOGETHER       LAST  AT              SOURCE",
                "    3   500 ms      1.5s  10.0s ago  shop/web.py:31  time.sleep(0.5)",
                "    9   200 ms      1.0s   1.0s ago  -", "",
                "shop/web.py:31: in #2 fetch, for GET /quote, 2 % on CPU, 12 callbacks had to wait",
                "    asyncio/events.py:84  Handle._run", "  > shop/web.py:31  quote", "        time.sleep(0.5)",
            ])
    }

    @Test("requests: the longest first, and those with a word in them")
    func requests() {
        let all = lines(RequestsReport(Watched.picture).text)
        #expect(all.dropFirst().map { $0.split(separator: " ")[0] } == ["2", "3", "1"])
        #expect(all.last?.contains("#2    waiting  #3 store") == true)
        #expect(lines(RequestsReport(Watched.picture, filter: RowFilter(parsing: "get /quote/3")).text).count == 2)
        #expect(lines(RequestsReport(Watched.picture, filter: RowFilter(parsing: "post")).text).count == 1)
    }

    @Test("events: a line an entry; of named tasks alone, of some kinds alone")
    func events() {
        let line = LogLine(Watched.entry, of: Watched.service).text { "at \($0)" }
        #expect(line == "at 1.5 failed        #2 fetch ValueError: 7 after 750 ms at shop/web.py:31")
        var unnamed = Watched.entry
        unnamed.name = "Task-12"
        let named = LogFilter(isNamedOnly: true)
        #expect(named.matches(Watched.entry))
        #expect(!named.matches(unnamed))
        unnamed.name = nil
        #expect(!named.matches(unnamed))
        #expect(LogFilter(kinds: ["failed", "slow"]).matches(Watched.entry))
        #expect(!LogFilter(kinds: ["ended"]).matches(Watched.entry))
    }
}
