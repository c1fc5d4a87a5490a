# SPDX-License-Identifier: MIT
"""A certificate from a real ACME server that has looked the TXT records up in real DNS."""

import json
import os
import ssl
import stat
import subprocess
import time
import unittest
import urllib.request

from program import Program

from lab import Lab, program


class IssueTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()

    def tearDown(self):
        self.program.close()

    def check_files(self, names):
        modes = {name: stat.S_IMODE(os.stat(self.program.file(name)).st_mode)
                 for name in ("cert.pem", "chain.pem", "fullchain.pem", "privkey.pem")}
        self.assertEqual(modes["privkey.pem"], 0o600)
        self.assertEqual(modes["fullchain.pem"], 0o644)
        openssl = program("openssl")
        context = ssl.create_default_context(cafile=self.lab.root_file)
        with urllib.request.urlopen(self.lab.management + "/roots/0", context=context, timeout=10) as answer:
            root = os.path.join(self.program.out, "root.pem")
            with open(root, "wb") as file:
                file.write(answer.read())
        verified = subprocess.run([openssl, "verify", "-CAfile", root, "-untrusted", self.program.file("chain.pem"),
                                   self.program.file("cert.pem")], capture_output=True, text=True, check=False)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        text = subprocess.run([openssl, "x509", "-in", self.program.file("fullchain.pem"), "-noout", "-ext", "subjectAltName"],
                              capture_output=True, text=True, check=True).stdout
        for name in names:
            self.assertIn("DNS:" + name, text)
        keys = [subprocess.run(command, capture_output=True, check=True).stdout for command in (
            [openssl, "x509", "-in", self.program.file("cert.pem"), "-noout", "-pubkey"],
            [openssl, "pkey", "-in", self.program.file("privkey.pem"), "-pubout"])]
        self.assertEqual(*keys)

    def check_nothing_left(self, name):
        self.assertEqual(self.lab.txt(name), [])
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_one_name_by_update(self):
        answer = self.program.issue(self.lab, ["www.example.test"], *self.lab.update_arguments())
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(answer.last["event"], "done")
        self.check_files(["www.example.test"])
        self.check_nothing_left("_acme-challenge.www.example.test")
        certificates = self.program.run("certificates").events[0]["certificates"]
        self.assertEqual([entry["names"] for entry in certificates], [["www.example.test"]])

    def test_name_and_wildcard_need_two_values_at_one_name(self):
        answer = self.program.issue(self.lab, ["example.test", "*.example.test"], *self.lab.update_arguments())
        self.assertEqual(answer.code, 0, answer.trouble)
        records = answer.named("record")
        self.assertEqual({record["name"] for record in records}, {"_acme-challenge.example.test."})
        self.assertEqual(len({record["value"] for record in records}), 2)
        self.check_files(["example.test", "*.example.test"])
        self.check_nothing_left("_acme-challenge.example.test")

    def test_alias_in_another_zone(self):
        answer = self.program.issue(self.lab, ["alias.example.test"], *self.lab.update_arguments())
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual([(record["name"], record["zone"]) for record in answer.named("record")], [("c41f7.auth.test.", "auth.test.")])
        self.check_nothing_left("c41f7.auth.test")

    def test_values_of_others_stay(self):
        self.lab.nsupdate("update add _acme-challenge.shared.example.test 5 TXT somebody-elses-value")
        answer = self.program.issue(self.lab, ["shared.example.test"], *self.lab.update_arguments())
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(self.lab.txt("_acme-challenge.shared.example.test"), ["somebody-elses-value"])

    def test_by_hand(self):
        process = self.program.start("issue", "--name", "hand.example.test", "--name", "*.hand.example.test", *self.lab.arguments(),
                                     "--out", self.program.out)
        records = []
        lines = []
        for line in process.stdout:
            lines.append(line)
            event = json.loads(line)
            if event["event"] == "record":
                records.append(event)
            if event["event"] == "published":
                self.assertEqual(self.lab.txt("_acme-challenge.hand.example.test"), [])
                for record in records:
                    self.lab.nsupdate(f"update add {record['name']} 5 TXT {record['value']}")
        trouble = process.stderr.read()
        self.assertEqual(process.wait(timeout=60), 0, trouble)
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(len(records), 2)
        self.check_files(["hand.example.test", "*.hand.example.test"])
        # What the user put there, the user takes away: the order says so until it is gone.
        left = self.program.orders()[0]["publishedRecords"]
        self.assertEqual({entry["value"] for entry in left}, {record["value"] for record in records})
        self.lab.nsupdate("update delete _acme-challenge.hand.example.test TXT")
        answer = self.program.run("cleanup", self.program.orders()[0]["id"], "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_each_zone_in_its_way(self):
        process = self.program.start("issue", "--name", "both.example.test", "--name", "alias.example.test", *self.lab.arguments(),
                                     "--publish-zone", "auth.test=rfc2136", "--tsig-key-file", self.lab.key_file,
                                     "--out", self.program.out)
        records = {}
        ways = None
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "record":
                records[event["name"]] = event["value"]
            if event["event"] == "published":
                ways = event["zones"]
                self.assertEqual(self.lab.txt("c41f7.auth.test"), [records["c41f7.auth.test."]])
                self.assertEqual(self.lab.txt("_acme-challenge.both.example.test"), [])
                self.lab.nsupdate(f"update add _acme-challenge.both.example.test 5 TXT {records['_acme-challenge.both.example.test.']}")
        trouble = process.stderr.read()
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 0, trouble)
        self.assertEqual(ways, {"auth.test.": "rfc2136", "example.test.": "manual"})
        self.assertEqual(self.lab.txt("c41f7.auth.test"), [])
        # What was put in by hand stays listed until its owner has removed it.
        left = self.program.orders()[0]["publishedRecords"]
        self.assertEqual([record["name"] for record in left], ["_acme-challenge.both.example.test."])
        self.lab.nsupdate("update delete _acme-challenge.both.example.test TXT")
        self.assertEqual(self.program.run("cleanup", left and self.program.orders()[0]["id"], "--key-store", "plain").code, 0)
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_a_way_is_tried_without_an_order(self):
        orders_before = self.lab.ca_log().count("POST /order-plz")
        answer = self.try_way("www.example.test", *self.lab.update_arguments())
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual([(trial["zone"], trial["name"]) for trial in answer.named("trial")],
                         [("example.test.", "_certwright-test.example.test.")])
        self.assertEqual(self.lab.txt("_certwright-test.example.test"), [])
        self.assertEqual(self.try_way("www.example.test", "--dry-run", *self.lab.update_arguments()).code, 0)
        answer = self.try_way("www.example.test", "--dry-run", *self.lab.update_arguments(self.lab.wrong_key_file))
        self.assertEqual(answer.code, 5, answer.output)
        self.assertIn("BADSIG", answer.trouble)
        self.assertEqual(self.lab.ca_log().count("POST /order-plz"), orders_before)
        self.assertEqual(self.program.orders(), [])

    def try_way(self, *arguments):
        return self.program.run("try", *arguments, "--resolver", self.lab.resolver, "--dns-port", str(self.lab.dns_port), timeout=120)

    def test_nothing_is_validated_before_the_secondary_has_the_value(self):
        process = self.program.start("issue", "--name", "www.lag.test", *self.lab.arguments(), *self.lab.update_arguments(),
                                     "--out", self.program.out)
        looks = 0
        answered_before = self.lab.challenges_answered()
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] != "look":
                continue
            looks += 1
            states = {server["address"]: server["state"] for server in event["names"][0]["servers"]}
            if looks <= 3:
                self.assertEqual(states, {"127.0.0.1": "seen", "::1": "missing"})
                self.assertFalse(event["safe"])
                self.assertEqual(self.lab.challenges_answered(), answered_before)
            if looks == 3:
                self.lab.notify_secondary("lag.test")
        self.assertEqual(process.wait(timeout=60), 0, process.stderr.read())
        process.stdout.close()
        process.stderr.close()
        self.assertGreaterEqual(looks, 5)
        self.assertEqual(self.lab.challenges_answered(), answered_before + 1)

    def test_every_key_type(self):
        for key_type, words in (("ec384", "secp384r1"), ("rsa2048", "2048 bit"), ("rsa3072", "3072 bit")):
            with self.subTest(key_type):
                answer = self.program.issue(self.lab, ["keys.example.test"], *self.lab.update_arguments(), "--key-type", key_type, "--force")
                self.assertEqual(answer.code, 0, answer.trouble)
                text = subprocess.run([program("openssl"), "pkey", "-in", self.program.file("privkey.pem"), "-noout", "-text"],
                                      capture_output=True, text=True, check=True).stdout
                self.assertIn(words, text)

    def test_an_account_is_used_again(self):
        for name in ("a1.example.test", "a2.example.test"):
            answer = self.program.issue(self.lab, [name], *self.lab.update_arguments(), "--force")
            self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(len(os.listdir(os.path.join(self.program.home, "accounts"))), 1)

    def test_files_that_are_there_are_not_replaced(self):
        os.makedirs(self.program.out)
        with open(self.program.file("privkey.pem"), "w", encoding="ascii") as file:
            file.write("mine")
        orders_before = self.lab.ca_log().count("POST /order-plz")
        answer = self.program.issue(self.lab, ["www.example.test"], *self.lab.update_arguments())
        self.assertEqual(answer.code, 2)
        self.assertIn("privkey.pem", answer.trouble)
        self.assertEqual(self.lab.ca_log().count("POST /order-plz"), orders_before)
        with open(self.program.file("privkey.pem"), encoding="ascii") as file:
            self.assertEqual(file.read(), "mine")


class WatchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def watch(self, *arguments):
        client = Program()
        try:
            return client.run("watch", *arguments, "--resolver", self.lab.resolver, "--dns-port", str(self.lab.dns_port))
        finally:
            client.close()

    def test_once_says_missing_and_then_safe(self):
        answer = self.watch("watched.example.test=value-one", "--once")
        self.assertEqual(answer.code, 1, answer.trouble)
        look = answer.named("look")[0]
        self.assertFalse(look["safe"])
        self.assertEqual([server["state"] for server in look["names"][0]["servers"]], ["missing"])
        self.lab.nsupdate("update add _acme-challenge.watched.example.test 5 TXT value-one")
        begin = time.monotonic()
        answer = self.watch("watched.example.test=value-one", "--once")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertTrue(answer.named("look")[0]["safe"])
        self.assertGreaterEqual(time.monotonic() - begin, 5)

    def test_a_time_limit_ends_it(self):
        answer = self.watch("never.example.test=value", "--until-safe", "3")
        self.assertEqual(answer.code, 4, answer.trouble)


if __name__ == "__main__":
    unittest.main(verbosity=2)
