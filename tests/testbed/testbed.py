# SPDX-License-Identifier: GPL-3.0-or-later
"""What the testbed's servers share: free ports, starting, stopping by process id."""
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


def free_port():
    """A port nobody listens on, outside the range the system gives to outgoing connections: a
    client that reconnects to a stopped server there could else be connected to itself."""
    while True:
        port = random.randint(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def free_ports(count):
    ports = set()
    while len(ports) < count:
        ports.add(free_port())
    return list(ports)


def cache_folder():
    return Path(os.environ.get("SHOPPULSE_CACHE", Path.home() / ".cache" / "shoppulse"))


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, stderr=subprocess.DEVNULL)


def make_certificates(folder, name):
    """An authority (ca.pem) and NAME.key, NAME.crt for the host `localhost` alone: 127.0.0.1 is a
    wrong name."""
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-keyout",
            "ca.key", "-out", "ca.pem", "-subj", "/CN=ShopPulse test authority")
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out",
            "request", "-subj", "/CN=localhost")
    (folder / "san").write_text("subjectAltName=DNS:localhost\n")
    openssl(folder, "x509", "-req", "-in", "request", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "30", "-extfile", "san", "-out", f"{name}.crt")


def start_process(folder, command):
    """Starts a server in the background; its output goes to FOLDER/log, its id to FOLDER/pid."""
    with open(folder / "log", "ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=subprocess.STDOUT, cwd=folder, start_new_session=True)
    (folder / "pid").write_text(str(process.pid))
    return process


def wait_ready(process, folder, ready, seconds):
    """Polls `ready` until it holds; ends the program with the log's tail when it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if ready():
            return
        time.sleep(0.1)
    tail = (folder / "log").read_text(errors="replace")[-3000:]
    stop_process(folder)
    sys.exit(f"{folder.name}: did not start\n{tail}")


def answers(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stop_process(folder, seconds=20):
    """Ends the server whose id stands in FOLDER/pid, by force when it does not go by itself."""
    pid_file = folder / "pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text())
    for sign, wait in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5)):
        if not _signal(pid, sign):
            break
        deadline = time.monotonic() + wait
        while time.monotonic() < deadline and _signal(pid, 0):
            time.sleep(0.05)
    pid_file.unlink()


def _signal(pid, number):
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    try:
        os.kill(pid, number)
        return not _is_zombie(pid)
    except ProcessLookupError:
        return False


def _is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (OSError, IndexError):
        return False
