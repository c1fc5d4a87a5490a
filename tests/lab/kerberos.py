# SPDX-License-Identifier: MIT
"""A Kerberos realm of its own on loopback: a KDC, a key for the name server, and tickets for a user."""

import os
import subprocess

from lab import free_port, program

REALM = "LAB.TEST"
USER = "admin"
PASSWORD = "only for tests"


class Kerberos:
    def __init__(self, folder, name_server, start):
        """`start` runs a program in the background: name, command, environment."""
        self.folder = folder
        os.makedirs(folder)
        self.port = free_port(["127.0.0.1"])
        self.keytab = self._path("dns.keytab")
        self._write("krb5.conf", f"""
[libdefaults]
  default_realm = {REALM}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
[realms]
  {REALM} = {{
    kdc = 127.0.0.1:{self.port}
  }}
[domain_realm]
  .test = {REALM}
""")
        self._write("kdc.conf", f"""
[kdcdefaults]
  kdc_listen = 127.0.0.1:{self.port}
  kdc_tcp_listen = 127.0.0.1:{self.port}
[realms]
  {REALM} = {{
    database_name = {self._path("principal")}
    key_stash_file = {self._path("stash")}
    max_life = 1h
  }}
[logging]
  kdc = FILE:{self._path("kdc.log")}
""")
        self._run("kdb5_util", "create", "-s", "-P", "only for tests", "-r", REALM)
        self._admin(f"addprinc -pw \"{PASSWORD}\" {USER}")
        self._admin(f"addprinc -randkey DNS/{name_server}")
        self._admin(f"ktadd -k {self.keytab} DNS/{name_server}")
        start("kdc", [program("krb5kdc"), "-n"], self.environment())

    def environment(self, tickets="none"):
        """What programs need to know of the realm; `tickets` is the name of a credentials cache."""
        return {"KRB5_CONFIG": self._path("krb5.conf"), "KRB5_KDC_PROFILE": self._path("kdc.conf"),
                "KRB5CCNAME": "FILE:" + self._path(tickets + ".tickets")}

    def sign_in(self, tickets):
        self._run("kinit", USER, input=PASSWORD + "\n", tickets=tickets)

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _write(self, name, content):
        with open(self._path(name), "w", encoding="ascii") as file:
            file.write(content)

    def _admin(self, command):
        self._run("kadmin.local", "-r", REALM, "-q", command)

    def _run(self, name, *arguments, tickets="none", **options):
        ran = subprocess.run([program(name), *arguments], env={**os.environ, **self.environment(tickets)}, text=True,
                             capture_output=True, timeout=20, check=False, **options)
        if ran.returncode != 0:
            raise RuntimeError(f"{name} failed:\n{ran.stdout}{ran.stderr}")
