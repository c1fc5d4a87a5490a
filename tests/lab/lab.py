# SPDX-License-Identifier: MIT
"""Real servers on loopback for the live tests: named as primary (127.0.0.1) and secondary (::1), unbound, pebble.

Zones: the root, test., example.test. (primary only), auth.test. (alias zone), lag.test. (primary and secondary; the
secondary hears of a change only when notify_secondary() is called). Everything lies in one temporary folder and ends
with the Lab object.
"""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PROGRAM_PATH = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin" + os.pathsep + "/sbin"


def program(name):
    found = shutil.which(name, path=PROGRAM_PATH)
    if not found:
        raise RuntimeError(f"{name} is not installed")
    return found


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def free_port(addresses):
    """A port that is free for UDP and TCP on all the addresses."""
    while True:
        with socket.socket(family(addresses[0]), socket.SOCK_STREAM) as first:
            first.bind((addresses[0], 0))
            port = first.getsockname()[1]
        try:
            for address in addresses:
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(family(address), kind) as probe:
                        probe.bind((address, port))
            return port
        except OSError:
            continue


def soa(zone_serial=1):
    return f"@ 5 IN SOA ns1.example.test. admin.example.test. {zone_serial} 3600 600 86400 5\n"


ZONES = {
    ".": soa() + "@ IN NS ns1.example.test.\ntest. IN NS ns1.example.test.\nns1.example.test. IN A 127.0.0.1\n",
    "test": soa()
    + "@ IN NS ns1.example.test.\nexample IN NS ns1.example\nns1.example IN A 127.0.0.1\n"
    + "auth IN NS ns1.example\nlag IN NS ns1.example\nlag IN NS ns2.example\nns2.example IN AAAA ::1\n",
    "example.test": soa()
    + "@ IN NS ns1\nns1 IN A 127.0.0.1\nns2 IN AAAA ::1\nwww IN A 127.0.0.1\n"
    + "_acme-challenge.alias IN CNAME c41f7.auth.test.\n",
    "auth.test": soa() + "@ IN NS ns1.example.test.\n",
    "lag.test": soa() + "@ IN NS ns1.example.test.\n@ IN NS ns2.example.test.\n",
}


class Lab:
    # What a lab with more servers has beside it.
    more_zones = {}  # of the primary
    primary_options = ""
    resolver_port = None  # of unbound; none: a free one

    def __init__(self, delegated=None, ca="pebble"):
        """`delegated`: zones directly below test. that a server of the test's own has, {"other": "127.0.0.2"}.
        `ca`: None when the test brings a CA of its own."""
        self.delegated = delegated or {}
        self.directory = self.root_file = ""
        self.folder = tempfile.mkdtemp(prefix="certwright-lab-")
        self.processes = {}
        try:
            self._make_keys()
            self.dns_port = free_port(["127.0.0.1", "::1", *self.delegated.values()])
            self._start_more()
            self._start_primary()
            self._start_secondary()
            self._start_unbound()
            if ca == "pebble":
                self._start_pebble()
        except BaseException:
            self.close()
            raise

    # What the program under test is told.

    def arguments(self):
        return [
            "--directory", self.directory, "--ca-root", self.root_file, "--contact", "admin@example.org", "--agree-terms",
            "--resolver", self.resolver, "--dns-port", str(self.dns_port), "--key-store", "plain",
        ]

    def update_arguments(self, key_file=None):
        return ["--publish", "rfc2136", "--tsig-key-file", key_file or self.key_file]

    # What the tests do to the servers.

    def nsupdate(self, *lines):
        script = f"server 127.0.0.1 {self.dns_port}\n" + "\n".join(lines) + "\nsend\n"
        subprocess.run([program("nsupdate"), "-k", self.key_file], input=script, text=True, check=True, timeout=20)

    def txt(self, name, address="127.0.0.1"):
        answer = subprocess.run(
            [program("dig"), "+tcp", "+short", "+norec", "TXT", name, f"@{address}", "-p", str(self.dns_port)],
            capture_output=True, text=True, check=True, timeout=20)
        return sorted(line.strip('"') for line in answer.stdout.split("\n") if line)

    def notify_secondary(self, zone):
        subprocess.run(
            [program("dig"), "+opcode=notify", "+norec", "SOA", zone, "@::1", "-b", "::1", "-p", str(self.dns_port)],
            capture_output=True, check=False, timeout=20)

    def ca_log(self):
        return self.server_log("pebble")

    def server_log(self, name):
        with open(self._path(name + ".log"), encoding="utf-8", errors="replace") as log:
            return log.read()

    def dns_log(self):
        with open(self._path("primary.log"), encoding="utf-8", errors="replace") as log:
            return log.read()

    def challenges_answered(self):
        return self.ca_log().count("POST /chalZ/")

    def restart_pebble(self, *flags, config=None, **environment):
        """As another CA: with these flags, members of its configuration and PEBBLE_ variables ("CHAIN_LENGTH", ...)."""
        if "pebble" in self.processes:
            self.stop("pebble")
        self._start_pebble(flags, config, environment)

    def stop(self, name):
        process = self.processes.pop(name)
        process.terminate()
        process.wait(timeout=20)

    def close(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        self.processes = {}
        shutil.rmtree(self.folder, ignore_errors=True)

    # How they are started.

    def _path(self, *parts):
        return os.path.join(self.folder, *parts)

    def _write(self, name, content):
        path = self._path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as file:
            file.write(content)
        return path

    def _start(self, name, command, env=None):
        with open(self._path(name + ".log"), "wb") as log:
            self.processes[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder,
                env={**os.environ, **(env or {})})

    def _wait_for(self, name, address, port):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.processes[name].poll() is not None:
                break
            try:
                with socket.create_connection((address, port), timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        with open(self._path(name + ".log"), encoding="utf-8", errors="replace") as log:
            raise RuntimeError(f"{name} did not start:\n{log.read()[-2000:]}")

    def _start_more(self):
        """Servers of a lab that has more; they start first."""

    def _policy(self, zone):
        return "" if zone in (".", "test") else "update-policy { grant lab-key zonesub ANY; };"

    def _make_keys(self):
        def key(name, secret):
            text = f'key "lab-key" {{\n  algorithm hmac-sha256;\n  secret "{base64.b64encode(secret).decode()}";\n}};\n'
            return self._write(name, text)

        self.key_file = key("lab.key", os.urandom(32))
        self.wrong_key_file = key("wrong.key", os.urandom(32))
        with open(self.wrong_key_file, encoding="ascii") as wrong:
            self.unknown_key_file = self._write("unknown.key", wrong.read().replace("lab-key", "nobodys-key"))

    def _listen(self, address):
        v4, v6 = ("none", address) if ":" in address else (address, "none")
        return f"listen-on port {self.dns_port} {{ {v4}; }}; listen-on-v6 port {self.dns_port} {{ {v6}; }};"

    def _named_config(self, folder, address, zones):
        return self._write(f"{folder}/named.conf", f"""
include "{self.key_file}";
options {{
  directory "{self._path(folder)}";
  pid-file none; session-keyfile none; managed-keys-directory "{self._path(folder)}";
  {self._listen(address)}
  recursion no; dnssec-validation no; notify no; allow-transfer {{ any; }}; minimal-responses no;
  querylog yes;
  {self.primary_options}
}};
controls {{ }};
{zones}
""")

    def _start_named(self, name, address, zones):
        config = self._named_config(name, address, zones)
        self._start(name, [program("named"), "-g", "-n", "1", "-c", config])
        self._wait_for(name, address, self.dns_port)

    def _start_primary(self):
        zones = ""
        for zone, content in {**ZONES, **self.more_zones}.items():
            if zone == "test":
                content += "".join(f"{label} IN NS {label}\n{label} IN A {address}\n" for label, address in self.delegated.items())
            file = self._write(f"primary/{zone.strip('.') or 'root'}.zone", "$TTL 5\n" + content)
            zones += f'zone "{zone}" {{ type primary; file "{file}"; {self._policy(zone)} }};\n'
        self._start_named("primary", "127.0.0.1", zones)

    def _start_secondary(self):
        zones = (f'zone "lag.test" {{ type secondary; primaries port {self.dns_port} {{ 127.0.0.1; }}; '
                 f'file "{self._path("secondary", "lag.zone")}"; allow-notify {{ ::1; }}; }};\n')
        os.makedirs(self._path("secondary"))
        self._start_named("secondary", "::1", zones)
        deadline = time.monotonic() + 20
        while not os.path.exists(self._path("secondary", "lag.zone")):
            if time.monotonic() > deadline:
                raise RuntimeError("the secondary did not transfer its zone")
            time.sleep(0.05)

    def _start_unbound(self):
        port = self.resolver_port or free_port(["127.0.0.1"])
        self.resolver = f"127.0.0.1:{port}"
        config = self._write("unbound/unbound.conf", f"""
server:
  interface: 127.0.0.1
  port: {port}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "{self._path('unbound')}"
  pidfile: ""
  use-syslog: no
  do-ip6: no
  do-not-query-localhost: no
  local-zone: "test." nodefault
  module-config: "iterator"
  cache-max-ttl: 1
  cache-max-negative-ttl: 1
  access-control: 127.0.0.0/8 allow
remote-control:
  control-enable: no
stub-zone:
  name: "."
  stub-addr: 127.0.0.1@{self.dns_port}
""" + "".join(f'stub-zone:\n  name: "{label}.test"\n  stub-addr: {address}@{self.dns_port}\n'
                for label, address in self.delegated.items()))
        self._start("unbound", [program("unbound"), "-d", "-c", config])
        self._wait_for("unbound", "127.0.0.1", port)

    def _start_pebble(self, flags=(), config=None, environment=None):
        self.root_file, certificate, key = self._path("ca.pem"), self._path("localhost.pem"), self._path("localhost.key")
        openssl = program("openssl")
        subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=lab root", "-keyout", self._path("ca.key"), "-out", self.root_file],
                       check=True, capture_output=True)
        subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-addext", "basicConstraints=critical,CA:FALSE", "-CA", self.root_file, "-CAkey", self._path("ca.key"),
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        self.ca_port, management = free_port(["127.0.0.1"]), free_port(["127.0.0.1"])
        members = {"listenAddress": f"127.0.0.1:{self.ca_port}", "managementListenAddress": f"127.0.0.1:{management}",
                   "certificate": certificate, "privateKey": key, "httpPort": 5002, "tlsPort": 5001, "ocspResponderURL": "",
                   "externalAccountBindingRequired": False, **(config or {})}
        file = self._write("pebble.json", json.dumps({"pebble": members}))
        variables = {"VA_NOSLEEP": 1, "WFE_NONCEREJECT": 0, "AUTHZREUSE": 0, **(environment or {})}
        self._start("pebble", [program("pebble"), "-config", file, "-dnsserver", self.resolver, *flags],
                    {"PEBBLE_" + name: str(value) for name, value in variables.items()})
        self._wait_for("pebble", "127.0.0.1", self.ca_port)
        self._wait_for("pebble", "127.0.0.1", management)
        self.directory = f"https://127.0.0.1:{self.ca_port}/dir"
        self.management = f"https://127.0.0.1:{management}"
