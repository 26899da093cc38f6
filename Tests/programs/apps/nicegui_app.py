"""A NiceGUI page with a timer."""

import asyncio
import sys
import time

from nicegui import app, ui


@ui.page("/")
def home():
    label = ui.label("answer")
    ui.timer(0.5, lambda: label.set_text(str(time.time())))


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return "answer"


@app.get("/block")
async def block():
    time.sleep(0.4)  # planted
    return "answer"


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False, show_welcome_message=False)
