# SPDX-License-Identifier: MIT
"""Runs certwright-cli for the live tests, with a home of its own."""

import json
import os
import subprocess
import sys
import tempfile

for folder in ("lab", "support"):
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, folder))

CLI = os.environ["CERTWRIGHT_CLI"]


class Answer:
    def __init__(self, code, output, trouble):
        self.code = code
        self.output = output
        self.trouble = trouble
        self.events = [json.loads(line) for line in output.split("\n") if line.startswith("{")]

    def named(self, name):
        return [event for event in self.events if event.get("event") == name]

    @property
    def last(self):
        return self.events[-1]


class Program:
    """One CERTWRIGHT_HOME and one output folder."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="certwright-test-")
        self.home = os.path.join(self._folder.name, "home")
        self.out = os.path.join(self._folder.name, "out")

    def close(self):
        self._folder.cleanup()

    def environment(self):
        return {**os.environ, "CERTWRIGHT_HOME": self.home}

    def start(self, *arguments, prefix=()):
        return subprocess.Popen([*prefix, CLI, *arguments, "--json"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=self.environment())

    def run(self, *arguments, timeout=90, prefix=()):
        process = self.start(*arguments, prefix=prefix)
        try:
            output, trouble = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output, trouble = process.communicate()
            raise AssertionError(f"{arguments[0]} did not end in {timeout} s:\n{output}\n{trouble}") from None
        return Answer(process.returncode, output, trouble)

    def issue(self, lab, names, *more, **options):
        wanted = [part for name in names for part in ("--name", name)]
        return self.run("issue", *wanted, *lab.arguments(), "--out", self.out, *more, **options)

    def orders(self):
        return self.run("orders").events[0]["orders"]

    def file(self, name):
        return os.path.join(self.out, name)
