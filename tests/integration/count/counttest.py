# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills topics with all that makes counting hard and holds `shoppulse count` to the oracle.

    counttest.py PROGRAM USER_LOG         run by the environment of ../lab/labpython, in the testbed
"""
import os
import random
import subprocess
import sys

from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import NewTopic

import oracle

PARTITIONS = 3
PATIENCE_S = 60
START = 1_700_063_990_000  # 10 s before a midnight in Shanghai
MALFORMED = [
    b"", None, b"1,2,3", b"1,2,3,4,5,6,7,9,0,0,x", b"1,2,3,4,5,6,7,,0,0,x",
    b"1,2,3,4,5,6,7,0,0,0,\xff\xfe", b"1,2,3,4,5,6,7,0,0,0,\0", b"\n", b"\n\n1,2,3,4,5,6,7,2,1,0,\xe4",
    b"1,2,3,4,5,6,7,0,0,0,0,0", b"x" * 65_537, b"x" * 65_536,
    b"1,2,3,4,5,6,7,2,1,0,\n" * 5_000 + b"x" * 65_537, b"," * 10,
    b"user_id,item_id,cat_id,merchant_id,brand_id,month,day,action,age_range,gender,province",
]
ODD = [  # decodable, with unknowns
    "NULL,1,NULL,1,NULL,11,11,2,NULL,NULL,NULL", ",,,,,,,0,,,", "7,1,007,1,0042,11,11,2,9,3,上海市",
    "8,1,5,1,99999999999999999999,11,11,2,8,2,新疆维吾尔自治区", "9,1,65536,1,4294967296,11,11,1,7,1,香港",
]


def message_sets(rows):
    """(partition, time, payload) of a topic: out of order, late, malformed, joined, with gaps."""
    chance = random.Random(11)
    for index in range(6 * len(rows)):
        partition = chance.randrange(PARTITIONS)
        time = START + index * 25 + chance.choice([0, 0, 0, -700, -4_000, 1_500, -90_000])
        if index > 4 * len(rows):
            time += 2_400_000  # silence for 40 minutes, then some come late, some too late
            time -= chance.choice([0, 0, 0, 1_000_000, 1_799_000, 1_801_000, 2_500_000])
        row = chance.choice(rows) if chance.random() < 0.98 else chance.choice(ODD)
        user = str(chance.randrange(1_000_000)) if index % 3 == 0 else str(index % 400)
        row = ",".join([user, *row.split(",")[1:]]) if row[0].isdigit() else row
        payload = row.encode()
        if chance.random() < 0.02:
            payload = chance.choice(MALFORMED)
        elif chance.random() < 0.05:
            end = chance.choice(["\n", "\r\n", ""])
            payload = (chance.choice(["\n", "\r\n"]).join(chance.choices(rows + ODD, k=5))
                       + end).encode()
        yield partition, time, payload


def gender_codes():
    chance = random.Random(12)
    for index in range(3_000):
        payload = chance.choice([b"0", b"1", b"2"] * 30 + [b"", b"3", b"01", b"0\n", b"\0", b"\xff"])
        yield chance.randrange(PARTITIONS), START + index * 40, payload


def fill(servers, topic, messages):
    KafkaAdminClient(bootstrap_servers=servers).create_topics([NewTopic(topic, PARTITIONS, 1)])
    producer = KafkaProducer(bootstrap_servers=servers, max_in_flight_requests_per_connection=1)
    for partition, time, payload in messages:
        key = b"null" if payload is None else None
        producer.send(topic, payload, key, partition=partition, timestamp_ms=time)
    producer.flush()


def check(program, servers, topic, recount, *options):
    try:
        output = subprocess.run(
            [program, "count", "--brokers", servers, "--topic", topic, *options],
            check=True, stdout=subprocess.PIPE, timeout=PATIENCE_S).stdout.decode()
    except subprocess.TimeoutExpired:
        print(f"{topic} {' '.join(options)}: no end within {PATIENCE_S} s")
        return False
    wrong = oracle.differences(recount, output)
    print(f"{topic} {' '.join(options)}: {len(output.splitlines())} lines, "
          f"{len(wrong)} different")
    if wrong:
        print("\n".join(wrong[:10]), file=sys.stderr)
    return not wrong


def main():
    program, user_log = sys.argv[1:]
    servers = os.environ["SHOPPULSE_TEST_KAFKA"]
    with open(user_log, encoding="utf-8") as log:
        rows = log.read().splitlines()
    fill(servers, "shop", message_sets(rows))
    fill(servers, "sex", gender_codes())
    shop = oracle.Recount(oracle.messages(servers, "shop"))
    sex = oracle.Recount(oracle.messages(servers, "sex"))
    # The case must hold what it is for.
    assert shop.summary["late_dropped"] > 50 and len(shop.summary["undecodable"]) == 6, shop.summary
    assert len([line for line in shop.days() if line["metric"] == "visitnum"]) == 2
    assert any(line.get("error") for line in shop.lines()), "no window needs the sketch"
    results = [check(program, servers, "shop", shop, "--consumers", "1"),
               check(program, servers, "shop", shop, "--consumers", "2"),
               check(program, servers, "shop", shop, "--format", "taobao-csv"),
               check(program, servers, "sex", sex, "--format", "gender-code")]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
