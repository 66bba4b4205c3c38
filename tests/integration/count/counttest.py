# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills topics with all that makes counting hard and holds `shoppulse count` to the oracle: with 1,
2 and 4 consumers the same bytes, with rows packed the same windows; then the live pipeline.

    counttest.py PROGRAM USER_LOG         run by the environment of ../lab/labpython, in the testbed
"""
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import NewTopic

import oracle
import topics

PATIENCE_S = 60
CONSUMERS = ("1", "2", "4")


def fill(servers, topic, messages):
    KafkaAdminClient(bootstrap_servers=servers).create_topics(
        [NewTopic(topic, topics.PARTITIONS, 1)])
    producer = KafkaProducer(bootstrap_servers=servers, max_in_flight_requests_per_connection=1,
                             linger_ms=20, batch_size=1 << 18)
    for partition, time_ms, payload in messages:
        key = b"null" if payload is None else None
        producer.send(topic, payload, key, partition=partition, timestamp_ms=time_ms)
    producer.flush()


class Bench:
    """The program under test at one broker; keeps what went wrong."""

    def __init__(self, program, servers):
        self.program, self.servers = program, servers
        self.failed = False

    def tell(self, what, wrong, lines):
        self.failed = self.failed or bool(wrong)
        print(f"{what}: {lines} lines, {len(wrong)} different")
        for sentence in wrong[:5]:
            print(sentence[:1000], file=sys.stderr)

    def count(self, topic, *options):
        """The output of `count` without its time."""
        output = subprocess.run(
            [self.program, "count", "--brokers", self.servers, "--topic", topic, *options],
            check=True, stdout=subprocess.PIPE, timeout=PATIENCE_S).stdout.decode()
        windows, summary = output.rstrip("\n").rsplit("\n", 1)
        summary = json.loads(summary)
        assert summary["summary"].pop("seconds") >= 0
        return windows, summary["summary"]

    def check(self, topic, recount, *options):
        """One consumer agrees with the oracle, and all others with the one."""
        windows, summary = self.count(topic, "--consumers", "1", *options)
        wrong = oracle.differences(recount, windows, summary)
        for consumers in CONSUMERS[1:]:
            if self.count(topic, "--consumers", consumers, *options) != (windows, summary):
                wrong.append(f"not the same bytes with {consumers} consumers")
        self.tell(f"{topic} {' '.join(options)}", wrong, len(windows.splitlines()))
        return windows, summary

    def check_packed(self, topic, windows, summary, messages):
        for consumers in CONSUMERS:
            found = self.count(topic, "--consumers", consumers)
            wrong = [] if found == (windows, {**summary, "messages": messages}) else [
                f"not the bytes of a row a message: {found[1]}"]
            self.tell(f"{topic} with {consumers}", wrong, len(found[0].splitlines()))

    def check_live(self, topic, recount):
        """What the running pipeline publishes comes to what a count prints."""
        prefix = "live-"
        with tempfile.TemporaryDirectory() as folder:
            running = subprocess.Popen(
                [self.program, "--headless", "--brokers", self.servers, "--topic", topic,
                 "--state", folder, "--consumers", "2", f"--publish-kafka={prefix}"],
                env={**os.environ, "HOME": folder}, stderr=subprocess.DEVNULL)
            try:
                self.await_results(prefix, recount)
            finally:
                running.terminate()
                running.wait(PATIENCE_S)
        metrics = sorted({line["metric"] for line in recount.lines()})
        wrong = oracle.published_differences(
            recount, oracle.published(self.servers, prefix, metrics))
        if running.returncode != 0:
            wrong.append(f"exit {running.returncode}")
        self.tell(f"{topic} live", wrong, len(recount.lines()))

    def await_results(self, prefix, recount):
        """Until the last window is final, which silence makes it."""
        windows = [line for line in recount.lines() if line["window_ms"] not in (0, oracle.DAY)]
        last = windows[-1]
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            newest = oracle.published(self.servers, prefix, [last["metric"]])
            if newest.get(oracle.key_of(last), {}).get("final"):
                return
            time.sleep(0.2)  # nothing tells an outsider that the results are complete


def assert_hard(recount, reasons):
    """The case must hold what it is for."""
    assert recount.summary["late_dropped"] > 50, recount.summary
    assert len(recount.summary["undecodable"]) == reasons, recount.summary
    assert len([line for line in recount.days() if line["metric"] == "visitnum"]) >= 2
    assert any(line.get("error") for line in recount.lines()), "no window needs the sketch"


def main():
    program, user_log = sys.argv[1:]
    bench = Bench(program, os.environ["SHOPPULSE_TEST_KAFKA"])
    servers = bench.servers
    sample = Path(user_log).read_text(encoding="utf-8").splitlines()
    rows = list(topics.rows(sample))
    packed = topics.packed(rows)
    fill(servers, "shop", topics.one_each(rows))
    fill(servers, "packed", packed)
    fill(servers, "clocks", topics.shuffled(list(topics.objects(sample))))
    fill(servers, "sex", topics.gender_codes())

    shop = oracle.Recount(oracle.messages(servers, "shop"))
    assert_hard(shop, reasons=6)
    windows, summary = bench.check("shop", shop)
    bench.check("shop", shop, "--format", "taobao-csv")
    bench.check_packed("packed", windows, summary, len(packed))
    bench.check_live("shop", shop)

    clocks = oracle.Recount(oracle.messages(servers, "clocks"), oracle.event_of_json)
    assert_hard(clocks, reasons=7)
    assert clocks.summary["skewed"] > 50, clocks.summary
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as profile:
        profile.write(topics.PROFILE)
        profile.flush()
        bench.check("clocks", clocks, "--profile", profile.name)
    bench.check("sex", oracle.Recount(oracle.messages(servers, "sex"),
                                      oracle.event_of_gender_code))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
