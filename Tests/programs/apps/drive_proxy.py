"""Asks for pages through a proxy."""

import sys
import time
import urllib.request

proxy, origin = sys.argv[1:]
opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": "http://127.0.0.1:" + proxy}))
while True:
    with opener.open("http://127.0.0.1:%s/" % origin) as response:
        body = response.read()
    print("answer" if body == b"answer" else "wrong: %r" % body, flush=True)
    time.sleep(0.02)
