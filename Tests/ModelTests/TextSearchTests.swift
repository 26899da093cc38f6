import Testing

@testable import Model

/// Texts within texts.
@Suite(.timeLimit(.minutes(10))) struct TextSearchTests {
    @Test(arguments: [("cde", 2), ("abc", 0), ("", 0), ("é", 5), ("cdf", nil), ("abcdeéx", nil), ("éé", nil)])
    func aPartIsFoundWhereItBegins(part: String, place: Int?) {
        #expect(TextSearch.first(Array(part.utf8), in: Array("abcdeé".utf8)) == place)
    }

    @Test(arguments: [
        ("a_b_c", "_", " ", "a b c"), ("__", "_", "", ""), ("aaa", "aa", "b", "ba"), ("abc", "", "x", "abc"),
        ("", "a", "b", ""), ("tasks, task", "task", "coroutine", "coroutines, coroutine"),
    ])
    func everyPartIsReplacedOnce(text: String, part: String, new: String, result: String) {
        let bytes = TextSearch.replacing(Array(part.utf8), in: Array(text.utf8), with: Array(new.utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == result)
    }
}
