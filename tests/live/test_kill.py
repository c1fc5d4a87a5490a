# SPDX-License-Identifier: MIT
"""kill -9 at every request of the flow: the next run ends with one certificate, with the same order, key and values.

The waiting for propagation is skipped: its two rounds take five seconds and are tested elsewhere.
"""

import glob
import os
import unittest

from program import Program
from relay import ca_relay, update_relay

from lab import Lab



class KillTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    number = 0

    def setUp(self):
        # A name of its own each time: resolvers keep what they have heard.
        KillTest.number += 1
        self.name = f"kill{KillTest.number}.example.test"
        self.program = Program()
        self.ca = ca_relay(self.lab)
        self.dns = update_relay(self.lab)
        self.orders_before = self.orders_at_ca()

    def tearDown(self):
        self.ca.close()
        self.dns.close()
        self.program.close()

    def arguments(self):
        arguments = self.lab.arguments()
        arguments[arguments.index("--directory") + 1] = f"https://127.0.0.1:{self.ca.port}/dir"
        return arguments + self.lab.update_arguments() + ["--rfc2136-server", f"127.0.0.1:{self.dns.port}", "--out", self.program.out,
                                                                 "--validate-anyway"]

    def issue(self):
        wanted = [part for name in (self.name, "*." + self.name) for part in ("--name", name)]
        return self.program.start("issue", *wanted, *self.arguments())

    def run_and_kill(self, relay, moment):
        """True when the moment came."""
        process = self.issue()
        relay.victim = process.pid
        relay.moment = moment
        output, trouble = process.communicate(timeout=90)
        relay.moment = None
        if process.returncode == 0:
            return False
        self.assertEqual(process.returncode, -9, trouble)
        return True

    def orders_at_ca(self):
        return self.lab.ca_log().count("orders in the db")

    def certificate_keys(self):
        return glob.glob(os.path.join(self.program.home, "secrets", "plain", "key-*"))

    def values(self, orders):
        return {record["value"] for record in orders[0]["publishedRecords"]} if orders else set()

    def resume(self):
        """As a user would: continue the order that is offered; without one begin anew."""
        orders = self.program.orders()
        keys = self.certificate_keys()
        url = orders[0]["url"] if orders else ""
        if orders:
            answer = self.program.run("resume", orders[0]["id"], "--key-store", "plain", "--validate-anyway")
        else:
            self.assertEqual(keys, [])
            process = self.issue()
            output, trouble = process.communicate(timeout=90)
            self.assertEqual(process.returncode, 0, trouble)
            return
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        after = self.program.orders()
        self.assertEqual(len(after), 1)
        if url:
            self.assertEqual(after[0]["url"], url, "the order must be the same")
        if keys:
            self.assertEqual(self.certificate_keys(), keys, "the key must be the same")
        before = self.values(orders)
        shown = {record["value"] for record in answer.named("record")}
        if before and shown:
            self.assertEqual(shown, before, "the values must be the same")
        self.assertTrue(os.path.exists(self.program.file("privkey.pem")))
        self.assertEqual(after[0]["publishedRecords"], [])

    def kill_at_every_request(self, relay_of, phase):
        moments = 0
        for number in range(1, 60):
            with self.subTest(request=number, phase=phase):
                if number > 1:
                    self.tearDown()
                    self.setUp()
                if not self.run_and_kill(relay_of(self), (number, phase)):
                    return moments
                moments += 1
                self.resume()
                self.assertEqual(self.lab.txt("_acme-challenge." + self.name), [])
                self.assertEqual(self.orders_at_ca() - self.orders_before, 1)
        self.fail("the flow never ended")
        return moments

    def test_before_each_request_to_the_ca(self):
        self.assertGreater(self.kill_at_every_request(lambda test: test.ca, "before"), 8)

    def test_after_each_answer_of_the_ca(self):
        self.assertGreater(self.kill_at_every_request(lambda test: test.ca, "after"), 8)

    def test_before_each_update(self):
        self.assertGreater(self.kill_at_every_request(lambda test: test.dns, "before"), 1)

    def test_after_each_update(self):
        self.assertGreater(self.kill_at_every_request(lambda test: test.dns, "after"), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
