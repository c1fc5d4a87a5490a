# SPDX-License-Identifier: MIT
"""certwright-cli alias, against a real name server: the printed lines go in, the check sees them, an order uses them."""

import json
import re
import subprocess
import unittest

from program import CLI, Program

from lab import Lab


class AliasTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.client = Program()
        self.addCleanup(self.client.close)

    def alias(self, *arguments):
        answer = self.client.run("alias", *arguments, "--resolver", self.lab.resolver, "--dns-port", str(self.lab.dns_port))
        return answer, json.loads(answer.output.split("\n")[0]) if answer.output.startswith("{") else None

    def add(self, records):
        self.lab.nsupdate(*[f"update add {each['name']} 5 {each['type']} {each['value']}" for each in records])

    def remove(self, *names):
        self.lab.nsupdate(*[f"update delete {name}" for name in names])

    def test_what_is_printed_is_seen_when_it_is_added(self):
        names = ("new-host.example.test", "*.new-host.example.test")
        answer, said = self.alias(*names, "--zone", "auth.test", "--check")
        self.assertEqual(answer.code, 1, answer.output + answer.trouble)
        self.assertEqual([each["state"] for each in said["names"]], ["missing"])
        record = said["names"][0]["records"][0]
        self.assertEqual((record["relative"], record["zone"], record["type"], record["value"]),
                         ("_acme-challenge.new-host", "example.test.", "CNAME", "test-example-new--host.auth.test."))
        self.assertTrue(any(record["line"] in todo for todo in said["names"][0]["findings"][0]["todo"]))
        self.add(said["names"][0]["records"])
        answer, said = self.alias(*names, "--zone", "auth.test", "--check")
        self.assertEqual((answer.code, said["names"][0]["state"]), (0, "right"), answer.output)
        issued = self.client.issue(self.lab, names, *self.lab.update_arguments())
        self.assertEqual(issued.code, 0, issued.trouble)
        self.assertEqual(self.lab.txt("test-example-new--host.auth.test"), [])  # cleaned up behind the alias too
        self.remove("_acme-challenge.new-host.example.test")

    def test_says_what_is_wrong_with_an_alias(self):
        cases = {
            "elsewhere": ["update add _acme-challenge.bad.example.test 5 CNAME other.auth.test."],
            "loop": ["update add _acme-challenge.bad.example.test 5 CNAME test-example-bad.auth.test."],
            "other_data": ["update add _acme-challenge.bad.example.test 5 NS ns1.example.test."],
        }
        for state, lines in cases.items():
            with self.subTest(state):
                self.lab.nsupdate(*lines)
                if state == "loop":
                    self.lab.nsupdate("update add test-example-bad.auth.test 5 CNAME _acme-challenge.bad.example.test.")
                answer, said = self.alias("bad.example.test", "--zone", "auth.test", "--check")
                self.assertEqual((answer.code, said["names"][0]["state"]), (1, state), answer.output)
                self.assertEqual(said["names"][0]["findings"][0]["cause"], "cname_conflict_or_alias")
                self.remove("_acme-challenge.bad.example.test")
        self.remove("test-example-bad.auth.test")

    def test_an_alias_zone_that_does_not_exist_is_seen_beforehand(self):
        answer, said = self.alias("www.example.test", "--zone", "nowhere.test", "--check")
        self.assertEqual(answer.code, 1)
        worst = said["names"][0]["findings"][0]
        self.assertEqual((worst["check"], worst["severity"]), ("delegation", "fail"), answer.output)

    def test_a_zone_of_its_own_that_nobody_has_is_seen(self):
        arguments = ("own.example.test", "--variant", "ns", "--ns", "ns1.example.test", "--check")
        _, said = self.alias(*arguments)
        self.add(said["names"][0]["records"])
        answer, said = self.alias(*arguments)
        self.assertEqual((answer.code, said["names"][0]["state"]), (1, "not_served"), answer.output)
        self.remove("_acme-challenge.own.example.test")

    def test_a_uuid_is_made_once(self):
        _, first = self.alias("www.example.test", "--zone", "auth.test", "--scheme", "uuid")
        answer, again = self.alias("*.www.example.test")  # zone and scheme are remembered
        self.assertEqual(first["names"][0]["target"], again["names"][0]["target"], answer.output)
        self.assertRegex(first["names"][0]["target"], re.compile(r"^[0-9a-f]{8}-.*\.auth\.test\.$"))

    def test_the_text_is_a_zone_file_and_panel_fields(self):
        process = subprocess.run(
            [CLI, "alias", "www.example.test", "--zone", "auth.test", "--resolver", self.lab.resolver, "--dns-port",
             str(self.lab.dns_port)], capture_output=True, text=True, timeout=60, env=self.client.environment(), check=False)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertIn("$ORIGIN example.test.\n_acme-challenge.www 3600 IN CNAME test-example-www.auth.test.\n", process.stdout)
        for line in ("Zone:   example.test", "Name:   _acme-challenge.www", "Type:   CNAME", "Value:  test-example-www.auth.test."):
            self.assertIn(line, process.stdout)

    def test_wrong_usage_is_said_before_anything_is_asked(self):
        for arguments in ((), ("www.example.test",), ("www.example.test", "--zone", "a b"), ("192.0.2.1", "--zone", "auth.test"),
                          ("www.example.test", "--zone", "auth.test", "--scheme", "md5"),
                          ("www.example.test", "--variant", "ns")):
            with self.subTest(arguments):
                answer, _ = self.alias(*arguments)
                self.assertEqual(answer.code, 2, answer.output)
                self.assertTrue(answer.trouble)


if __name__ == "__main__":
    unittest.main()
