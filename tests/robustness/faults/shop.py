# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fault tests have in common: a topic that rows keep arriving in, the program that counts
it into Kafka and Redis, and the comparison of every result with a recount from outside."""
import itertools
import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewPartitions, NewTopic
from kafka.errors import KafkaError

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "integration" / "count"))
import oracle

PATIENCE_S = 60
SERVERS = os.environ["SHOPPULSE_TEST_KAFKA"]
REDIS = os.environ.get("SHOPPULSE_TEST_REDIS", "")


def await_that(what, holds, seconds=PATIENCE_S):
    """Nothing tells an outsider of a change, so it is asked for again and again."""
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.1)
    return found


def server(kind, action, *options):
    """Starts or stops a server of the testbed, or one of its nodes."""
    name = f"SHOPPULSE_TEST_{kind.upper()}"
    subprocess.run([os.environ[f"{name}_SCRIPT"], action, os.environ[f"{name}_FOLDER"], *options],
                   check=True, stdout=subprocess.DEVNULL)


def server_pid(kind, node=""):
    return int((Path(os.environ[f"SHOPPULSE_TEST_{kind.upper()}_FOLDER"]) / node / "pid")
               .read_text())


class Topic:
    """Rows of the sample, arriving from a thread of its own until stop()."""

    arriving = set()

    def __init__(self, name, rows, rate=500, partitions=4, replicas=1):
        self.name, self._rows, self._rate = name, rows, rate
        KafkaAdminClient(bootstrap_servers=SERVERS).create_topics(
            [NewTopic(name, partitions, replicas)])
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._produce)
        self._thread.start()
        Topic.arriving.add(self)

    def _produce(self):
        # What was sent twice is in the topic twice, and the recount reads the topic.
        producer = KafkaProducer(bootstrap_servers=SERVERS.split(","), acks="all",
                                 retries=1000, linger_ms=5, metadata_max_age_ms=500,
                                 reconnect_backoff_max_ms=500)
        chance = random.Random(1)
        for i, row in enumerate(itertools.cycle(self._rows)):
            if self._ended.wait(0 if i % 50 else 50 / self._rate):
                break
            late = chance.choice((0, 0, 0, 0, 1500, 40_000))
            payload = row.encode() if i % 97 else b"no row"
            try:
                partitions = len(producer.partitions_for(self.name))
                producer.send(self.name, payload, partition=chance.randrange(partitions),
                              timestamp_ms=int(time.time() * 1000) - late)
            except KafkaError as error:
                print(f"{self.name}: {error}", file=sys.stderr)
        producer.flush()
        producer.close()

    def grow(self, partitions):
        """Rows fall to the new ones, too, from when on this returns."""
        KafkaAdminClient(bootstrap_servers=SERVERS).create_partitions(
            {self.name: NewPartitions(partitions)})
        newest = TopicPartition(self.name, partitions - 1)
        consumer = KafkaConsumer(bootstrap_servers=SERVERS.split(","))
        await_that("rows in the new partitions",
                   lambda: partitions == len(consumer.partitions_for_topic(self.name) or ())
                   and consumer.end_offsets([newest])[newest])
        consumer.close()

    def stop(self):
        self._ended.set()
        self._thread.join()
        Topic.arriving.discard(self)

    def recount(self):
        return oracle.Recount(oracle.messages(SERVERS, self.name))


class Results:
    """The newest value of each key in the result topics, read on each time."""

    def __init__(self, prefix):
        self._prefix, self._newest = prefix, {}
        self.writtenMs = 0  # by the clock of who wrote the newest
        self._consumer = None
        self._assigned = []

    def newest(self):
        self._read()
        return {key: json.loads(value) for key, value in self._newest.items()}

    def visits(self):
        self._read()
        return json.loads(self._newest.get("visitnum|0|0", "{}")).get("total")

    def _read(self):
        self._consumer = self._consumer or KafkaConsumer(
            bootstrap_servers=SERVERS.split(","), auto_offset_reset="earliest",
            metadata_max_age_ms=1000, reconnect_backoff_max_ms=500)
        partitions = [TopicPartition(topic, partition) for topic in self._consumer.topics()
                      if topic.startswith(self._prefix) and topic != self._prefix + "result"
                      for partition in self._consumer.partitions_for_topic(topic) or ()]
        places = {one: self._consumer.position(one) for one in self._assigned}
        if len(partitions) != len(self._assigned):
            self._consumer.assign(partitions)
            for one, place in places.items():
                self._consumer.seek(one, place)
            self._assigned = partitions
        ends = self._consumer.end_offsets(partitions) if partitions else {}
        while any(self._consumer.position(one) < end for one, end in ends.items()):
            for records in self._consumer.poll(200).values():
                for record in records:
                    self._newest[record.key.decode()] = record.value
                    self.writtenMs = record.timestamp


class MovedClock:
    """The wall clock of the programs that are started with its environment."""

    def __init__(self):
        self._file = tempfile.NamedTemporaryFile()
        self.move(0)
        self.environment = {"LD_PRELOAD": os.environ["SHOPPULSE_TEST_CLOCK_LIBRARY"],
                            "SHOPPULSE_TEST_CLOCK": self._file.name}

    def move(self, seconds):
        """From now on it is so far from the true one."""
        self._file.seek(0)
        self._file.write(struct.pack("q", seconds * 10**9))
        self._file.flush()


class Program:
    """shoppulsed on a topic, with what it says of its health."""

    running = set()

    def __init__(self, program, topic, *options, brokers=SERVERS, redis=None, prefix=None,
                 environment=None):
        self.topic, self.prefix = topic, prefix or f"{topic.name}-"
        self._folder = tempfile.TemporaryDirectory()
        if redis is None and REDIS:
            redis = f"redis://{REDIS}/0"
        self.results = Results(self.prefix)
        self.said = []
        self.process = subprocess.Popen(
            [program, "--headless", "--brokers", brokers, "--topic", topic.name,
             "--publish-kafka=" + self.prefix,
             "-X", "compression.codec=gzip",  # kafka-python reads it without another package
             *(["--redis", redis] if redis else []), *options],
            env={**os.environ, "HOME": self._folder.name, **(environment or {})}, stderr=subprocess.PIPE, text=True)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        Program.running.add(self)

    def _listen(self):
        for line in self.process.stderr:
            self.said.append(line.rstrip())

    def await_health(self, component, health, seconds=PATIENCE_S, why=""):
        """Until that is the last it said of the component."""
        def holds():
            lines = [line for line in self.said if f" {component} is " in line]
            return lines and f" {component} is {health}" in lines[-1] and why in lines[-1]
        await_that(f"{component} is {health} {why}; it said {self.said}", holds, seconds)

    def await_counting(self):
        """Until its results have begun to arrive."""
        await_that("results", self.visits)

    def visits(self):
        return self.results.visits()

    def differences(self, recount, redis=None):
        """What of Kafka's and Redis's newest results is not as the recount says."""
        wrong = oracle.published_differences(recount, self.results.newest())
        return wrong + (redis.differences(recount) if redis else [])

    def await_right(self, redis=None, seconds=PATIENCE_S):
        """The rows have stopped; the results are to become those of an undisturbed run."""
        recount = self.topic.recount()
        try:
            await_that("right", lambda: not self.differences(recount, redis), seconds)
        except AssertionError:
            wrong = self.differences(recount, redis)
            raise AssertionError(f"{len(wrong)} of {len(recount.lines())} results are wrong: "
                                 + "\n".join(wrong[:3]) + "\n" + "\n".join(self.said)) from None
        return len(recount.lines())

    def stop(self):
        self.process.terminate()
        code = self.ended()
        assert code == 0, f"exit {code}: {self.said}"

    def kill(self):
        self.process.kill()
        self.ended()

    def ended(self):
        """Its exit status, which is waited for."""
        code = self.process.wait(PATIENCE_S)
        self._thread.join()
        self._folder.cleanup()
        Program.running.discard(self)
        return code


class Redis:
    """A few commands, asked over a connection of their own each."""

    def __init__(self, address=REDIS):
        host, port = address.split(":")
        self._address = (host, int(port))

    def ask(self, *commands):
        request = b"".join(
            b"*%d\r\n" % len(command) + b"".join(
                b"$%d\r\n%s\r\n" % (len(word.encode()), word.encode()) for word in command)
            for command in commands)
        with socket.create_connection(self._address, 5) as connection:
            connection.sendall(request)
            answers = connection.makefile("rb")
            return [self._answer(answers) for _ in commands]

    def _answer(self, answers):
        line = answers.readline()
        kind, rest = line[:1], line[1:-2].decode()
        if kind == b"$":
            length = int(rest)
            return None if length < 0 else answers.read(length + 2)[:-2].decode()
        if kind == b"*":
            return [self._answer(answers) for _ in range(int(rest))]
        if kind == b"-":
            raise AssertionError(rest)
        return rest

    def differences(self, recount, since_ms=0):
        """Of the windows that end later."""
        lines = [line for line in recount.lines() if line["end"] > since_ms]
        try:
            found = self.ask(*(["HGETALL", "shoppulse:win:{metric}:{window_ms}:{start}"
                                .format(**line)] for line in lines))
        except (OSError, ValueError) as error:
            return [f"Redis: {error}"]
        wrong = []
        for line, answer in zip(lines, found):
            stored = dict(zip(answer[::2], answer[1::2]))
            counts = line.get("counts") or {one["id"]: one["count"] for one in line["top"]}
            expected = {name: str(count) for name, count in counts.items()}
            shown = {name: value for name, value in stored.items() if not name.startswith("_")}
            final = stored.get("_final") == "1" or line["window_ms"] in (0, oracle.DAY)
            if not final or (shown != expected and not line.get("error")):
                wrong.append(f"in Redis expected {line}\n   found {stored}")
        return wrong


def main(*scenarios):
    """Runs the scenarios PROGRAM SAMPLE [NAME...] and tells of each."""
    program, sample, *names = sys.argv[1:]
    rows = Path(sample).read_text(encoding="utf-8").splitlines()
    failed = False
    for scenario in scenarios:
        if names and scenario.__name__ not in names:
            continue
        begin = time.monotonic()
        try:
            told = scenario(program, rows)
            print(f"PASS {scenario.__name__}: {told}, {time.monotonic() - begin:.1f} s", flush=True)
        except Exception:
            failed = True
            print(f"FAIL {scenario.__name__}: {traceback.format_exc(-1)}", flush=True)
            clear()
    os._exit(1 if failed else 0)  # threads of a failed scenario must hold nobody


def clear():
    """What a failed scenario has left."""
    if REDIS:
        os.kill(server_pid("redis"), signal.SIGCONT)
    for running in list(Program.running):
        print("\n".join(running.said))
        running.process.kill()
        Program.running.discard(running)
    for topic in list(Topic.arriving):
        topic.stop()
