"""Calls functions of gradio_app.py over its HTTP interface; with `block` that one."""

import json
import sys
import time
import urllib.request

SERVER = "http://127.0.0.1:%s/gradio_api/call/" % sys.argv[1]


def call(function, name):
    """What a function answers."""
    data = json.dumps({"data": [name]}).encode()
    request = urllib.request.Request(SERVER + function, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        event = json.load(response)["event_id"]
    with urllib.request.urlopen(SERVER + function + "/" + event, timeout=30) as response:
        for line in response:
            if line.startswith(b"data: "):
                return json.loads(line[6:])[0]


if sys.argv[2:]:
    call("block", "x")
    sys.exit()
while True:
    answer = call("greet", "you")
    print("answer" if answer == "hello you" else "wrong: %r" % answer, flush=True)
    time.sleep(0.02)
