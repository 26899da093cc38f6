"""A server of the Model Context Protocol with a tool."""

import asyncio
import os
import sys
import time

from mcp.server.mcpserver import MCPServer

server = MCPServer("programs")


@server.tool()
async def square(number: int) -> int:
    await asyncio.sleep(0.005)
    if os.path.exists("block"):
        os.remove("block")
        time.sleep(0.4)  # planted
    return number * number


server.run(transport="streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
