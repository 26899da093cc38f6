"""Sends mails, one after another."""

import smtplib
import sys
import time

while True:
    with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as server:
        for _ in range(5):
            refused = server.sendmail("a@example.org", ["b@example.org"], "Subject: hello\n\n" + "text\n" * 100)
            print("wrong: %r" % refused if refused else "answer", flush=True)
            time.sleep(0.02)
