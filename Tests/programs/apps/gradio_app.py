"""A Gradio interface, with one function that it may run beside the loop and one that it may not."""

import sys
import time

import gradio


def greet(name):
    time.sleep(0.02)
    return "hello " + name


async def block(name):
    time.sleep(0.4)  # planted
    return name


with gradio.Blocks(analytics_enabled=False) as demo:
    name, text = gradio.Textbox(), gradio.Textbox()
    gradio.Button().click(greet, name, text, api_name="greet")
    gradio.Button().click(block, name, text, api_name="block")

demo.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), quiet=True)
