# SPDX-License-Identifier: MIT
"""certwright-cli check and the CAA part of watch, against real servers."""

import json
import unittest

from program import Program

from lab import Lab

IDENTITY = ("--caa-identity", "ca.example")


class CheckTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()
        cls.lab.nsupdate("update add forbidden.example.test 5 CAA 0 issue \"other.example\"",
                         "update add allowed.example.test 5 CAA 0 issue \"ca.example\"",
                         "update add wild.example.test 5 CAA 0 issuewild \";\"",
                         "update add _acme-challenge.gone.example.test 5 CNAME nowhere.nosuchtld.",
                         "update add _acme-challenge.forbidden.example.test 5 TXT value")

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def run_command(self, *arguments):
        client = Program()
        try:
            return client.run(*arguments, "--resolver", self.lab.resolver, "--dns-port", str(self.lab.dns_port))
        finally:
            client.close()

    def check(self, *names, more=IDENTITY):
        answer = self.run_command("check", *names, *more)
        return answer, json.loads(answer.output) if answer.output.startswith("{") else None

    def test_says_where_the_record_goes(self):
        answer, said = self.check("alias.example.test")
        self.assertEqual((answer.code, said["verdict"]), (0, "ready"), answer.output)
        self.assertEqual(said["names"][0]["record"], {
            "name": "_acme-challenge.alias.example.test.", "owner": "c41f7.auth.test.", "zone": "auth.test.", "relative": "c41f7",
            "servers": ["127.0.0.1"]})

    def test_one_forbidden_name_refuses_the_order(self):
        answer, said = self.check("www.allowed.example.test", "www.forbidden.example.test")
        self.assertEqual((answer.code, said["verdict"]), (1, "refused"), answer.output)
        allowed, forbidden = said["names"]
        self.assertEqual((allowed["verdict"], allowed["caa"]["decision"]), ("ready", "allowed"))
        self.assertEqual(forbidden["caa"], {"decision": "forbidden", "owner": "forbidden.example.test.",
                                            "records": ['0 issue "other.example"']})
        worst = forbidden["findings"][0]
        self.assertEqual((worst["check"], worst["severity"], worst["cause"]), ("caa", "fail", "caa_forbids"))
        self.assertTrue(any("ca.example" in todo for todo in worst["todo"]))
        self.assertTrue(worst["evidence"])

    def test_issuewild_is_for_wildcards_only(self):
        answer, said = self.check("wild.example.test", "*.wild.example.test")
        self.assertEqual([name["verdict"] for name in said["names"]], ["ready", "refused"], answer.output)

    def test_an_alias_that_leads_nowhere_is_refused(self):
        answer, said = self.check("gone.example.test")
        self.assertEqual((answer.code, said["verdict"]), (1, "refused"), answer.output)

    def test_asks_the_ca_for_its_directory_only(self):
        before = self.lab.ca_log()
        answer, said = self.check("www.example.test", more=("--directory", self.lab.directory, "--ca-root", self.lab.root_file))
        self.assertEqual((answer.code, said["verdict"]), (0, "ready"), answer.output)
        asked = [line for line in self.lab.ca_log()[len(before):].split("\n") if "GET" in line or "POST" in line or "HEAD" in line]
        self.assertEqual(len(asked), 1, asked)
        self.assertIn("GET /dir", asked[0])

    def test_bad_input_is_said_before_anything_is_asked(self):
        for names in ((), ("https://www.example.test/",), ("192.0.2.1",), ("a_b.example.test",), ("co.uk",), ("localhost",)):
            with self.subTest(names):
                answer, _ = self.check(*names)
                self.assertEqual(answer.code, 2, answer.output)
                self.assertTrue(answer.trouble)

    def test_no_resolver_says_nothing_about_the_names(self):
        client = Program()
        try:
            answer = client.run("check", "www.example.test", *IDENTITY, "--resolver", "127.0.0.1:9", "--dns-port", "9")
        finally:
            client.close()
        self.assertEqual(answer.code, 3, answer.output)

    def test_watch_is_not_safe_where_caa_forbids(self):
        answer = self.run_command("watch", "forbidden.example.test=value", "--once", *IDENTITY)
        self.assertEqual(answer.code, 1, answer.output)
        look = answer.named("look")[0]
        self.assertFalse(look["safe"])
        self.assertEqual(look["names"][0]["servers"][0]["state"], "seen")
        self.assertEqual(look["names"][0]["cause"], "caa_forbids")


if __name__ == "__main__":
    unittest.main(verbosity=2)
