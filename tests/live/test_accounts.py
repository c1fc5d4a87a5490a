# SPDX-License-Identifier: MIT
"""Accounts at a real ACME server that takes only customers whom it knows (external account binding)."""

import base64
import json
import os
import shutil
import subprocess
import unittest

from program import Program

from lab import Lab, program

MAC_KEY = base64.urlsafe_b64encode(bytes(range(200, 248))).decode().rstrip("=")


class AccountsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(ca=None)
        cls.lab.restart_pebble(config={"externalAccountBindingRequired": True,
                                       "externalAccountMACKeys": {"kid-1": MAC_KEY, "kid-2": MAC_KEY[::-1]}})

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()

    def tearDown(self):
        self.program.close()

    def file(self, name, content):
        path = os.path.join(os.path.dirname(self.program.home), name)
        with open(path, "w", encoding="ascii") as file:
            file.write(content)
        return path

    def codes(self, key_id="kid-1", mac_key=MAC_KEY):
        return ["--eab-kid", key_id, "--eab-hmac-file", self.file("hmac.txt", mac_key)]

    def issue(self, name, *more):
        return self.program.issue(self.lab, [name], *self.lab.update_arguments(), *more)

    def orders_at_ca(self):
        return self.lab.ca_log().count("POST /order-plz")

    def test_a_certificate_with_codes(self):
        # As people paste it: the other alphabet, padding, a line break.
        pasted = base64.b64encode(base64.urlsafe_b64decode(MAC_KEY)).decode()
        answer = self.issue("eab.example.test", *self.codes(mac_key=pasted[:20] + "\n" + pasted[20:] + "\n"))
        self.assertEqual(answer.code, 0, answer.trouble)
        # The account is bound now: the next order needs no codes.
        answer = self.issue("eab2.example.test", "--force")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertNotIn(MAC_KEY, answer.output + answer.trouble)
        for folder, _, names in os.walk(self.program.home):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(MAC_KEY.encode(), file.read())

    def test_without_codes_nothing_is_ordered(self):
        orders_before = self.orders_at_ca()
        answer = self.issue("none.example.test")
        self.assertEqual(answer.code, 2, answer.output)
        self.assertIn("codes", answer.trouble)
        self.assertEqual(self.orders_at_ca(), orders_before)

    def test_codes_that_the_ca_refuses(self):
        for what, codes in {"unknown key ID": self.codes("kid-9"), "another HMAC key": self.codes(mac_key=MAC_KEY[:-8] + "AAAAAAAA")}.items():
            with self.subTest(what):
                answer = self.issue("refused.example.test", *codes)
                self.assertEqual(answer.code, 1, answer.trouble)
                self.assertEqual(answer.last["problem"]["type"].rpartition(":")[2], "unauthorized", json.dumps(answer.last))
        # The right ones go on from there, with one account.
        answer = self.issue("refused.example.test", *self.codes("kid-2", MAC_KEY[::-1]))
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(len(os.listdir(os.path.join(self.program.home, "accounts"))), 1)

    def test_codes_that_cannot_be_right(self):
        for what, codes in {"no key ID": ["--eab-hmac-file", self.file("h", MAC_KEY)], "no base64": self.codes(mac_key="not base64!"),
                            "cut": self.codes(mac_key=MAC_KEY[:12])}.items():
            with self.subTest(what):
                answer = self.issue("bad.example.test", *codes)
                self.assertEqual(answer.code, 2, answer.output)
                self.assertIn("EAB", answer.trouble)


class AccountCommandTest(unittest.TestCase):
    """certwright-cli account against a CA that wants no codes."""

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()
        self.folder = os.path.dirname(self.program.home)

    def tearDown(self):
        self.program.close()

    def at_ca(self):
        return ["--directory", self.lab.directory, "--ca-root", self.lab.root_file]

    def account(self, *arguments, program=None):
        return (program or self.program).run("account", *arguments)

    def registered(self, *more):
        answer = self.account("register", *self.at_ca(), "--contact", "a@example.org", "--agree-terms", "--key-store", "plain", *more)
        self.assertEqual(answer.code, 0, answer.trouble)
        return answer.last["account"]

    def listed(self):
        return self.account("list").events[0]["accounts"]

    def accounts_at_ca(self):
        return self.lab.ca_log().count("accounts in memory")

    def issues(self, name):
        answer = self.program.issue(self.lab, [name], *self.lab.update_arguments(), "--force")
        self.assertEqual(answer.code, 0, answer.trouble)

    def test_an_account_through_its_life(self):
        account = self.registered("--key-type", "ec384")
        self.assertEqual((account["status"], account["keyType"], account["contacts"]), ("valid", "ec384", ["a@example.org"]))
        answer = self.account("update", account["id"], "--contact", "b@example.org, c@example.org", "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        keys_before = os.listdir(os.path.join(self.program.home, "secrets", "plain"))
        answer = self.account("rollover", account["id"], "--key-type", "rsa2048", "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        keys_after = os.listdir(os.path.join(self.program.home, "secrets", "plain"))
        self.assertEqual((len(keys_before), len(keys_after), set(keys_before) & set(keys_after)), (1, 1, set()))
        changed = self.listed()[0]
        self.assertEqual((changed["url"], changed["keyType"], changed["contacts"]),
                         (account["url"], "rsa2048", ["b@example.org", "c@example.org"]))
        self.issues("rolled.example.test")
        self.assertEqual(len(self.listed()), 1)
        answer = self.account("deactivate", account["id"], "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(self.listed()[0]["status"], "deactivated")
        answer = self.account("update", account["id"], "--contact", "d@example.org", "--key-store", "plain")
        self.assertEqual(answer.code, 1, answer.output)
        # The next order gets an account that works.
        self.issues("after.example.test")
        self.assertEqual(sorted(entry["status"] for entry in self.listed()), ["deactivated", "valid"])

    def test_a_key_goes_out_and_comes_back(self):
        account = self.registered()
        passphrase = os.path.join(self.folder, "passphrase")
        with open(passphrase, "w", encoding="ascii") as file:
            file.write("open sesame\n")
        for number, (form, protection) in enumerate((("pem", ()), ("pem", ("--key-passphrase-file", passphrase)), ("jwk", ()))):
            with self.subTest(form, protected=bool(protection)):
                out = os.path.join(self.folder, f"key{number}")
                answer = self.account("export", account["id"], "--format", form, "--out", out, "--key-store", "plain", *protection)
                self.assertEqual(answer.code, 0, answer.trouble)
                self.assertEqual(os.stat(out).st_mode & 0o777, 0o600)
                other = Program()
                try:
                    answer = self.account("import", out, *self.at_ca(), "--key-store", "plain", *protection, program=other)
                    self.assertEqual(answer.code, 0, answer.trouble)
                    self.assertEqual(answer.last["accounts"][0]["url"], account["url"])
                    self.assertEqual(answer.last["accounts"][0]["origin"], form)
                finally:
                    other.close()
        self.assertEqual(self.account("export", account["id"], "--out", out, "--key-store", "plain").code, 2)

    def test_an_account_in_the_folder_of_certbot(self):
        account = self.registered()
        config = os.path.join(self.folder, "letsencrypt")
        folder = os.path.join(config, "accounts", self.lab.directory.removeprefix("https://"), "0123456789abcdef0123456789abcdef")
        os.makedirs(folder)
        answer = self.account("export", account["id"], "--format", "jwk", "--out", os.path.join(folder, "private_key.json"), "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        for name, content in {"regr.json": {"body": {}, "uri": account["url"]}, "meta.json": {"creation_dt": "2024-01-02T03:04:05Z"}}.items():
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                json.dump(content, file)
        made_before = self.accounts_at_ca()
        shutil.rmtree(self.program.home)
        answer = self.account("import", config, "--ca-root", self.lab.root_file, "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        imported = answer.last["accounts"][0]
        self.assertEqual((imported["origin"], imported["directory"], imported["url"], imported["created"]),
                         ("certbot", self.lab.directory, account["url"], "2024-01-02T03:04:05Z"))
        self.issues("certbot.example.test")
        self.assertEqual(self.accounts_at_ca(), made_before)

    def test_a_key_that_the_ca_does_not_know(self):
        key = os.path.join(self.folder, "key.pem")
        subprocess.run([program("openssl"), "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key],
                       check=True, capture_output=True)
        answer = self.account("import", key, *self.at_ca(), "--key-store", "plain")
        self.assertEqual(answer.code, 2, answer.output)
        self.assertIn("does not know", answer.trouble)
        self.assertEqual(self.listed(), [])
        subprocess.run([program("openssl"), "genrsa", "-out", key, "1024"], check=True, capture_output=True)
        answer = self.account("import", key, *self.at_ca(), "--key-store", "plain")
        self.assertEqual(answer.code, 2, answer.output)
        self.assertIn("RSA 1024", answer.trouble)


if __name__ == "__main__":
    unittest.main(verbosity=2)
