# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows at a pace, of which it is known what each second holds, and their recount: it takes no look
at the single row, so that a hundred million are recounted in a minute."""
import collections
import math
import re
import signal
import subprocess

import shop

oracle = shop.oracle


class Feed:
    """`replay` sends a file to the topic, again and again, a row a message, until stop(); record
    times begin at `start_ms`."""

    def __init__(self, program, path, rate, start_ms):
        self.rate, self.start_ms, self.rows = rate, start_ms, 0
        self._lines = path.read_text("utf-8").splitlines()
        self._events = [oracle.event_of_csv(line, 0) for line in self._lines]
        self._process = subprocess.Popen(
            [program, "replay", path, "--brokers", shop.SERVERS, "--topic", "soak", "--loop",
             "--rate", str(rate), "--start", str(start_ms), "-X", "message.timeout.ms=300000"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def ended(self):
        return self._process.poll() is not None

    def kill(self):
        self._process.kill()

    def stop(self):
        self._process.send_signal(signal.SIGINT)
        told = self._process.communicate(timeout=shop.PATIENCE_S)[1]
        found = re.search(r"(\d+) rows in \d+ messages sent", told)
        assert found, told
        self.rows = int(found[1])

    def time_of(self, row):
        """As the program works it out, in the same floating point."""
        return self.start_ms + math.floor(row * (1000 / self.rate))

    def seconds(self):
        return range(self.start_ms // 1000, self.time_of(self.rows - 1) // 1000 + 1)

    def span(self, second):
        """The rows of that second: the first, and the first that is not."""
        return self._first(second), self._first(second + 1)

    def _first(self, second):
        row = (second * 1000 - self.start_ms) * self.rate // 1000
        while row > 0 and self.time_of(row - 1) >= second * 1000:
            row -= 1
        while self.time_of(row) < second * 1000:
            row += 1
        return min(max(row, 0), self.rows)

    def counts(self, begin, end, matches, key):
        counter = collections.Counter()
        whole, rest = divmod(end - begin, len(self._events))
        at = begin % len(self._events)
        for event in (self._events + self._events)[at:at + rest]:
            if matches(event):
                counter[key(event)] += 1
        for event in self._events if whole else ():
            if matches(event):
                counter[key(event)] += whole
        return counter


class Seconds:
    """What the feeds sent, second by second, worked out when it is looked at: as a mapping."""

    def __init__(self, feeds, matches, key):
        self._feeds, self._choose = feeds, (matches, key)
        self._known = {}  # counts by the rows that a second repeats

    def __iter__(self):
        return iter(sorted(set().union(*(feed.seconds() for feed in self._feeds))))

    def get(self, second, _=None):
        found = collections.Counter()
        for feed in self._feeds:
            found.update(self._counts(feed, second))
        return found

    def items(self):
        return ((second, self.get(second)) for second in self)

    def _counts(self, feed, second):
        begin, end = feed.span(second)
        place = (feed, begin % len(feed._events), end - begin)
        if place not in self._known:
            self._known[place] = feed.counts(begin, end, *self._choose)
        return self._known[place]


class FeedRecount(oracle.Recount):
    """All windows of what the feeds have sent. They are never so late that a row is dropped."""

    def __init__(self, feeds):
        super().__init__([])
        self.feeds = feeds
        self.newest = {0: max(feed.time_of(feed.rows - 1) for feed in feeds)}
        self.summary["rows"] = sum(feed.rows for feed in feeds)

    def slices(self, matches, key):
        return Seconds(self.feeds, matches, key)

    def total(self, matches, key):
        counter = collections.Counter()
        for feed in self.feeds:
            counter.update(feed.counts(0, feed.rows, matches, key))
        return counter
