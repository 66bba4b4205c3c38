# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster of three nodes: leaders and the group's coordinator move while rows arrive.

    threenodes.py PROGRAM SAMPLE [SCENARIO...]     by the environment of labpython, in the testbed
"""
import os
import signal
import time

import shop

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


if __name__ == "__main__":
    shop.main(each_node_lost)
