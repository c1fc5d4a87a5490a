# SPDX-License-Identifier: MIT
"""Certificates that are there: shown, revoked, added from a file, and when their CA wants them renewed."""

import os
import subprocess
import unittest

from program import Program
from scriptedca import ScriptedCa, cut_after, problem

from lab import Lab, program


class CertificatesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    number = 0

    def setUp(self):
        self.program = Program()
        self.addCleanup(self.program.close)

    def name(self):
        CertificatesTest.number += 1
        return f"c{CertificatesTest.number}.example.test"

    def issue(self, *more, arguments=None):
        """A certificate's id; from pebble when nothing else is said."""
        answer = self.program.run("issue", "--name", self.name(), *(arguments or self.lab.arguments()), *self.lab.update_arguments(),
                                  "--validate-anyway", "--out", self.program.out, "--force", *more)
        self.assertEqual(answer.code, 0, answer.trouble)
        return answer.last["certificate"]

    def run_store(self, *arguments):
        return self.program.run(*arguments, "--key-store", "plain")

    def show(self, identity):
        return self.program.run("show", identity).last

    def scripted(self, **switches):
        ca = ScriptedCa(self.lab.resolver, looks_at_dns=False, **switches)
        self.addCleanup(ca.close)
        return ca


class PebbleTest(CertificatesTest):
    def test_shown_and_revoked_by_the_account(self):
        identity = self.issue()
        shown = self.show(identity)
        self.assertEqual(shown["state"], "valid")
        self.assertEqual(shown["directory"], self.lab.directory)
        self.assertEqual(len(shown["chain"]), 2)
        self.assertTrue(shown["check"]["signaturesFit"])
        self.assertTrue(shown["hasKey"])

        self.assertEqual(self.run_store("revoke", identity, "--reason", "because").code, 2)
        answer = self.run_store("revoke", identity, "--reason", "superseded")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual((answer.last["state"], answer.last["revocationReason"]), ("revoked", "superseded"))
        again = self.run_store("revoke", identity)
        self.assertEqual(again.code, 0, again.trouble)
        self.assertEqual(self.show(identity)["revocationReason"], "superseded")

    def test_revoked_by_the_key_of_the_certificate(self):
        """By somebody who has the files and nothing else: no account is there, none is made."""
        self.issue()
        stranger = Program()
        self.addCleanup(stranger.close)
        added = stranger.run("add", self.program.file("fullchain.pem"), "--key", self.program.file("privkey.pem"), "--directory",
                             self.lab.directory, "--ca-root", self.lab.root_file, "--key-store", "plain")
        self.assertEqual(added.code, 0, added.trouble)
        self.assertTrue(added.last["isAdded"])
        answer = stranger.run("revoke", added.last["id"], "--by", "key", "--reason", "keyCompromise", "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(answer.last["state"], "revoked")
        self.assertEqual(stranger.run("certificates").last["certificates"][0]["state"], "revoked")

    def test_a_ca_without_renewal_information(self):
        identity = self.issue()
        answer = self.program.run("renewal-info", identity)
        self.assertEqual(answer.code, 2)
        self.assertIn("renewalInfo", answer.trouble)

    def test_what_cannot_be_added(self):
        self.issue()
        key = os.path.join(self.program.out, "other.key")
        subprocess.run([program("openssl"), "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key], check=True,
                       capture_output=True)
        wrong = self.run_store("add", self.program.file("cert.pem"), "--key", key)
        self.assertEqual(wrong.code, 2)
        self.assertIn("not that of the certificate", wrong.trouble)
        none = self.run_store("add", self.program.file("privkey.pem"))
        self.assertEqual(none.code, 2)
        self.assertNotIn("PRIVATE KEY", none.output + none.trouble)
        there = self.run_store("add", self.program.file("cert.pem"))
        self.assertEqual(there.code, 0, there.trouble)
        self.assertEqual(len(self.program.run("certificates").last["certificates"]), 1)


class ScriptedTest(CertificatesTest):
    def test_the_window_of_the_ca(self):
        day = 86400
        ca = self.scripted(renewal_window=(-2 * day, -day), explanation_url="https://ca.invalid/why", renewal_retry_after=7200)
        identity = self.issue(arguments=ca.arguments(self.lab))
        self.assertEqual(self.show(identity)["state"], "valid")
        answer = self.program.run("renewal-info", identity)
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(answer.last["explanation"], "https://ca.invalid/why")
        self.assertTrue(answer.last["start"] < answer.last["renewFrom"] < answer.last["end"])
        self.assertEqual(self.show(identity)["state"], "renew-now")
        # Not asked again before Retry-After is over; the moment in the window stays.
        again = self.program.run("renewal-info", identity)
        self.assertEqual(again.last["renewFrom"], answer.last["renewFrom"])
        self.assertEqual(ca.count("renewalInfo"), 1)
        self.assertEqual(ca.complaints, [])

    def test_a_renewal_takes_the_place_of_the_first(self):
        ca = self.scripted(alternates=1)
        first = self.issue(arguments=ca.arguments(self.lab))
        answer = self.program.run("issue", "--replaces", first, *ca.arguments(self.lab), *self.lab.update_arguments(), "--validate-anyway",
                                  "--out", self.program.out, "--force")
        self.assertEqual(answer.code, 0, answer.trouble)
        shown = self.show(first)
        self.assertEqual((shown["state"], shown["replacedBy"]), ("replaced", answer.last["certificate"]))
        self.assertEqual(self.show(answer.last["certificate"])["names"], shown["names"])
        self.assertIsNotNone(ca.certificates[0].replaced_by)
        self.assertEqual(ca.complaints, [])

    def test_other_chains_are_kept(self):
        ca = self.scripted(alternates=2)
        shown = self.show(self.issue(arguments=ca.arguments(self.lab)))
        tops = {chain[-1]["issuer"] for chain in [shown["chain"], *shown["otherChains"]]}
        self.assertEqual(len(tops), 3)
        self.assertEqual({chain[0]["sha256"] for chain in shown["otherChains"]}, {shown["chain"][0]["sha256"]})

    def test_a_chain_that_cannot_be_had_costs_nothing(self):
        ca = self.scripted(alternates=1)
        ca.next("certificate", lambda carry_out: carry_out(), problem("serverInternal", "no"), problem("serverInternal", "no"),
                problem("serverInternal", "no"))
        shown = self.show(self.issue(arguments=ca.arguments(self.lab)))
        self.assertEqual(shown["otherChains"], [])
        self.assertEqual(shown["state"], "valid")

    def test_a_lost_answer_to_a_revocation(self):
        ca = self.scripted()
        identity = self.issue(arguments=ca.arguments(self.lab))
        ca.next("revokeCert", cut_after())
        answer = self.run_store("revoke", identity, "--reason", "cessationOfOperation")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(answer.last["state"], "revoked")
        self.assertEqual(ca.certificates[0].revoked, 5)

    def test_a_ca_that_refuses_the_reason(self):
        ca = self.scripted()
        identity = self.issue(arguments=ca.arguments(self.lab))
        ca.next("revokeCert", problem("badRevocationReason", "not this one"))
        answer = self.run_store("revoke", identity, "--reason", "affiliationChanged")
        self.assertEqual(answer.code, 1)
        self.assertIn("not this one", answer.trouble)
        self.assertEqual(self.show(identity)["state"], "valid")


if __name__ == "__main__":
    unittest.main(verbosity=2)
