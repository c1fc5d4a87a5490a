# SPDX-License-Identifier: MIT
"""What goes wrong before the CA is asked: the message names the server and the reason, and no challenge is answered."""

import glob
import os
import subprocess
import unittest

from program import Program

from lab import Lab


class RefusalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()

    def tearDown(self):
        self.program.close()

    def refused_update(self, *words, key_file=None, more=(), names=("www.example.test",), prefix=()):
        before = self.lab.challenges_answered()
        answer = self.program.issue(self.lab, names, *self.lab.update_arguments(key_file), *more, prefix=prefix)
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        for word in words:
            self.assertIn(word, answer.trouble)
        self.assertEqual(self.lab.challenges_answered(), before)
        for name in names:
            self.assertEqual(self.lab.txt("_acme-challenge." + name.removeprefix("*.")), [])
        return answer

    def test_wrong_secret(self):
        self.refused_update("127.0.0.1", "lab-key", key_file=self.lab.wrong_key_file)

    def test_unknown_key(self):
        self.refused_update("127.0.0.1", "nobodys-key", key_file=self.lab.unknown_key_file)

    def test_server_down(self):
        self.refused_update("127.0.0.1:9", more=("--rfc2136-server", "127.0.0.1:9"))

    def test_clock_an_hour_off(self):
        # The library without its wrapper, which demands a world-writable /dev/shm.
        libraries = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        self.assertTrue(libraries, "faketime is not installed")
        prefix = ("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME=+1h", "LD_PRELOAD=" + libraries[0])
        answer = self.refused_update("127.0.0.1", prefix=prefix)
        self.assertRegex(answer.trouble, "clock")

    def test_names_that_no_ca_takes(self):
        before = self.lab.ca_log()
        for name in ("", "192.0.2.1", "a_b.example.test", "a" * 64 + ".example.test", "a.*.example.test", "xn--a.example.test",
                     "\N{GRINNING FACE}.example.test", "test"):
            with self.subTest(name):
                answer = self.program.issue(self.lab, [name], *self.lab.update_arguments())
                self.assertEqual(answer.code, 2, answer.output)
                self.assertTrue(answer.trouble)
        for name in ("co.uk", "nas.local"):
            with self.subTest(name):
                answer = self.program.run("issue", "--name", name, "--ca", "letsencrypt", "--agree-terms", "--out", self.program.out)
                self.assertEqual(answer.code, 2, answer.output)
        self.assertEqual(self.lab.ca_log(), before)

    def test_directories_that_are_none(self):
        def directory(url, *more):
            return self.program.run("issue", "--name", "www.example.test", "--directory", url, *more, "--agree-terms",
                                    "--key-store", "plain", "--out", self.program.out, "--resolver", self.lab.resolver,
                                    "--dns-port", str(self.lab.dns_port))

        trust = ("--ca-root", self.lab.root_file)
        answers = {
            "not https": directory("http://127.0.0.1/dir"),
            "not reachable": directory("https://127.0.0.1:9/dir", *trust),
            "not trusted": directory(self.lab.directory),
            "no directory": directory(self.lab.management + "/roots/0", *trust),
        }
        self.assertEqual({why: answer.code for why, answer in answers.items()},
                         {"not https": 2, "not reachable": 3, "not trusted": 3, "no directory": 3})
        sentences = {answer.trouble for answer in answers.values()}
        self.assertEqual(len(sentences), len(answers))

    def test_terms_not_agreed_to(self):
        before = self.lab.ca_log().count("POST /sign-me-up")
        arguments = [argument for argument in self.lab.arguments() if argument != "--agree-terms"]
        answer = self.program.run("issue", "--name", "www.example.test", *arguments, *self.lab.update_arguments(), "--out", self.program.out)
        self.assertEqual(answer.code, 2, answer.output)
        self.assertEqual(self.lab.ca_log().count("POST /sign-me-up"), before)

    def test_key_files_that_are_none(self):
        def key_file(content):
            path = os.path.join(self.lab.folder, "bad.key")
            with open(path, "w", encoding="ascii") as file:
                file.write(content)
            return self.program.issue(self.lab, ["www.example.test"], *self.lab.update_arguments(path))

        for content in ("", "hello", 'key "k" { algorithm hmac-md7; secret "AAAA"; };', 'key "k" { algorithm hmac-sha256; secret "*"; };'):
            with self.subTest(content):
                self.assertEqual(key_file(content).code, 2)
        missing = self.program.issue(self.lab, ["www.example.test"], *self.lab.update_arguments("/nowhere/key"))
        self.assertEqual(missing.code, 2)
        self.assertIn("/nowhere/key", missing.trouble)

    def test_secrets_stay_out_of_what_is_said_and_kept(self):
        with open(self.lab.key_file, encoding="ascii") as file:
            secret = file.read().split('secret "')[1].split('"')[0]
        answer = self.program.issue(self.lab, ["www.example.test"], *self.lab.update_arguments(), "--verbose")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertNotIn(secret, answer.output + answer.trouble)
        self.assertNotIn("PRIVATE KEY", answer.output + answer.trouble)
        orders = subprocess.run(["grep", "-rlE", f"PRIVATE KEY|{secret}", os.path.join(self.program.home, "orders"),
                                 os.path.join(self.program.home, "accounts"), os.path.join(self.program.home, "certificates")],
                                capture_output=True, text=True, check=False)
        self.assertEqual(orders.stdout, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)
