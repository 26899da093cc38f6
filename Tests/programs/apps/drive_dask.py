"""Jobs for a Dask scheduler."""

import sys
import time

from distributed import Client


def square(number):
    return number * number


with Client("tcp://127.0.0.1:" + sys.argv[1], set_as_default=False) as client:
    count = 0
    while True:
        count += 1
        numbers = [count * 10 + index for index in range(10)]
        answers = client.gather(client.map(square, numbers, pure=False))
        print("answer" if answers == [one * one for one in numbers] else "wrong: %r" % answers, flush=True)
        time.sleep(0.02)
