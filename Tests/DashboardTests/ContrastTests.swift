import Foundation
import Terminal
import Testing

@testable import Dashboard

/// Whether what a theme says can be read: ratios of contrast after WCAG 2.
@Suite struct ContrastTests {
    /// Those whose background is known. The others stand on the terminal's own.
    static let themes = ["dark", "light", "high-contrast", "colour-blind", "ansi"]

    private static func rgb(_ color: Color) -> [Double]? {
        // As xterm has them.
        let ansi: [[Double]] = [
            [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205],
            [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255],
            [0, 255, 255], [255, 255, 255],
        ]
        switch color {
        case .terminalDefault: return nil
        case .ansi(let number): return ansi[Int(number)]
        case .rgb(let red, let green, let blue): return [Double(red), Double(green), Double(blue)]
        }
    }

    static func ratio(_ text: Color, on background: Color) -> Double? {
        guard let text = rgb(text), let background = rgb(background) else { return nil }
        func luminance(_ color: [Double]) -> Double {
            let linear = color.map { $0 / 255 <= 0.04045 ? $0 / 255 / 12.92 : pow(($0 / 255 + 0.055) / 1.055, 2.4) }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        let (one, other) = (luminance(text), luminance(background))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    @Test func theRatioIsThatOfTheStandard() {
        #expect(Self.ratio(.rgb(0, 0, 0), on: .rgb(255, 255, 255)) == 21)
        #expect(abs((Self.ratio(.rgb(118, 118, 118), on: .rgb(255, 255, 255)) ?? 0) - 4.54) < 0.01)
    }

    @Test(arguments: themes) func everythingCanBeRead(name: String) throws {
        let theme = try ThemeFolder.theme(name)
        let least = name == "high-contrast" ? 7.0 : 4.5
        for band in [Role.text, .header, .columns, .selection] {
            let background =
                theme[band].background == .terminalDefault ? theme[.text].background : theme[band].background
            let isForced = theme.bands.contains { $0.background == background }
            for role in Role.allCases where role != .header && role != .columns && role != .selection {
                let own = isForced ? theme[band].foreground : theme[role].foreground
                let text = own == .terminalDefault ? theme[.text].foreground : own
                let needed = role == .muted || role == .border || role == .plot ? 3 : least
                let ratio = try #require(Self.ratio(text, on: background), "\(name): \(role) on \(band)")
                #expect(ratio >= needed, "\(name): \(role) on \(band) has \(ratio)")
            }
        }
        for gradient in Gradient.allCases {
            for stop in theme[gradient] {
                let ratio = try #require(Self.ratio(stop, on: theme[.text].background))
                #expect(ratio >= 3, "\(name): \(gradient) has \(ratio)")
            }
        }
    }

    /// Text on a band that names both colours can be read whatever the terminal's own are.
    @Test(arguments: ["default", "night"]) func bandsOnTheTerminalsOwnBackground(name: String) throws {
        for band in try ThemeFolder.theme(name).bands {
            #expect(try #require(Self.ratio(band.foreground, on: band.background)) >= 4.5)
        }
    }
}
