# SPDX-License-Identifier: MIT
"""The Lab with more name servers that take dynamic updates, or do not, each for reasons of its own.

named (127.0.0.1): updates.test (one name is denied), closed.test (nobody may), stuck.test (its journal cannot be written),
gss.test (signed with a Kerberos ticket). Knot (127.0.0.2): knot.test. PowerDNS (127.0.0.3): pdns.test. NSD (127.0.0.4):
nsd.test.
"""

import contextlib
import os
import socket
import sqlite3
import subprocess

from kerberos import Kerberos, USER, REALM
from lab import ZONES, Lab, program, soa

SERVERS = {"knot": "127.0.0.2", "pdns": "127.0.0.3", "nsd": "127.0.0.4"}
AT_PRIMARY = ("updates", "closed", "stuck", "gss")
SCHEMA = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql"


def zone_of(server):
    """Its only name server has its name; there is somebody else's value where a certificate's is going to be."""
    return (f"@ 5 IN SOA {server}.test. admin.{server}.test. 1 3600 600 86400 5\n@ 5 IN NS {server}.test.\n"
            f"@ 5 IN A {SERVERS[server]}\n_acme-challenge 5 IN TXT \"somebody else's value\"\n")


class UpdateLab(Lab):
    more_zones = {
        "test": ZONES["test"] + "".join(f"{zone} IN NS ns1.example\n" for zone in AT_PRIMARY),
        "example.test": ZONES["example.test"] + "".join(f"_acme-challenge.to{name} IN CNAME c41f7.{name}.test.\n" for name in SERVERS),
        **{f"{zone}.test": soa() + "@ IN NS ns1.example.test.\n" for zone in AT_PRIMARY},
    }

    def __init__(self):
        super().__init__(delegated=SERVERS)

    def _policy(self, zone):
        if zone == "closed.test":
            return "allow-update { none; };"
        if zone == "stuck.test":
            return f'allow-update {{ key lab-key; }}; journal "{self._path("no", "such", "folder")}";'
        if zone == "updates.test":
            return "update-policy { deny lab-key name _acme-challenge.denied.updates.test; grant lab-key zonesub TXT; };"
        if zone == "gss.test":
            return f"update-policy {{ deny {USER}@{REALM} name _acme-challenge.denied.gss.test; grant {USER}@{REALM} zonesub TXT; }};"
        return super()._policy(zone)

    def _start_more(self):
        self.kerberos = Kerberos(self._path("kerberos"), "ns1.example.test", self._start)
        self.primary_options = f'tkey-gssapi-keytab "{self.kerberos.keytab}";'
        self._start_knot()
        self._start_powerdns()
        self._start_nsd()
        self._wait_for("kdc", "127.0.0.1", self.kerberos.port)
        for name, address in SERVERS.items():
            self._wait_for(name, address, self.dns_port)

    def zone_txt(self, name):
        """The TXT values at a name of one of the SERVERS' zones."""
        return self.txt(name, SERVERS[name.split(".")[-2]])

    def weak_key_file(self, algorithm):
        with open(self.key_file, encoding="ascii") as file:
            return self._write(f"{algorithm}.key", file.read().replace("hmac-sha256", algorithm))

    @contextlib.contextmanager
    def silent_server(self):
        """An address where everything is taken and nothing answered."""
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.5", 0))
            udp.bind(tcp.getsockname())
            tcp.listen()
            yield f"127.0.0.5:{tcp.getsockname()[1]}"

    def _secret(self):
        with open(self.key_file, encoding="ascii") as file:
            return file.read().split('secret "')[1].split('"')[0]

    def _start_knot(self):
        folder = self._path("knot")
        os.makedirs(folder)
        zone = self._write("knot/knot.zone", zone_of("knot"))
        config = self._write("knot/knot.conf", f"""
server:
  rundir: "{folder}"
  listen: [ {SERVERS["knot"]}@{self.dns_port} ]
  udp-workers: 1
  tcp-workers: 2
  background-workers: 1
log:
  - target: stderr
    any: info
database:
  storage: "{folder}"
key:
  - id: lab-key
    algorithm: hmac-sha256
    secret: {self._secret()}
acl:
  - id: update
    key: lab-key
    action: update
zone:
  - domain: knot.test
    file: "{zone}"
    acl: update
""")
        self._start("knot", [program("knotd"), "-c", config])

    def _start_powerdns(self):
        database = self._path("pdns", "pdns.sqlite3")
        config = self._write("pdns/pdns.conf", f"""
launch=gsqlite3
gsqlite3-database={database}
dnsupdate=yes
allow-dnsupdate-from=127.0.0.0/8
local-address={SERVERS["pdns"]}
local-port={self.dns_port}
socket-dir={self._path("pdns")}
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
        with contextlib.closing(sqlite3.connect(database)) as connection, open(SCHEMA, encoding="ascii") as schema:
            connection.executescript(schema.read())
        zone = self._write("pdns/pdns.zone", zone_of("pdns"))
        for command in (("load-zone", "pdns.test", zone), ("import-tsig-key", "lab-key", "hmac-sha256", self._secret()),
                        ("set-meta", "pdns.test", "TSIG-ALLOW-DNSUPDATE", "lab-key"),
                        ("set-meta", "pdns.test", "SOA-EDIT-DNSUPDATE", "INCREASE")):
            subprocess.run([program("pdnsutil"), f"--config-dir={os.path.dirname(config)}", *command], check=True, capture_output=True)
        self._start("pdns", [program("pdns_server"), f"--config-dir={os.path.dirname(config)}"])

    def _start_nsd(self):
        zone = self._write("nsd/nsd.zone", zone_of("nsd"))
        config = self._write("nsd/nsd.conf", f"""
server:
  ip-address: {SERVERS["nsd"]}@{self.dns_port}
  username: ""
  chroot: ""
  zonesdir: "{self._path("nsd")}"
  database: ""
  pidfile: ""
  zonelistfile: "{self._path("nsd", "list")}"
  xfrdfile: "{self._path("nsd", "xfrd")}"
  xfrdir: "{self._path("nsd")}"
  server-count: 1
remote-control:
  control-enable: no
zone:
  name: "nsd.test"
  zonefile: "{zone}"
""")
        self._start("nsd", [program("nsd"), "-d", "-c", config])
