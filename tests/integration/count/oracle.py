#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recounts a topic from outside, with nothing of ShopPulse's own, and compares to the last event.

    oracle.py BROKERS TOPIC COUNT_OUTPUT    COUNT_OUTPUT: what `shoppulse count` printed for it

The format is taobao-csv and event time the record's; a test names another. The messages come from
kcat with their lengths, so any bytes do.
"""
import collections
import datetime
import decimal
import heapq
import json
import re
import subprocess
import sys

SECOND, DAY, KEPT = 1000, 86_400_000, 1_800_000
SHANGHAI = 8 * 3_600_000  # ahead of UTC, without summer time since 1991
RANKING, VISITORS = 60_000, 300_000
SKEW, YEAR_10000 = 300_000, 253_402_300_800_000
TOP = 10
LONGEST_LINE = 65_536
EXACT_USERS, SKETCH_ERROR = 1024, 0.008125
GENDERS = "female male unknown".split()
AGES = "u18 18-24 25-29 30-34 35-39 40-49 50+ unknown".split()
AGE_CODES = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6, "8": 6}
ACTIONS = "pv cart buy fav".split()
PROVINCES = ("北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
             "广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门 unknown").split()
ENDINGS = ("", "省", "市", "自治区", "特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区")
PROVINCE_OF = {name + ending: name for name in PROVINCES[:-1] for ending in ENDINGS}

Event = collections.namedtuple("Event", "time user brand category action age gender province")


class Undecodable(Exception):
    pass


def messages(brokers, topic):
    """(partition, time, payload or None) of every message, each partition in order."""
    output = subprocess.run(["kcat", "-C", "-e", "-q", "-o", "beginning", "-b", brokers, "-t",
                             topic, "-f", "%p %T %S\n%s\n"], check=True,
                            stdout=subprocess.PIPE).stdout
    at = 0
    while at < len(output):
        head_end = output.index(b"\n", at)
        partition, time, length = map(int, output[at:head_end].split())
        payload = output[head_end + 1:head_end + 1 + max(length, 0)]
        at = head_end + 1 + max(length, 0) + 1
        yield partition, time, payload if length >= 0 else None


def number_of(text):
    value = int(text) if text.isascii() and text.isdigit() else 2**64
    return value if value < 2**64 - 1 else None


def event_of_csv(line, time):
    """An event, or None for a header."""
    columns = line.split(",")
    if len(columns) != 11:
        raise Undecodable("field_count")
    user, _, category, _, brand, _, _, action, age, gender, province = columns
    if user == "user_id":
        return None
    if action not in ("0", "1", "2", "3"):
        raise Undecodable("action_code")
    return Event(time, user if user not in ("", "NULL") else None, number_of(brand),
                 number_of(category), int(action), AGE_CODES.get(age, len(AGES) - 1),
                 int(gender) if gender in ("0", "1") else 2, PROVINCE_OF.get(province, "unknown"))


def event_of_gender_code(line, time):
    if line not in ("0", "1", "2"):
        raise Undecodable("gender_code")
    return Event(time, None, None, None, 0, len(AGES) - 1, int(line), "unknown")


def event_of_json(line, _):
    """Of one object, its fields where topics.PROFILE has them."""
    def refuse(word):
        raise ValueError(word)
    try:
        root = json.loads(line, parse_int=str, parse_float=str, parse_constant=refuse)
    except ValueError:
        root = None
    if not isinstance(root, dict):
        raise Undecodable("json")

    def field(*path):
        value = root
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value if isinstance(value, str) else ""

    if field("action") not in ("0", "1", "2", "3"):
        raise Undecodable("action_code")
    gender, user = field("user", "traits", "gender"), field("user", "id")
    return Event(time_of(field("ts")), user if user not in ("", "NULL") else None,
                 number_of(field("brand")), number_of(field("cat")), int(field("action")),
                 AGE_CODES.get(field("user", "traits", "age"), len(AGES) - 1),
                 int(gender) if gender in ("0", "1") else 2,
                 PROVINCE_OF.get(field("to", "province"), "unknown"))


def time_of(text):
    """Epoch milliseconds of ISO 8601 (local: in Shanghai), of seconds or of milliseconds."""
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?"
                       r"(?:([Zz])|([+-])(\d\d):?(\d\d))?", text, re.ASCII)
    try:
        if iso:
            moment = datetime.datetime(*map(int, iso.group(*range(1, 7))))
            since = moment - datetime.datetime(1970, 1, 1)
            time = since // datetime.timedelta(seconds=1) * SECOND
            time += int(((iso[7] or "0") + "00")[:3])
            ahead = 0 if iso[8] else SHANGHAI
            if iso[9]:
                ahead = int(iso[9] + "1") * (int(iso[10]) * 60 + int(iso[11])) * 60_000
            time -= ahead
        else:
            number = decimal.Decimal(text)
            time = int(number if number >= 10**11 else number * SECOND)
    except (ValueError, decimal.InvalidOperation):
        raise Undecodable("event_time") from None
    if not 0 <= time < YEAR_10000:
        raise Undecodable("event_time")
    return time


def text_of(line):
    if not line:
        raise Undecodable("empty")
    if len(line) > LONGEST_LINE:
        raise Undecodable("oversize")
    if b"\0" in line:
        raise Undecodable("nul")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise Undecodable("utf8") from None


def lines_of(payload, is_csv):
    if not payload:
        return [b""]
    if not is_csv:
        return [payload]
    lines = payload.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix(b"\r") for line in lines]


class Recount:
    """All windows of one topic, worked out the slow way."""

    def __init__(self, source, decode=event_of_csv):
        self.summary = {"messages": 0, "rows": 0, "undecodable": collections.Counter(),
                        "late_dropped": 0, "skewed": 0}
        self.events = []
        self.totals = []  # late ones too
        self.newest = {}
        self.decode = decode
        for partition, time, payload in source:
            self.take(partition, time, payload)
        self.printed = None

    def take(self, partition, time, payload):
        self.summary["messages"] += 1
        for line in lines_of(payload, self.decode is event_of_csv):
            try:
                event = self.decode(text_of(line), time)
            except Undecodable as reason:
                self.summary["undecodable"][str(reason)] += 1
                continue
            if event:
                self.add(partition, event, time)

    def add(self, partition, event, record_time):
        self.summary["rows"] += 1
        self.totals.append(event)
        newest = self.newest.get(partition)
        late = newest is not None and event.time < newest - KEPT
        skewed = event.time > record_time + SKEW
        self.summary["late_dropped"] += late
        self.summary["skewed"] += skewed
        if not late and not (skewed and event.time > record_time + KEPT):
            self.events.append(event)
        if not skewed:
            self.newest[partition] = event.time if newest is None else max(newest, event.time)

    def lines(self):
        """What `count` has to print before the summary."""
        if self.printed is None:
            self.printed = self.all_lines()
        return self.printed

    def all_lines(self):
        windows = []
        for metric, size, choose, shape in self.windowed():
            windows += self.slide(metric, size, choose, shape)
        windows.sort(key=lambda line: (line["end"], line["window_ms"], line["metric"]))
        return windows + self.running() + self.days()

    def metrics(self):
        buys = lambda event: event.action == 2
        everything = lambda event: True
        table = lambda ids, of: (lambda counter: in_table_order(ids, counter), of)
        csv = {
            "ordernumall": (buys, *named("buy")),
            "ordernumgender": (buys, *table(GENDERS, lambda e: GENDERS[e.gender])),
            "ordernumage": (buys, *table(AGES, lambda e: AGES[e.age])),
            "behavior": (everything, *table(ACTIONS, lambda e: ACTIONS[e.action])),
            "province": (everything, *table(PROVINCES, lambda e: e.province)),
            "provincebuy": (buys, *table(PROVINCES, lambda e: e.province)),
            "brand": (buys, ranking, lambda e: e.brand),
            "brandvisit": (everything, ranking, lambda e: e.brand),
            "category": (everything, ranking, lambda e: e.category),
            "uniquevisitors": (lambda e: e.user is not None, visitors, lambda e: e.user),
        }
        both = {
            "visitnum": (everything, *named("visits")),
            "gender": (everything, *table(GENDERS, lambda e: GENDERS[e.gender])),
        }
        return both if self.decode is event_of_gender_code else {**both, **csv}

    def windowed(self):
        sizes = {"ordernumgender": SECOND, "ordernumage": SECOND, "behavior": SECOND,
                 "gender": SECOND, "brand": RANKING, "brandvisit": RANKING, "category": RANKING,
                 "province": RANKING, "provincebuy": RANKING, "uniquevisitors": VISITORS}
        for metric, (matches, shape, key) in self.metrics().items():
            if metric in sizes:
                yield metric, sizes[metric], (matches, key), shape

    def slices(self, matches, key):
        """Counts of what matches, by key, of each second that has any."""
        slices = collections.defaultdict(collections.Counter)
        for event in self.events:
            if matches(event):
                slices[event.time // SECOND][key(event)] += 1
        return slices

    def slide(self, metric, size, choose, shape):
        """Every window that ends on a whole second and holds an event."""
        slices = self.slices(*choose)
        width = size // SECOND
        ends = sorted({second + 1 + i for second in slices for i in range(width)})
        inside, at = collections.Counter(), None
        for end in ends:
            begin = end - width
            at = begin if at is None else at  # end of the window before
            for second in range(max(at, begin), end):
                inside.update(slices.get(second, {}))
            for second in range(at - width, min(at, begin)):
                for item, count in slices.get(second, {}).items():
                    inside[item] -= count
                    if inside[item] == 0:
                        del inside[item]
            at = end
            yield record(metric, size, end * SECOND - size, end * SECOND, shape(inside))

    def total(self, matches, key):
        """Counts of what matches, by key, late ones too."""
        return collections.Counter(key(event) for event in self.totals if matches(event))

    def running(self):
        end = (max(self.newest.values(), default=0) // SECOND + 1) * SECOND
        found = []
        for metric in ("behavior", "ordernumage", "ordernumall", "ordernumgender", "visitnum"):
            if metric not in self.metrics():
                continue
            matches, shape, key = self.metrics()[metric]
            if counter := self.total(matches, key):
                found.append(record(metric, 0, 0, end, shape(counter)))
        return found

    def days(self):
        found = []
        for metric in ("ordernumall", "visitnum", "uniquevisitors"):
            if metric not in self.metrics():
                continue
            matches, shape, key = self.metrics()[metric]
            days = collections.defaultdict(collections.Counter)
            for second, counts in self.slices(matches, key).items():
                days[(second * SECOND + SHANGHAI) // DAY].update(counts)
            for day, counter in days.items():
                start = day * DAY - SHANGHAI
                found.append(record(metric, DAY, start, start + DAY, shape(counter)))
        return sorted(found, key=lambda line: (line["end"], line["metric"]))


def named(name):
    return lambda counter: {"counts": dict(counter), "total": counter[name]}, lambda event: name


def in_table_order(ids, counter):
    return {"counts": {id: counter[id] for id in ids if counter[id]}, "total": counter.total()}


def ranking(counter):
    order = heapq.nsmallest(TOP, counter.items(),
                            key=lambda item: (-item[1], item[0] is None, item[0] or 0))
    top = [{"id": "unknown" if number is None else str(number), "count": count}
           for number, count in order]
    rest = counter.total() - sum(item["count"] for item in top)
    return {"top": top, "other": rest, "total": counter.total()}


def visitors(counter):
    n = len(counter)
    error = SKETCH_ERROR if n > EXACT_USERS else 0
    return {"counts": {"visitors": n}, "error": error, "total": n}


def record(metric, size, start, end, figures):
    return {"metric": metric, "window_ms": size, "start": start, "end": end, "final": True,
            **figures}


def same(expected, found):
    """Equal to the last event and in field order; sketched visitors within four times their
    standard error."""
    if list(expected) != list(found):
        return False
    if expected.get("error"):
        allowed = 4 * SKETCH_ERROR * expected["total"]
        close = abs(found["total"] - expected["total"]) <= allowed
        agrees = found["counts"] == {"visitors": found["total"]}
        figures = {"counts": found["counts"], "total": found["total"]}
        return close and agrees and {**expected, **figures} == found
    return expected == found and list(expected.get("counts", {})) == list(found.get("counts", {}))


def differences(recount, windows, summary):
    """Sentences on what differs from what `count` printed; empty: nothing."""
    found = [json.loads(line) for line in windows.splitlines()]
    expected = recount.lines()
    wrong = [f"expected {a}\n   found {b}" for a, b in zip(expected, found) if not same(a, b)]
    if len(expected) != len(found):
        wrong.append(f"expected {len(expected)} lines, found {len(found)}")
    if summary != recount.summary:
        wrong.append(f"expected {recount.summary}\n   found {summary}")
    return wrong


def key_of(line):
    return f"{line['metric']}|{line['window_ms']}|{line['start']}"


def published(brokers, prefix, metrics):
    """The newest value of each key in the result topics."""
    newest = {}
    for metric in metrics:
        output = subprocess.run(["kcat", "-C", "-e", "-q", "-o", "beginning", "-b", brokers, "-t",
                                 prefix + metric, "-f", "%k\t%s\n"], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL).stdout.decode()
        newest.update(line.split("\t", 1) for line in output.splitlines())
    return {key: json.loads(value) for key, value in newest.items()}


def published_differences(recount, newest):
    """The same for the newest values that a running pipeline has published."""
    wrong = []
    for expected in recount.lines():
        found = newest.pop(key_of(expected), None)
        shown = {name: value for name, value in (found or {}).items() if name in expected}
        if shown and expected["window_ms"] in (0, DAY):  # more may come while it runs
            shown["final"] = True
        if not shown or not same(expected, {name: shown.get(name) for name in expected}):
            wrong.append(f"expected {expected}\n   found {found}")
    return wrong + [f"not expected: {key}" for key in newest]


def main():
    brokers, topic, path = sys.argv[1:]
    recount = Recount(messages(brokers, topic))
    with open(path, encoding="utf-8") as output:
        windows, summary = output.read().rstrip("\n").rsplit("\n", 1)
    summary = json.loads(summary)["summary"]
    del summary["seconds"]
    wrong = differences(recount, windows, summary)
    print("\n".join(wrong[:20]) or f"{len(recount.lines())} windows are the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
