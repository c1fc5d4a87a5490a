# SPDX-License-Identifier: MIT
"""Trouble at every request of the flow to the CA: the next try ends with one certificate, one order and one key.

test_kill.py kills the program at every request; tst_interruptions of the core has more kinds of trouble.
"""

import unittest

from scriptedtest import ScriptedTest

from scriptedca import answer_after, cut_after, problem

TROUBLE = {
    "the connection breaks before the answer": cut_after(),
    "500 although it was done": answer_after(500, b"<html>Gateway error</html>"),
    "503 with a problem": problem("rateLimited", "Service busy; retry later.", status=503, retry_after=3600),
}
AT_LEAST = 12  # requests of a run


class InterruptionTest(ScriptedTest):
    def interrupt(self, number, behaviour):
        """True when the flow has so many requests."""
        self.begin_anew()
        ca = self.start_ca()
        ca.at(number, behaviour)
        interrupted = self.issue(ca, self.name, "*." + self.name)
        if ca.is_pending(number):
            self.assertEqual(interrupted.code, 0, interrupted.trouble)
            return False
        ca.let_waits_pass()
        if interrupted.code == 0:  # the same request was sent once more, where that is allowed
            self.assertEqual([order["state"] for order in self.program.orders()], ["issued"])
        else:
            self.assertIn(interrupted.code, (1, 3), interrupted.trouble)
            self.assertIn(f"127.0.0.1:{ca.port}" if interrupted.code == 3 else "Service busy", interrupted.trouble)
            self.goes_on(ca, self.name, "*." + self.name)
        self.assertEqual(len(ca.certificates), 1)
        self.assertEqual(len(ca.accounts), 1)
        self.assertEqual(len(self.program.orders()), 1)
        self.assertEqual(len(self.keys()), 1)
        self.assertEqual(ca.complaints, [])
        return True

    def test_at_every_request(self):
        for trouble, behaviour in TROUBLE.items():
            number = 1
            while True:
                with self.subTest(trouble, request=number):
                    if not self.interrupt(number, behaviour):
                        break
                number += 1
                self.assertLess(number, 60, "the flow never ends")
            self.assertGreater(number, AT_LEAST)


if __name__ == "__main__":
    unittest.main(verbosity=2)
