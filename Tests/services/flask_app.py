"""Flask: synchronous, a thread a request, no event loop at all."""

import sys
import time

from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)


@app.get("/slow")
def slow() -> str:
    time.sleep(2)
    return "slow"


if __name__ == "__main__":
    server = make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True)
    print("ready", server.server_port, flush=True)
    server.serve_forever()
