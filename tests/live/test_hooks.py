# SPDX-License-Identifier: MIT
"""Hooks in the formats of four other clients, unchanged, that put records into a real zone; and what happens when they fail."""

import json
import os
import signal
import subprocess
import tempfile
import time
import unittest

from program import Program

from lab import Lab, program

SOURCE = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir))

# Each writes down what it was called with, and obeys a file "plan-NAME" if there is one.
COMMON = r"""
update() {
    printf 'server 127.0.0.1 %s\nupdate %s\nsend\n' "$LAB_PORT" "$1" | "$LAB_NSUPDATE" -k "$LAB_KEY"
}
note() {
    printf '%s\n' "$*" >>"$LAB_CALLS"
}
plan() {
    [ ! -f "$LAB_FOLDER/plan-$1" ] || . "$LAB_FOLDER/plan-$1"
}
"""

CERTBOT_AUTH = "#!/bin/sh\n" + COMMON + r"""
note "add $CERTBOT_DOMAIN $CERTBOT_REMAINING_CHALLENGES $CERTBOT_ALL_DOMAINS"
plan "$CERTBOT_DOMAIN"
update "add _acme-challenge.$CERTBOT_DOMAIN. 5 TXT \"$CERTBOT_VALIDATION\"" || exit 2
echo "id-of-$CERTBOT_VALIDATION"
"""

CERTBOT_CLEAN = "#!/bin/sh\n" + COMMON + r"""
note "remove $CERTBOT_DOMAIN"
if [ -n "$CERTBOT_AUTH_OUTPUT" ] && [ "$CERTBOT_AUTH_OUTPUT" != "id-of-$CERTBOT_VALIDATION" ]; then
    echo "unexpected output: $CERTBOT_AUTH_OUTPUT"
    exit 9
fi
update "delete _acme-challenge.$CERTBOT_DOMAIN. TXT \"$CERTBOT_VALIDATION\""
"""

DEHYDRATED = "#!/usr/bin/env bash\n" + COMMON + r"""
deploy_challenge() {
    while [ $# -ge 3 ]; do
        note "add $1 of $#"
        update "add _acme-challenge.$1. 5 TXT \"$3\"" || exit 2
        shift 3
    done
}
clean_challenge() {
    while [ $# -ge 3 ]; do
        note "remove $1"
        update "delete _acme-challenge.$1. TXT \"$3\"" || exit 2
        shift 3
    done
}
HANDLER="$1"; shift
if [[ "${HANDLER}" =~ ^(deploy_challenge|clean_challenge)$ ]]; then
    "$HANDLER" "$@"
fi
"""

LEGO = "#!/bin/sh\n" + COMMON + r"""
note "$1 $2"
case $1 in
present) update "add $2 5 TXT \"$3\"" ;;
cleanup) update "delete $2 TXT \"$3\"" ;;
*) exit 64 ;;
esac
"""

# The value is the digest of the key authorization, as RFC 8555 8.4 says.
LEGO_RAW = "#!/bin/sh\n" + COMMON + r"""
[ "$2" = "--" ] || exit 64
note "$1 $3"
case $5 in "$4".*) ;; *) exit 65 ;; esac
value=$(printf '%s' "$5" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\n')
case $1 in
present) update "add _acme-challenge.$3. 5 TXT \"$value\"" ;;
cleanup) update "delete _acme-challenge.$3. TXT \"$value\"" ;;
esac
"""

ACME_SH = "#!/usr/bin/env sh\n" + COMMON + r"""
dns_lab_add() {
    fulldomain=$1
    txtvalue=$2
    LAB_Token="${LAB_Token:-$(_readaccountconf_mutable LAB_Token)}"
    if [ -z "$LAB_Token" ]; then
        _err "You didn't specify the token."
        return 1
    fi
    _saveaccountconf_mutable LAB_Token "$LAB_Token"
    _savedomainconf LAB_Record "id-of-$txtvalue"
    _info "Adding record" "$fulldomain with $LAB_Token"
    note "add $fulldomain"
    if ! update "add $fulldomain. 5 TXT \"$txtvalue\""; then
        _err "error updating"
        return 1
    fi
    return 0
}
dns_lab_rm() {
    fulldomain=$1
    txtvalue=$2
    note "remove $fulldomain with $(_readaccountconf_mutable LAB_Token | wc -c) and $(_readdomainconf LAB_Record | _egrep_o '^id-of-')"
    update "delete $fulldomain. TXT \"$txtvalue\""
}
"""

HOOKS = {"auth": CERTBOT_AUTH, "clean": CERTBOT_CLEAN, "dehydrated.sh": DEHYDRATED, "lego.sh": LEGO, "raw.sh": LEGO_RAW,
         "dns_lab.sh": ACME_SH}
TOKEN = "t0p-s3cret-token"


class HookTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()
        # Aliases: one with a target of the same form, for hooks that know names of this form only.
        cls.lab.nsupdate("update add _acme-challenge.moved.example.test 5 CNAME _acme-challenge.moved.auth.test.")

    @classmethod
    def tearDownClass(cls):
        cls.lab.close()

    def setUp(self):
        self.program = Program()
        self.temporary = tempfile.TemporaryDirectory(prefix="certwright hooks ")  # with a blank
        self.folder = self.temporary.name
        for name, content in HOOKS.items():
            self.write(name, content, 0o755)
        self.secrets = self.write("secrets", f"LAB_Token={TOKEN}\n", 0o600)

    def tearDown(self):
        self.program.close()
        self.temporary.cleanup()

    def write(self, name, content, mode=0o644):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        os.chmod(path, mode)
        return path

    def path(self, name):
        return os.path.join(self.folder, name)

    def calls(self):
        try:
            with open(self.path("calls"), encoding="utf-8") as file:
                return file.read().splitlines()
        except FileNotFoundError:
            return []

    def options(self, hook_format, hook, *more):
        variables = {"LAB_PORT": self.lab.dns_port, "LAB_KEY": self.lab.key_file, "LAB_NSUPDATE": program("nsupdate"),
                     "LAB_FOLDER": self.folder, "LAB_CALLS": self.path("calls")}
        environment = [part for name, value in variables.items() for part in ("--hook-env", f"{name}={value}")]
        return ["--publish", "hook", "--hook-format", hook_format, "--hook", self.path(hook), *environment, *more]

    def certbot(self, *more):
        return self.options("certbot", "auth", "--hook-cleanup", self.path("clean"), *more)

    def order(self):
        folder = os.path.join(self.program.home, "orders")
        texts = []
        for base, _, files in os.walk(folder):
            for name in files:
                with open(os.path.join(base, name), encoding="utf-8", errors="replace") as file:
                    texts.append(file.read())
        return "\n".join(texts)

    def check_issued(self, names, options):
        before = self.lab.challenges_answered()
        answer = self.program.issue(self.lab, names, *options)
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        self.assertEqual(self.lab.challenges_answered(), before + len(names))
        for record in answer.named("record"):
            self.assertEqual(self.lab.txt(record["name"]), [])
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])
        return answer

    # Each format: a name with its wildcard, and an alias.

    def test_certbot(self):
        self.check_issued(["cb.example.test", "*.cb.example.test"], self.certbot())
        domains = "cb.example.test,cb.example.test"
        self.assertEqual(self.calls(), [f"add cb.example.test 1 {domains}", f"add cb.example.test 0 {domains}",
                                        "remove cb.example.test", "remove cb.example.test"])

    def test_certbot_alias(self):
        self.check_issued(["moved.example.test"], self.certbot())
        self.assertEqual(self.calls(), ["add moved.auth.test 0 moved.example.test", "remove moved.auth.test"])

    def test_certbot_hook_that_asks_where_an_alias_leads(self):
        for name, command in (("auth", "add $CERTWRIGHT_RECORD_NAME. 5 TXT"), ("clean", "delete $CERTWRIGHT_RECORD_NAME. TXT")):
            self.write(name, "#!/bin/sh\n" + COMMON + f'update "{command} \\"$CERTWRIGHT_VALIDATION\\""\n', 0o755)
        answer = self.check_issued(["alias.example.test"], self.certbot())
        self.assertEqual(answer.named("record")[0]["name"], "c41f7.auth.test.")

    def test_dehydrated(self):
        self.check_issued(["dh.example.test", "*.dh.example.test"], self.options("dehydrated", "dehydrated.sh"))
        self.assertEqual(self.calls(), ["add dh.example.test of 3"] * 2 + ["remove dh.example.test"] * 2)

    def test_dehydrated_chain_with_an_alias(self):
        self.check_issued(["ch.example.test", "moved.example.test"],
                          self.options("dehydrated", "dehydrated.sh", "--hook-chain"))
        self.assertEqual(self.calls()[:2], ["add ch.example.test of 6", "add moved.auth.test of 3"])

    def test_lego(self):
        self.check_issued(["lg.example.test", "*.lg.example.test", "alias.example.test"], self.options("lego", "lego.sh"))
        self.assertEqual(self.calls()[:3], ["present _acme-challenge.lg.example.test."] * 2 + ["present c41f7.auth.test."])

    def test_lego_raw(self):
        self.check_issued(["rw.example.test", "*.rw.example.test", "moved.example.test"],
                          self.options("lego", "raw.sh", "--hook-raw"))
        self.assertEqual(self.calls()[:3], ["present rw.example.test"] * 2 + ["present moved.auth.test"])

    def test_acme_sh(self):
        options = self.options("acme.sh", "dns_lab.sh", "--hook-secret-file", self.secrets, "--verbose")
        answer = self.check_issued(["ac.example.test", "*.ac.example.test", "alias.example.test"], options)
        self.assertEqual(self.calls()[:3], ["add _acme-challenge.ac.example.test"] * 2 + ["add c41f7.auth.test"])
        # What it saved came back for the clean-up, which is another run.
        self.assertEqual(self.calls()[-1], f"remove c41f7.auth.test with {len(TOKEN)} and id-of-")
        # Shown live, and nowhere with the token.
        self.assertIn("Adding record='c41f7.auth.test", answer.trouble)
        for text in (answer.output, answer.trouble, self.order()):
            self.assertNotIn(TOKEN, text)

    def test_free_ipa_hook_without_a_ticket(self):
        ipa = os.path.join(SOURCE, "tests", "core", "publish", "freeipa")
        hook = os.path.join(ipa, "hook.py")
        before = self.lab.challenges_answered()
        answer = self.program.issue(
            self.lab, ["www.example.test"], "--publish", "hook", "--hook-format", "certbot", "--hook", hook,
            "--hook-cleanup", hook, "--hook-env", "PYTHONPATH=" + os.path.join(ipa, "modules"),
            "--hook-env", "PYTHONDONTWRITEBYTECODE=1", "--hook-env", "KRB5CCNAME=FILE:" + self.path("no-ticket"),
            "--hook-env", "IPA_RECORDS=" + self.path("records"))
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        for words in ("kinit", "exit code 1", hook, "did not receive Kerberos credentials"):
            self.assertIn(words, answer.trouble)
        self.assertEqual(self.lab.challenges_answered(), before)

    # Failures: no challenge is answered, and what was published before is taken back.

    def check_stopped(self, plan, words, *more, at=1):
        names = ["one.example.test", "two.example.test", "three.example.test"]
        self.write("plan-" + names[at], plan)
        before = self.lab.challenges_answered()
        answer = self.program.issue(self.lab, names, *self.certbot(*more))
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        for word in (self.path("auth"), *words):
            self.assertIn(word, answer.trouble)
        self.assertEqual(self.lab.challenges_answered(), before)
        for name in names:
            self.assertEqual(self.lab.txt("_acme-challenge." + name), [])
        calls = [" ".join(call.split()[:2]) for call in self.calls()]
        # The third was not begun, so it is not cleaned up either.
        self.assertEqual(calls, ["add " + names[0], "add " + names[1], "remove " + names[0], "remove " + names[1]])
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_exit_code(self):
        self.check_stopped("echo 'the provider says no' >&2; exit 3\n", ["exit code 3", "the provider says no"])

    def test_exit_code_after_the_record_was_added(self):
        self.check_stopped('update "add _acme-challenge.$CERTBOT_DOMAIN. 5 TXT \\"$CERTBOT_VALIDATION\\""\necho half; exit 1\n',
                           ["exit code 1", "half"])

    def test_signal(self):
        self.check_stopped("echo 'about to die'; kill -KILL $$\n", ["9 (SIGKILL)", "about to die"])

    def test_time_limit(self):
        begin = time.monotonic()
        self.check_stopped("echo 'waiting for ever'; sleep 60\n", ["after 2 seconds", "waiting for ever"], "--hook-timeout", "2")
        self.assertLess(time.monotonic() - begin, 40)

    def test_clean_up_that_fails_is_remembered(self):
        self.write("plan-two.example.test", "exit 3\n")
        self.write("clean", "#!/bin/sh\necho 'cannot remove'; exit 4\n", 0o755)
        answer = self.program.issue(self.lab, ["one.example.test", "two.example.test"], *self.certbot())
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        left = {entry["name"] for entry in self.program.orders()[0]["publishedRecords"]}
        self.assertIn("_acme-challenge.one.example.test.", left)
        # With the clean-up mended it is done later.
        self.write("clean", CERTBOT_CLEAN, 0o755)
        answer = self.program.run("cleanup", self.program.orders()[0]["id"], "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        self.assertEqual(self.lab.txt("_acme-challenge.one.example.test"), [])
        self.assertEqual(self.program.orders()[0]["publishedRecords"], [])

    def test_unusable_hook_stops_before_the_order(self):
        before = self.lab.ca_log().count("POST /order-plz")
        self.write("auth", "#!/nonexistent/python\n", 0o755)
        answer = self.program.issue(self.lab, ["www.example.test"], *self.certbot())
        self.assertEqual(answer.code, 5, answer.output + answer.trouble)
        self.assertIn("/nonexistent/python", answer.trouble)
        self.assertEqual(self.lab.ca_log().count("POST /order-plz"), before)

    # Whatever it writes, only what should change does.

    def test_much_output_of_any_bytes(self):
        noise = ("head -c 1200000 /dev/urandom\nprintf '\\n\\033[2J$(touch \"%s/evil\")`id`\\n' \"$LAB_FOLDER\"\n"
                 "head -c 1200000 /dev/urandom >&2\n")
        for name, command in (("auth", "add _acme-challenge.$CERTBOT_DOMAIN. 5 TXT"),
                              ("clean", "delete _acme-challenge.$CERTBOT_DOMAIN. TXT")):
            self.write(name, "#!/bin/sh\n" + COMMON + noise + f'update "{command} \\"$CERTBOT_VALIDATION\\""\n', 0o755)
        answer = self.check_issued(["noise.example.test"], self.certbot("--verbose"))
        self.assertFalse(os.path.exists(self.path("evil")))
        self.assertNotIn("\x1b", answer.trouble + answer.output)
        self.assertLess(len(self.order()), 2_000_000)

    # Interrupted.

    def wait_for(self, condition, process=None):
        deadline = time.monotonic() + 60
        while not condition():
            if process and process.poll() is not None:
                self.fail(f"it ended with {process.returncode}: {process.stdout.read()}{process.stderr.read()}")
            self.assertLess(time.monotonic(), deadline, "timeout")
            time.sleep(0.05)

    def start_and_block(self):
        # The second hook has published and does not end.
        self.write("plan-two.example.test", r"""
update "add _acme-challenge.$CERTBOT_DOMAIN. 5 TXT \"$CERTBOT_VALIDATION\""
echo $$ >"$LAB_FOLDER/pid"
while [ ! -e "$LAB_FOLDER/go" ]; do sleep 0.1; done
exit 1
""")
        process = self.program.start("issue", "--name", "one.example.test", "--name", "two.example.test", *self.lab.arguments(),
                                     "--out", self.program.out, *self.certbot())
        self.wait_for(lambda: os.path.exists(self.path("pid")) and os.path.getsize(self.path("pid")) > 0, process)
        return process

    def finish(self, process):
        output, trouble = process.communicate(timeout=60)
        return process.returncode, output, trouble

    def test_cancel_ends_the_hook_and_cleans_up(self):
        before = self.lab.challenges_answered()
        process = self.start_and_block()
        with open(self.path("pid"), encoding="ascii") as file:
            hook = int(file.read())
        process.send_signal(signal.SIGINT)
        code, output, trouble = self.finish(process)
        self.assertEqual(code, 4, output + trouble)
        self.assertRaises(ProcessLookupError, os.kill, hook, 0)
        for name in ("one", "two"):
            self.assertEqual(self.lab.txt(f"_acme-challenge.{name}.example.test"), [])
        self.assertEqual(self.lab.challenges_answered(), before)

    def test_kill_leaves_a_list_of_what_to_remove(self):
        process = self.start_and_block()
        process.kill()
        self.finish(process)
        self.write("go", "")
        left = {entry["name"] for entry in self.program.orders()[0]["publishedRecords"]}
        self.assertEqual(left, {"_acme-challenge.one.example.test.", "_acme-challenge.two.example.test."})
        answer = self.program.run("cleanup", self.program.orders()[0]["id"], "--key-store", "plain")
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        for name in ("one", "two"):
            self.assertEqual(self.lab.txt(f"_acme-challenge.{name}.example.test"), [])

    def test_journal_keeps_what_the_hooks_said(self):
        self.check_issued(["kept.example.test"], self.certbot())
        runs = json.loads(self.order())["hookRuns"]
        self.assertEqual([(run["deed"], run["end"], run["code"]) for run in runs],
                         [("present", "exited", 0), ("cleanup", "exited", 0)])
        self.assertIn("id-of-", runs[0]["output"])
        self.assertIn("CERTBOT_DOMAIN=kept.example.test", runs[0]["call"])

    def test_trial_before_any_order(self):
        answer = self.program.run("try", "tried.example.test", "--resolver", self.lab.resolver, "--dns-port",
                                  str(self.lab.dns_port), *self.options("lego", "lego.sh"))
        self.assertEqual(answer.code, 0, answer.output + answer.trouble)
        self.assertEqual(self.calls(), ["present _acme-challenge.tried.example.test.", "cleanup _acme-challenge.tried.example.test."])
        self.assertEqual(self.lab.txt("_acme-challenge.tried.example.test"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
