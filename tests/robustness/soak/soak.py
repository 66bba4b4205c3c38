# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts a fast topic for long while one fault after the other strikes, then holds the newest
results in Kafka and in Redis to a recount from outside. Prints what it did and what the program
took of memory; exits with 1 when a result is wrong.

    run [--build FOLDER] [--minutes 30] [--rate 50000] [--every 10] [--seed N] [--faults NAME,...]

By run, beside it. The topic takes some 1.5 GB a half hour, in the folder for temporary files.
"""
import argparse
import os
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import shop  # noqa: E402
from feed import Feed, FeedRecount  # noqa: E402
from relay import Relay  # noqa: E402

LATE_MS = 20_000  # the second feed's rows are older than those of the first
WARM_S = 20  # of a program's life, before its memory is looked at
IN_REDIS_MS = 1_800_000  # windows of the last half hour are there again after a wipe
USERS, BRANDS = 20_000, 8_500


def lines(rows, count, chance):
    """Rows of the sample, with more users and brands."""
    for row in chance.choices(rows, k=count):
        fields = row.split(",")
        fields[0] = str(chance.randrange(USERS))
        fields[4] = str(int(BRANDS * chance.random() ** 3))
        yield ",".join(fields)


class Memory(threading.Thread):
    """Looks at the program's resident memory every second, whichever process it is just now."""

    def __init__(self, bed):
        super().__init__(daemon=True)
        self._bed, self._ended = bed, threading.Event()
        self.lives = {}  # (second, MB) by process

    def run(self):
        begin = time.monotonic()
        while not self._ended.wait(1):
            pid = self._bed.running.process.pid
            try:
                pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
            self.lives.setdefault(pid, []).append(
                (time.monotonic() - begin, pages * os.sysconf("SC_PAGE_SIZE") / 2**20))

    def told(self):
        self._ended.set()
        longest = max(self.lives.values(), key=len)[WARM_S:]
        most = max(mb for life in self.lives.values() for _, mb in life)
        text = f"memory: {most:.0f} MB at most in {len(self.lives)} processes"
        if len(longest) < 2:
            return text
        slope = statistics.linear_regression(*zip(*longest)).slope * 60
        return (f"{text}; in the longest, after {WARM_S} s, {longest[0][1]:.0f} MB first, "
                f"{longest[-1][1]:.0f} MB last, {max(mb for _, mb in longest):.0f} MB at most, "
                f"{slope:+.2f} MB a minute over {len(longest) / 60:.1f} minutes")


class Bed:
    """The topic, the program between two relays, and all that can befall it."""

    def __init__(self, program, state, chance):
        address = lambda text: (text.split(":")[0], int(text.split(":")[1]))
        host, port = address(shop.REDIS)
        self._program, self._state, self._chance = program, state, chance
        self.topic = shop.Topic("soak", [], partitions=4)
        self.topic.stop()
        self.kafka = Relay(address(os.environ["SHOPPULSE_TEST_KAFKA_RELAY"]),
                           address(os.environ["SHOPPULSE_TEST_KAFKA_RELAYED"]))
        self.redis = Relay((host, port + 1), (host, port))
        self._redis_address = f"redis://{host}:{port + 1}/0"
        self.start()

    def start(self):
        self.running = shop.Program(
            self._program, self.topic, "--state", self._state, redis=self._redis_address,
            brokers=os.environ["SHOPPULSE_TEST_KAFKA_RELAY"])

    def wait(self, most=5.0):
        time.sleep(self._chance.uniform(0.1, most))

    def broker_killed(self):
        os.kill(shop.server_pid("kafka"), signal.SIGKILL)
        self.wait()
        shop.server("kafka", "start")

    def broker_restarted(self):
        shop.server("kafka", "stop")
        shop.server("kafka", "start")

    def program_killed(self):
        self.running.kill()
        self.wait(2)
        self.start()

    def program_stopped(self):
        self.freeze(self.running.process.pid)

    def redis_frozen(self):
        self.freeze(shop.server_pid("redis"))

    def freeze(self, pid):
        os.kill(pid, signal.SIGSTOP)
        self.wait()
        os.kill(pid, signal.SIGCONT)

    def redis_restarted(self):
        shop.server("redis", "stop")
        self.wait()
        shop.server("redis", "start")

    def redis_wiped(self):
        shop.Redis().ask(["FLUSHALL"])

    def network_cut(self):
        for relay in (self.kafka, self.redis):
            relay.halve()

    def network_slow(self):
        for relay in (self.kafka, self.redis):
            relay.delay(self._chance.uniform(0.01, 0.2))
        self.wait()
        for relay in (self.kafka, self.redis):
            relay.delay(0)

    def network_silent(self):
        relay = self._chance.choice((self.kafka, self.redis))
        self._chance.choice((relay.silence, relay.lose_answers))()
        self.wait()
        relay.speak()


FAULTS = [name for name in vars(Bed) if name.startswith(("broker", "program", "redis", "network"))]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("sample", type=Path)
    parser.add_argument("--minutes", type=float, default=30, help="30")
    parser.add_argument("--rate", type=int, default=50_000, help="rows a second (50,000)")
    parser.add_argument("--every", type=float, default=10, help="seconds between faults (10)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the faults")
    parser.add_argument("--faults", type=lambda text: text.split(","), default=FAULTS,
                        help="only these: " + ",".join(FAULTS))
    options = parser.parse_args()
    if unknown := set(options.faults) - set(FAULTS):
        parser.error(f"no such fault: {' '.join(sorted(unknown))}")
    return options


def strike(bed, feeds, options, chance):
    """One fault after the other until the time is over; how often each struck."""
    struck = dict.fromkeys(options.faults, 0)
    deck = []  # all come round, in another order each time
    begin = time.monotonic()
    due = begin + options.every
    while due < begin + options.minutes * 60:
        time.sleep(max(0.0, due - time.monotonic()))
        for feed in feeds:
            assert not feed.ended(), "the replay has ended by itself"
        assert bed.running.process.poll() is None, bed.running.said
        deck = deck or chance.sample(options.faults, len(options.faults))
        name = deck.pop()
        print(f"{time.monotonic() - begin:7.1f} s  {name}", flush=True)
        getattr(bed, name)()
        struck[name] += 1
        due = max(due + options.every, time.monotonic())
    time.sleep(max(0.0, begin + options.minutes * 60 - time.monotonic()))
    return struck


def settled(bed, feeds):
    """The recount, and what of the results differs from it when all should be there."""
    rows = sum(feed.rows for feed in feeds)
    begin = time.monotonic()
    shop.await_that(f"{rows} rows counted", lambda: bed.running.visits() == rows, 300)
    print(f"{rows} rows, counted and published {time.monotonic() - begin:.1f} s after the last")
    recount = FeedRecount(feeds)
    since_ms = recount.newest[0] - IN_REDIS_MS

    def different():
        return (shop.oracle.published_differences(recount, bed.running.results.newest())
                + shop.Redis().differences(recount, since_ms))
    try:
        shop.await_that("right", lambda: not different(), 120)
    except AssertionError:
        return recount, different()
    return recount, []


def soak(options, folder):
    chance = random.Random(options.seed)
    print(f"seed {options.seed}, {options.minutes} minutes, {options.rate} rows a second",
          flush=True)
    path = folder / "rows.csv"
    sample = options.sample.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines(sample, 2 * options.rate, chance)) + "\n", "utf-8")
    bed = Bed(options.program, str(folder / "state"), chance)
    memory = Memory(bed)
    memory.start()
    start_ms = int(time.time()) * 1000
    feeds = [Feed(options.program, path, options.rate, start_ms),
             Feed(options.program, path, max(options.rate // 100, 1), start_ms - LATE_MS)]
    try:
        struck = strike(bed, feeds, options, chance)
        for feed in feeds:
            feed.stop()
    finally:
        for feed in feeds:
            feed.kill()
    recount, wrong = settled(bed, feeds)
    print("faults: " + ", ".join(f"{name} {count}" for name, count in struck.items()))
    print(memory.told())
    bed.running.stop()
    print(f"{len(recount.lines())} windows in Kafka, those of the last half hour in Redis; "
          f"{len(wrong)} wrong")
    print("\n".join(wrong[:10]), file=sys.stderr)
    return 1 if wrong else 0


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        code = 1
        try:
            code = soak(options, Path(folder))
        finally:
            sys.stdout.flush()
            shop.clear()
            if code:
                os._exit(code)  # threads must hold nobody
    sys.exit(code)


if __name__ == "__main__":
    main()
