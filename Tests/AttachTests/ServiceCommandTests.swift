import Testing

@testable import Attach

@Suite("What a command line says")
struct ServiceCommandTests {
    @Test(arguments: [
        ("python3 /venv/bin/uvicorn shop.main:app --workers 4", "shop.main", "uvicorn"),
        ("python -X dev -m hypercorn -b 0.0.0.0:8000 shop:create()", "shop", "hypercorn"),
        ("gunicorn: worker [shop:app]", "shop", "gunicorn"),
        ("python app.py --url http://x:80", "app", nil),
        ("python -W ignore -m orders", "orders", nil),
        ("python -c pass", "python", nil),
        ("", "python", nil),
    ])
    func words(line: String, name: String, server: String?) {
        let isTitle = line.hasPrefix("gunicorn: ")
        let command = ServiceCommand(isTitle ? [line] : line.split(separator: " ").map(String.init))
        #expect(command.name == name)
        #expect(command.server == server)
    }
}
