# SPDX-License-Identifier: MIT
"""Accounts at a real ACME server that takes only customers whom it knows (external account binding)."""

import base64
import json
import os
import unittest

from program import Program

from lab import Lab

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


if __name__ == "__main__":
    unittest.main(verbosity=2)
