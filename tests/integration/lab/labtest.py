# SPDX-License-Identifier: GPL-3.0-or-later
"""The classic lab with ShopPulse in the place of its stream engine: the lab's own producer sends
`sex`, its own page reads `result`, and what the page hands to a browser is what was produced.

    labtest.py PROGRAM USER_LOG         run by the environment of labpython, inside the testbed
"""
import collections
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import socketio
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic

HERE = Path(__file__).resolve().parent
ROWS = 2000
PAUSE_S = 0.002
PATIENCE_S = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_page(port, process):
    """Waits until the page answers; its server is a program of its own that tells nobody."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("the lab's page did not start")


def read_all(servers, topic, count):
    """The first `count` messages of the topic's only partition."""
    consumer = KafkaConsumer(bootstrap_servers=servers, consumer_timeout_ms=PATIENCE_S * 1000)
    consumer.assign([TopicPartition(topic, 0)])
    consumer.seek_to_beginning()
    messages = []
    while len(messages) < count:
        messages.append(next(consumer))
    consumer.close()
    return messages


def seconds_of(messages):
    """Counts by gender code in each second of the records' own times, in order of time. The log
    holds other genders too (NULL, none): those are no codes."""
    seconds = collections.defaultdict(collections.Counter)
    for message in messages:
        if message.value in (b"0", b"1", b"2"):
            seconds[message.timestamp // 1000][message.value.decode()] += 1
    return [seconds[second] for second in sorted(seconds)]


def shown_by_page(seconds):
    """What the lab's page makes of the seconds: a gender without a count keeps its last one."""
    girl = boy = 0
    shown = []
    for counts in seconds:
        girl, boy = counts.get("0", girl), counts.get("1", boy)
        shown.append(f"{girl},{boy}")
    return shown


class Browser:
    """What the lab's page does in a browser: says hello and takes what comes."""

    def __init__(self, port):
        self.seen = queue.Queue()
        self.client = socketio.Client()
        self.client.on("test_message", lambda message: self.seen.put(message["data"]))
        self.client.connect(f"http://127.0.0.1:{port}")
        self.client.emit("test_message", {"data": "I'm connected!"})

    def await_listening(self, servers):
        """The page begins with what comes after it has found the topic: try until it shows."""
        producer = KafkaProducer(bootstrap_servers=servers)
        for _ in range(PATIENCE_S):
            producer.send("result", b'[{"0": 0}, {"1": 0}]').get(PATIENCE_S)
            try:
                self.seen.get(timeout=1)
                break
            except queue.Empty:
                continue
        producer.send("result", b'[{"0": -1}]').get(PATIENCE_S)
        while self.seen.get(timeout=PATIENCE_S) != "-1,0":
            pass


def first_rows(user_log, folder):
    rows = folder / "user_log.csv"
    with open(user_log, encoding="utf8") as whole:
        rows.write_text("".join(line for line, _ in zip(whole, range(ROWS))), encoding="utf8")
    return rows


def run(program, user_log, servers, folder, processes):
    KafkaAdminClient(bootstrap_servers=servers).create_topics(
        [NewTopic("sex", 1, 1), NewTopic("result", 1, 1)])
    port = free_port()
    page = subprocess.Popen([sys.executable, HERE / "app.py", servers, str(port)],
                            stdout=open(folder / "page.log", "w"), stderr=subprocess.STDOUT)
    processes.append(page)
    await_page(port, page)
    browser = Browser(port)
    browser.await_listening(servers)
    probes = KafkaConsumer(bootstrap_servers=servers)
    before = probes.end_offsets([TopicPartition("result", 0)])[TopicPartition("result", 0)]

    shoppulse = subprocess.Popen([program, "--headless", "--brokers", servers, "--topic", "sex",
                                  "--format", "gender-code", "--publish-kafka"],
                                 stdout=open(folder / "shoppulse.log", "w"),
                                 stderr=subprocess.STDOUT)
    processes.append(shoppulse)
    subprocess.run([sys.executable, HERE / "producer.py", first_rows(user_log, folder), servers,
                    str(PAUSE_S)], check=True)

    seconds = seconds_of(read_all(servers, "sex", ROWS))
    expected = shown_by_page(seconds)
    shown = [browser.seen.get(timeout=PATIENCE_S) for _ in expected]
    assert shown == expected, f"the page showed {shown}, produced was {expected}"

    results = read_all(servers, "result", before + len(seconds))[before:]
    lists = [json.loads(message.value) for message in results]
    assert lists == [[{code: counts[code]} for code in sorted(counts)] for counts in seconds], lists

    shoppulse.send_signal(signal.SIGTERM)
    assert shoppulse.wait(PATIENCE_S) == 0, "ShopPulse did not end well"
    assert browser.seen.empty(), "a second was shown twice"
    browser.client.disconnect()
    print(f"{sum(map(collections.Counter.total, seconds))} genders in {len(seconds)} seconds: the page showed each once")


def main():
    program, user_log = sys.argv[1:]
    servers = os.environ["SHOPPULSE_TEST_KAFKA"]
    processes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            run(program, user_log, servers, folder, processes)
        except BaseException:
            for log in folder.glob("*.log"):
                print(f"--- {log.name}\n{log.read_text()[-2000:]}", file=sys.stderr)
            raise
        finally:
            for process in processes:
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
