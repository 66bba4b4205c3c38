# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster of three nodes: leaders and the group's coordinator move while rows arrive.

    threenodes.py PROGRAM SAMPLE [SCENARIO...]     by the environment of labpython, in the testbed
"""
import os
import signal
import time

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

import shop

GROUP = "shoppulse"  # what the program commits its offsets under
NODES = ("node1", "node2", "node3")


def each_node_lost(program, rows):
    """Each is killed and comes back, so every leader and the coordinator have moved."""
    topic = shop.Topic("leaders", rows, replicas=3)
    running = shop.Program(program, topic)
    running.await_counting()
    for number, node in enumerate(NODES, 1):
        os.kill(shop.server_pid("kafka", node), signal.SIGKILL)
        time.sleep(4)  # the cluster notices after 3 s; rows go on arriving
        shop.server("kafka", "start", "--node", str(number))
    topic.stop()
    lines = running.await_right()
    running.stop()
    return f"{lines} results right"


def committed(topic):
    """Sum of the program's offsets, as a display of lag would ask for them."""
    admin = KafkaAdminClient(bootstrap_servers=shop.SERVERS.split(","))
    try:
        found = admin.list_consumer_group_offsets(GROUP)
        return sum(one.offset for place, one in found.items() if place.topic == topic.name)
    except KafkaError:  # the coordinator is just moving
        return 0
    finally:
        admin.close()


def coordinator_lost(program, rows):
    """Only it: counting goes on, and its offsets are committed again for the displays of lag."""
    topic = shop.Topic("coordinator", rows, replicas=3)
    running = shop.Program(program, topic)
    running.await_counting()
    shop.await_that("a commit", lambda: committed(topic))
    admin = KafkaAdminClient(bootstrap_servers=shop.SERVERS.split(","))
    node = admin._find_coordinator_ids([GROUP])[GROUP]
    os.kill(shop.server_pid("kafka", f"node{node}"), signal.SIGKILL)
    before = running.visits()
    shop.await_that("counting goes on", lambda: running.visits() > before + 500, 20)
    topic.stop()
    rows = len(list(shop.oracle.messages(shop.SERVERS, topic.name)))
    shop.await_that("all committed", lambda: committed(topic) == rows)
    lines = running.await_right()
    running.stop()
    shop.server("kafka", "start", "--node", str(node))
    return f"{lines} results right, node {node} lost"


if __name__ == "__main__":
    shop.main(each_node_lost, coordinator_lost)
