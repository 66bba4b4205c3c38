# SPDX-License-Identifier: GPL-3.0-or-later
"""The marks of what is kept and published; see marks.py."""
import http.client
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/testbed"), str(ROOT / "tests/robustness/kills")]
from resp import Redis  # noqa: E402
from testbed import free_port  # noqa: E402

PASSWORD = "a mark of a long word"
PATIENCE_S = 300


def line(measure, goal, measured, unit, reference=None, ratio=None, **more):
    return {"measure": measure, "goal": goal, "measured": measured, "unit": unit,
            "reference": reference, "ratio": ratio, **more}


def within(measure, goal, measured, unit, **more):
    """A line whose goal is at most so much."""
    return line(measure, f"<= {goal:g} {unit}", measured, unit, goal, measured / goal, **more)


def share(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


class Folder:
    """A state folder with a user in it; gone with the block."""

    def __init__(self, marks):
        self.program, self.brokers = marks.program(), marks.brokers
        self.path = Path(tempfile.mkdtemp(prefix="marks-", dir=marks.build))
        self.port = free_port()
        self.token = None
        subprocess.run([self.program, "user", "add", "marks", "--state", self.path],
                       input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Served:
    """`shoppulsed --headless` over a topic, asked by way of its web server as a browser asks."""

    def __init__(self, folder, topic, *outputs):
        self.folder = folder
        self.begin = time.monotonic()
        self.process = subprocess.Popen(
            [folder.program, "--headless", "--brokers", folder.brokers, "--topic", topic, "--state",
             folder.path, "--web", f"127.0.0.1:{folder.port}", *outputs],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", folder.port, timeout=10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end(signal.SIGTERM)

    def end(self, how):
        self.connection.close()
        self.process.send_signal(how)
        self.process.wait()

    def ask(self, method, path, body=None):
        """(status, body, headers); (0, ...) while nobody answers."""
        headers = {"X-ShopPulse": "1", "Content-Type": "application/json"}
        if self.folder.token:
            headers["Authorization"] = f"Bearer {self.folder.token}"
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read(), answer.headers
        except OSError:
            self.connection.close()
            if self.process.poll() is not None:
                raise ValueError(f"it ended with {self.process.returncode}") from None
            return 0, b"", {}

    def log_in(self):
        credentials = json.dumps({"user": "marks", "password": PASSWORD})
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            status, _, headers = self.ask("POST", "/api/v1/login", credentials)
            if status == 200:
                self.folder.token = re.match(r"[^=]+=([^;]+)", headers["Set-Cookie"])[1]
                return
            time.sleep(0.05)
        raise ValueError("no login")

    def values(self):
        status, body, _ = self.ask("GET", "/api/v1/snapshot")
        return json.loads(body)["values"] if status == 200 else None

    def metrics(self):
        _, body, _ = self.ask("GET", "/metrics")
        return {name: float(value) for name, value in
                (entry.rsplit(" ", 1) for entry in body.decode().splitlines()
                 if not entry.startswith("#"))}

    def await_values(self, holds, pause=0.01):
        """(values, seconds since the start) as soon as it holds."""
        while time.monotonic() - self.begin < PATIENCE_S:
            values = self.values()
            if values and holds(values):
                return values, time.monotonic() - self.begin
            time.sleep(pause)
        raise ValueError("what was awaited did not come")


def charts(values):
    """What stands in a snapshot that the time of day does not change."""
    return {"rows": values["counters"]["rows"], "timeline": values["timeline"]["counts"],
            "orders": values["kpis"]["orders"]["value"],
            **{name: values[name].get("counts") or values[name].get("top")
               for name in ("order_gender", "order_age", "behavior", "province", "brand",
                            "category")}}


class SinkMarks:
    """A part of Marks."""

    def restart(self):
        """From the start of the process to the first snapshot as it was before a kill -9."""
        minutes, rows = 31, self.options.rows
        topic = "half-hour"
        subprocess.run([self.build / "tests/bench_fill", topic, str(rows), "0",
                        str(max(1, rows // (60 * minutes)))], check=True)
        seconds = []
        with Folder(self) as folder:
            with Served(folder, topic) as first:
                first.log_in()
                first.await_values(lambda values: values["counters"]["rows"] == rows)
                time.sleep(5)  # the silence closes the windows, and all is committed
                before = charts(first.values())
            for _ in range(self.options.rounds):
                again = Served(folder, topic)
                try:
                    _, took = again.await_values(lambda values: charts(values) == before, 0.002)
                finally:
                    again.end(signal.SIGKILL)
                seconds.append(took)
            megabytes = sum(file.stat().st_size for file in folder.path.rglob("*")) / 2**20
        return [within("restart with 30 min of slices, to a right snapshot", 2,
                       statistics.median(seconds), "s", most=max(seconds), rows=rows,
                       megabytes=megabytes)]

    def commit(self):
        """How long a commit takes while 100,000 rows a second come, and who waits for it."""
        rate, topic, took, fill, lag = 100_000, "commit", [], [], []
        with Folder(self) as folder, self.sender(topic, rate), \
                Served(folder, topic, *self.outputs("commit-")) as running:
            running.log_in()
            until, commits = time.monotonic() + 5 + self.options.seconds, None
            while time.monotonic() < until:
                metrics = running.metrics()
                fill.append(metrics.get("shoppulse_queue_fill_ratio", 0))
                now = metrics.get("shoppulse_state_commits_total")
                if now != commits and until - time.monotonic() < self.options.seconds:
                    took.append(1e3 * metrics["shoppulse_state_commit_duration_seconds"])
                    lag.append(1e3 * metrics.get("shoppulse_lag_seconds", 0))
                commits = now
                time.sleep(0.01)
            rows = running.values()["counters"]["rows"]
        return [within(f"commit at {rate:,} rows/s, p50", 5, share(took, 0.5), "ms",
                       commits=len(took)),
                within(f"commit at {rate:,} rows/s, p99", 20, share(took, 0.99), "ms",
                       most=max(took), rows=rows),
                line("fullest queue meanwhile: 1 is when counting waits", "< 1", max(fill), "",
                     1, max(fill))]

    def delivery(self):
        """From a window's end to the first message with its full count, 1,000 rows a second."""
        rate, topic = 1_000, "delivery"
        with Folder(self) as folder, self.sender(topic, rate), \
                Served(folder, topic, *self.outputs("delivery-")) as running:
            running.log_in()
            running.await_values(lambda values: values["components"]["kafka_out"]["done"] > 0)
            with Arrivals(self, "delivery-gender") as arrivals:
                time.sleep(5 + self.options.seconds)
        lines = []
        for where, seen in arrivals.delays(3).items():
            if not seen:
                raise ValueError(f"nothing came by way of {where}")
            lines += [within(f"window's end to its full count in {where}, p50", 150,
                             share(seen, 0.5), "ms", windows=len(seen)),
                      within(f"window's end to its full count in {where}, p95", 300,
                             share(seen, 0.95), "ms", most=max(seen))]
        return lines

    def publishing(self):
        """Catching up with the sinks against without; both keep their state."""
        topic, rows = self.topic(0), self.options.rows
        speeds = {"off": [], "on": []}
        for number in range(self.options.rounds):
            for mode, found in speeds.items():
                outputs = self.outputs(f"catchup-{number}-") if mode == "on" else []
                with Folder(self) as folder, Served(folder, topic, *outputs) as running:
                    running.log_in()
                    _, took = running.await_values(
                        lambda values: values["counters"]["rows"] == rows, 0.02)
                    found.append(rows / took)
        on, off = (statistics.median(speeds[mode]) for mode in ("on", "off"))
        return [line("catching up while publishing to Kafka and Redis", ">= 0.9", round(on),
                     "rows/s", round(off), on / off, all=speeds)]

    def redis(self):
        """All results of a second of 1,000 rows, in one pipeline after the other."""
        found = self.bench("bench_redis", 1_000, 300)
        return [within(f"a second's results ({found['results']:.0f}) to Redis, {part}", 1,
                       found[part], "ms") for part in ("p50", "p99")]

    def errors(self):
        """From the start of the process to the line that names what is wrong."""
        secure, ca = os.environ["SHOPPULSE_TEST_KAFKA_SASL"], os.environ["SHOPPULSE_TEST_KAFKA_CA"]
        with tempfile.NamedTemporaryFile("w", suffix=".secret") as secret:
            secret.write("wrong")
            secret.flush()
            login = ["-X", "security.protocol=SASL_SSL", "-X", "sasl.mechanism=SCRAM-SHA-256",
                     "-X", f"sasl.username={os.environ['SHOPPULSE_TEST_KAFKA_USER']}",
                     "-X", f"sasl.password=@{secret.name}"]
            authority = ["-X", f"ssl.ca.location={ca}"]
            elsewhere = secure.replace("localhost", "127.0.0.1")
            cases = {"wrong password": (secure, login + authority, "user name or password refused"),
                     "no broker": (f"127.0.0.1:{free_port()}", [], "cannot connect"),
                     "unknown authority": (secure, login, "certificate is not trusted"),
                     "certificate of another name": (elsewhere, login + authority,
                                                     "certificate is for another name")}
            return [within(f"a named error: {what}", 5,
                           self.seconds_until_said(brokers, options, words), "s")
                    for what, (brokers, options, words) in cases.items()]

    def seconds_until_said(self, brokers, options, words):
        with tempfile.TemporaryDirectory() as folder:
            begin = time.monotonic()
            with subprocess.Popen([self.program(), "--headless", "--brokers", brokers, "--topic",
                                   "any", "--state", folder, *options], text=True,
                                  stderr=subprocess.PIPE) as process:
                watchdog = threading.Timer(30, process.terminate)
                watchdog.start()
                said = next((time.monotonic() - begin for text in process.stderr if words in text),
                            None)
                watchdog.cancel()
                process.terminate()
        if said is None:
            raise ValueError(f"it never said: {words}")
        return said

    def outputs(self, prefix):
        return [f"--publish-kafka={prefix}", "--redis",
                f"redis://{os.environ['SHOPPULSE_TEST_REDIS']}/0"]

    def sender(self, topic, rate):
        return Sender([self.program(), "replay", ROOT / "resources/sample/sample.csv", "--brokers",
                       self.brokers, "--topic", topic, "--rate", str(rate), "--loop", "-X",
                       "linger.ms=5"])


class Sender:
    """Sends rows, stamped with the time of day, as long as the block lasts."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Arrivals:
    """Notes when which total of a 1 s window of `gender` comes, in Kafka and in Redis."""

    def __init__(self, marks, topic):
        self.seen = {"Kafka": [], "Redis": []}  # (ms of the day's clock, end, total)
        self.begin = time.time()
        self.kcat = subprocess.Popen(
            ["kcat", "-C", "-q", "-u", "-o", "beginning", "-b", marks.brokers, "-t", topic, "-f",
             "%s\\n", "-X", "fetch.wait.max.ms=10", "-X", "topic.metadata.refresh.interval.ms=200"],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.redis = Redis(os.environ["SHOPPULSE_TEST_REDIS"])
        self.redis.pipeline([["SUBSCRIBE", "shoppulse:updates"]])
        self.redis.socket.settimeout(None)
        self.threads = [threading.Thread(target=self.listen, args=("Kafka", self.kcat.stdout)),
                        threading.Thread(target=self.listen, args=("Redis", self.messages()))]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.kcat.terminate()
        self.redis.socket.shutdown(2)
        for thread in self.threads:
            thread.join()

    def messages(self):
        while True:
            try:
                yield self.redis.reply()[2]
            except (OSError, ValueError, IndexError):  # closed
                return

    def listen(self, where, texts):
        for text in texts:
            now = 1e3 * time.time()
            if '"metric":"gender"' in text and '"window_ms":1000,' in text:
                result = json.loads(text)
                self.seen[where].append((now, result["end"], result["total"]))

    def delays(self, warm_s):
        """{place: [ms]} of the windows that ended after so many seconds, but for the last ones."""
        from_ms, found = 1e3 * (self.begin + warm_s), {}
        for where, seen in self.seen.items():
            newest = {end: total for _, end, total in seen}
            first = {}
            for now, end, total in seen:
                if total == newest[end]:
                    first.setdefault(end, now)
            ends = sorted(end for end in first if end > from_ms)[:-3]
            found[where] = [first[end] - end for end in ends]
        return found
