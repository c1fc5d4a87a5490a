# SPDX-License-Identifier: MIT
"""Against a CA that does what its script says: what is said, how it ends, and that nothing is lost."""

import signal
import time
import unittest

from scriptedtest import ScriptedTest

from scriptedca import FOR_EVER, Problem, Reply, answer, cut_before, huge, new_key, problem, slow, with_headers, with_json

DAYS = 86400
ACME = ("directory", "newAccount", "newOrder", "order", "authorization", "challenge", "finalize", "certificate")

# What is said when an order is refused with each kind of problem; the CA's own words are always there too.
REFUSALS = {
    "accountDoesNotExist": "does not know this account",
    "badCSR": "certificate request",
    "badPublicKey": "refused the key",
    "badSignatureAlgorithm": "cannot verify our signature",
    "caa": "CAA record",
    "compound": "several faults",
    "connection": "could not reach your servers",
    "dns": "DNS lookup failed",
    "externalAccountRequired": "two codes",
    "incorrectResponse": "did not accept the proof",
    "invalidContact": "contact address",
    "invalidProfile": "profile",
    "malformed": "did not understand",
    "orderNotReady": "not ready",
    "rateLimited": "limit",
    "rejectedIdentifier": "does not issue for this name",
    "serverInternal": "trouble of its own",
    "tls": "TLS",
    "unauthorized": "unauthorized",
    "unsupportedContact": "contact address",
    "unsupportedIdentifier": "names of this kind",
    "userActionRequired": "do something first",
    "https://ca.invalid/errors/moon": "phase of the moon",
}


class ProblemTest(ScriptedTest):
    def test_each_problem_is_said_in_words_of_ours_and_of_the_ca(self):
        ca = self.start_ca()
        for kind, words in REFUSALS.items():
            with self.subTest(kind):
                ca.next("newOrder", problem(kind, f"phase of the moon is {kind}"))
                self.refused(self.issue(ca), 1, words, f"phase of the moon is {kind}")
        # Refused, so there is no order; where the CA had trouble of its own (500) there may be one.
        self.assertLessEqual({order["state"] for order in self.program.orders()}, {"draft", "ordering"})

    def test_problems_of_several_names(self):
        good, bad, worse = self.name, "bad." + self.name, "worse." + self.name
        ca = self.start_ca(refused_names={bad: ("rejectedIdentifier", "Policy forbids it"), worse: ("unsupportedIdentifier", "no such TLD")})
        self.refused(self.issue(ca, good, bad, worse), 1, bad, worse, "Policy forbids it", "no such TLD")
        self.assertEqual(ca.orders, [])
        answer = self.issued(ca, good, bad, worse, more=("--drop-refused",))
        self.assertEqual({event["name"] for event in answer.named("leftOut")}, {bad, worse})
        self.assertEqual(answer.named("done")[0]["names"], [good])

    def test_a_refused_validation_cleans_up(self):
        ca = self.start_ca(validation_problems={self.name: ("dns", "DNS problem: SERVFAIL looking up TXT")})
        self.refused(self.issue(ca, self.name, "other." + self.name), 1, self.name, "SERVFAIL")
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])
        self.assertEqual([one.status for one in ca.authorizations], ["invalid", "valid"])
        self.assertEqual(ca.complaints, [])

    def test_refused_when_it_was_all_but_done(self):
        refusal = Problem("caa", "rechecking CAA", subproblems=[Problem("caa", "CAA record prevents issuance", name="b.example.test")])
        for looks in (0, 1):
            with self.subTest(looks=looks):
                self.begin_anew()
                ca = self.start_ca(order_error=refusal, polls_until_issued=looks)
                self.refused(self.issue(ca), 1, "b.example.test", "CAA record prevents issuance")
                self.assertEqual([order["state"] for order in self.program.orders()], ["failed"])
                self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_one_time_numbers(self):
        ca = self.start_ca(refuse_every_nth_nonce=2)
        self.issued(ca, self.name, "*." + self.name)
        self.begin_anew()
        ca = self.start_ca()
        for resource in ACME:
            ca.always[resource] = with_headers(Replay_Nonce=None)
        self.issued(ca)
        self.begin_anew()
        ca = self.start_ca()
        ca.always["newOrder"] = problem("badNonce", "never mind")
        self.refused(self.issue(ca), 1, "one-time numbers")
        self.assertEqual(ca.count("newOrder"), 11)
        ca.always.clear()
        self.goes_on(ca)
        self.begin_anew()
        ca = self.start_ca()
        ca.always["newNonce"] = with_headers(Replay_Nonce=None)
        self.refused(self.issue(ca), 3, "Replay-Nonce")


class BrokenAnswerTest(ScriptedTest):
    def test_a_web_page(self):
        for resource in ACME[1:]:
            with self.subTest(resource):
                self.begin_anew()
                ca = self.start_ca()
                ca.next(resource, answer(200, b"<html><body>Back in an hour</body></html>"))
                self.refused(self.issue(ca), 3, f"127.0.0.1:{ca.port} answered with a web page", "Back in an hour")
                self.goes_on(ca)

    def test_a_redirect(self):
        # "ACME clients SHOULD follow HTTP redirects" is for GET only: a signature is for one URL.
        for resource in ("newOrder", "finalize"):
            with self.subTest(resource):
                self.begin_anew()
                ca = self.start_ca()
                ca.next(resource, answer(307, Location="/new-order"))
                self.refused(self.issue(ca), 3, "307")
                self.goes_on(ca)
        self.begin_anew()
        ca = self.start_ca()
        ca.next("directory", answer(302, Location="/dir"))
        self.issued(ca)
        ca.always["directory"] = answer(302, Location="/dir")
        self.refused(self.issue(ca, more=("--force",)), 3, "circles")
        ca.always["directory"] = answer(302, Location=ca.directory.replace("https:", "http:"))
        self.refused(self.issue(ca, more=("--force",)), 2, "https://")

    def test_a_huge_body(self):
        for resource in ("directory", "order"):
            with self.subTest(resource):
                self.begin_anew()
                ca = self.start_ca()
                ca.next(resource, huge(5))
                self.refused(self.issue(ca), 3, "far too long")
                self.goes_on(ca)

    def test_the_content_type_does_not_matter(self):
        ca = self.start_ca()
        for resource in ACME:
            ca.always[resource] = with_headers(Content_Type="text/plain")
        self.issued(ca)

    def test_answers_that_are_not_what_was_asked_for(self):
        cases = {
            "no URL of the order": ("newOrder", with_headers(Location=None), "Location"),
            "no URL to finalize": ("newOrder", with_json(finalize=None), "finalize"),
            "not encrypted": ("newOrder", with_json(finalize="http://ca.invalid/f"), "finalize"),
            "other names": ("newOrder", with_json(identifiers=[{"type": "dns", "value": "other.test"}]), "does not fit"),
            "another name": ("authorization", with_json(identifier={"type": "dns", "value": "other.test"}), "other.test"),
            "no URL of the account": ("newAccount", with_headers(Location=None), "Location"),
            "no certificate": ("certificate", answer(200, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "cannot be read"),
        }
        for name, (resource, behaviour, words) in cases.items():
            with self.subTest(name):
                self.begin_anew()
                ca = self.start_ca()
                ca.next(resource, behaviour)
                self.refused(self.issue(ca), 3, words)
                self.goes_on(ca)

    def test_a_certificate_for_another_key(self):
        ca = self.start_ca()

        def foreign(_):
            leaf = ca.issuer.issue(new_key().public_key(), ca.orders[0].names, ca.now(), ca.now())
            return Reply(200, ca.issuer.chain(leaf))

        ca.next("certificate", foreign)
        self.refused(self.issue(ca), 3, "key")
        self.goes_on(ca)

    def test_a_status_that_nobody_knows(self):
        ca = self.start_ca()
        ca.next("newOrder", with_json(status="dreaming", more={"a": [1]}))
        ca.next("authorization", with_json(colour="blue"))
        self.issued(ca)


class PatienceTest(ScriptedTest):
    def test_slow_processing_is_waited_for_as_the_ca_asks(self):
        ca = self.start_ca(polls_until_validated=2, polls_until_issued=2, retry_after=1)
        ca.next("newOrder", slow(1))
        begin = time.monotonic()
        self.issued(ca, self.name, "*." + self.name)
        self.assertGreaterEqual(time.monotonic() - begin, 4)

    def test_endless_processing_can_be_stopped(self):
        for switches in ({"polls_until_validated": FOR_EVER}, {"polls_until_issued": FOR_EVER}):
            with self.subTest(**switches):
                self.begin_anew()
                ca = self.start_ca(**switches)
                process = self.program.start(*self.arguments(ca))
                waited = "authorization" if "polls_until_validated" in switches else "order"
                enough = ca.count(waited)
                deadline = time.monotonic() + 20
                while enough < 4 and time.monotonic() < deadline:
                    time.sleep(0.05)
                    enough = ca.count(waited)
                process.send_signal(signal.SIGINT)
                output, trouble = process.communicate(timeout=20)
                self.assertEqual(process.returncode, 4, output + trouble)
                for authorization in ca.authorizations:
                    authorization.looks_left = 0
                for order in ca.orders:
                    order.looks_left = 0
                ca.polls_until_validated = ca.polls_until_issued = 0
                self.goes_on(ca)

    def test_ninety_days_are_not_slept_on(self):
        date = time.strftime("%Y", time.localtime(time.time() + 90 * DAYS))
        for resource in ("newOrder", "challenge", "finalize"):
            with self.subTest(resource):
                self.begin_anew()
                ca = self.start_ca()
                ca.next(resource, problem("rateLimited", "too many certificates already issued", retry_after=90 * DAYS))
                begin = time.monotonic()
                self.refused(self.issue(ca), 1, date, "too many certificates")
                self.assertLess(time.monotonic() - begin, 10)
                self.assertEqual(ca.count(resource), 1)
                ca.let_waits_pass()
                self.goes_on(ca)

    def test_a_break_in_the_connection_is_not_even_noticed(self):
        ca = self.start_ca()
        for resource in ("order", "authorization", "certificate"):
            ca.next(resource, cut_before())
        self.issued(ca)


class MetInPracticeTest(ScriptedTest):
    def test_directories(self):
        cases = {
            "without meta": {"meta": None, "terms": None},
            "empty meta": {"terms": None, "caa_identities": None},
            "unknown keys": {"meta": {"future": {"a": [1]}, "website": 7}, "more_in_directory": {"x": None, "newThing": "https://ca.invalid/x"}},
            "the least": {"meta": None, "terms": None, "without": ("keyChange", "revokeCert", "renewalInfo")},
        }
        for name, switches in cases.items():
            with self.subTest(name):
                self.begin_anew()
                self.issued(self.start_ca(**switches))

    def test_account_urls_of_every_form(self):
        for form in ("decimal", "hex", "base62"):
            with self.subTest(form):
                self.begin_anew()
                ca = self.start_ca(account_form=form)
                self.issued(ca)
                self.issued(ca, "second." + self.name, more=("--force",))
                self.assertEqual(len(ca.accounts), 1)

    def test_challenges_that_nobody_knows(self):
        self.issued(self.start_ca(challenge_types=["dns-future-99", "http-01", "dns-01"]))

    def test_names_that_need_no_proof(self):
        ca = self.start_ca(preauthorized=(self.name,))
        answered = self.issued(ca)
        self.assertEqual(ca.count("challenge"), 0)
        self.assertEqual(answered.named("record"), [])
        other = "other." + self.name
        self.issued(ca, self.name, other, more=("--force",))
        self.assertEqual([request.path for request in ca.requests if request.resource == "challenge"], ["/acme/chall/3/dns-01"])

    def test_valid_authorizations_are_used_again(self):
        ca = self.start_ca(reuse_authorizations=True)
        self.issued(ca)
        self.issued(ca, more=("--force",))
        self.assertEqual(ca.count("challenge"), 1)
        self.assertEqual(len(ca.certificates), 2)

    def test_a_clock_that_is_wrong(self):
        for days in (-400, -1, 1, 400):
            with self.subTest(days=days):
                self.begin_anew()
                ca = self.start_ca(clock_skew=days * DAYS)
                ca.next("finalize", answer(500))
                self.refused(self.issue(ca), 3)
                self.goes_on(ca)

    def test_chains_of_every_length(self):
        for length in (0, 1, 3):
            with self.subTest(length):
                self.begin_anew()
                ca = self.start_ca(chain_length=length, alternates=2)
                self.issued(ca)
                with open(self.program.file("fullchain.pem"), "rb") as file:
                    self.assertEqual(file.read().count(b"BEGIN CERTIFICATE"), 1 + length)

    def test_all_is_answered_before_the_first_look(self):
        names = [f"n{number}.{self.name}" for number in range(30)]
        ca = self.start_ca(polls_until_validated=1)
        self.issued(ca, *names)  # the CA itself complains of a look that came too early
        self.assertEqual(len(ca.certificates[0].order.names), 30)


if __name__ == "__main__":
    unittest.main(verbosity=2)
