# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages of topics that hold all that makes counting hard: rows out of order, times that come
again, late and too late ones, gaps, clocks that are wrong, rows that cannot be decoded; a partition
that lies an hour behind, one that begins late and sleeps, an empty one."""
import datetime
import json
import random

PARTITIONS = 5
BEHIND, SLEEPER, EMPTY = 2, 3, 4
START = 1_700_063_990_000  # 10 s before a midnight in Shanghai
ROWS = 3_600  # a partition, about
MALFORMED = [
    b"", b"1,2,3", b"1,2,3,4,5,6,7,9,0,0,x", b"1,2,3,4,5,6,7,,0,0,x",
    b"1,2,3,4,5,6,7,0,0,0,\xff\xfe", b"1,2,3,4,5,6,7,0,0,0,\0", b"1,2,3,4,5,6,7,2,1,0,\xe4",
    b"1,2,3,4,5,6,7,0,0,0,0,0", b"x" * 65_537, b"x" * 65_536, b"," * 10,
    b"user_id,item_id,cat_id,merchant_id,brand_id,month,day,action,age_range,gender,province",
]
ODD = [  # decodable, with unknowns
    "NULL,1,NULL,1,NULL,11,11,2,NULL,NULL,NULL", ",,,,,,,0,,,", "7,1,007,1,0042,11,11,2,9,3,上海市",
    "8,1,5,1,99999999999999999999,11,11,2,8,2,新疆维吾尔自治区", "9,1,65536,1,4294967296,11,11,1,7,1,香港",
]
PROFILE = """\
name = "clocks"
format = "json"
[json]
user = "user.id"
gender = "user.traits.gender"
age = "user.traits.age"
category = "cat"
brand = "brand"
action = "action"
province = "to.province"
event_time = "ts"
"""
BROKEN_JSON = [
    b"{", b"{}", b"[1]", b'{"action":0', b'{"action":0}x', b'{"action":0,}', b'{"action":9,"ts":1}',
    b'{"action":0}', b'{"action":0,"ts":"yesterday"}', b'{"action":0,"ts":-5}',
    b'{"action":0,"ts":"2023-13-01T00:00:00Z"}', b'{"action":0,"ts":null}', b'{"action":0,"ts":"\0"}',
    b'{"action":0,"ts":"\xff"}', b'{"action":"0","x":01,"ts":1700063990}', b"",
    b'{"action":0,"ts":1700063990,"x":"' + b"y" * 65_536 + b'"}',
]


def clocks(chance, partition):
    """Times of a partition's rows, each for several rows of the same moment."""
    now = START - (3_600_000 if partition == BEHIND else 0)
    now += 1_500_000 if partition == SLEEPER else 0
    for index in range(ROWS // 3):
        now += chance.choice([0, 40, 75, 75, 110, 150, 600, 3_000 if index % 50 == 0 else 0])
        if index == ROWS // 5:  # silence, then some come late, some too late
            now += 2_400_000
        back = chance.choice([0, 0, 0, 0, 700, 4_000, 90_000])
        if index > ROWS // 5:
            back += chance.choice([0, 0, 0, 0, 1_000_000, 1_799_000, 1_801_000, 2_500_000])
        for _ in range(chance.choice([1, 1, 2, 3, 8])):
            yield now - back


def rows(sample):
    """(partition, time, row) as bytes, each partition in its order."""
    for partition in range(PARTITIONS):
        chance = random.Random(partition)
        times = () if partition == EMPTY else clocks(chance, partition)
        for index, time in enumerate(times):
            row = chance.choice(sample) if chance.random() < 0.98 else chance.choice(ODD)
            user = str(chance.randrange(1_000_000)) if index % 3 == 0 else str(index % 400)
            row = ",".join([user, *row.split(",")[1:]]) if row[0].isdigit() else row
            yield partition, time, (row.encode() if chance.random() < 0.98
                                    else chance.choice(MALFORMED))


def shuffled(messages):
    """The partitions in any order, each in its own."""
    lots = [message[0] for message in messages]
    random.Random(1).shuffle(lots)
    queues = {partition: iter([m for m in messages if m[0] == partition])
              for partition in set(lots)}
    return [next(queues[partition]) for partition in lots]


def one_each(rows_of_topic):
    """A row a message; an empty one is sometimes a message without a value."""
    return shuffled([(partition, time, row or (None if index % 2 else b""))
                     for index, (partition, time, row) in enumerate(rows_of_topic)])


def packed(rows_of_topic):
    """The same with rows of one moment joined, by \\n or \\r\\n, with and without one at the end."""
    chance = random.Random(2)
    messages, held = [], []

    def send():
        lines = [row for _, _, row in held]
        join = chance.choice([b"\n", b"\r\n"])
        end = chance.choice([b"", join]) if lines[-1] else b"\n"
        messages.append((held[0][0], held[0][1], join.join(lines) + end))
        held.clear()

    for row in rows_of_topic:
        if held and (row[:2] != held[0][:2] or len(held) == 6 or chance.random() < 0.1):
            send()
        held.append(row)
    send()
    return shuffled(messages)


def spelled(chance, time):
    """An event's time in one of the spellings that a field may have."""
    moment = datetime.datetime.fromtimestamp(time // 1000, datetime.timezone.utc)
    there = moment + datetime.timedelta(hours=8)  # Shanghai
    part = f"{time % 1000:03}"
    return chance.choice([
        time, str(time), float(f"{time // 1000}.{part}"), f"{time // 1000}.{part}",
        f"{moment:%Y-%m-%dT%H:%M:%S}.{part}Z", f"{there:%Y-%m-%d %H:%M:%S},{part}",
        f"{there:%Y-%m-%dT%H:%M:%S}.{part}999+08:00", f"{moment:%Y-%m-%dt%H:%M:%S}.{part}-0000"])


def objects(sample):
    """(partition, record time, JSON): the event's time is a field, its clock often wrong."""
    chance = random.Random(3)
    for partition, time, row in rows(sample):
        fields = row.decode(errors="replace").split(",")
        if len(fields) != 11 or fields[0] == "user_id" or chance.random() < 0.02:
            yield partition, time, chance.choice(BROKEN_JSON)
            continue
        user, _, category, _, brand, _, _, action, age, gender, province = fields
        ahead = chance.choice([0] * 40 + [299_000, 300_000, 300_001, 1_799_000, 1_801_000, 9_000_000])
        event = {
            "to": {"province": province, "list": [1, {"action": 7}]},
            "user": {"id": user, "traits": {"gender": gender, "age": chance.choice([age, None])}},
            "cat": int(category) if category.isdigit() else category, "brand": brand or None,
            "action": int(action) if action.isdigit() and chance.random() < 0.5 else action,
            "ts": spelled(chance, time + ahead)}
        if chance.random() < 0.05:
            del event[chance.choice(["user", "to", "cat", "brand"])]
        text = json.dumps(event, ensure_ascii=chance.random() < 0.5,
                          indent=chance.choice([None, 1]))
        yield partition, time + chance.choice([0, 5, 2_000]), text.encode()


def gender_codes():
    chance = random.Random(12)
    for index in range(3_000):
        payload = chance.choice([b"0", b"1", b"2"] * 30 + [b"", b"3", b"01", b"0\n", b"\0", b"\xff"])
        yield chance.randrange(PARTITIONS - 1), START + index * 40, payload
