"""A Flask application: no event loop."""

import time

from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "answer"


@app.get("/slow")
def slow():
    time.sleep(0.3)
    return "answer"
