#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as its user meets it, on a real Kafka: what is printed, where, and the exit
status. Called with the program's path; SHOPPULSE_TEST_KAFKA names the broker."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
import uuid

PROGRAM = sys.argv.pop(1)
BROKER = os.environ["SHOPPULSE_TEST_KAFKA"]
NAMED_WITHIN = 6.0  # 5 s for the error's name, one for the process


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Cli(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="shoppulse-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = dict(os.environ, XDG_CONFIG_HOME=str(self.folder / "config"),
                                XDG_STATE_HOME=str(self.folder / "state"))

    def run_program(self, *arguments, text=None):
        return subprocess.run([PROGRAM, *map(str, arguments)], input=text, text=True,
                              capture_output=True, env=self.environment, timeout=60)

    def assert_one_line(self, result, status, *words):
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertEqual(result.stdout, "")
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        for word in words:
            self.assertIn(word, lines[0])

    def start(self, *arguments):
        """A running program and the lines it says; it is ended with the test."""
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], text=True,
                                   stderr=subprocess.PIPE, env=self.environment)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def sample(self, rows):
        path = self.folder / "sample.csv"
        path.write_text("".join(
            f"{1000 + i % 7},1,{i % 5},2,{i % 3},11,11,{i % 4},{i % 9},{i % 3},上海市\n"
            for i in range(rows)), "utf-8")
        return path

    def topic(self):
        return "cli-" + uuid.uuid4().hex

    def replayed(self, rows):
        topic = self.topic()
        result = self.run_program("replay", self.sample(rows), "--brokers", BROKER, "--topic",
                                  topic, "--rate", 0)
        self.assertEqual(result.returncode, 0, result.stderr)
        return topic

    def summary(self, topic):
        result = self.run_program("count", "--brokers", BROKER, "--topic", topic)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout.splitlines()[-1])["summary"]

    # Wrong usage -----------------------------------------------------------------------------
    def test_unknown_option_is_wrong_usage(self):
        self.assert_one_line(self.run_program("--nonsense"), 2, "--nonsense")

    def test_help_names_every_option(self):
        text = "".join(self.run_program(*words, "--help").stdout
                       for words in ([], ["count"], ["replay"], ["user"]))
        for option in ("--demo --headless --brokers --topic --format --profile --from --consumers "
                       "-X --connection --state --publish-kafka --redis --dead-letter --web --web-connections "
                       "--config --metric --rate --rows-per-message --start --loop").split():
            self.assertIn(option, text)

    # Failures with a name ---------------------------------------------------------------------
    def test_broker_not_reachable_is_named_in_time(self):
        for command in (["count"], ["replay", self.sample(1)]):
            started = time.monotonic()
            port = free_port()
            result = self.run_program(*command, "--brokers", f"127.0.0.1:{port}", "--topic", "t")
            self.assert_one_line(result, 1, f"127.0.0.1:{port}", "cannot connect")
            self.assertLess(time.monotonic() - started, NAMED_WITHIN)

    def test_host_name_unknown(self):
        result = self.run_program("count", "--brokers", "no-such-host.invalid:9092", "--topic", "t")
        self.assert_one_line(result, 1, "no-such-host.invalid")

    def test_topic_unknown(self):
        result = self.run_program("count", "--brokers", BROKER, "--topic", "no-such-topic")
        self.assert_one_line(result, 1, "no-such-topic")

    def test_property_unknown(self):
        result = self.run_program("count", "--brokers", BROKER, "--topic", "t", "-X", "no.such=1")
        self.assert_one_line(result, 1, "no.such")

    def test_file_missing(self):
        result = self.run_program("replay", "/nowhere.csv", "--brokers", BROKER, "--topic", "t")
        self.assert_one_line(result, 1, "/nowhere.csv")

    def test_profile_error_has_line_and_column(self):
        profile = self.folder / "broken.toml"
        profile.write_text('name = "x"\nformat = 7\n')
        result = self.run_program("count", "--brokers", BROKER, "--topic", "t", "--profile",
                                  profile)
        self.assert_one_line(result, 1, "broken.toml", "line 2")

    def test_state_folder_not_writable(self):
        file = self.folder / "file"
        file.touch()
        result = self.run_program("--headless", "--brokers", BROKER, "--topic", "t", "--state",
                                  file / "inside")
        self.assert_one_line(result, 1, str(file / "inside"))

    def test_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            result = self.run_program("--demo", "--headless", "--web", f"127.0.0.1:{port}")
        self.assert_one_line(result, 1, str(port), "in use")

    def test_redis_address(self):
        result = self.run_program("--headless", "--brokers", BROKER, "--topic", "t", "--redis",
                                  "http://x")
        self.assert_one_line(result, 1, "redis://HOST:PORT/DB")

    def test_connection_unknown(self):
        self.assert_one_line(self.run_program("count", "--connection", "shop"), 1, "shop")

    def save_connection(self):
        """A connection `shop` whose SASL password is kept elsewhere."""
        folder = self.folder / "config" / "shoppulse"
        folder.mkdir(parents=True)
        (folder / "connections.toml").write_text(
            f'[[connection]]\nname = "shop"\nbrokers = "{BROKER}"\ntopic = "{self.topic()}"\n'
            'secrets = ["sasl.password"]\n', "utf-8")

    def test_secret_that_cannot_be_fetched(self):
        self.save_connection()
        for command in (["count"], ["--headless"], ["replay", self.sample(1)]):
            result = self.run_program(*command, "--connection", "shop", text="")
            self.assert_one_line(result, 1, "Secret sasl.password", "-X name=@FILE")

    def test_secret_given_as_a_file_is_not_fetched(self):
        self.save_connection()
        secret = self.folder / "secret"
        secret.write_text("open sesame\n", "utf-8")
        result = self.run_program("replay", self.sample(3), "--connection", "shop", "-X",
                                  f"sasl.password=@{secret}", text="")
        self.assertEqual(result.returncode, 0, result.stderr)

    # The work -------------------------------------------------------------------------------
    def test_replayed_rows_are_counted(self):
        summary = self.summary(self.replayed(1000))
        self.assertEqual((summary["messages"], summary["rows"]), (1000, 1000))
        self.assertEqual(summary["undecodable"], {})

    def test_metric_chooses_lines(self):
        topic = self.replayed(50)
        lines = self.run_program("count", "--brokers", BROKER, "--topic", topic, "--metric",
                                 "visitnum").stdout.splitlines()
        records = [json.loads(line) for line in lines[:-1]]
        self.assertEqual({record["metric"] for record in records}, {"visitnum"})
        self.assertEqual([r["total"] for r in records if r["window_ms"] == 0], [50])
        self.assertNotIn("revision", records[0])

    def test_headless_serves_and_ends_politely(self):
        port = free_port()
        process = self.start("--headless", "--brokers", BROKER, "--topic", self.replayed(10),
                             "--web", f"127.0.0.1:{port}")
        self.wait_for_line(process, "dashboard at")
        url = f"http://127.0.0.1:{port}"
        self.assertEqual(urllib.request.urlopen(url + "/healthz", timeout=5).status, 200)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url + "/api/v1/snapshot", timeout=5)
        self.assertEqual(refused.exception.code, 401)
        refused.exception.close()
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0)
        self.assertLess(time.monotonic() - started, 3)

    def test_headless_names_a_missing_broker_and_goes_on(self):
        port = free_port()
        process = self.start("--headless", "--brokers", f"127.0.0.1:{port}", "--topic", "t")
        started = time.monotonic()
        line = self.wait_for_line(process, "cannot connect")
        self.assertIn(str(port), line)
        self.assertLess(time.monotonic() - started, NAMED_WITHIN)
        self.assertIsNone(process.poll())

    def test_dead_letters_carry_the_row_and_its_place(self):
        topic, dead = self.topic(), self.topic()
        good = "1,1,2,3,4,11,11,0,1,0,上海"
        rows = self.folder / "rows.csv"
        rows.write_bytes(f"{good}\n{good}\nbad one\n{good}\n\n".encode() + b"\xff,\n")
        sent = self.run_program("replay", rows, "--brokers", BROKER, "--topic", topic,
                                "--rows-per-message", 2)
        self.assertEqual(sent.returncode, 0, sent.stderr)
        process = self.start("--headless", "--brokers", BROKER, "--topic", topic,
                             "--format", "taobao-csv", "--dead-letter", dead)
        letters = set()
        deadline = time.monotonic() + 20
        while len(letters) < 3 and time.monotonic() < deadline:
            read = subprocess.run(["kcat", "-b", BROKER, "-t", dead, "-C", "-e", "-q", "-u",
                                   "-f", "%h|%S|%s;\n"], capture_output=True, timeout=20)
            letters = set(read.stdout.split(b";\n")[:-1])
        def letter(reason, offset, line, value):
            return (f"reason={reason},source-topic={topic},source-partition={offset},"
                    f"source-offset=0,source-line={line}|{len(value)}|").encode() + value
        # The messages went to the partitions in turn, so that each is its partition's first.
        self.assertEqual(letters, {letter("field_count", 1, 1, b"bad one"),
                                   letter("empty", 2, 1, b""),
                                   letter("utf8", 2, 2, b"\xff,")})
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 0)

    def test_dead_letters_to_the_input_are_wrong_usage(self):
        result = self.run_program("--headless", "--brokers", BROKER, "--topic", "t",
                                  "--dead-letter", "t")
        self.assert_one_line(result, 2, "--dead-letter")

    def test_second_process_on_a_state_folder_is_refused(self):
        state = self.folder / "state-folder"
        common = ("--headless", "--brokers", BROKER, "--topic", "t", "--state", state)
        port = free_port()
        first = self.start(*common, "--web", f"127.0.0.1:{port}")
        self.wait_for_line(first, "dashboard at")
        self.assert_one_line(self.run_program(*common), 1, str(state), "another ShopPulse")

    def test_demo_moves_within_ten_seconds(self):
        port = free_port()
        process = self.start("--demo", "--headless", "--web", f"127.0.0.1:{port}")
        self.wait_for_line(process, "dashboard at")
        deadline = time.monotonic() + 10
        visits = 0
        while visits == 0 and time.monotonic() < deadline:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/snapshot") as answer:
                visits = json.load(answer)["values"]["kpis"]["visits"]["value"] or 0
        self.assertGreater(visits, 0)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(10), 0)
        self.assertFalse((self.folder / "state").exists(), "the demo left something behind")
        self.assertFalse((self.folder / "config").exists(), "the demo left something behind")

    # Accounts -------------------------------------------------------------------------------
    def test_users(self):
        password = "correct horse battery\n"
        self.assertEqual(self.run_program("user", "add", "ann", text=password).returncode, 0)
        self.assertEqual(self.run_program("user", "add", "bob", text=password).returncode, 0)
        self.assertEqual(self.run_program("user", "list").stdout, "ann\tadmin\nbob\tviewer\n")
        self.assert_one_line(self.run_program("user", "add", "eve", text="short\n"), 1, "eve")
        self.assert_one_line(self.run_program("user", "add", "ann", text=password), 1, "ann")
        self.assert_one_line(self.run_program("user", "remove", "ann"), 1, "last administrator")
        self.assertEqual(self.run_program("user", "password", "bob", text=password).returncode, 0)
        self.assertEqual(self.run_program("user", "remove", "bob").returncode, 0)
        self.assertEqual(self.run_program("user", "list").stdout, "ann\tadmin\n")

    def wait_for_line(self, process, words):
        for line in process.stderr:
            if words in line:
                return line
        self.fail(f"the program ended ({process.wait()}) without saying: {words}")


if __name__ == "__main__":
    unittest.main()
