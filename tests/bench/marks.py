# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/bench/run measures: one function a group of marks, each giving its lines of the table.
A line: the measure, the goal, what was measured, what it is held against, and their ratio."""
import hashlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sinkmarks import SinkMarks, line

ROOT = Path(__file__).resolve().parents[2]
HOUR_MS = 3_600_000
SPARK, SPARK_JAR = "pyspark==3.5.7", "spark-sql-kafka-0-10_2.12-3.5.7.jar"


class Marks(SinkMarks):
    """The programs of one build beside one broker."""

    def __init__(self, options):
        self.options = options
        self.build = options.build
        self.brokers = os.environ["SHOPPULSE_TEST_KAFKA"]
        self.one_a_message = None  # what `count` reached, by consumers
        self.filled = set()

    def bench(self, name, *arguments):
        """The last line that a benchmark prints, which is JSON."""
        command = [self.build / "tests" / name, *map(str, arguments)]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        return json.loads(output.splitlines()[-1])

    def speeds(self, rows, rows_a_message=1, form="taobao-csv"):
        """{(who, consumers): entry} of bench_count."""
        found = self.bench("bench_count", rows, self.options.rounds, rows_a_message, form)
        return {(entry["who"], entry["consumers"]): entry for entry in found}

    def against_librdkafka(self, what, goal, found):
        return [line(f"{what}, {consumers} consumer{'s' * (consumers > 1)}", f">= {goal}",
                     round(entry["rows_per_s"]), "rows/s",
                     round(found["librdkafka", consumers]["rows_per_s"]), entry["ratio"],
                     cpu_ns_per_row=entry["cpu_ns_per_row"])
                for (who, consumers), entry in found.items() if who == "count"]

    def count(self):
        """The whole of count, all metrics, against bare librdkafka."""
        found = self.speeds(self.options.rows)
        self.one_a_message = {consumers: entry["rows_per_s"]
                              for (who, consumers), entry in found.items() if who == "count"}
        return self.against_librdkafka("count, a row a message", 0.9, found)

    def json(self):
        """The same with an object a message."""
        return self.against_librdkafka("count, JSON", 0.7,
                                       self.speeds(self.options.rows // 4, form="json"))

    def packed(self):
        """100 rows a message against one a message."""
        if self.one_a_message is None:
            self.count()
        found = self.speeds(self.options.rows, rows_a_message=100)
        return [line(f"count, 100 rows a message, {consumers} consumer{'s' * (consumers > 1)}",
                     ">= 3x one a message", round(entry["rows_per_s"]), "rows/s",
                     round(self.one_a_message[consumers]),
                     entry["rows_per_s"] / self.one_a_message[consumers])
                for (who, consumers), entry in found.items() if who == "count"]

    def latency(self):
        """From a record's production to its row in the merger."""
        lines = []
        for rate, goals in ((100_000, {"p50": 10, "p99": 50}), (100, {"p99": 60})):
            found = self.bench("bench_latency", rate, self.options.seconds)
            lines += [line(f"record to counted at {rate:,} rows/s, {share}", f"<= {goal} ms",
                           found["merged"][share], "ms", goal, found["merged"][share] / goal,
                           in_worker=found["counted"], in_snapshot=found["shown"])
                      for share, goal in goals.items()]
        return lines

    def topic(self, behind_ms):
        """A topic of its own, filled once; its first partition so far behind."""
        name = f"level-{behind_ms}"
        if name not in self.filled:
            subprocess.run([self.build / "tests" / "bench_fill", name, str(self.options.rows),
                            str(behind_ms)], check=True)
            self.filled.add(name)
        return name

    def memory(self):
        """The most that a process of count ever held."""
        lines = []
        for what, behind_ms, goal in (("at full speed", 0, 200),
                                      ("a partition an hour behind", HOUR_MS, 300)):
            topic = self.topic(behind_ms)
            begin = time.monotonic()
            with subprocess.Popen([self.program(), "count", "--brokers", self.brokers, "--topic",
                                   topic], stdout=subprocess.DEVNULL) as process:
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            megabytes = usage.ru_maxrss / 1024
            lines.append(line(f"RSS, {what}", f"<= {goal} MB", round(megabytes, 1), "MB", goal,
                              megabytes / goal, exit=process.returncode,
                              rows_per_s=self.options.rows / (time.monotonic() - begin)))
        return lines

    def program(self):
        return self.build / "bin" / "shoppulsed"

    def filter(self):
        """All panels from half an hour of seconds, from memory."""
        sample = os.environ.get("SHOPPULSE_SAMPLE", ROOT / "resources/sample/sample.csv")
        output = subprocess.run([self.build / "tests/bench_engine", sample, "1"], check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        found = {name.strip(): float(ms)
                 for name, ms in re.findall(r"^filter, (.+?) +([\d.]+) ms", output, re.M)}
        slowest = max(found, key=found.get)
        return [line("a filter over 30 minutes, all panels", "<= 5 ms", found[slowest], "ms", 5,
                     found[slowest] / 5, slowest=slowest, all=found)]

    def idle(self):
        """The processor's share of a pipeline whose topic is silent."""
        with Headless(self, self.topic(0)) as running:
            time.sleep(10)  # it catches up and settles
            before, begin = running.cpu_seconds(), time.monotonic()
            time.sleep(self.options.seconds)
            share = (running.cpu_seconds() - before) / (time.monotonic() - begin)
        return [line("idle, share of a core", "< 1 %", round(100 * share, 2), "%", 1, 100 * share)]

    def slope(self):
        """Growth of the memory at 200,000 rows/s once the kept time is full."""
        options = self.options
        topic = "slope"
        self.make_bounded(topic)
        sent = [self.program(), "replay", ROOT / "resources/sample/sample.csv", "--brokers",
                self.brokers, "--topic", topic, "--rate", str(options.slope_rate), "--loop"]
        with subprocess.Popen(sent, stderr=subprocess.DEVNULL) as sender:
            try:
                with Headless(self, topic, "--publish-kafka=slope-") as running:
                    time.sleep(60 * options.warm_minutes)
                    samples = running.watch(60 * options.slope_minutes)
                    rows = running.rows("slope-")
            finally:
                sender.terminate()
        slope = 60 * options.slope_minutes * statistics.linear_regression(*zip(*samples)).slope
        minute = max(1, min(60, len(samples) // 2))
        ends = [statistics.median(mb for _, mb in part)
                for part in (samples[:minute], samples[-minute:])]
        return [line(f"RSS slope over {options.slope_minutes:g} min at "
                     f"{options.slope_rate:,} rows/s", "< 1 MB", round(slope, 2), "MB", 1, slope,
                     first_minute=ends[0], last_minute=ends[1], rows=rows,
                     after_minutes=options.warm_minutes)]

    def make_bounded(self, topic):
        """A topic whose oldest records go, so that the disk holds it."""
        code = ("import sys\nfrom kafka.admin import KafkaAdminClient, NewTopic\n"
                "KafkaAdminClient(bootstrap_servers=sys.argv[1]).create_topics([NewTopic("
                "sys.argv[2], 4, 1, topic_configs={'retention.bytes': '268435456', "
                "'segment.bytes': '67108864'})])")
        subprocess.run([ROOT / "tests/integration/lab/labpython", "-c", code, self.brokers, topic],
                       check=True)

    def spark(self):
        """One query of Spark's against the whole of count, both from the start of the process."""
        topic = self.topic(0)
        begin = time.monotonic()
        subprocess.run([self.program(), "count", "--brokers", self.brokers, "--topic", topic],
                       stdout=subprocess.DEVNULL, check=True)
        ours = self.options.rows / (time.monotonic() - begin)
        for mode in ("batch", "stream"):
            found = run_spark(self.brokers, topic, mode)
            for what, seconds in (("with its start", found["seconds_with_start"]),
                                  ("without its start", found["seconds"])):
                theirs = found["rows"] / seconds
                yield line(f"count against Spark local[2], {mode}, {what}", ">= 10x",
                           round(ours), "rows/s", round(theirs), ours / theirs,
                           complete=found["rows"] == self.options.rows)


class Headless:
    """`shoppulsed --headless` over a topic, with a home of its own; ended with the block."""

    def __init__(self, marks, topic, *outputs):
        self.folder = tempfile.TemporaryDirectory()
        self.brokers = marks.brokers
        self.process = subprocess.Popen(
            [marks.program(), "--headless", "--brokers", marks.brokers, "--topic", topic,
             "--state", self.folder.name, *outputs],
            env={**os.environ, "HOME": self.folder.name}, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def watch(self, seconds):
        """[(second, MB)], one a second."""
        begin, samples = time.monotonic(), []
        while (now := time.monotonic() - begin) < seconds:
            samples.append((now, self.megabytes()))
            time.sleep(1)
        return samples

    def rows(self, prefix):
        """All rows counted so far, as it has published them."""
        output = subprocess.run(["kcat", "-C", "-e", "-q", "-o", "beginning", "-b", self.brokers,
                                 "-t", f"{prefix}visitnum", "-f", "%k\\t%s\\n"], text=True,
                                stdout=subprocess.PIPE).stdout
        totals = [value for key, value in (item.split("\t", 1) for item in output.splitlines())
                  if key.startswith("visitnum|0|")]
        return json.loads(totals[-1])["total"] if totals else 0


def cache_folder():
    return Path(os.environ.get("SHOPPULSE_CACHE", Path.home() / ".cache" / "shoppulse"))


def spark_python():
    """An environment with PySpark, made once and kept in the cache folder."""
    content = SPARK.encode() + sys.version.encode()
    folder = cache_folder() / ("spark-" + hashlib.sha256(content).hexdigest()[:12])
    if not (folder / "complete").exists():
        subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin/python", "-I", "-m", "pip", "install", "-q",
                        "--disable-pip-version-check", SPARK], check=True, stdout=sys.stderr)
        (folder / "complete").touch()
    return folder / "bin/python"


def spark_jars():
    folder = cache_folder() / "spark-jars-3.5.7"
    if not (folder / SPARK_JAR).exists():
        subprocess.run(["mvn", "-q", "-B", "-f", Path(__file__).with_name("spark-pom.xml"),
                        "dependency:copy-dependencies", "-DincludeScope=runtime",
                        f"-DoutputDirectory={folder}"], check=True, stdout=sys.stderr)
    return ",".join(map(str, sorted(folder.glob("*.jar"))))


def run_spark(brokers, topic, mode):
    python, jars = spark_python(), spark_jars()
    output = subprocess.run([python, Path(__file__).with_name("sparkcube.py"), brokers, topic,
                             jars, str(time.time()), mode], check=True, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            env={**os.environ, "PYSPARK_PYTHON": str(python)}).stdout
    return json.loads(output.splitlines()[-1])
