# SPDX-License-Identifier: MIT
"""What an order may ask for, what a CA may make of it, and names that are refused, pending or late."""

import signal
import time
import unittest

from scriptedtest import ScriptedTest

from scriptedca import FOR_EVER, answer, problem, renewal_id, with_json

DAYS = 86400


class WishTest(ScriptedTest):
    def test_a_profile(self):
        ca = self.start_ca(profiles={"classic": "Ninety days", "short": "Six days"})
        self.issued(ca, more=("--profile", "short"))
        self.assertEqual(ca.orders[0].profile, "short")
        self.refused(self.issue(ca, more=("--profile", "long", "--force")), 2, "classic", "short")
        self.assertEqual(len(ca.orders), 1)
        # Gone between the directory and the order.
        ca.next("newOrder", problem("invalidProfile", "profile is not offered any more"))
        self.refused(self.issue(ca, more=("--profile", "short", "--force")), 1, "profile is not offered any more")

    def test_an_end(self):
        ca = self.start_ca(takes_not_after=True)
        end = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() + 20 * DAYS))
        answered = self.issued(ca, more=("--not-after", end))
        self.assertEqual(answered.last["notAfter"], end)
        ca.takes_not_after = False
        self.refused(self.issue(ca, "late." + self.name, more=("--not-after", end, "--force")), 1, "NotAfter are not supported")

    def test_a_renewal(self):
        ca = self.start_ca()
        first = self.issued(ca).last["certificate"]
        self.issued(ca, "second." + self.name, more=("--replaces", first, "--force"))
        self.assertEqual(ca.orders[1].replaces, renewal_id(ca.certificates[0].leaf))
        # A CA takes one order in place of a certificate; another one is placed without saying so.
        self.issued(ca, "third." + self.name, more=("--replaces", first, "--force"))
        self.assertIsNone(ca.orders[2].replaces)
        self.assertEqual(len(ca.certificates), 3)


class NamesTest(ScriptedTest):
    def test_some_names_are_refused_when_the_order_is_placed(self):
        bad = "bad." + self.name
        ca = self.start_ca(refused_names={bad: ("rejectedIdentifier", "Policy forbids it")})
        self.refused(self.issue(ca, self.name, bad), 1, bad, "Policy forbids it")
        self.issued(ca, self.name, bad, more=("--drop-refused",))
        self.assertEqual([order.names for order in ca.orders], [[self.name]])

    def test_a_challenge_that_stays_pending_with_an_error(self):
        # "the server MAY ... leave the challenge in the pending state and retry" RFC 8555 8.2
        late = "late." + self.name
        ca = self.start_ca(pending_with_error={late: ("dns", "SERVFAIL looking up TXT")})
        process = self.program.start(*self.arguments(ca, self.name, late))
        deadline = time.monotonic() + 20
        while ca.count("authorization") < 6 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        output, trouble = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 4, output + trouble)
        self.assertIn(late, trouble)
        self.assertIn("SERVFAIL looking up TXT", trouble)
        self.assertEqual([one.status for one in ca.authorizations], ["valid", "pending"])
        ca.authorizations[1].looks_left = 0  # it has found the record at last
        self.goes_on(ca)

    def test_an_order_that_is_ready_or_invalid_from_the_start(self):
        ca = self.start_ca(preauthorized=(self.name, "*." + self.name))
        self.issued(ca, self.name, "*." + self.name)
        self.assertEqual(ca.count("challenge"), 0)
        self.begin_anew()
        ca = self.start_ca()
        refusal = {"type": "urn:ietf:params:acme:error:caa", "detail": "CAA record prevents issuance"}
        ca.next("newOrder", with_json(status="invalid", error=refusal))
        self.refused(self.issue(ca), 1, "CAA record prevents issuance")
        self.assertEqual(ca.count("challenge"), 0)


class LateTest(ScriptedTest):
    def said_until_when(self, ca):
        begin = time.monotonic()
        date = time.strftime("%Y", time.localtime(time.time() + 90 * DAYS))
        self.refused(self.issue(ca), 3, date, "Nothing is lost")
        self.assertLess(time.monotonic() - begin, 15)
        ca.let_waits_pass()

    def test_looks_that_are_wanted_in_ninety_days(self):
        for switches in ({"polls_until_validated": FOR_EVER}, {"polls_until_issued": FOR_EVER}):
            with self.subTest(**switches):
                self.begin_anew()
                ca = self.start_ca(retry_after=90 * DAYS, **switches)
                self.said_until_when(ca)
                for resource in ca.authorizations + ca.orders:
                    resource.looks_left = 0
                ca.polls_until_issued = 0
                self.goes_on(ca)

    def test_a_ca_that_is_too_busy_for_ninety_days(self):
        for resource in ("directory", "newAccount", "order", "certificate"):
            with self.subTest(resource):
                self.begin_anew()
                ca = self.start_ca()
                ca.next(resource, answer(503, Retry_After=str(90 * DAYS)))
                self.said_until_when(ca)
                self.assertEqual(ca.count(resource), 1)
                self.goes_on(ca)


if __name__ == "__main__":
    unittest.main(verbosity=2)
