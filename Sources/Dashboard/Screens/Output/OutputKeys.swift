extension ScreenID {
    static let output = ScreenID(rawValue: "output")
}

extension KeyContext {
    static let output = KeyContext("output")
}
