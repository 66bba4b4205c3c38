# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of one broker, of Redis, of the network between and of the process, while rows arrive:
afterwards every result in Kafka and Redis is that of a run without the fault.

    onenode.py PROGRAM SAMPLE [SCENARIO...]     by the environment of labpython, in the testbed
"""
import contextlib
import os
import signal
import tempfile
import time
from pathlib import Path

from kafka import KafkaConsumer

import shop
from relay import Relay


def undisturbed_for(seconds):
    """Rows go on arriving meanwhile."""
    time.sleep(seconds)


def started(program, rows, name, *options, partitions=4, **more):
    redis = shop.Redis()
    redis.ask(["FLUSHALL"])
    topic = shop.Topic(name, rows, partitions=partitions)
    running = shop.Program(program, topic, *options, **more)
    running.await_counting()
    return topic, running, redis


def ended(topic, running, redis, seconds=shop.PATIENCE_S):
    topic.stop()
    lines = running.await_right(redis, seconds)
    running.stop()
    return f"{lines} results right"


def await_all(running, health):
    for component in ("redis", "kafka_in", "kafka_out"):
        running.await_health(component, health, 15)


def broker_killed(program, rows):
    topic, running, redis = started(program, rows, "killed")
    os.kill(shop.server_pid("kafka"), signal.SIGKILL)
    running.await_health("kafka_in", "down", 10)
    running.await_health("kafka_out", "down", 15)
    shop.server("kafka", "start")
    await_all(running, "ok")
    undisturbed_for(1)
    return ended(topic, running, redis, seconds=20)


def stopped_meanwhile(program, rows):
    """It ends soon though its broker is gone, and the next one goes on where it was."""
    with tempfile.TemporaryDirectory() as state:
        topic, running, redis = started(program, rows, "ended", "--state", state)
        os.kill(shop.server_pid("kafka"), signal.SIGKILL)
        running.await_health("kafka_in", "down", 10)
        begin = time.monotonic()
        running.stop()
        took = time.monotonic() - begin
        assert took < 8, f"it ended after {took:.1f} s"
        shop.server("kafka", "start")
        told = ended(topic, shop.Program(program, topic, "--state", state), redis)
        return f"{told}, ended in {took:.1f} s"


def process_stopped(program, rows):
    """As a laptop that sleeps: longer than Redis, brokers and retries wait."""
    topic, running, redis = started(program, rows, "asleep", "-X", "session.timeout.ms=6000",
                                    "-X", "socket.timeout.ms=5000")
    running.process.send_signal(signal.SIGSTOP)
    undisturbed_for(10)
    running.process.send_signal(signal.SIGCONT)
    undisturbed_for(1)
    return ended(topic, running, redis)


def redis_down(program, rows):
    """Frozen, then gone, then back with nothing, then wiped: counting goes on, and it is filled."""
    topic, running, redis = started(program, rows, "redisdown")
    pid = shop.server_pid("redis")
    os.kill(pid, signal.SIGSTOP)
    running.await_health("redis", "down", 10)
    before = running.visits()
    shop.await_that("counting goes on", lambda: running.visits() > before + 500, 10)
    os.kill(pid, signal.SIGCONT)
    running.await_health("redis", "ok")
    shop.server("redis", "stop")
    running.await_health("redis", "down", 10)
    shop.server("redis", "start")
    running.await_health("redis", "ok")
    redis.ask(["FLUSHALL"])
    return ended(topic, running, redis)


def redis_wiped_meanwhile(program, rows):
    """While no program runs: what the next one finds in its state fills it."""
    with tempfile.TemporaryDirectory() as state:
        topic, running, redis = started(program, rows, "meanwhile", "--state", state)
        undisturbed_for(2)
        running.stop()
        redis.ask(["FLUSHALL"])
        return ended(topic, shop.Program(program, topic, "--state", state), redis)


def redis_restored(program, rows):
    """From a dump that is older than what was written."""
    topic, running, redis = started(program, rows, "restored")
    shop.await_that("a marker", lambda: redis.ask(["KEYS", "shoppulse:marker:*"])[0])
    redis.ask(["SAVE"])
    folder = Path(os.environ["SHOPPULSE_TEST_REDIS_FOLDER"])
    undisturbed_for(6)  # the marker moves on every 5 s
    shop.server("redis", "stop")
    shop.server("redis", "start")
    told = ended(topic, running, redis)
    (folder / "dump.rdb").unlink()
    return told


@contextlib.contextmanager
def relayed(program, rows, name):
    """Between the program and both servers stand relays."""
    address = lambda text: (text.split(":")[0], int(text.split(":")[1]))
    target = address(shop.REDIS)
    kafka = Relay(address(os.environ["SHOPPULSE_TEST_KAFKA_RELAY"]),
                  address(os.environ["SHOPPULSE_TEST_KAFKA_RELAYED"]))
    redis_relay = Relay((target[0], target[1] + 1), target)
    try:
        yield (kafka, redis_relay), *started(
            program, rows, name, brokers=os.environ["SHOPPULSE_TEST_KAFKA_RELAY"],
            redis=f"redis://{target[0]}:{target[1] + 1}/0")
    finally:
        kafka.close()
        redis_relay.close()


def networks_of_both(program, rows):
    """Slow, cut in the middle, silent without a word: for Kafka and for Redis."""
    with relayed(program, rows, "network") as (relays, topic, running, redis):
        for relay in relays:
            relay.delay(0.15)
        undisturbed_for(2)
        for _ in range(5):
            for relay in relays:
                relay.halve()
            undisturbed_for(0.5)
        await_all(running, "ok")
        wrong = [line for line in running.said if "kafka_in" in line and "not speak" in line]
        assert not wrong, wrong  # who spoke Kafka before is not suspected to speak something else
        for relay in relays:
            relay.silence()
        await_all(running, "down")
        for relay in relays:
            relay.speak()
            relay.delay(0)
        await_all(running, "ok")
        return ended(topic, running, redis)


def answers_lost(program, rows):
    """What the program writes arrives, but it does not hear so; late, it hears of all of it."""
    with relayed(program, rows, "answers") as (relays, topic, running, redis):
        for relay in relays:
            relay.lose_answers()
        await_all(running, "down")
        for relay in relays:
            relay.speak()
        await_all(running, "ok")
        return ended(topic, running, redis)


def partitions_added(program, rows):
    """While it counts, and while no program runs: the new ones are counted from their beginning."""
    with tempfile.TemporaryDirectory() as state:
        topic, running, redis = started(program, rows, "grown", "--state", state, partitions=2)
        topic.grow(5)
        undisturbed_for(1)
        running.stop()
        topic.grow(7)
        running = shop.Program(program, topic, "--state", state)
        topic.grow(8)
        return ended(topic, running, redis, seconds=10)


def clock_moved(program, rows):
    """The program's wall clock, by an hour either way, and once more while its broker is gone."""
    hour = 3600
    clock = shop.MovedClock()
    topic, running, redis = started(program, rows, "clock", environment=clock.environment)
    for ahead in (hour, -hour):
        clock.move(ahead)
        before = running.visits()
        shop.await_that("counting goes on", lambda: running.visits() > before + 1000, 10)
        off = running.results.writtenMs / 1000 - time.time()
        assert abs(off - ahead) < 60, f"its clock is moved by {off} s"
    os.kill(shop.server_pid("kafka"), signal.SIGKILL)
    running.await_health("kafka_in", "down", 10)
    running.await_health("kafka_out", "down", 15)
    clock.move(-2 * hour)
    shop.server("kafka", "start")
    await_all(running, "ok")
    return ended(topic, running, redis)


def second_instance(program, rows):
    """One on the same state is refused; one that looks on takes nothing away, nor do others of the
    same consumer group."""
    with tempfile.TemporaryDirectory() as state:
        topic, running, redis = started(program, rows, "second", "--state", state)
        refused = shop.Program(program, topic, "--state", state)
        assert refused.ended() == 1 and "another ShopPulse uses it" in refused.said[-1], refused.said
        other = shop.Program(program, topic, prefix="other-", redis="")
        other.await_counting()
        member = KafkaConsumer(topic.name, bootstrap_servers=shop.SERVERS, group_id="shoppulse")
        shop.await_that("a member", lambda: member.poll(200))
        other.kill()
        undisturbed_for(1)
        member.close()
        return ended(topic, running, redis)


if __name__ == "__main__":
    shop.main(process_stopped, redis_down, redis_wiped_meanwhile, redis_restored, networks_of_both,
              answers_lost, partitions_added, second_instance, clock_moved, stopped_meanwhile,
              broker_killed)
