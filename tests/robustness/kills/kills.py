# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the program at random moments while rows arrive and both sinks are on. After the last
restart the newest version of every key in the result topics and in Redis must be what a recount of
the topic from outside gives.

    kills.py PROGRAM USER_LOG [--kills 30] [--rows 1000000] [--seed 1]
    kills.py PROGRAM USER_LOG --crash-points       dies at each step of the commit and publish path

Run by the environment of ../../integration/lab/labpython, in the testbed with Kafka and Redis.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic

import resp

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "integration" / "count"))
import oracle  # noqa: E402

PARTITIONS = 4
START = 1_700_063_600_000  # 400 s before a midnight in Shanghai
ROWS_A_SECOND = 1_000  # of event time
ROWS_A_MESSAGE = 10
PREFIX = "kills-"
PATIENCE_S = 120
SILENCE_S = 4  # an input that is silent for 2 s makes all windows final
MALFORMED = ["", "1,2,3", "1,2,3,4,5,6,7,9,0,0,x", ",,,,,,,,,,,,"]
STEPS = ["begin", "seconds-written", "place-written", "results-written", "before-commit", "committed",
         "handed-over", "sink-written"]


def messages(rows, count, seed):
    """(partition, time, payload): late, too late and malformed ones among them."""
    chance = random.Random(seed)
    for index in range(count // ROWS_A_MESSAGE):
        time_ms = START + index * ROWS_A_MESSAGE * 1000 // ROWS_A_SECOND
        kind = chance.random()
        if kind < 0.02:
            time_ms -= chance.randrange(120_000)
        elif kind < 0.022:
            time_ms -= 2_000_000
        lines = chance.choices(rows, k=ROWS_A_MESSAGE)
        if kind > 0.97:
            lines[0] = chance.choice(MALFORMED)
        yield chance.randrange(PARTITIONS), time_ms, "\n".join(lines).encode()


class Writer(threading.Thread):
    """Writes the topic at a pace that lets all of it arrive within `seconds`."""

    def __init__(self, servers, topic, rows, count, seed, seconds):
        super().__init__()
        self.producer = KafkaProducer(bootstrap_servers=servers, linger_ms=20,
                                      max_in_flight_requests_per_connection=1)
        self.topic, self.seconds = topic, seconds
        self.todo = list(messages(rows, count, seed))

    def run(self):
        begin = time.monotonic()
        for index, (partition, time_ms, payload) in enumerate(self.todo):
            ahead = index / len(self.todo) * self.seconds - (time.monotonic() - begin)
            if ahead > 0.05:
                time.sleep(ahead)
            self.producer.send(self.topic, payload, partition=partition, timestamp_ms=time_ms)
        self.producer.flush()


class Program:
    def __init__(self, program, servers, redis, state, log):
        self.command = [program, "--brokers", servers, "--topic", "kills", "--state", state,
                        f"--publish-kafka={PREFIX}", "--redis", redis]
        self.log = open(log, "ab")

    def start(self, crash_at=None):
        environment = dict(os.environ)
        if crash_at:
            environment["SHOPPULSE_CRASH_AT"] = crash_at
        return subprocess.Popen(self.command, env=environment, stdout=self.log, stderr=self.log)


def wait_for(process, seconds):
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def kill_at_random(program, kills, seconds, seed):
    chance = random.Random(seed)
    for number in range(kills):
        process = program.start()
        ended = wait_for(process, chance.uniform(0.1, 2 * seconds / kills))
        if ended is not None:
            sys.exit(f"the program ended by itself with {ended} before kill {number + 1}")
        process.kill()
        process.wait()
    print(f"{kills} kills", flush=True)


def die_at_each_step(program):
    for step in STEPS:
        for time_of_step in (1, 4):
            process = program.start(f"{step}:{time_of_step}")
            ended = wait_for(process, 30)
            if ended != -signal.SIGKILL:
                process.kill()
                sys.exit(f"the step {step} was not come to {time_of_step} times: {ended}")
    print(f"died at {len(STEPS)} steps, twice each", flush=True)


def await_silence(servers):
    """Until nothing more comes into the result topics."""
    consumer = KafkaConsumer(bootstrap_servers=servers)
    deadline, ends, since = time.monotonic() + PATIENCE_S, None, time.monotonic()
    while time.monotonic() < min(since + SILENCE_S, deadline):
        partitions = [TopicPartition(topic, partition) for topic in consumer.topics()
                      if topic.startswith(PREFIX)
                      for partition in consumer.partitions_for_topic(topic)]
        now = consumer.end_offsets(partitions)
        if now != ends:
            ends, since = now, time.monotonic()
        time.sleep(0.2)
    consumer.close()


def finish(program, servers, redis, rows):
    """The last run: goes on until all is counted, final and published, then is asked to stop."""
    process = program.start()
    deadline = time.monotonic() + PATIENCE_S
    while redis.hash("shoppulse:win:visitnum:0:0").get("visits") != str(rows):
        if time.monotonic() > deadline or process.poll() is not None:
            found = redis.hash("shoppulse:win:visitnum:0:0")
            process.kill()
            sys.exit(f"{rows} rows expected, found {found}, exit {process.poll()}")
        time.sleep(0.2)
    await_silence(servers)
    begin = time.monotonic()
    process.send_signal(signal.SIGTERM)
    ended = wait_for(process, 20)
    took = time.monotonic() - begin
    print(f"stopped in {took:.2f} s", flush=True)
    if ended != 0 or took > 2:
        sys.exit(f"a polite end took {took:.2f} s and gave {ended}")


def newest_in_kafka(servers, metrics):
    """The value of the highest version by key."""
    newest = {}
    for metric in metrics:
        output = subprocess.run(
            ["kcat", "-C", "-e", "-q", "-o", "beginning", "-b", servers, "-t", PREFIX + metric,
             "-f", "%h\t%s\n"], check=True, stdout=subprocess.PIPE, text=True).stdout
        for line in output.splitlines():
            headers, value = line.split("\t", 1)
            value = json.loads(value)
            version = int(dict(item.split("=") for item in headers.split(","))["version"])
            rank = (version, value["revision"], value["final"])
            key = (value["metric"], value["window_ms"], value["start"])
            if key not in newest or newest[key][0] < rank:
                newest[key] = (rank, value)
    return {key: value for key, (_, value) in newest.items()}


def without(record, *fields):
    return {key: value for key, value in record.items() if key not in fields}


def compare_kafka(expected, servers, metrics):
    found = newest_in_kafka(servers, metrics)
    wrong = []
    for line in expected:
        key = (line["metric"], line["window_ms"], line["start"])
        got = without(found.pop(key, {}), "revision")
        if line["window_ms"] in (0, oracle.DAY):  # never final, or not yet
            got["final"] = True
        got = {field: got[field] for field in line if field in got}
        if not oracle.same(line, got):
            wrong.append(f"Kafka: expected {line}\n   found {got}")
    return wrong + [f"Kafka: not expected: {value}" for value in found.values()]


def counts_of(line):
    if "top" in line:
        return {item["id"]: item["count"] for item in line["top"]}
    return line["counts"]


def compare_redis(expected, redis):
    wrong = []
    keys = [f"shoppulse:win:{line['metric']}:{line['window_ms']}:{line['start']}"
            for line in expected]
    for at in range(0, len(keys), 500):
        replies = redis.pipeline([["HGETALL", key] for key in keys[at:at + 500]])
        for line, flat in zip(expected[at:at + 500], replies):
            fields = dict(zip(flat[::2], flat[1::2]))
            counts = {name: int(value) for name, value in fields.items() if name[0] != "_"}
            total = int(fields.get("_total", -1))
            allowed = 4 * oracle.SKETCH_ERROR * line["total"] if line.get("error") else 0
            close = abs(total - line["total"]) <= allowed
            if not close or (not allowed and counts != counts_of(line)):
                wrong.append(f"Redis: expected {line}\n   found {fields}")
    return wrong


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("user_log")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crash-points", action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    servers = os.environ["SHOPPULSE_TEST_KAFKA"]
    address = os.environ["SHOPPULSE_TEST_REDIS"]
    redis = resp.Redis(address)
    rows = Path(options.user_log).read_text("utf-8").splitlines()
    KafkaAdminClient(bootstrap_servers=servers).create_topics([NewTopic("kills", PARTITIONS, 1)])
    seconds = 2 * options.kills
    writer = Writer(servers, "kills", rows, options.rows, options.seed, seconds)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        program = Program(options.program, servers, f"redis://{address}/0", folder, log)
        writer.start()
        try:
            if options.crash_points:
                die_at_each_step(program)
            else:
                kill_at_random(program, options.kills, seconds, options.seed)
            writer.join()
            recount = oracle.Recount(oracle.messages(servers, "kills"))
            assert recount.summary["late_dropped"] > 100 and recount.summary["undecodable"]
            finish(program, servers, redis, recount.summary["rows"])
        except SystemExit:
            print(log.read_text(errors="replace")[-4000:], file=sys.stderr)
            raise
    expected = recount.lines()
    wrong = compare_kafka(expected, servers, recount.metrics()) + compare_redis(expected, redis)
    print(f"{recount.summary['rows']} rows, {len(expected)} windows, {len(wrong)} different")
    print("\n".join(wrong[:10]), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
