# SPDX-License-Identifier: MIT
"""Accounts at a CA that does what its script says: access codes, key changes that go wrong, terms, accounts that are gone."""

import base64
import os
import ssl
import unittest
import urllib.request

from scriptedtest import ScriptedTest

from scriptedca import CUT, answer_after, cut_after, cut_before, problem


class AccountTest(ScriptedTest):
    def account(self, part, *more):
        return self.program.run("account", part, *more, "--key-store", "plain")

    def register(self, ca, *more):
        answer = self.account("register", "--directory", ca.directory, "--ca-root", ca.root_file, "--agree-terms", *more)
        self.assertEqual(answer.code, 0, answer.trouble)
        return answer.last["account"]["id"]


class KeyTest(AccountTest):
    def test_every_kind_of_account_key(self):
        for kind, algorithm in (("ec256", "ES256"), ("ec384", "ES384"), ("rsa2048", "RS256"), ("ed25519", "EdDSA")):
            with self.subTest(kind):
                self.begin_anew()
                ca = self.start_ca()
                self.register(ca, "--key-type", kind)
                self.issued(ca)
                signed = [request.jws.header["alg"] for request in ca.requests if request.jws]
                self.assertEqual(set(signed), {algorithm})

    def test_a_key_change(self):
        ca = self.start_ca()
        identity = self.register(ca)
        before = ca.accounts[0].thumbprint
        answer = self.account("rollover", identity)
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertNotEqual(ca.accounts[0].thumbprint, before)
        self.issued(ca)
        self.assertEqual(len(ca.accounts), 1)

    def test_a_key_change_that_the_ca_refuses(self):
        ca = self.start_ca()
        identity = self.register(ca)
        before = ca.accounts[0].thumbprint
        ca.next("keyChange", problem("malformed", "new key is already in use", status=409, headers={"Location": ca.accounts[0].url}))
        self.refused(self.account("rollover", identity), 1, "new key is already in use")
        self.assertEqual(ca.accounts[0].thumbprint, before)
        self.issued(ca)
        # The next one goes through.
        self.assertEqual(self.account("rollover", identity).code, 0)
        self.assertNotEqual(ca.accounts[0].thumbprint, before)

    def test_a_key_change_of_which_nobody_knows_whether_it_was_done(self):
        for trouble, behaviour in {"before": cut_before(), "after": cut_after(), "500": answer_after(500)}.items():
            with self.subTest(trouble):
                self.begin_anew()
                ca = self.start_ca()
                identity = self.register(ca)
                ca.next("keyChange", behaviour)
                self.account("rollover", identity)
                self.issued(ca)
                self.assertEqual(len(ca.accounts), 1)

    def test_killed_in_a_key_change(self):
        for was_done in (False, True):
            with self.subTest(was_done=was_done):
                self.begin_anew()
                ca = self.start_ca()
                identity = self.register(ca)
                before = ca.accounts[0].thumbprint

                def kill(carry_out):
                    if was_done:
                        carry_out()
                    process.kill()
                    return CUT

                ca.next("keyChange", kill)
                process = self.program.start("account", "rollover", identity, "--key-store", "plain")
                process.communicate(timeout=60)
                self.assertEqual(process.returncode, -9)
                self.assertEqual(ca.accounts[0].thumbprint != before, was_done)
                self.issued(ca)
                self.assertEqual(len(ca.accounts), 1)

    def test_a_ca_without_key_changes(self):
        ca = self.start_ca(without=("keyChange",))
        self.refused(self.account("rollover", self.register(ca)), 2, "does not offer this", "keyChange")


class CustomerTest(AccountTest):
    def test_access_codes(self):
        secret = bytes(range(40))
        ca = self.start_ca(eab_required=True, eab_keys={"kid/1": secret}, eab_once=True)
        path = os.path.join(os.path.dirname(self.program.home), "hmac")
        with open(path, "wb") as file:
            file.write(base64.urlsafe_b64encode(secret))
        self.refused(self.issue(ca), 2, "codes")
        self.refused(self.issue(ca, more=("--eab-kid", "kid/2", "--eab-hmac-file", path)), 1, "kid/2")
        self.assertEqual(ca.accounts, [])
        ca.next("newAccount", cut_after())  # with a code that is good once, as with any
        self.issued(ca, more=("--eab-kid", "kid/1", "--eab-hmac-file", path))
        self.assertEqual([account.eab_key_id for account in ca.accounts], ["kid/1"])

    def test_terms_that_have_changed(self):
        ca = self.start_ca()
        self.issued(ca)
        ca.terms = "https://ca.invalid/terms/2"
        other = "second." + self.name
        page = f"/agree{ca.accounts[0].path}"
        self.refused(self.issue(ca, other, more=("--force",)), 1, page)
        context = ssl.create_default_context(cafile=ca.root_file)
        with urllib.request.urlopen(f"https://127.0.0.1:{ca.port}{page}", context=context, timeout=10) as answer:
            answer.read()
        self.issued(ca, other, more=("--force",))
        self.assertEqual(len(ca.accounts), 1)

    def test_an_account_that_is_closed_or_gone(self):
        for what, end in {"closed": lambda ca: setattr(ca.accounts[0], "status", "deactivated"), "gone": lambda ca: ca.forget_accounts()}.items():
            with self.subTest(what):
                self.begin_anew()
                ca = self.start_ca()
                self.issued(ca)
                end(ca)
                other = "second." + self.name
                refused = self.issue(ca, other, more=("--force",))
                self.assertIn(refused.code, (1, 2), refused.trouble)
                self.assertIn("account", refused.trouble)
                # A new account is what helps.
                self.register(ca)
                self.issued(ca, other, more=("--force",))

    def test_an_account_that_we_close(self):
        ca = self.start_ca()
        answer = self.account("deactivate", self.register(ca))
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual([account.status for account in ca.accounts], ["deactivated"])
        self.issued(ca)  # with another one
        self.assertEqual([account.status for account in ca.accounts], ["deactivated", "valid"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
