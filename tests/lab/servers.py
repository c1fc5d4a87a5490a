# SPDX-License-Identifier: MIT
"""Configures and starts the servers of the lab of sick zones: BIND twice, NSD, Knot, PowerDNS, fault server, and unbound."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

from hosts import CA_RESOLVER, FAULT_HOSTS, HOSTS, RESOLVERS, addresses_of, host_name
from lab import program

HERE = os.path.dirname(os.path.abspath(__file__))

UNBOUND = """
server:
  interface: {address}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "{folder}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  num-threads: 1
  module-config: "validator iterator"
  trust-anchor-file: "{anchor}"
  root-hints: "{hints}"
  edns-buffer-size: 1232
  {more}
remote-control:
  control-enable: no
"""

ALLOW = "access-control: 127.0.0.0/8 allow"

# Nothing is kept, so that each question meets the servers afresh.
FORGETFUL = f"""{ALLOW}
  ede: yes
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  infra-host-ttl: 0"""

# As Let's Debug imitates Let's Encrypt's resolver (dns-checks section 0).
LIKE_THE_CA = f"""{FORGETFUL}
  qname-minimisation: no
  use-caps-for-id: yes
  harden-glue: yes
  harden-dnssec-stripped: yes
  harden-below-nxdomain: yes
  harden-algo-downgrade: yes
  val-sig-skew-min: 0
  val-sig-skew-max: 0"""

INSIDE = f"""{FORGETFUL}
stub-zone:
  name: "split.net"
  stub-addr: {HOSTS["knot"].addresses[0]}"""

HOW_RESOLVERS_ARE = {"usual": FORGETFUL, "inside": INSIDE, "caching": ALLOW, "refusing": "access-control: 127.0.0.0/8 refuse"}


class Servers:
    def __init__(self, folder, files, signer):
        self.folder = folder
        self._files = files
        self._signer = signer
        self._processes = {}

    def start(self):
        try:
            self._start_named("top")
            self._start_named("bind")
            self._start_nsd()
            self._start_knot()
            self._start_powerdns()
            self._start_fault_server()
            self._start_unbound("ca", CA_RESOLVER, LIKE_THE_CA)
            for name, address in RESOLVERS.items():
                self._start_unbound(name, address, HOW_RESOLVERS_ARE[name])
            first = {name: addresses_of(name)[0] for name in ("top", "bind", "nsd", "knot", "pdns")}
            first.update({"fault": HOSTS["fault"].addresses[0], "ca": CA_RESOLVER, **RESOLVERS})
            for name, address in first.items():
                self._wait_for(name, address)
        except BaseException:
            self.stop()
            raise

    def stop(self):
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        self._processes = {}

    def _path(self, *parts):
        return os.path.join(self.folder, *parts)

    def _write(self, name, content):
        path = self._path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as file:
            file.write(content)
        return path

    def _start(self, name, *command):
        with open(self._path(name + ".log"), "wb") as log:
            self._processes[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder)

    def _run(self, name, *arguments):
        subprocess.run([program(name), *arguments], cwd=self.folder, check=True, capture_output=True)

    def _wait_for(self, name, address):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self._processes[name].poll() is None:
            try:
                with socket.create_connection((address, 53), timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        with open(self._path(name + ".log"), encoding="utf-8", errors="replace") as log:
            raise RuntimeError(f"{name} did not start:\n{log.read()[-2000:]}")

    def _zone_files(self, contents):
        for apex, text in self._files.texts[contents].items():
            yield apex or ".", self._write(f"{contents}/{apex or 'root'}.zone", text)

    def _start_named(self, name):
        zones = "".join(f'zone "{zone}" {{ type primary; file "{file}"; }};\n' for zone, file in self._zone_files(name))
        v4 = "".join(f"{address}; " for address in addresses_of(name) if ":" not in address)
        v6 = "".join(f"{address}; " for address in addresses_of(name) if ":" in address) or "none; "
        config = self._write(f"{name}.conf", f"""
options {{
  directory "{self.folder}"; pid-file none; session-keyfile none; managed-keys-directory "{self.folder}";
  listen-on {{ {v4}}}; listen-on-v6 {{ {v6}}};
  recursion no; dnssec-validation no; notify no; minimal-responses no; message-compression no; empty-zones-enable no;
  check-names primary ignore; check-integrity no; edns-udp-size 1232; max-udp-size 1232;
}};
controls {{ }};
{zones}""")
        self._start(name, program("named"), "-g", "-n", "1", "-c", config)

    def _start_nsd(self):
        zones = "".join(f'zone:\n  name: "{zone}"\n  zonefile: "{file}"\n' for zone, file in self._zone_files("nsd"))
        addresses = "".join(f"  ip-address: {address}\n" for address in addresses_of("nsd"))
        config = self._write("nsd.conf", f"""
server:
{addresses}  username: ""
  chroot: ""
  zonesdir: "{self.folder}"
  database: ""
  pidfile: ""
  zonelistfile: "{self._path('nsd.list')}"
  xfrdfile: "{self._path('nsd.xfrd')}"
  xfrdir: "{self.folder}"
  server-count: 1
remote-control:
  control-enable: no
{zones}""")
        self._start("nsd", program("nsd"), "-d", "-c", config)

    def _start_knot(self):
        live = self._files.live.get("knot", {})
        zones = "".join(f'  - domain: "{zone}"\n    file: "{file}"\n' + ("    module: mod-onlinesign/manual\n" if zone in live else "")
                        for zone, file in self._zone_files("knot"))
        listen = ", ".join(f"{address}@53" for address in addresses_of("knot"))
        config = self._write("knot.conf", f"""
server:
  rundir: "{self._path('knot')}"
  listen: [ {listen} ]
  udp-workers: 1
  tcp-workers: 2
  background-workers: 1
log:
  - target: stderr
    any: info
database:
  storage: "{self._path('knot')}"
policy:
  - id: manual
    manual: on
    single-type-signing: on
mod-onlinesign:
  - id: manual
    policy: manual
template:
  - id: default
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
zone:
{zones}""")
        os.makedirs(self._path("knot"), exist_ok=True)
        for zone in live:
            self._run("keymgr", "-c", config, zone, "import-bind", self._signer.key_file(zone))
            self._run("keymgr", "-c", config, zone, "set", self._signer.key_tag(zone), "zsk=yes")
        self._start("knot", program("knotd"), "-c", config)

    def _start_powerdns(self):
        zones = "".join(f'zone "{zone}" {{ type master; file "{file}"; }};\n' for zone, file in self._zone_files("pdns"))
        zone_list = self._write("pdns/zones.conf", zones)
        self._write("pdns/pdns.conf", f"""
launch=bind
bind-config={zone_list}
local-address={','.join(addresses_of('pdns'))}
bind-dnssec-db={self._path('pdns', 'keys.db')}
socket-dir={self._path('pdns')}
security-poll-suffix=
zone-cache-refresh-interval=0
cache-ttl=0
query-cache-ttl=0
negquery-cache-ttl=0
receiver-threads=1
distributor-threads=1
guardian=no
daemon=no
write-pid=no
""")
        self._prepare_powerdns("create-bind-db", self._path("pdns", "keys.db"))
        for zone, how in self._files.live.get("pdns", {}).items():
            if "presigned" in how:
                self._prepare_powerdns("set-presigned", zone)
                continue
            self._prepare_powerdns("import-zone-key", zone, self._signer.key_file(zone).replace(".key", ".private"), "active", "ksk")
            if how.get("denial") == "narrow":
                self._prepare_powerdns("set-nsec3", zone, "1 0 0 -", "narrow")
        self._start("pdns", program("pdns_server"), f"--config-dir={self._path('pdns')}")

    def _prepare_powerdns(self, *command):
        self._run("pdnsutil", f"--config-dir={self._path('pdns')}", *command)

    def _start_fault_server(self):
        told = {"backend": addresses_of("bind")[0], "rules": self._files.rules(),
                "addresses": [HOSTS[host].addresses[0] for host in FAULT_HOSTS], "udp_only": list(HOSTS["udp-only"].addresses)}
        rules = self._write("faults.json", json.dumps(told))
        self._start("fault", sys.executable, os.path.join(HERE, "faultserver.py"), rules)

    def _start_unbound(self, name, address, more):
        top = host_name("top")
        hints = self._write("root.hints", f". 3600 NS {top}\n{top} 3600 A {addresses_of('top')[0]}\n")
        config = UNBOUND.format(address=address, folder=self.folder, anchor=self._signer.key_file(""), hints=hints, more=more)
        config = self._write(f"{name}.conf", config)
        self._start(name, program("unbound"), "-d", "-c", config)
