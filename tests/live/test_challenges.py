# SPDX-License-Identifier: MIT
"""dns-account-01 and dns-persist-01 end to end: where records go, what stays in DNS, and what happens without them."""

import datetime
import subprocess
import unittest

from program import CLI, Program
from scripted.validation import account_label
from scriptedca import ScriptedCa

from lab import Lab

ALL = ["http-01", "dns-01", "dns-account-01", "dns-persist-01", "device-attest-01"]
HASHED = {"accountHashPrefix": "https://ca.invalid/account-hash/", "issuerDomainNames": ["ca.invalid"]}


class ChallengesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(ca=None)

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    number = 0

    def setUp(self):
        # A name of its own each time: resolvers keep what they have heard.
        ChallengesTest.number += 1
        self.name = f"c{self.number}.example.test"
        self.program = Program()
        self.addCleanup(self.program.close)

    def start_ca(self, **switches):
        ca = ScriptedCa(self.lab.resolver, **switches)
        self.addCleanup(ca.close)
        return ca

    def issue(self, ca, kind, *names, more=("--validate-anyway",), program=None):
        client = program or self.program
        wanted = [part for name in names or (self.name,) for part in ("--name", name)]
        answer = client.run("issue", *wanted, *ca.arguments(self.lab), *self.lab.update_arguments(), "--out", client.out, "--force",
                            "--challenge", kind, *more)
        self.assertEqual(ca.complaints, [])
        return answer

    def standing(self):
        return self.program.run("records", "--standing").events[0]["standing"]

    def said(self, *arguments):
        return subprocess.run([CLI, *arguments], capture_output=True, check=False, env=self.program.environment(), timeout=60, text=True)


class AccountLabelTest(ChallengesTest):
    def test_two_accounts_prove_one_name_side_by_side(self):
        ca = self.start_ca(challenge_types=ALL)
        other = Program()
        self.addCleanup(other.close)
        places = set()
        for program in (self.program, other):
            answer = self.issue(ca, "dns-account-01", self.name, "*." + self.name, program=program)
            self.assertEqual(answer.code, 0, answer.trouble)
            self.assertEqual(set(answer.named("ordered")[0]["challenges"].values()), {"dns-account-01"})
            places |= {record["name"] for record in answer.named("record")}
        labels = [account_label(account.url) for account in ca.accounts]
        self.assertEqual(places, {f"{label}._acme-challenge.{self.name}." for label in labels})
        self.assertEqual(len(places), 2)
        for place in places:
            self.assertEqual(self.lab.txt(place), [])  # cleaned up

    def test_without_it_the_order_goes_on_with_dns_01(self):
        ca = self.start_ca()
        answer = self.issue(ca, "dns-account-01")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(answer.named("ordered")[0]["challenges"], {self.name: "dns-01"})
        self.assertEqual(answer.named("record")[0]["name"], f"_acme-challenge.{self.name}.")


class StandingRecordTest(ChallengesTest):
    def test_it_is_published_once_and_used_again(self):
        ca = self.start_ca(challenge_types=ALL)
        first = self.issue(ca, "dns-persist-01", self.name, "*." + self.name, more=())
        self.assertEqual(first.code, 0, first.trouble)
        value = f"ca.invalid;accounturi={ca.accounts[0].url};policy=wildcard"
        place = f"_validation-persist.{self.name}."
        self.assertEqual([(record["name"], record["value"]) for record in first.named("record")], [(place, value)])
        self.assertEqual(self.lab.txt(place), [value])  # it stays

        second = self.issue(ca, "dns-persist-01")
        self.assertEqual(second.code, 0, second.trouble)
        self.assertEqual(second.named("record"), [])
        self.assertEqual(second.named("standing")[0]["value"], value)
        self.assertEqual(self.lab.txt(place), [value])
        known = self.standing()
        self.assertEqual([(one["for"], one["value"], one["state"], one["until"]) for one in known], [(self.name, value, "good", None)])

        keys = (*self.lab.update_arguments(), "--key-store", "plain", "--dns-port", str(self.lab.dns_port))
        for order in self.program.orders():
            self.assertEqual(order["publishedRecords"], [])
        kept = self.program.run("cleanup", known[0]["order"], *keys)
        self.assertEqual(kept.code, 0, kept.trouble)
        self.assertEqual({one["value"] for one in kept.last["standingRecords"]}, {value})
        self.assertEqual(self.lab.txt(place), [value])
        removed = self.program.run("cleanup", known[0]["order"], "--standing", *keys)
        self.assertEqual(removed.code, 0, removed.trouble)
        self.assertEqual(self.lab.txt(place), [])
        self.assertEqual(self.standing(), [])

    def test_it_names_the_account_by_a_hash_where_the_ca_wants_that(self):
        ca = self.start_ca(challenge_types=ALL, meta=HASHED, persist_account_uri=False)
        answer = self.issue(ca, "dns-persist-01")
        self.assertEqual(answer.code, 0, answer.trouble)
        value = answer.named("record")[0]["value"]
        self.assertTrue(value.startswith("ca.invalid;accounturi=https://ca.invalid/account-hash/sha-256/"), value)
        self.assertNotIn(ca.accounts[0].url, value)

    def test_its_end_is_known_and_told(self):
        ca = self.start_ca(challenge_types=ALL)
        end = datetime.date.today() + datetime.timedelta(days=20)
        answer = self.issue(ca, "dns-persist-01", more=("--validate-anyway", "--standing-until", end.isoformat()))
        self.assertEqual(answer.code, 0, answer.trouble)
        seconds = int(answer.named("record")[0]["value"].rpartition(";persistUntil=")[2])
        self.assertEqual(datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(), f"{end}T23:59:59+00:00")
        self.assertEqual([(one["state"], one["until"]) for one in self.standing()], [("ends_soon", f"{end}T23:59:59Z")])
        self.assertIn(f"until {end} only", self.said("records", "--standing").stdout)

    def test_without_it_the_order_goes_on_with_dns_01_and_says_so(self):
        ca = self.start_ca()
        said = self.said("issue", "--name", self.name, *ca.arguments(self.lab), *self.lab.update_arguments(), "--out", self.program.out,
                         "--challenge", "dns-persist-01", "--validate-anyway")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn(f"does not offer dns-persist-01 for {self.name}; the order goes on with dns-01.", said.stdout)
        self.assertEqual(self.standing(), [])

    def test_a_name_that_is_proved_already_needs_no_record(self):
        ca = self.start_ca(challenge_types=ALL, preauthorized=(self.name,))
        answer = self.issue(ca, "dns-persist-01")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(answer.named("record"), [])
        self.assertEqual(self.standing(), [])

    def test_what_cannot_work_is_refused_before_anything_is_sent(self):
        ca = self.start_ca(challenge_types=ALL)
        for more, word in ((("--publish", "hook", "--hook-format", "certbot", "--hook", "/bin/true"), "certbot"),
                           (("--standing-until", "2020-01-01"), "2020-01-01"), (("--standing-until", "soon"), "soon")):
            said = self.said("issue", "--name", self.name, *ca.arguments(self.lab), "--out", self.program.out,
                             "--challenge", "dns-persist-01", *more)
            self.assertEqual(said.returncode, 2, said.stderr)
            self.assertIn(word, said.stderr)
        said = self.said("issue", "--name", self.name, *ca.arguments(self.lab), "--out", self.program.out, "--challenge", "dns-02")
        self.assertEqual(said.returncode, 2, said.stderr)
        self.assertEqual(ca.requests, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
