# SPDX-License-Identifier: MIT
"""Trouble at every request of the flow to the CA: the next try ends with one certificate, one order and one key.

test_kill.py kills the program at every request; tst_interruptions of the core has more kinds of trouble.
"""

import concurrent.futures
import unittest

from scriptedtest import ScriptedTest

from scriptedca import answer_after, cut_after, problem

TROUBLE = {
    "the connection breaks before the answer": cut_after(),
    "500 although it was done": answer_after(500, b"<html>Gateway error</html>"),
    "503 with a problem": problem("rateLimited", "Service busy; retry later.", status=503, retry_after=3600),
}
# An answer to HEAD cannot say why the CA is busy.
WORDS = {
    "the connection breaks before the answer": "The connection to 127.0.0.1:[0-9]+ broke",
    "500 although it was done": "127.0.0.1:[0-9]+ has trouble of its own",
    "503 with a problem": "Service busy|too busy",
}
AT_ONCE = 4  # most of the time is waiting


class InterruptionTest(ScriptedTest):
    def interrupt(self, trouble, number):
        names = self.name, "*." + self.name
        ca = self.start_ca()
        ca.at(number, TROUBLE[trouble])
        interrupted = self.issue(ca, *names)
        ca.let_waits_pass()
        if interrupted.code == 0:  # the request was sent once more, where that is allowed, or it mattered to nobody
            self.assertEqual([order["state"] for order in self.program.orders()], ["issued"])
        else:
            self.assertIn(interrupted.code, (1, 3), interrupted.trouble)
            self.assertRegex(interrupted.trouble, WORDS[trouble])
            self.goes_on(ca, *names)
        self.assertEqual((len(ca.accounts), len(ca.orders), len(ca.certificates)), (1, 1, 1))
        self.assertEqual((len(self.program.orders()), len(self.keys())), (1, 1))
        self.assertEqual(ca.complaints, [])

    def interrupt_elsewhere(self, trouble, number):
        """In a test object of its own; None, or what went wrong."""
        test = InterruptionTest()
        test.begin_anew()
        try:
            test.interrupt(trouble, number)
        except AssertionError as failure:
            return str(failure)
        finally:
            test.doCleanups()
        return None

    def test_at_every_request(self):
        ca = self.start_ca()
        self.issued(ca, self.name, "*." + self.name)
        self.assertGreater(len(ca.requests), 10)
        moments = [(trouble, number) for trouble in TROUBLE for number in range(1, len(ca.requests) + 1)]
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            failures = list(pool.map(lambda moment: self.interrupt_elsewhere(*moment), moments))
        for (trouble, number), failure in zip(moments, failures):
            with self.subTest(trouble, request=number):
                self.assertIsNone(failure)

    def runTest(self):
        """What unittest calls when no method is named."""


if __name__ == "__main__":
    unittest.main(verbosity=2)
