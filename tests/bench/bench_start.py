#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the start of the demo to charts that move, as a browser sees it.

    bench_start.py PROGRAM [ROUNDS]     PROGRAM: build/release/bin/shoppulsed or .../shoppulse

Milliseconds from the start of the process to the first answer, to the first snapshot with events,
and to the first snapshot with more of them. Prints the medians as a table and as JSON.
"""
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PATIENCE_S = 60
PAUSE_S = 0.005  # between two questions: the page's server tells a program nothing by itself


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def visits(port):
    """All events so far; None while nothing answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/snapshot", timeout=5) as page:
            return json.load(page)["values"]["kpis"]["visits"]["value"] or 0
    except (urllib.error.URLError, ConnectionError):
        return None


def await_more(port, less, process):
    while process.poll() is None and time.monotonic() < process.deadline:
        now = visits(port)
        if now is not None and now > less:
            return now
        time.sleep(PAUSE_S)
    raise SystemExit("the demo did not move")


def start(program, folder):
    port = free_port()
    homes = {name: folder for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                       "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    headless = ["--headless"] if program.endswith("shoppulsed") else []
    began = time.monotonic()
    process = subprocess.Popen(
        [program, "--demo", *headless, "--web", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL,
        env=os.environ | homes | {"QT_QPA_PLATFORM": "offscreen"})
    process.deadline = began + PATIENCE_S
    try:
        answered = await_more(port, -1, process), time.monotonic()
        filled = await_more(port, max(answered[0], 0), process) if answered[0] == 0 else answered[0]
        shown = time.monotonic()
        await_more(port, filled, process)
        moved = time.monotonic()
    finally:
        process.terminate()
        process.wait()
    return [1000 * (moment - began) for moment in (answered[1], shown, moved)]


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        times = [start(program, folder) for _ in range(rounds)]
    medians = dict(zip(("first_answer_ms", "first_events_ms", "moving_ms"),
                       (round(statistics.median(column)) for column in zip(*times))))
    for name, value in medians.items():
        print(f"{name:18} {value:6}")
    print(json.dumps(medians))


if __name__ == "__main__":
    main()
