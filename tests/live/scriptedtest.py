# SPDX-License-Identifier: MIT
"""What the tests against the scripted CA share: one lab without a CA of its own, a name and a home for each test."""

import glob
import itertools
import os
import unittest

from program import Program
from scriptedca import ScriptedCa

from lab import Lab


class ScriptedTest(unittest.TestCase):
    numbers = itertools.count(1)

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(ca=None)

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.begin_anew()

    def begin_anew(self):
        """A name of its own for each try, as resolvers keep what they have heard, and a home where nothing is yet."""
        self.name = f"s{next(ScriptedTest.numbers)}.example.test"
        self.program = Program()
        self.addCleanup(self.program.close)

    def start_ca(self, **switches):
        ca = ScriptedCa(self.lab.resolver, **switches)
        self.addCleanup(ca.close)
        return ca

    def arguments(self, ca, *names):
        wanted = [part for name in names or (self.name,) for part in ("--name", name)]
        return ["issue", *wanted, *ca.arguments(self.lab), *self.lab.update_arguments(), "--out", self.program.out, "--validate-anyway"]

    def issue(self, ca, *names, more=()):
        return self.program.run(*self.arguments(ca, *names), *more)

    def resume(self):
        return self.program.run("resume", self.program.orders()[0]["id"], "--key-store", "plain", "--validate-anyway")

    def keys(self):
        """Private keys of certificates."""
        return glob.glob(os.path.join(self.program.home, "secrets", "plain", "key-*"))

    def issued(self, ca, *names, **options):
        answer = self.issue(ca, *names, **options)
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        self.assertEqual(ca.complaints, [])
        return answer

    def refused(self, answer, code, *words):
        """It ended with this code and said these words."""
        self.assertEqual(answer.code, code, answer.output + answer.trouble)
        for word in words:
            self.assertIn(word, answer.trouble)
        return answer

    def goes_on(self, ca, *names):
        """The next try ends with a certificate: nothing was lost, nothing is there twice."""
        before, keys = self.program.orders(), self.keys()
        answer = self.resume() if before else self.issue(ca, *names)
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        after = self.program.orders()
        self.assertEqual([order["state"] for order in after], ["issued"])
        self.assertEqual(after[0]["publishedRecords"], [])
        self.assertEqual(self.lab.txt("_acme-challenge." + self.name), [])
        self.assertEqual(len(self.keys()), 1)
        self.assertEqual(len(ca.certificates), 1)
        self.assertEqual(len(ca.accounts), 1)
        if keys:
            self.assertEqual(self.keys(), keys)
        if before and before[0]["url"]:
            self.assertEqual(after[0]["url"], before[0]["url"])
        for file in ("cert.pem", "chain.pem", "fullchain.pem", "privkey.pem"):
            self.assertTrue(os.path.exists(self.program.file(file)), file)
