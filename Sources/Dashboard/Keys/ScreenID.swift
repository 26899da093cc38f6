/// The name of a screen. Each screen names itself: what knows names alone knows no screen.
struct ScreenID: RawRepresentable, Hashable, Sendable {
    let rawValue: String
}
