# SPDX-License-Identifier: MIT
"""A second ACME server, written by others: the one in Debian's caddy (Smallstep's).

Its directory says "meta": {}, and a challenge that failed stays pending with an error and may be asked for again. It looks names
up as its system does, so it gets a network and a resolv.conf of its own.
"""

import os
import subprocess
import sys
import unittest

from program import Program

import namespace  # noqa: E402
from lab import Lab, free_port, program  # noqa: E402


class CaddyLab(Lab):
    resolver_port = 53

    def _start_pebble(self):
        resolv = self._write("resolv.conf", "nameserver 127.0.0.1\n")
        subprocess.run([program("mount"), "--bind", resolv, "/etc/resolv.conf"], check=True)
        self.ca_port, http = free_port(["127.0.0.1"]), free_port(["127.0.0.1"])
        store = self._path("caddy")
        config = self._write("Caddyfile", f"""{{
	admin off
	auto_https disable_redirects
	skip_install_trust
	storage file_system {store}
	http_port {http}
	https_port {self.ca_port}
}}
https://localhost:{self.ca_port} {{
	tls internal
	acme_server
}}
""")
        folders = {name: self.folder for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        self._start("caddy", [program("caddy"), "run", "--config", config, "--adapter", "caddyfile"],
                    {**folders, "GODEBUG": "netdns=go"})
        self._wait_for("caddy", "127.0.0.1", self.ca_port)
        self.root_file = os.path.join(store, "pki", "authorities", "local", "root.crt")
        self.directory = f"https://localhost:{self.ca_port}/acme/local/directory"


class CaddyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = CaddyLab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.client = Program()
        self.addCleanup(self.client.close)

    def test_name_and_wildcard(self):
        answer = self.client.issue(self.lab, ["example.test", "*.example.test"], *self.lab.update_arguments())
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        with open(self.client.file("fullchain.pem"), encoding="ascii") as file:
            self.assertEqual(file.read().count("BEGIN CERTIFICATE"), 2)
        self.assertEqual(self.lab.txt("_acme-challenge.example.test"), [])

    def test_ten_names_and_the_same_account_again(self):
        for number in range(2):
            names = [f"n{i}.r{number}.example.test" for i in range(10)]
            answer = self.client.issue(self.lab, names, *self.lab.update_arguments(), "--validate-anyway", "--force")
            self.assertEqual(answer.code, 0, answer.output + answer.trouble)


if __name__ == "__main__":
    namespace.enter()
    namespace.add_addresses([])
    sys.exit(unittest.main(verbosity=2))
