# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program may do in the cluster is taken from it and given back while rows arrive.

    secure.py PROGRAM SAMPLE [SCENARIO...]     by the environment of labpython, in the testbed
"""
import os
import signal

from kafka import KafkaAdminClient
from kafka.admin import (ACL, ACLFilter, ACLOperation, ACLPermissionType, ResourcePattern,
                         ResourcePatternFilter, ResourceType)

import shop

USER = os.environ["SHOPPULSE_TEST_KAFKA_USER"]


def started(program, rows, name):
    secrets = {"security.protocol": "SASL_SSL", "sasl.mechanism": "SCRAM-SHA-256",
               "ssl.ca.location": os.environ["SHOPPULSE_TEST_KAFKA_CA"], "sasl.username": USER,
               "sasl.password": os.environ["SHOPPULSE_TEST_KAFKA_PASSWORD"]}
    topic = shop.Topic(name, rows)
    running = shop.Program(program, topic, *(word for item in secrets.items()
                                             for word in ("-X", "=".join(item))),
                           brokers=os.environ["SHOPPULSE_TEST_KAFKA_SASL"])
    running.await_counting()
    return topic, running


def ended(topic, running):
    topic.stop()
    lines = running.await_right()
    running.stop()
    return f"{lines} results right"


def password_changed(program, rows):
    """Nobody notices until the connections are made anew."""
    topic, running = started(program, rows, "password")
    shop.server("kafka", "revoke")
    os.kill(shop.server_pid("kafka"), signal.SIGKILL)
    shop.server("kafka", "start")
    for component in ("kafka_in", "kafka_out"):
        running.await_health(component, "down", 15, "user name or password refused")
    shop.server("kafka", "grant")
    for component in ("kafka_in", "kafka_out"):
        running.await_health(component, "ok", 15)
    return ended(topic, running)


def permission_taken(program, rows):
    """To read the one, then to write the others."""
    topic, running = started(program, rows, "permission")
    admin = KafkaAdminClient(bootstrap_servers=shop.SERVERS)
    for name, component in ((topic.name, "kafka_in"), (running.prefix + "visitnum", "kafka_out")):
        place = ResourcePattern(ResourceType.TOPIC, name)
        admin.create_acls([ACL(f"User:{USER}", "*", ACLOperation.ALL, ACLPermissionType.DENY,
                               place)])
        running.await_health(component, "down", 15, f"Topic {name}: this user may not use it")
        admin.delete_acls([ACLFilter(f"User:{USER}", "*", ACLOperation.ANY, ACLPermissionType.ANY,
                                     ResourcePatternFilter(place.resource_type, name,
                                                           place.pattern_type))])
        running.await_health(component, "ok", 15)
    return ended(topic, running)


if __name__ == "__main__":
    shop.main(password_changed, permission_taken)
