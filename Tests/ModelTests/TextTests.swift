import Model
import Testing

@Suite("Texts for people")
struct TextTests {
    @Test(
        "Durations",
        arguments: [
            (0, "0 ms"), (-3, "0 ms"), (0.0004, "0.4 ms"), (0.0011, "1.1 ms"), (0.00994, "9.9 ms"), (0.00996, "10 ms"),
            (0.312, "312 ms"), (0.9994, "999 ms"), (0.9996, "1.0s"), (4.2, "4.2s"), (59.94, "59.9s"),
            (59.97, "1m 00s"), (134, "2m 14s"), (129.9, "2m 09s"), (3599.9, "59m 59s"), (3600, "1h 00m"),
            (11_520, "3h 12m"), (86_400, "1d 00h"), (446_400, "5d 04h"), (.nan, "?"), (.infinity, "?"), (1e300, "?"),
        ] as [(Double, String)])
    func durations(seconds: Double, text: String) {
        #expect(DurationText.short(seconds) == text)
    }

    @Test(
        "Sizes",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.0 KiB"), (4300, "4.2 KiB"), (222_298_112, "212 MiB"),
            (1_047_500_000, "999 MiB"), (1_048_100_000, "1.0 GiB"), (-4300, "-4.2 KiB"), (.max, "8.0 EiB"),
            (.min, "-8.0 EiB"),
        ] as [(Int, String)])
    func sizes(bytes: Int, text: String) {
        #expect(ByteText.short(bytes) == text)
    }

    @Test(
        "Places",
        arguments: [
            ("/srv/shop/app/payments.py", 88, true, "app/payments.py:88"),
            ("/srv/shop/.venv/lib/python3.12/site-packages/uvicorn/server.py", 5, false, "uvicorn/server.py:5"),
            ("/usr/lib/python3.12/asyncio/queues.py", 186, false, "asyncio/queues.py:186"),
            ("/home/me/.pyenv/versions/3.8.18/lib/python3.8/asyncio/tasks.py", 2, false, "asyncio/tasks.py:2"),
            ("/opt/other/deep/tool.py", 3, true, "deep/tool.py:3"), ("/tool.py", 3, true, "/tool.py:3"),
            ("/srv/shopping/a.py", 1, true, "shopping/a.py:1"), ("<string>", 1, true, "<string>:1"),
            ("relative.py", 0, true, "relative.py"), ("/", 4, true, "/:4"),
        ] as [(String, Int, Bool, String)])
    func places(file: String, line: Int, isUserCode: Bool, text: String) {
        let location = CodeLocation(file: file, line: line, function: "f", isUserCode: isUserCode)
        #expect(LocationText.short(location, directory: "/srv/shop/") == text)
    }
}
