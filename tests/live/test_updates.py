# SPDX-License-Identifier: MIT
"""Dynamic updates at BIND, Knot, PowerDNS and NSD: what they take, and how it is told when they do not."""

import datetime
import glob
import re
import unittest

from program import Program

from updatelab import UpdateLab


lab = None


def setUpModule():
    global lab
    lab = UpdateLab()


def tearDownModule():
    lab.close()


class LabTest(unittest.TestCase):
    def setUp(self):
        self.lab = lab
        self.program = Program()

    def tearDown(self):
        self.program.close()

    def check_refused(self, answer, words, names, answered_before):
        """Exit code 5, the words, no challenge answered, nothing left at any of the names."""
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        for word in words:
            self.assertIn(word, answer.trouble)
        self.assertEqual(self.lab.challenges_answered(), answered_before)
        for name in names:
            self.assertEqual(self.lab.txt("_acme-challenge." + name), [])
        for order in self.program.orders():
            self.assertEqual(order["publishedRecords"], [])
        return answer


class KeyTest(LabTest):
    """Signed with a key: TSIG."""

    def issue(self, names, *more, key_file=None, **options):
        return self.program.issue(self.lab, names, *self.lab.update_arguments(key_file), *more, **options)

    def takes_updates(self, server):
        """Name and wildcard (two values at one name), an alias from another zone, and a value of somebody else that stays."""
        zone = f"{server}.test"
        answer = self.issue([zone, f"*.{zone}", f"to{server}.example.test"])
        self.assertEqual(answer.code, 0, answer.trouble)
        records = answer.named("record")
        self.assertEqual(sorted(record["name"] for record in records), [f"_acme-challenge.{zone}."] * 2 + [f"c41f7.{zone}."])
        self.assertEqual({record["zone"] for record in records}, {zone + "."})
        self.assertEqual(self.lab.zone_txt(f"_acme-challenge.{zone}"), ["somebody else's value"])
        self.assertEqual(self.lab.zone_txt(f"c41f7.{zone}"), [])
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_a_hundred_names_are_published_in_three_round_trips(self):
        names = [f"h{number}.updates.test" for number in range(100)]
        answer = self.issue(names, "--verbose")
        self.assertEqual(answer.code, 0, answer.trouble)
        lines = answer.trouble.splitlines()
        end = next(at for at, line in enumerate(lines) if line.startswith("added 100 TXT records of zone updates.test."))
        begin = max(at for at, line in enumerate(lines[:end]) if "http" in line.lower())
        asked = [line for line in lines[begin + 1:end] if line.startswith("@")]
        # The places of all names in one batch, then the update: a connection and a message.
        places = [line for line in asked if " TXT: " in line]
        self.assertEqual(len(set(line.split()[1] for line in places)), 100)
        self.assertEqual([line.split()[1:3] for line in asked if line not in places], [["updates.test.", "SOA:"]])

    def test_knot(self):
        self.takes_updates("knot")

    def test_powerdns(self):
        self.takes_updates("pdns")

    def test_a_weak_key_works_with_a_warning(self):
        # The same secret, but the server knows it for SHA-256 only: the warning comes first.
        answer = self.issue(["www.example.test"], key_file=self.lab.weak_key_file("hmac-sha1"))
        self.assertEqual(answer.code, 5, answer.output)
        self.assertIn('The key "lab-key" signs with hmac-sha1.', answer.trouble)
        answer = self.issue(["www.example.test"], key_file=self.lab.weak_key_file("hmac-md5"))
        self.assertEqual(answer.code, 2, answer.output)
        self.assertIn("HMAC-MD5", answer.trouble)

    def refused(self, words, names=("www.updates.test",), more=(), key_file=None, prefix=()):
        before = self.lab.challenges_answered()
        return self.check_refused(self.issue(names, *more, key_file=key_file, prefix=prefix), words, names, before)

    def at(self, address):
        return ("--rfc2136-server", f"{'[%s]' % address if ':' in address else address}:{self.lab.dns_port}")

    def test_refused_by_the_zone(self):
        self.refused(["ns1.example.test (127.0.0.1", "REFUSED", '"lab-key"', "closed.test", "allow-update"], ["www.closed.test"])

    def test_refused_for_one_name_takes_back_the_others(self):
        self.refused(["REFUSED", "_acme-challenge.denied.updates.test", "update-policy"], ["www.example.test", "denied.updates.test"])
        log = self.lab.server_log("primary")
        self.assertRegex(log, "adding an RR at '_acme-challenge.www.example.test' TXT")
        self.assertRegex(log, "deleting an RR at _acme-challenge.www.example.test TXT")

    def test_refused_by_a_secondary(self):
        self.refused(["REFUSED", "lag.test", "secondary"], ["www.lag.test"], self.at("::1"))

    def test_zone_is_not_there(self):
        self.refused(["127.0.0.2", "NOTAUTH", "updates.test", "primary name server"], more=self.at("127.0.0.2"))

    def test_key_is_not_known(self):
        self.refused(["BADKEY", '"nobodys-key"'], key_file=self.lab.unknown_key_file)
        self.refused(["BADKEY", '"nobodys-key"'], ["www.knot.test"], key_file=self.lab.unknown_key_file)

    def test_secret_is_another_one(self):
        self.refused(["BADSIG", '"lab-key"'], key_file=self.lab.wrong_key_file)
        self.refused(["BADSIG", '"lab-key"'], ["www.knot.test"], key_file=self.lab.wrong_key_file)

    def test_powerdns_does_not_say_what_is_wrong_with_the_key(self):
        self.refused(["REFUSED", "do not know the key"], ["www.pdns.test"], key_file=self.lab.wrong_key_file)

    def test_clocks_differ(self):
        libraries = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        self.assertTrue(libraries, "faketime is not installed")
        prefix = ("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME=+3h", "LD_PRELOAD=" + libraries[0])
        answer = self.refused(["BADTIME", "its clock is 3 hours behind this computer's"], prefix=prefix)
        there, here = (datetime.datetime.fromisoformat(time) for time in
                       re.search(r"clock showed (\S+ \S+) UTC when this computer's showed (\S+ \S+) UTC", answer.trouble).groups())
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        self.assertLess(abs((now - there).total_seconds()), 30)
        self.assertAlmostEqual((here - there).total_seconds(), 3 * 3600, delta=2)

    def test_journal_cannot_be_written(self):
        self.refused(["ns1.example.test (127.0.0.1", "SERVFAIL", "stuck.test", "journal"], ["www.stuck.test"])

    def test_nsd_takes_no_updates(self):
        self.refused(["127.0.0.4", "NOTIMP", "RFC 2136"], ["www.nsd.test"])

    def test_nobody_answers(self):
        with self.lab.silent_server() as address:
            self.refused([address, "does not answer", "updates.test"], more=("--rfc2136-server", address))


class TicketTest(LabTest):
    """Signed with a Kerberos ticket: GSS-TSIG by nsupdate."""

    def issue(self, names, tickets, *more, path=None):
        environment = self.lab.kerberos.environment(tickets)
        if path is not None:
            environment["PATH"] = path
        prefix = ["/usr/bin/env", *(f"{name}={value}" for name, value in environment.items())]
        return self.program.issue(self.lab, names, "--publish", "rfc2136", "--gss-tsig", *more, prefix=prefix)

    def refused(self, words, names, tickets, **options):
        before = self.lab.challenges_answered()
        return self.check_refused(self.issue(names, tickets, **options), words, names, before)

    def test_with_a_ticket(self):
        self.lab.kerberos.sign_in("good")
        answer = self.issue(["gss.test", "*.gss.test"], "good")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(self.lab.txt("_acme-challenge.gss.test"), [])
        self.assertRegex(self.lab.server_log("primary"), r"admin\\@LAB.TEST.* adding an RR at '_acme-challenge.gss.test' TXT")
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_without_a_ticket(self):
        self.refused(["kinit", "ns1.example.test (127.0.0.1"], ["www.gss.test"], "none")

    def test_refused_for_one_name_takes_back_the_others(self):
        self.lab.kerberos.sign_in("denied")
        self.refused(["REFUSED", "denied.gss.test"], ["www.gss.test", "denied.gss.test"], "denied")

    def test_the_server_knows_no_kerberos(self):
        self.lab.kerberos.sign_in("knot")
        self.refused(["nsupdate", "knot.test"], ["www.knot.test"], "knot")

    def test_nsupdate_is_missing(self):
        self.refused(["bind9-dnsutils"], ["www.gss.test"], "none", path="/nowhere")


if __name__ == "__main__":
    unittest.main(verbosity=2)
