# SPDX-License-Identifier: MIT
"""A relay for DNS over UDP that makes a near server far: each answer comes later by a fixed time."""

import asyncio
import socket
import threading


class DelayingRelay:
    """Listens on a port of its own of 127.0.0.1, passes datagrams to `target` and hands the answers back after `delay`
    seconds. Any number of questions may be on their way."""

    def __init__(self, target, delay):
        self._target = target
        self._delay = delay
        self._loop = asyncio.new_event_loop()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._upstream = None
        self._clients = {}  # id for upstream: (client, its id)
        self._next = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._socket.close()

    def _run(self):
        self._upstream = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._upstream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._upstream.connect(self._target)
        for sock, ready in ((self._socket, self._question), (self._upstream, self._answer)):
            sock.setblocking(False)
            self._loop.add_reader(sock, ready)
        self._loop.run_forever()
        self._upstream.close()

    def _question(self):
        try:
            while True:
                message, client = self._socket.recvfrom(65535)
                self._next = (self._next + 1) % 65536
                self._clients[self._next] = (client, message[:2])
                self._upstream.send(self._next.to_bytes(2, "big") + message[2:])
        except BlockingIOError:
            pass

    def _answer(self):
        try:
            while True:
                message = self._upstream.recv(65535)
                client, number = self._clients.pop(int.from_bytes(message[:2], "big"), (None, b""))
                if client:
                    self._loop.call_later(self._delay, self._socket.sendto, number + message[2:], client)
        except BlockingIOError:
            pass
