# SPDX-License-Identifier: MIT
"""Requests, keys that are used again, passphrases, and every form that a certificate is exported in."""

import os
import stat
import subprocess
import unittest

from program import Program

from lab import Lab, program

WORDS = "correct horse battery"


def openssl(*arguments, **more):
    return subprocess.run([program("openssl"), *arguments], capture_output=True, check=True, **more).stdout


class KeysTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()
        os.makedirs(self.program.home, exist_ok=True)

    def tearDown(self):
        self.program.close()

    def path(self, name):
        return os.path.join(os.path.dirname(self.program.home), name)

    def written(self, name, content):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content)
        return self.path(name)

    def issue(self, names, *more):
        answer = self.program.issue(self.lab, names, *self.lab.update_arguments(), *more)
        self.assertEqual(answer.code, 0, answer.trouble)
        return answer.last

    def export(self, certificate, form, name, *more):
        answer = self.program.run("export", certificate, "--format", form, "--out", self.path(name), *more, *self.store())
        self.assertEqual(answer.code, 0, answer.trouble)
        return answer.events[0]

    def store(self):
        arguments = self.lab.arguments()
        return [part for option in ("--key-store", "--passphrase-file") if option in arguments
                for part in (option, arguments[arguments.index(option) + 1])]

    def request(self, *alternative_names, key="own.key"):
        openssl("ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", self.path(key))
        openssl("req", "-new", "-key", self.path(key), "-subj", "/", "-addext",
                "subjectAltName = " + ", ".join("DNS:" + name for name in alternative_names), "-out", self.path("own.csr"))
        return self.path("own.csr")

    def test_own_request(self):
        done = self.issue([], "--csr", self.request("csr.example.test", "*.csr.example.test"))
        self.assertEqual(done["names"], ["csr.example.test", "*.csr.example.test"])
        self.assertEqual(sorted(os.listdir(self.program.out)), ["cert.pem", "chain.pem", "fullchain.pem"])
        self.assertEqual(openssl("x509", "-in", self.program.file("cert.pem"), "-noout", "-pubkey"),
                         openssl("pkey", "-in", self.path("own.key"), "-pubout"))
        answer = self.program.run("export", done["certificate"], "--format", "key", "--out", self.path("none.pem"), *self.store())
        self.assertEqual(answer.code, 2)
        self.assertIn("was never here", answer.trouble)

    def test_what_a_request_must_not_be(self):
        wrong = {
            "not a request": ["--csr", self.written("letter", "hello")],
            "two choices of a key": ["--csr", self.request("a.example.test"), "--key-type", "ec256"],
            "names beside a request": ["--csr", self.path("own.csr"), "--name", "b.example.test"],
            "an unknown certificate": ["--name", "a.example.test", "--reuse-key", "none"],
            "a short passphrase": ["--name", "a.example.test", "--key-passphrase-file", self.written("short", "1234\n")],
            "a type for accounts only": ["--name", "a.example.test", "--key-type", "ed25519"],
        }
        for what, options in wrong.items():
            with self.subTest(what):
                answer = self.program.issue(self.lab, [], *self.lab.update_arguments(), *options)
                self.assertEqual(answer.code, 2, answer.output)
                self.assertEqual(self.program.orders(), [])

    def test_exports_and_reuse(self):
        words = self.written("words", WORDS + "\n")
        first = self.issue(["forms.example.test"], "--key-type", "ec384", "--key-passphrase-file", words)
        with open(self.program.file("privkey.pem"), encoding="ascii") as file:
            self.assertIn("BEGIN ENCRYPTED PRIVATE KEY", file.read())
        public = openssl("pkey", "-in", self.program.file("privkey.pem"), "-passin", "file:" + words, "-pubout")
        chain = openssl("x509", "-in", self.program.file("fullchain.pem"), "-outform", "DER")

        self.assertFalse(self.export(first["certificate"], "der", "one.der")["holdsKey"])
        with open(self.path("one.der"), "rb") as file:
            self.assertEqual(file.read(), chain)
        self.export(first["certificate"], "pem", "one.pem")
        with open(self.path("one.pem"), "rb") as one, open(self.program.file("fullchain.pem"), "rb") as saved:
            self.assertEqual(one.read(), saved.read())
        self.export(first["certificate"], "pkcs7", "one.p7b")
        self.assertEqual(openssl("pkcs7", "-in", self.path("one.p7b"), "-print_certs").count(b"BEGIN CERTIFICATE"), 2)
        for name, more in (("one.p12", []), ("old.p12", ["--legacy"])):
            self.assertTrue(self.export(first["certificate"], "pkcs12", name, "--key-passphrase-file", words, *more)["holdsKey"])
            opened = openssl("pkcs12", "-in", self.path(name), "-nodes", "-passin", "file:" + words)
            self.assertEqual(openssl("pkey", "-pubout", input=opened), public)
        self.export(first["certificate"], "combined", "one.crt")
        self.assertEqual(openssl("pkey", "-in", self.path("one.crt"), "-passin", "file:" + words, "-pubout"), public)
        modes = [stat.S_IMODE(os.stat(self.path(name)).st_mode) for name in ("one.p12", "one.crt", "one.pem")]
        self.assertEqual(modes, [0o600, 0o600, 0o644])
        again = self.program.run("export", first["certificate"], "--format", "pem", "--out", self.path("one.pem"))
        self.assertEqual(again.code, 2)
        unknown = self.program.run("export", first["certificate"], "--format", "jks", "--out", self.path("one.jks"))
        self.assertEqual(unknown.code, 2)
        self.assertIn("pkcs12", unknown.trouble)

        second = self.issue(["forms.example.test"], "--reuse-key", first["certificate"], "--force")
        self.assertNotEqual(second["certificate"], first["certificate"])
        self.assertEqual(openssl("x509", "-in", self.program.file("cert.pem"), "-noout", "-pubkey"), public)


if __name__ == "__main__":
    unittest.main()
