# SPDX-License-Identifier: MIT
"""A stand-in for acme-dns that behaves as its public source does (README "API"; pkg/api, pkg/database, pkg/nameserver).

HTTP: POST /register and /update, GET /health. DNS on UDP and TCP: the zone's own A, NS and SOA, and the last two TXT values
of each account. What it does wrong is wrong on purpose: a registered name without values is NXDOMAIN, and an answer without
records has no SOA (older releases). `trouble` makes updates fail; `log` has what was asked and answered.
"""

import base64
import http.server
import ipaddress
import json
import os
import re
import shutil
import socket
import socketserver
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "lab"))

import dnswire  # noqa: E402

PLAIN = re.compile(r"^[A-Za-z0-9_-]*$")
SUBDOMAIN = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")


class Account:
    def __init__(self, zone, allowfrom):
        self.username = str(uuid.uuid4())
        self.password = base64.urlsafe_b64encode(os.urandom(30)).decode()  # 40 characters
        self.subdomain = str(uuid.uuid4())
        self.fulldomain = self.subdomain + "." + zone
        self.allowfrom = allowfrom
        self.rows = [["", 0], ["", 0]]  # value, second of its last change

    def json(self):
        return {"username": self.username, "password": self.password, "fulldomain": self.fulldomain,
                "subdomain": self.subdomain, "allowfrom": self.allowfrom}

    def allows(self, addresses):
        """Without addresses (a header that is missing) only an account without a list is allowed."""
        if not self.allowfrom:
            return True
        networks = [ipaddress.ip_network(entry, strict=False) for entry in self.allowfrom]
        for text in addresses:
            try:
                address = ipaddress.ip_address(text)
            except ValueError:
                continue
            if any(address in network for network in networks):
                return True
        return False

    def update(self, value):
        oldest = min(self.rows, key=lambda row: row[1])  # the first of equals
        oldest[:] = [value, int(time.time())]

    def values(self):
        return [value for value, _ in self.rows if value]


class AcmeDnsServer:
    """Ends with close(). `zone` without final dot; its DNS listens on `dns_address`:`dns_port`, its API on a free port."""

    def __init__(self, zone, dns_address, dns_port, tls=True, use_header=False, disable_registration=False):
        self.zone = zone
        self.dns_address = dns_address
        self.use_header = use_header
        self.disable_registration = disable_registration
        self.accounts = []
        self.log = []  # (method, path, status; 0: no answer)
        self.updates = []  # (subdomain, value) that were taken
        # What becomes of an update, from number `trouble_after` of them on: "500", "forbidden", "cut" (no answer), "page", "slow"
        # (no answer for long); "lost": it is taken, but the answer gets lost.
        self.trouble = None
        self.trouble_after = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._folder = tempfile.mkdtemp(prefix="certwright-acmedns-")
        self._servers = []
        try:
            self._start_dns(dns_port)
            self._start_api(tls)
        except BaseException:
            self.close()
            raise

    def close(self):
        self._closing.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self._servers = []
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop_api(self):
        """Nobody listens at the port any more; DNS goes on."""
        api = self._servers.pop()
        api.shutdown()
        api.server_close()

    def register(self, allowfrom=()):
        with self._lock:
            account = Account(self.zone, list(allowfrom))
            self.accounts.append(account)
            return account

    def asked(self, path):
        return [entry for entry in self.log if entry[1] == path]

    # The API.

    def handle(self, method, path, headers, body, peer):
        """Status and JSON object, or None for what the router does not know."""
        if method == "POST" and path == "/register" and not self.disable_registration:
            return self._register(body)
        if method == "POST" and path == "/update":
            return self._update(headers, body, peer)
        if method == "GET" and path == "/health":
            return 200, {"status": "ok", "database": "ok"}
        return None

    def _register(self, body):
        networks = []
        if body:
            try:
                networks = json.loads(body).get("allowfrom") or []
                if not all(isinstance(entry, str) for entry in networks):
                    raise ValueError
            except (ValueError, AttributeError, TypeError):
                return 400, {"error": "malformed_json_payload"}
        try:
            for entry in networks:
                if "/" not in entry:
                    raise ValueError
                ipaddress.ip_network(entry, strict=False)
        except ValueError:
            return 400, {"error": "invalid_allowfrom_cidr"}
        return 201, self.register(networks).json()

    def _account_of(self, headers, body, peer):
        key = headers.get("X-Api-Key", "")
        if len(key) != 40 or not PLAIN.match(key):
            return None, {}
        user = next((account for account in self.accounts if account.username == headers.get("X-Api-User", "").lower()), None)
        if user is None or user.password != key:
            return None, {}
        addresses = [part.strip() for part in headers.get("X-Forwarded-For", "").split(",")] if self.use_header else [peer]
        if not user.allows(addresses):
            return None, {}
        try:
            wish = json.loads(body)
        except ValueError:
            wish = {}
        return (user, wish) if wish.get("subdomain") == user.subdomain else (None, {})

    def _update(self, headers, body, peer):
        answer = self._take_update(headers, body, peer)
        if answer == "slow":
            self._closing.wait(600)
            return 0, None
        return answer

    def _take_update(self, headers, body, peer):
        with self._lock:
            user, wish = self._account_of(headers, body, peer)
            if user is None:
                return 401, {"error": "forbidden"}
            value = wish.get("txt", "")
            if not SUBDOMAIN.match(user.subdomain):
                return 400, {"error": "bad_subdomain"}
            if len(value) != 43 or not PLAIN.match(value):
                return 400, {"error": "bad_txt"}
            trouble = self.trouble if len(self.updates) >= self.trouble_after else None
            if trouble in (None, "lost"):
                user.update(value)
                self.updates.append((user.subdomain, value))
            return {
                None: (200, {"txt": value}),
                "500": (500, {"error": "db_error"}),
                "forbidden": (401, {"error": "forbidden"}),
                "page": (200, "<html><body>Please log in</body></html>"),
                "slow": "slow",
            }.get(trouble, (0, None))

    def _make_certificate(self):
        def path(name):
            return os.path.join(self._folder, name)

        def request(*arguments):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-days", "2", *arguments], check=True, capture_output=True)

        self.root_file = path("root.pem")
        request("-subj", "/CN=acme-dns root", "-keyout", path("root.key"), "-out", self.root_file)
        request("-subj", "/CN=acme-dns", "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE",
                "-CA", self.root_file, "-CAkey", path("root.key"), "-keyout", path("server.key"), "-out", path("server.pem"))
        return path("server.pem"), path("server.key")

    def _start_api(self, tls):
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.answer("GET")

            def do_POST(self):
                self.answer("POST")

            def answer(self, method):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                found = owner.handle(method, self.path, self.headers, body, self.client_address[0])
                status, content = found or (404, "404 page not found\n")
                owner.log.append((method, self.path, status))
                if not status:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                text = content.encode() if isinstance(content, str) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html" if isinstance(content, str) else "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        api.daemon_threads = True
        self.url = f"http://127.0.0.1:{api.server_address[1]}"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self._make_certificate())
            api.socket = context.wrap_socket(api.socket, server_side=True, do_handshake_on_connect=False)
            self.url = self.url.replace("http:", "https:")
        self._run(api)

    def _run(self, server):
        self._servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    # DNS.

    def respond(self, wire):
        query = dnswire.read_message(wire)
        reply = dnswire.Message(query.id, dnswire.QR | query.flags & (dnswire.RD | 0x7800), query.name, query.type, query.question,
                                [], [], [])
        opt = query.opt()
        if opt is not None:
            version = opt.raw[6]
            reply.additional.append(dnswire.make_opt(512, 1 << 24 if version else 0))  # BADVERS
            if version:
                return reply.wire()
        if not query.flags & 0x7800:  # QUERY
            self._answer(query, reply)
        return reply.wire()

    def _answer(self, query, reply):
        name = query.name.lower()
        apex = self.zone + "."
        if name == apex:
            reply.answer += [record for record in self._own_records(query.name) if record.type == query.type]
        if query.type == dnswire.TYPES["TXT"]:
            reply.answer += self._texts(query.name)
        if name == apex or name.endswith("." + apex):
            reply.flags |= dnswire.AA
        if name != apex and not reply.answer:
            reply.flags |= dnswire.RCODES["nxdomain"]
            if reply.flags & dnswire.AA:
                reply.authority.append(self._own_records(apex)[0])

    def _own_records(self, owner):
        apex = dnswire.name_to_wire(self.zone)
        soa = (apex + dnswire.name_to_wire("admin." + self.zone)
               + struct.pack(">5I", int(time.strftime("%Y%m%d%H")), 28800, 7200, 604800, 86400))
        address = ipaddress.ip_address(self.dns_address)
        return [dnswire.make_record(owner, "SOA", soa, 3600), dnswire.make_record(owner, "NS", apex, 3600),
                dnswire.make_record(owner, "A" if address.version == 4 else "AAAA", address.packed, 3600)]

    def _texts(self, owner):
        """The first label decides, wherever it stands."""
        label = owner.split(".")[0].lower()
        account = next((each for each in self.accounts if each.subdomain == label), None)
        values = account.values() if account else []
        return [dnswire.make_record(owner, "TXT", bytes([len(value)]) + value.encode(), 1) for value in values]

    def _start_dns(self, port):
        owner = self

        class Datagram(socketserver.BaseRequestHandler):
            def handle(self):
                wire, sending = self.request
                sending.sendto(owner.respond(wire), self.client_address)

        class Stream(socketserver.StreamRequestHandler):
            def handle(self):
                while head := self.rfile.read(2):
                    wire = owner.respond(self.rfile.read(struct.unpack(">H", head)[0]))
                    self.wfile.write(struct.pack(">H", len(wire)) + wire)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        for made in (socketserver.ThreadingUDPServer((self.dns_address, port), Datagram), Server((self.dns_address, port), Stream)):
            made.daemon_threads = True
            self._run(made)
