import Testing

@testable import Attach
