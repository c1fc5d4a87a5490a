# SPDX-License-Identifier: MIT
"""Against a CA that does what its script says: what is said, how it ends, and that nothing is lost."""

import unittest

from program import Program
from scriptedca import ScriptedCa

from lab import Lab


class ScriptedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(ca=None)

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    number = 0

    def setUp(self):
        # A name of its own each time: resolvers keep what they have heard.
        ScriptedTest.number += 1
        self.name = f"s{self.number}.example.test"
        self.program = Program()
        self.addCleanup(self.program.close)

    def start_ca(self, **switches):
        ca = ScriptedCa(self.lab.resolver, **switches)
        self.addCleanup(ca.close)
        return ca

    def issue(self, ca, *names, more=()):
        wanted = [part for name in names or (self.name,) for part in ("--name", name)]
        return self.program.run("issue", *wanted, *ca.arguments(self.lab), *self.lab.update_arguments(), "--out", self.program.out,
                                "--validate-anyway", *more)


class PlainTest(ScriptedTest):
    def test_a_certificate(self):
        ca = self.start_ca()
        answer = self.issue(ca, self.name, "*." + self.name)
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(ca.complaints, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
