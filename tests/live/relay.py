# SPDX-License-Identifier: MIT
"""Stands between certwright-cli and the servers and kills it at the moment a test names."""

import os
import signal
import socket
import ssl
import threading


class Relay:
    """Forwards TCP connections, one message at a time. The kth request is the moment: `before` kills the client before the
    request is forwarded, `after` when the answer has come but was not handed back."""

    def __init__(self, target, tls=None, target_tls=None):
        self._target = target
        self._tls = tls
        self._target_tls = target_tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.requests = []
        self.victim = None
        self.moment = None  # (number of the request from 1, "before" or "after")
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._socket.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        server = None
        try:
            if self._tls:
                client = self._tls.wrap_socket(client, server_side=True)
            server = socket.create_connection(self._target, timeout=30)
            if self._target_tls:
                server = self._target_tls.wrap_socket(server, server_hostname="localhost")
            while True:
                request = self.read_request(client)
                if not request:
                    return
                self.requests.append(request)
                number = len(self.requests)
                if self.moment == (number, "before"):
                    return self._kill()
                server.sendall(request)
                answer = self.read_answer(server, request)
                if self.moment == (number, "after"):
                    return self._kill()
                client.sendall(answer)
        except OSError:
            return
        finally:
            client.close()
            if server:
                server.close()

    def _kill(self):
        os.kill(self.victim, signal.SIGKILL)

    # HTTP/1.1: the relay's TLS offers nothing newer.

    def read_request(self, stream):
        return read_http(stream)

    def read_answer(self, stream, request):
        return read_http(stream, has_body=not request.startswith(b"HEAD"))


class DnsRelay(Relay):
    """DNS over TCP: two bytes of length before each message."""

    def read_request(self, stream):
        return read_dns(stream)

    def read_answer(self, stream, request):
        return read_dns(stream)


def read_exactly(stream, count):
    data = b""
    while len(data) < count:
        part = stream.recv(count - len(data))
        if not part:
            return b""
        data += part
    return data


def read_dns(stream):
    length = read_exactly(stream, 2)
    return length + read_exactly(stream, int.from_bytes(length, "big")) if length else b""


def read_http(stream, has_body=True):
    head = b""
    while b"\r\n\r\n" not in head:
        part = stream.recv(1)
        if not part:
            return b""
        head += part
    headers = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    if not has_body:
        return head
    if b"chunked" in headers.get(b"transfer-encoding", b""):
        body = b""
        while not body.endswith(b"\r\n0\r\n\r\n") and body != b"0\r\n\r\n":
            part = stream.recv(1)
            if not part:
                return b""
            body += part
        return head + body
    length = int(headers.get(b"content-length", b"0"))
    return head + read_exactly(stream, length)


def ca_relay(lab):
    """In front of pebble. Pebble makes the URLs it gives out from the Host header, so all requests come this way."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(os.path.join(lab.folder, "localhost.pem"), os.path.join(lab.folder, "localhost.key"))
    target_tls = ssl.create_default_context(cafile=lab.root_file)
    return Relay(("127.0.0.1", lab.ca_port), tls, target_tls)


def update_relay(lab):
    return DnsRelay(("127.0.0.1", lab.dns_port))
