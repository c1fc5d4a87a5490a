# SPDX-License-Identifier: MIT
"""certwright-cli watch against a primary and a secondary that does not hear of changes by itself."""

import subprocess
import unittest

from program import CLI, Program

from lab import Lab

NAME = "_acme-challenge.www.lag.test"
VALUE = "x8kQw0-one-one-one-one-one-one-one-one-_abc"


class WatchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()
        cls.lab.nsupdate(f"update add {NAME} 5 TXT {VALUE}")

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def dns(self):
        return ("--resolver", self.lab.resolver, "--dns-port", str(self.lab.dns_port))

    def watch(self, *arguments):
        client = Program()
        try:
            return client.run("watch", f"www.lag.test={VALUE}", *arguments, *self.dns())
        finally:
            client.close()

    def test_waits_for_the_secondary_and_names_it(self):
        answer = self.watch("--until-safe", "4")
        self.assertEqual(answer.code, 4, answer.output)
        looks = answer.named("look")
        self.assertGreaterEqual(len(looks), 2)
        for look in looks:
            name = look["names"][0]
            self.assertFalse(look["safe"])
            self.assertEqual(name["cause"], "propagation_too_early")
            self.assertIn("ns2.example.test", name["detail"])
            late = next(server for server in name["servers"] if server["address"] == "::1")
            self.assertEqual((late["state"], late["behind"]), ("missing", 1))
            self.assertEqual(name["resolvers"][0]["state"], "not_asked")
            self.assertIn("expectedBy", name)

        self.lab.notify_secondary("lag.test")
        answer = self.watch("--until-safe", "40")
        self.assertEqual(answer.code, 0, answer.output)
        name = answer.named("look")[-1]["names"][0]
        self.assertEqual(name["resolvers"][0]["state"], "seen")
        self.assertIsNone(name["cause"])

    def test_reads_well_as_text(self):
        spoilt = f"www.lag.test={VALUE[:-1]}X"
        done = subprocess.run([CLI, "watch", spoilt, "--once", *self.dns()], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("www.lag.test: _acme-challenge.www.lag.test\n  ns1.example.test (127.0.0.1)", done.stdout)
        self.assertIn("-> ", done.stdout)
        self.assertIn("Not safe yet", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
