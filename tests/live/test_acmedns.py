# SPDX-License-Identifier: MIT
"""Publishing through acme-dns: a server that behaves as its source does, a real CA, real DNS with the CNAME records."""

import json
import os
import re
import stat
import subprocess
import sys
import time
import unittest

from program import CLI, Program

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "support"))

from acmednsserver import AcmeDnsServer  # noqa: E402
from lab import Lab  # noqa: E402

ZONE = "acmedns.test"
ADDRESS = "127.0.0.2"


class AcmeDnsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(delegated={"acmedns": ADDRESS})

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.client = Program()
        self.addCleanup(self.client.close)
        self.serve()

    def serve(self, **options):
        self.server = AcmeDnsServer(ZONE, ADDRESS, self.lab.dns_port, **options)
        self.addCleanup(self.server.close)

    def lead(self, name, target):
        """Lets the validation name be an alias, until the test is over."""
        owner = f"_acme-challenge.{name}"
        self.lab.nsupdate(f"update delete {owner}", f"update add {owner} 5 CNAME {target}.")
        self.addCleanup(self.lab.nsupdate, f"update delete {owner}")

    def account(self, name, **more):
        account = self.server.register(**more)
        self.lead(name, account.fulldomain)
        return account

    def path(self, name):
        return os.path.join(os.path.dirname(self.client.home), name)

    def write(self, content, name="accounts.json"):
        path = self.path(name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def storage(self, **accounts):
        """As acme-dns-client and lego write it; the names with _ for dots."""
        return self.write({name.replace("_", "."): {**account.json(), "server_url": self.server.url}
                           for name, account in accounts.items()})

    def arguments(self, path):
        return ["--publish", "acme-dns", "--acme-dns-account", path, "--acme-dns-root", self.server.root_file]

    def issue(self, names, path, *more):
        return self.client.issue(self.lab, names, *(more or self.arguments(path)))

    def check_refused(self, answer, *words):
        """Exit 5, the words are said, and the CA was not asked to look."""
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        for word in words:
            self.assertIn(word, answer.trouble)
        self.assertEqual(self.lab.challenges_answered(), self.answered)
        for account in self.server.accounts:
            self.assertNotIn(account.password, answer.output + answer.trouble)

    def count(self):
        self.answered = self.lab.challenges_answered()

    # It works.

    def test_name_and_wildcard_and_another_name(self):
        first, second = self.account("example.test"), self.account("www.example.test")
        path = self.storage(example_test=first, www_example_test=second)
        for round_number in range(2):  # the second time the values of the first are pushed out
            # By another account: pebble takes an earlier authorization again one time in a hundred even with PEBBLE_AUTHZREUSE=0
            # (its comparison is `>`), and then one value fewer is published.
            self.client = Program()
            self.addCleanup(self.client.close)
            answer = self.issue(["example.test", "*.example.test", "www.example.test"], path, *self.arguments(path), "--force")
            self.assertEqual(answer.code, 0, answer.output + answer.trouble)
            values = {(record["name"], record["value"]) for record in answer.named("record")}
            self.assertEqual({value for owner, value in values if owner == first.fulldomain + "."}, set(first.values()))
            self.assertEqual(len(self.server.updates), 3 * (round_number + 1))
        # Nothing can be removed there: the order keeps nothing to clean up.
        self.assertEqual(self.client.orders()[0]["publishedRecords"], [])

    def test_reads_the_files_of_other_programs(self):
        account = self.account("import.example.test")
        answer = account.json()
        forms = {
            "acme-dns-client or lego": {"import.example.test": {**answer, "server_url": self.server.url}},
            "certbot's hook, and the server by option": {"import.example.test": answer},
            "the answer of /register": answer,
            "acme.sh": "\n".join([
                "Le_Domain='import.example.test'", f"ACMEDNS_BASE_URL='{self.server.url}'",
                f"ACMEDNS_USERNAME='{account.username}'", f"ACMEDNS_PASSWORD='{account.password}'",
                f"ACMEDNS_SUBDOMAIN='{account.subdomain}'", ""]),
        }
        for form, content in forms.items():
            with self.subTest(form):
                path = self.write(content)
                issued = self.issue(["import.example.test"], path, *self.arguments(path), "--acme-dns-server", self.server.url, "--force")
                self.assertEqual(issued.code, 0, issued.output + issued.trouble)
        self.assertEqual(len(self.server.updates), len(forms))

    def test_registers_and_sees_the_record_arrive(self):
        out = self.path("accounts.json")
        register = ["--server", self.server.url, "--root", self.server.root_file, "--out", out]
        answer = self.client.run("acme-dns", "register", "new.example.test", "*.new.example.test", *register)
        self.assertEqual(answer.code, 0, answer.trouble)
        made = answer.events[0]["accounts"]
        self.assertEqual(len(made), 1)
        account = self.server.accounts[0]
        self.assertEqual(made[0]["cname"], f"_acme-challenge.new.example.test. IN CNAME {account.fulldomain}.")
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o600)
        self.assertNotIn(account.password, answer.output + answer.trouble)

        again = self.client.run("acme-dns", "register", "new.example.test", "more.example.test", "--allow-from", "127.0.0.1", *register)
        self.assertEqual([each["registered"] for each in again.events[0]["accounts"]], [False, True])
        self.assertEqual(self.server.accounts[1].allowfrom, ["127.0.0.1/32"])
        with open(out, encoding="utf-8") as file:
            kept = json.load(file)
        self.assertEqual(kept["new.example.test"]["password"], account.password)
        self.assertEqual(kept["more.example.test"]["allowfrom"], ["127.0.0.1/32"])

        self.check_state("missing", 1, out)
        self.lab.nsupdate('update add _acme-challenge.new.example.test 5 TXT "old"')
        self.check_state("missing", 1, out, "there are TXT records")
        self.lab.nsupdate("update delete _acme-challenge.new.example.test")
        self.lead("new.example.test", "elsewhere." + ZONE)
        self.check_state("elsewhere", 1, out, "elsewhere." + ZONE)
        self.lead("new.example.test", account.fulldomain)
        self.check_state("right", 0, out)
        issued = self.issue(["new.example.test"], out)
        self.assertEqual(issued.code, 0, issued.output + issued.trouble)

    def check_state(self, state, code, accounts, word=""):
        answer = self.client.run("acme-dns", "check", "new.example.test", "--accounts", accounts, "--resolver", self.lab.resolver,
                                 "--dns-port", str(self.lab.dns_port))
        self.assertEqual((answer.code, answer.events[0]["names"][0]["state"]), (code, state), answer.output + answer.trouble)
        text = subprocess.run([CLI, "acme-dns", "check", "new.example.test", "--accounts", accounts, "--resolver", self.lab.resolver,
                               "--dns-port", str(self.lab.dns_port)], capture_output=True, text=True, check=False,
                              env=self.client.environment(), timeout=60)
        self.assertEqual(text.returncode, code)
        self.assertIn(word, text.stdout)
        if code:
            self.assertIn(f"_acme-challenge.new.example.test. IN CNAME {self.server.accounts[0].fulldomain}.", text.stdout)

    def test_trial_and_rehearsal_before_any_order(self):
        account = self.account("try.example.test")
        path = self.storage(try_example_test=account)
        wish = ["try", "try.example.test", "*.try.example.test", "--resolver", self.lab.resolver, "--dns-port", str(self.lab.dns_port),
                *self.arguments(path)]
        answer = self.client.run(*wish, "--dry-run")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertEqual(self.server.updates, [])
        self.assertEqual(self.server.log, [("POST", "/update", 400)])  # asked with a value that is not taken
        answer = self.client.run(*wish)
        self.assertEqual(answer.code, 0, answer.trouble)
        trial = answer.named("trial")[0]
        self.assertEqual((trial["name"], trial["stays"]), (account.fulldomain + ".", True))
        self.assertEqual(len(self.server.updates), 1)
        other = self.account("other.example.test", allowfrom=["192.0.2.0/24"])
        both = self.storage(try_example_test=account, other_example_test=other)
        answer = self.client.run(*wish[:3], "other.example.test", *wish[3:7], *self.arguments(both))
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        self.assertIn(other.fulldomain, answer.trouble)
        self.assertEqual(len(self.server.updates), 1)

    def mixed(self, account_file):
        """By update where nothing else is said, and through acme-dns in its zone."""
        return [*self.lab.update_arguments(), "--publish-zone", f"{ZONE}=acme-dns", *self.arguments(account_file)[2:]]

    def test_one_order_mixes_ways(self):
        path = self.storage(far_example_test=self.account("far.example.test"))
        answer = self.issue(["near.example.test", "far.example.test"], path, *self.mixed(path))
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        self.assertEqual(len(self.server.updates), 1)
        self.assertEqual(self.lab.txt("_acme-challenge.near.example.test"), [])

    def test_records_of_other_names_go_when_the_api_fails(self):
        path = self.storage(far_example_test=self.account("far.example.test"))
        self.server.trouble = "500"
        self.count()
        answer = self.issue(["near.example.test", "far.example.test"], path, *self.mixed(path))
        self.check_refused(answer, "HTTP status 500")
        self.assertIn("adding an RR at '_acme-challenge.near.example.test' TXT", self.lab.dns_log())  # it was there in between
        self.assertEqual(self.lab.txt("_acme-challenge.near.example.test"), [])
        self.assertEqual(self.client.orders()[0]["publishedRecords"], [])

    def test_goes_on_after_an_answer_got_lost(self):
        account = self.account("lost.example.test")
        path = self.storage(lost_example_test=account)
        self.server.trouble, self.server.trouble_after = "lost", 1
        self.count()
        self.check_refused(self.issue(["lost.example.test", "*.lost.example.test"], path), "cannot be reached")
        self.assertEqual(len(self.server.updates), 2)  # one more than we know of; it was not sent again
        self.server.trouble = None
        self.resume()
        self.assertEqual(len(account.values()), 2)

    def test_goes_on_after_a_kill_between_two_values(self):
        account = self.account("kill.example.test")
        path = self.storage(kill_example_test=account)
        self.server.trouble, self.server.trouble_after = "slow", 1
        process = self.client.start("issue", "--name", "kill.example.test", "--name", "*.kill.example.test", *self.lab.arguments(),
                                    "--out", self.client.out, *self.arguments(path))
        deadline = time.monotonic() + 60
        while len(self.server.updates) < 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.kill()
        process.communicate(timeout=20)
        self.assertEqual(len(self.client.orders()[0]["publishedRecords"]), 2)  # one of them perhaps
        self.server.trouble = None
        self.resume()
        self.assertEqual(len(set(account.values())), 2)

    def resume(self):
        answer = self.client.run("resume", self.client.orders()[0]["id"], "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)

    # It does not work, and nobody asks the CA.

    def test_a_wrong_key(self):
        account = self.account("wrong.example.test")
        path = self.write({"wrong.example.test": {**account.json(), "password": "k" * 40, "server_url": self.server.url}})
        self.count()
        answer = self.issue(["wrong.example.test"], path)
        self.check_refused(answer, self.server.url, account.fulldomain, "password", "allowfrom")
        self.assertEqual(self.server.updates, [])

    def test_an_address_that_may_not_update(self):
        account = self.account("far.example.test", allowfrom=["192.0.2.0/24", "2001:db8::/48"])
        self.count()
        answer = self.issue(["far.example.test"], self.storage(far_example_test=account))
        self.check_refused(answer, account.fulldomain, "192.0.2.0/24, 2001:db8::/48", "allowfrom")

    def test_an_address_behind_a_proxy(self):
        self.server.close()
        self.serve(use_header=True)
        account = self.account("proxy.example.test", allowfrom=["127.0.0.0/8"])
        self.count()
        # The proxy that should name us is not there: the server knows no address of ours.
        self.check_refused(self.issue(["proxy.example.test"], self.storage(proxy_example_test=account)), "127.0.0.0/8")

    def test_a_server_that_is_down(self):
        account = self.account("down.example.test")
        self.server.stop_api()
        self.count()
        answer = self.issue(["down.example.test"], self.storage(down_example_test=account))
        self.check_refused(answer, "The acme-dns server cannot be reached", self.server.url)

    def test_a_server_that_is_not_trusted(self):
        account = self.account("root.example.test")
        path = self.storage(root_example_test=account)
        self.count()
        answer = self.issue(["root.example.test"], path, "--publish", "acme-dns", "--acme-dns-account", path)
        self.check_refused(answer, self.server.url, "root certificate")
        self.assertEqual(self.server.log, [])  # no password was sent

    def test_a_name_without_an_account(self):
        account = self.account("known.example.test")
        other = self.account("unknown.example.test")
        self.count()
        answer = self.issue(["known.example.test", "unknown.example.test"], self.storage(known_example_test=account))
        self.check_refused(answer, "There is no acme-dns account", other.fulldomain + ".")
        self.assertEqual(self.server.updates, [])

    def test_a_record_that_leads_elsewhere(self):
        account = self.account("astray.example.test")
        self.lead("astray.example.test", self.server.register().fulldomain)
        self.count()
        answer = self.issue(["astray.example.test"], self.storage(astray_example_test=account))
        self.check_refused(answer, f"_acme-challenge.astray.example.test. IN CNAME {account.fulldomain}.")
        self.assertEqual(self.server.updates, [])

    def test_a_record_that_is_not_there_yet(self):
        account = self.server.register()
        self.count()
        answer = self.issue(["nocname.example.test"], self.storage(nocname_example_test=account))
        self.check_refused(answer, f"_acme-challenge.nocname.example.test. IN CNAME {account.fulldomain}.")

    def test_three_values_for_one_account(self):
        account = self.account("one.example.test")
        self.lead("two.example.test", account.fulldomain)
        self.count()
        answer = self.issue(["one.example.test", "*.one.example.test", "two.example.test"], self.storage(one_example_test=account))
        self.check_refused(answer, "two values", account.fulldomain)
        self.assertEqual(self.server.updates, [])

    def test_trouble_in_the_middle(self):
        cases = {"500": "HTTP status 500", "forbidden": "does not allow", "cut": "cannot be reached", "page": "not one of acme-dns"}
        path = self.storage(m1_example_test=self.account("m1.example.test"), m2_example_test=self.account("m2.example.test"))
        for trouble, words in cases.items():
            with self.subTest(trouble):
                self.server.trouble, self.server.trouble_after = trouble, len(self.server.updates) + 1
                self.count()
                answer = self.issue(["m1.example.test", "m2.example.test"], path, *self.arguments(path), "--force")
                self.check_refused(answer, words, self.server.url)
                self.assertEqual(len(self.server.updates), self.server.trouble_after)  # one of the two was taken

    def test_no_password_is_written_anywhere_but_into_the_store(self):
        account = self.account("secret.example.test")
        path = self.storage(secret_example_test=account)
        answer = self.issue(["secret.example.test"], path, *self.arguments(path), "--verbose")
        self.assertEqual(answer.code, 0, answer.trouble)
        self.assertIn("/update", answer.trouble)
        self.assertNotIn(account.password, answer.output + answer.trouble)
        read = 0
        for folder, _, names in os.walk(os.path.join(self.client.home, "orders")):
            for name in names:
                with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                    self.assertNotIn(account.password, file.read())
                read += 1
        self.assertGreater(read, 0)

    # Registering fails.

    def register(self, *arguments):
        out = self.path("new.json")
        return self.client.run("acme-dns", "register", "reg.example.test", "--out", out, "--root", self.server.root_file, *arguments)

    def test_a_server_that_registers_nobody(self):
        self.server.close()
        self.serve(disable_registration=True)
        answer = self.register("--server", self.server.url)
        self.assertEqual(answer.code, 5, answer.trouble)
        self.assertIn("registration is switched off", answer.trouble)
        self.server.stop_api()
        self.assertEqual(self.register("--server", self.server.url).code, 3)

    def test_wishes_that_are_wrong_from_the_start(self):
        cases = [
            (["--server", "http://auth.example.net"], "https://"),
            (["--server", self.server.url, "--allow-from", "everybody"], "everybody"),
            ([], "--server"),
            (["--server", self.server.url, "--out", self.write("SAVED_CF_Token='x'", "account.conf")], "ACMEDNS_"),
            (["--server", self.server.url, "--out", self.write(self.server.register().json(), "bare.json")], "bare.json"),
        ]
        for arguments, word in cases:
            with self.subTest(word):
                answer = self.register(*arguments)
                self.assertEqual(answer.code, 2, answer.trouble)
                self.assertRegex(answer.trouble, re.escape(word))
        self.assertEqual(self.server.log, [])

    def test_checks_only_names_that_have_an_account(self):
        path = self.write({})
        answer = self.client.run("acme-dns", "check", "example.test", "--accounts", path)
        self.assertEqual(answer.code, 2)
        self.assertRegex(answer.trouble, "accounts.json.*missing.*: example.test")


if __name__ == "__main__":
    unittest.main(verbosity=2)
