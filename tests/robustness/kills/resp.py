# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of a Redis client as a test needs to look at what was written."""
import socket


class Redis:
    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), 10)
        self.file = self.socket.makefile("rb")

    def pipeline(self, commands):
        """The replies to all of them; an error reply is raised."""
        packed = b""
        for command in commands:
            words = [word.encode() for word in command]
            packed += b"*%d\r\n" % len(words)
            packed += b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)
        self.socket.sendall(packed)
        return [self.reply() for _ in commands]

    def hash(self, key):
        flat = self.pipeline([["HGETALL", key]])[0]
        return dict(zip(flat[::2], flat[1::2]))

    def reply(self):
        line = self.file.readline()[:-2]
        kind, rest = line[:1], line[1:].decode()
        if kind == b"$":
            size = int(rest)
            return None if size < 0 else self.file.read(size + 2)[:-2].decode()
        if kind == b"*":
            return [self.reply() for _ in range(int(rest))]
        if kind == b"-":
            raise RuntimeError(rest)
        return int(rest) if kind == b":" else rest
