# SPDX-License-Identifier: MIT
"""The whole way through the real window in practice mode, from outside the process: names and roles of the accessibility
tree, real key and mouse events. Runs inside a D-Bus session and on an X server of its own (see CMakeLists.txt)."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "support"))

DRIVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "support", "drive_window.py")
WINDOW = os.environ["CERTWRIGHT_WINDOW"]
PICTURES = os.environ.get("CERTWRIGHT_PICTURES")


class WindowTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="certwright-window-")
        self.out = os.path.join(self.folder, "tls")
        self.window = None

    def tearDown(self):
        if self.window:
            self.window.terminate()
            self.window.wait(timeout=30)
        shutil.rmtree(self.folder)

    def start(self, *arguments):
        environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "CERTWRIGHT_HOME": os.path.join(self.folder, "home")}
        self.window = subprocess.Popen([WINDOW, *arguments], env=environment)

    def drive(self, *steps):
        done = subprocess.run(["/usr/bin/python3", DRIVER, "--app", "certwright", "--timeout", "40", *steps],
                              capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0:
            dump = subprocess.run(["/usr/bin/python3", DRIVER, "--app", "certwright", "dump"], capture_output=True, text=True,
                                  timeout=60, check=False).stdout
            self.fail(done.stdout + done.stderr + dump)

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            time.sleep(0.5)
            self.drive("shot:" + os.path.join(PICTURES, name + ".png"))

    def go_to_the_preflight(self, names):
        self.start("--practice")
        self.drive("wait:End practice mode")
        self.picture("1-start")
        self.drive("press:Issue a new certificate", "wait:Directory read",
                   "check:I have read the terms of service of Practice CA and agree to them")
        self.picture("2-authority")
        self.drive("press:Create account", "wait:Names to add", f"keys:Names to add={names},")
        self.picture("3-names")
        self.drive("enabled:Next: check DNS", "press:Next: check DNS", "enabled:Next: how to publish")
        self.picture("4-preflight")

    def go_to_the_method(self, names):
        self.go_to_the_preflight(names)
        self.drive("press:Next: how to publish", "wait:How will the record get into DNS?")

    def finish(self, count):
        self.drive("enabled:Validate")
        self.picture("6-safe")
        self.drive("press:Validate", "wait:Your certificate is ready", f"type:Folder={self.out}")
        self.picture("7-certificate")
        self.drive("press:Save files", f"wait:{count} files written and checked")
        key = os.path.join(self.out, "privkey.pem")
        self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        parts = [subprocess.run(command, capture_output=True, check=True).stdout for command in (
            ["openssl", "x509", "-in", os.path.join(self.out, "fullchain.pem"), "-noout", "-pubkey"],
            ["openssl", "pkey", "-in", key, "-pubout"])]
        self.assertEqual(*parts)

    def test_by_update(self):
        self.go_to_the_method("example.test,*.example.test")
        self.drive("click:Dynamic update (RFC 2136)", "press:Use the practice key", "press:Try it", "wait:Trial worked")
        self.picture("5-method")
        self.drive("press:Order and show records", "wait:Who can see it?")
        self.finish(2)
        self.drive("wait:The TXT records are gone")

    def hook(self, *lines):
        path = os.path.join(self.folder, "my hook.sh")
        with open(path, "w", encoding="ascii") as file:
            file.write("\n".join(["#!/bin/sh", *lines, ""]))
        os.chmod(path, 0o700)
        return path

    def test_a_failing_hook_stops_and_another_way_goes_on(self):
        path = self.hook("echo adding $CERTBOT_DOMAIN", "echo 'the zone is locked by the night shift' >&2", "exit 3")
        self.go_to_the_method("www.example.test")
        self.drive("click:Hook script", f"keys:Program={path}", "key:Tab", "press:Order and show records",
                   "wait:Publish again", "wait:What the hook says", "read:What the hook says")
        self.picture("5-hook-failed")
        self.drive("click:By hand", "press:Publish again", "wait:Who can see it?",
                   "press:Put the record into the practice zone")
        self.finish(2)

    def test_by_hand(self):
        self.go_to_the_method("www.example.test")
        self.drive("press:Order and show records", "wait:Who can see it?", "disabled:Validate")
        self.picture("6-waiting")
        self.drive("press:Put the record into the practice zone")
        self.finish(2)

    def test_checks_a_domain_without_an_order(self):
        self.start("--practice")
        self.drive("wait:End practice mode", "keys:Domain to check=192.0.2.1", "key:Return", "wait:Check this domain")
        self.picture("8-check-bad-input")
        self.drive("keys:Domain to check=www.example.test, *.example.test", "key:Return", "wait:Authority",
                   "enabled:Order a certificate for 2 names", "wait:Checks per name")
        self.picture("8-check")
        orders = os.path.join(self.folder, "home", "orders")
        self.assertFalse(os.path.isdir(orders) and os.listdir(orders))
        self.drive("press:Order a certificate for 2 names", "wait:Directory read", "press:All certificates",
                   "wait:Domain to check")

    def test_step_3_by_the_keyboard(self):
        self.go_to_the_preflight("www.example.test")
        self.drive("focused:www.example.test", "key:Tab", "focused:Check again", "key:F5", "enabled:Next: how to publish",
                   "key:Tab", "focused:Hide the details of: May the CA issue? (CAA)", "key:Tab")
        self.picture("9-path")
        self.drive("key:ctrl+c", "key:ctrl+Return", "wait:How will the record get into DNS?")

    def test_the_start_page_offers_what_was_not_finished(self):
        self.go_to_the_method("later.example.test")
        self.drive("press:Order and show records", "wait:Who can see it?", "press:All certificates",
                   "press:Continue later.example.test", "wait:Who can see it?", "press:Put the record into the practice zone")
        self.finish(2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
