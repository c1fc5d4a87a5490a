# SPDX-License-Identifier: MIT
"""pebble in each of its moods: strict, with few good nonces, long and other chains, authorizations used again."""

import os
import ssl
import subprocess
import unittest
import urllib.request

from program import Program

from lab import Lab, program


class PebbleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(ca=None)

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()
        self.addCleanup(self.program.close)

    def issue(self, *names, more=()):
        """The waiting for propagation is tested elsewhere."""
        return self.program.issue(self.lab, names, *self.lab.update_arguments(), "--validate-anyway", "--force", *more)

    def issued(self, *names, **options):
        answer = self.issue(*names, **options)
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        return answer

    def roots(self, count):
        context = ssl.create_default_context(cafile=self.lab.root_file)
        for number in range(count):
            with urllib.request.urlopen(f"{self.lab.management}/roots/{number}", context=context, timeout=10) as answer:
                path = os.path.join(self.program.home, f"root{number}.pem")
                with open(path, "wb") as file:
                    file.write(answer.read())
                yield path

    def check_chain(self, root, length):
        with open(self.program.file("chain.pem"), "rb") as file:
            self.assertEqual(file.read().count(b"BEGIN CERTIFICATE"), length)
        verified = subprocess.run([program("openssl"), "verify", "-CAfile", root, "-untrusted", self.program.file("chain.pem"),
                                   self.program.file("cert.pem")], capture_output=True, text=True, check=False)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_strict(self):
        self.lab.restart_pebble("-strict")
        self.issued("strict.example.test", "*.strict.example.test")

    def test_every_second_nonce_is_refused(self):
        self.lab.restart_pebble(WFE_NONCEREJECT=50)
        for run in range(10):
            with self.subTest(run=run):
                self.issued(f"n{run}.example.test", f"*.n{run}.example.test")
        self.assertEqual(len(os.listdir(os.path.join(self.program.home, "accounts"))), 1)

    def test_authorizations_are_used_again(self):
        self.lab.restart_pebble(AUTHZREUSE=100)
        self.issued("reuse.example.test", "*.reuse.example.test")
        answered = self.lab.challenges_answered()
        again = self.issued("reuse.example.test", "*.reuse.example.test")
        self.assertEqual(self.lab.challenges_answered(), answered)
        self.assertEqual(again.named("record"), [])
        # Some names are proved, others are not.
        self.issued("reuse.example.test", "new.reuse.example.test")
        self.assertEqual(self.lab.challenges_answered(), answered + 1)

    def test_long_and_other_chains(self):
        self.lab.restart_pebble(CHAIN_LENGTH=3, ALTERNATE_ROOTS=2)
        self.issued("chain.example.test")
        self.check_chain(next(self.roots(1)), 3)


if __name__ == "__main__":
    unittest.main(verbosity=2)
