/// Why the agent refused, as `PROTOCOL.md` lists it. A newer agent may have codes that are not here.
public enum ErrorCode: Int, Hashable, Sendable, CaseIterable {
    case notJSON = -32700
    case notARequest = -32600
    case noMethod = -32601
    case badParameters = -32602
    case failed = -32603
    case otherVersion = -32010
    case tooMany = -32011
    case readOnly = -32012
    case noTask = -32013
    case noToken = -32014
}
