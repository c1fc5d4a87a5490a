# SPDX-License-Identifier: MIT
"""certwright-cli records: what a colleague gets is enough to put the records in, and says nothing that is secret."""

import csv
import io
import json
import subprocess
import unittest

from program import CLI, Program

from lab import Lab, program

NAMES = ["hand.example.test", "*.hand.example.test", "alias.example.test"]


class RecordsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.client = Program()
        self.addCleanup(self.client.close)
        wanted = [part for name in NAMES for part in ("--name", name)]
        self.process = self.client.start("issue", *wanted, *self.lab.arguments(), "--out", self.client.out)
        self.addCleanup(self.stop)
        self.records = []
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == "record":
                self.records.append(event)
            if event["event"] == "published":
                break
        self.order = self.client.orders()[0]["id"]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=60)

    def text(self, *arguments, code=0):
        answer = subprocess.run([CLI, "records", *arguments], capture_output=True, check=False, env=self.client.environment(), timeout=60)
        self.assertEqual(answer.returncode, code, answer.stderr.decode())
        return (answer.stdout if code == 0 else answer.stderr).decode()

    def test_a_colleague_puts_them_in_with_nsupdate(self):
        self.assertEqual(len(self.records), 3)
        script = self.text(self.order, "--format", "nsupdate")
        self.assertNotIn("delete", script)
        subprocess.run([program("nsupdate"), "-k", self.lab.key_file], input=f"server 127.0.0.1 {self.lab.dns_port}\n{script}",
                       text=True, check=True, timeout=20)
        for record in self.records:
            self.assertIn(record["value"], self.lab.txt(record["name"]))
        self.process.communicate(timeout=90)
        self.assertEqual(self.process.returncode, 0)
        self.lab.nsupdate("update delete _acme-challenge.hand.example.test TXT", "send", "update delete c41f7.auth.test TXT")
        self.assertIn("closed", self.text(self.order, code=2))  # there is nothing more to hand over

    def test_the_mail_says_all_and_nothing_secret(self):
        mail = self.text(self.order)
        self.assertEqual(mail, self.text(self.order, "--format", "mail"))
        self.assertTrue(mail.startswith("Subject: Please add 3 TXT records"), mail)
        for record in self.records:
            self.assertIn(record["value"], mail)
            self.assertIn(record["name"], mail)
        for word in ("next to what is there", "Do not replace", "The order waits until", "60 seconds"):
            self.assertIn(word, mail)
        for secret in ("admin@example.org", "/my-account/", self.lab.directory):
            self.assertNotIn(secret, mail)

    def test_the_table_and_the_lines_hold_the_same_records(self):
        wanted = sorted((record["name"], record["value"]) for record in self.records)
        table = self.text(self.order, "--format", "csv")
        self.assertEqual(table.count("\r\n"), 4)
        rows = list(csv.DictReader(io.StringIO(table, newline="")))
        # "'" in front keeps a spreadsheet from taking "-..." for a formula.
        self.assertEqual(sorted((row["Name in full"], row["Value"].removeprefix("'")) for row in rows), wanted)
        self.assertFalse([cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@")])
        said = json.loads(self.text(self.order, "--format", "json"))
        self.assertEqual(said["schema"], "certwright/records/1")
        self.assertEqual(sorted((record["name"], record["value"]) for record in said["records"]), wanted)
        self.assertEqual({record["zone"] for record in said["records"]}, {"example.test.", "auth.test."})
        self.assertEqual(said, json.loads(self.text(self.order, "--json")))
        lines = self.text(self.order, "--format", "bind")
        for _, value in wanted:
            self.assertIn(f'IN TXT "{value}"', lines)

    def test_says_what_it_does_not_know(self):
        self.assertIn("--format", self.text("--help"))
        self.assertIn("postcard", self.text(self.order, "--format", "postcard", code=2))
        self.assertIn("ORDER", self.text(code=2))
        self.text("20000101-000000-nothing", code=2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
