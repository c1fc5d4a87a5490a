# SPDX-License-Identifier: MIT
"""Networks that a user may sit in: the world is as in the lab, but is seen from behind something.

"blocked": only the resolver can be asked, questions to name servers get no answer. "intercepted": a box on the way answers
questions to every address itself, through the resolver. Each is a network namespace of its own; what answers there passes
the questions to the lab through a socket file.

As a program (inside such a network): workstations.py KIND SOCKET NAMESPACE_FILE
"""

import os
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import time

import dnswire
from hosts import RESOLVERS
from lab import program

RESOLVER = RESOLVERS["usual"]
KINDS = ("blocked", "intercepted")
PATIENCE = 5


# In the lab: asks the resolver for those who sit elsewhere.

def ask_resolver(query, is_tcp):
    if is_tcp:
        with socket.create_connection((RESOLVER, 53), PATIENCE) as sock, sock.makefile("rb") as file:
            sock.sendall(struct.pack(">H", len(query)) + query)
            return file.read(struct.unpack(">H", file.read(2))[0])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(PATIENCE)
        sock.sendto(query, (RESOLVER, 53))
        return sock.recv(65535)


class Gate(socketserver.StreamRequestHandler):
    """A connection is one question: a byte for TCP or not, then the query until its end; the answer comes back."""

    def handle(self):
        is_tcp, query = self.rfile.read(1) == b"\1", self.rfile.read()
        try:
            self.wfile.write(ask_resolver(query, is_tcp))
        except OSError:
            pass  # no answer is an answer, too


class GateServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 64


class Workstations:
    def __init__(self, folder):
        self._folder = folder
        self._processes = {}
        gate = os.path.join(folder, "gate")
        self._server = GateServer(gate, Gate)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        for kind in KINDS:
            with open(self._file(kind), "wb"):
                pass
            command = [program("unshare"), "--net", sys.executable, os.path.abspath(__file__), kind, gate, self._file(kind)]
            self._processes[kind] = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        for process in self._processes.values():
            if process.stdout.readline() != b"ready\n":
                raise RuntimeError("a workstation's network did not start")

    def prefix(self, kind):
        """What to put before a command to run it there."""
        return [program("nsenter"), "--net=" + self._file(kind)]

    def close(self):
        for kind, process in self._processes.items():
            process.terminate()
            process.wait(timeout=10)
            process.stdout.close()
            subprocess.run([program("umount"), self._file(kind)], check=True)
        self._server.shutdown()
        self._server.server_close()

    def _file(self, kind):
        return os.path.join(self._folder, kind)


# In such a network: answers questions.

def through_gate(gate, query, is_tcp):
    message = bytearray(query)
    message[2] |= dnswire.RD >> 8  # such a box asks its resolver, whatever was asked
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sock.connect(gate)
        sock.sendall(bytes([is_tcp]) + message)
        sock.shutdown(socket.SHUT_WR)
        with sock.makefile("rb") as file:
            return file.read()


def answer_udp(gate, address):
    """Answers from the address that was asked: whatever it was, when bound to any."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.IPPROTO_IP, 8, 1)  # IP_PKTINFO
    sock.bind((address, 53))

    def reply(query, client, asked):
        wire = through_gate(gate, query, False)
        if wire:
            sock.sendmsg([wire], [(socket.IPPROTO_IP, 8, struct.pack("=I4s4s", 0, asked, b"\0" * 4))], 0, client)

    while True:
        query, [(_, _, info)], _, client = sock.recvmsg(65535, 64)
        threading.Thread(target=reply, args=(query, client, info[8:12]), daemon=True).start()


def answer_tcp(gate, address):
    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            while len(size := self.rfile.read(2)) == 2:
                wire = through_gate(gate, self.rfile.read(struct.unpack(">H", size)[0]), True)
                if not wire:
                    return
                self.wfile.write(struct.pack(">H", len(wire)) + wire)

    socketserver.ThreadingTCPServer.daemon_threads = True
    socketserver.ThreadingTCPServer((address, 53), Handler).serve_forever()


def main():
    kind, gate, file = sys.argv[1:]
    lines = ["link set lo up", "addr add 10.20.30.40/32 dev lo"]
    lines += ["route add local 0.0.0.0/0 dev lo" if kind == "intercepted" else "route add default dev lo"]
    for line in lines:
        subprocess.run([program("ip"), *line.split()], check=True)
    address = "0.0.0.0" if kind == "intercepted" else RESOLVER
    for serve in (answer_udp, answer_tcp):
        threading.Thread(target=serve, args=(gate, address), daemon=True).start()
    subprocess.run([program("mount"), "--bind", "/proc/self/ns/net", file], check=True)
    time.sleep(0.1)
    print("ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
