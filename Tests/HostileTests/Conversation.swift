import Foundation
import Model
import Wire

/// Everything that an agent can tell, in one conversation: a line a message, every field of each.
struct Conversation {
    /// What stands in a line, between which bytes, and which field it is of.
    struct Token {
        let range: Range<Int>
        let field: String
        let isText: Bool
    }

    private(set) var lines: [[UInt8]]

    /// As it is when nobody means harm.
    static let honest: Conversation = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        // A test's own file: without it there is nothing to test.
        let text = (try? Data(contentsOf: folder.appending(path: "conversation.jsonl"))) ?? Data()
        return Conversation(lines: text.split(separator: UInt8(ascii: "\n")).map { Array($0) })
    }()

    /// The same with another word in the place of one.
    func spoilt(_ line: Int, _ token: Token, _ word: String) -> Conversation {
        var copy = self
        copy.lines[line].replaceSubrange(token.range, with: Array(word.utf8))
        return copy
    }

    /// The numbers, or the texts, of a line; of each field at most the first so many.
    func tokens(of line: Int, texts: Bool, most: Int) -> [Token] {
        var found: [Token] = []
        var seen: [String: Int] = [:]
        for token in Self.walk(lines[line]) where token.isText == texts {
            // What makes it this message, and the answer to this request, is no field.
            if ["jsonrpc", "method", "seq"].contains(token.field) { continue }
            seen[token.field, default: 0] += 1
            if seen[token.field, default: 0] <= most { found.append(token) }
        }
        return found
    }

    private static func walk(_ line: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var field = ""
        var index = 0
        while index < line.count {
            let start = index
            switch line[index] {
            case UInt8(ascii: "\""):
                index += 1
                while line[index] != UInt8(ascii: "\"") { index += line[index] == UInt8(ascii: "\\") ? 2 : 1 }
                index += 1
                if index < line.count, line[index] == UInt8(ascii: ":") {
                    field = String(decoding: line[start + 1..<index - 1], as: UTF8.self)
                } else {
                    tokens.append(Token(range: start..<index, field: field, isText: true))
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                while index < line.count, "+-.eE0123456789".utf8.contains(line[index]) { index += 1 }
                tokens.append(Token(range: start..<index, field: field, isText: false))
            default: index += 1
            }
        }
        return tokens
    }

    /// What is known at its end, and the answers to what was asked; an error where it is not understood.
    func heard() throws(WireError) -> (picture: Picture, answers: [Int: ResponseBody]) {
        var decoder = MessageDecoder()
        var picture = Picture()
        var answers: [Int: ResponseBody] = [:]
        for line in lines {
            switch try decoder.decode(line) {
            case .response(1, let body): picture.apply(.connected(try body.service()))
            case .response(let id, let body): answers[id] = body
            case .events(let events): for event in events { picture.apply(event) }
            default: break
            }
        }
        return (picture, answers)
    }
}
