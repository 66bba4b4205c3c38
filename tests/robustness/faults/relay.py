# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP relay for tests: passes bytes on between a port of its own and a server's, and can delay
them, cut every connection in two, or leave them without an answer."""
import asyncio
import threading


class Relay:
    """Listens in a thread of its own until close()."""

    def __init__(self, listen, target):
        self._listen, self._target = listen, target
        self._delay = 0
        self._asking, self._answering = asyncio.Event(), asyncio.Event()
        self._writers = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._ask(self._start())

    def delay(self, seconds):
        """From now on what is sent arrives so much later, either way."""
        self._delay = seconds

    def silence(self):
        """Nothing passes any more, and nobody is told."""
        self._loop.call_soon_threadsafe(self._asking.clear)
        self.lose_answers()

    def lose_answers(self):
        """What is asked arrives and is done; nothing comes back, and nobody is told."""
        self._loop.call_soon_threadsafe(self._answering.clear)

    def speak(self):
        for open in (self._asking, self._answering):
            self._loop.call_soon_threadsafe(open.set)

    def halve(self):
        """Ends every connection in the middle of what it is sending."""
        self._ask(self._abort())

    def close(self):
        self._loop.call_soon_threadsafe(self._server.close)
        self._ask(self._abort())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _ask(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self):
        self.speak()
        self._server = await asyncio.start_server(self._serve, *self._listen)

    async def _abort(self):
        for writer in list(self._writers):
            writer.transport.abort()

    async def _serve(self, reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._writers |= both
        await asyncio.gather(self._pass(reader, far_writer, self._asking),
                             self._pass(far_reader, writer, self._answering))
        self._writers -= both

    async def _pass(self, reader, writer, open):
        way = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(way, writer, open))
        try:
            while data := await reader.read(1 << 16):
                way.put_nowait((self._loop.time() + self._delay, data))
        except OSError:
            pass
        way.put_nowait((0, b""))
        await arriving

    async def _arrive(self, way, writer, open):
        try:
            while (entry := await way.get())[1]:
                await asyncio.sleep(entry[0] - self._loop.time())
                await open.wait()
                writer.write(entry[1])
                await writer.drain()
        except OSError:
            pass
        writer.transport.abort()
