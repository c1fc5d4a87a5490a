# SPDX-License-Identifier: MIT
"""A relay for TCP that makes a near server far: every byte arrives later by half of the round trip, in both directions."""

import asyncio
import threading


class DelayingTcpRelay:
    """Listens on a port of its own of 127.0.0.1 and passes on what it reads. Opening a connection takes a round trip too."""

    def __init__(self, target, round_trip):
        self._target = target
        self._delay = round_trip / 2
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait()

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self, started):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _serve(self, reader, writer):
        await asyncio.sleep(2 * self._delay)  # SYN and SYN-ACK
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
            await asyncio.gather(self._pass_on(reader, far_writer), self._pass_on(far_reader, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _pass_on(self, reader, writer):
        while data := await reader.read(65536):
            self._loop.call_later(self._delay, self._write, writer, data)
        await asyncio.sleep(self._delay)
        if writer.can_write_eof():
            try:
                writer.write_eof()
            except OSError:
                pass

    @staticmethod
    def _write(writer, data):
        if not writer.is_closing():
            writer.write(data)
