# SPDX-License-Identifier: MIT
"""From "order" to the files on disk: certwright-cli beside Debian's certbot, at a CA that is 50 ms away.

Argument: the program certwright-cli. Both start from nothing (no account yet), publish with nsupdate's protocol to the same name
server, and are let go to the CA at once: certbot never looks at DNS, and certwright-cli is told --validate-anyway. A last row
shows certwright-cli as it is without that option, with its own two looks at DNS that are five seconds apart.
Exit 1 when a limit of the table below is missed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

from lab import Lab, program  # noqa: E402
from tcpdelay import DelayingTcpRelay  # noqa: E402

ROUND_TRIP = 0.05
NEEDED = 15  # round trips of one certificate, with TLS, account and nonce
ROUNDS = 3
# names: (times NEEDED round trips at most, times as fast as certbot at least)
LIMITS = {1: (1.5, 3), 10: (2, 4), 100: (2, 10)}

HOOK = """#!/bin/sh
printf 'server 127.0.0.1 {port}\\nupdate {verb} _acme-challenge.%s. {ttl} TXT %s\\nsend\\n' "$CERTBOT_DOMAIN" "$CERTBOT_VALIDATION" |
    {nsupdate} -k {key}
"""


def write_hook(path, lab, verb):
    with open(path, "w", encoding="ascii") as file:
        file.write(HOOK.format(port=lab.dns_port, verb=verb, ttl="5" if verb == "add" else "", nsupdate=program("nsupdate"), key=lab.key_file))
    os.chmod(path, 0o755)
    return path


def seconds_of(command, environment, wanted):
    start = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                          env={**os.environ, **environment})
    seconds = time.monotonic() - start
    if done.returncode or not os.path.exists(wanted):
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return seconds


def run_certwright(cli, lab, directory, names, folder, *more):
    out = os.path.join(folder, "out")
    command = [cli, "issue", *[part for name in names for part in ("--name", name)], *lab.arguments(), *lab.update_arguments(),
               "--directory", directory, "--out", out, "--json", *more]
    return seconds_of(command, {"CERTWRIGHT_HOME": os.path.join(folder, "home")}, os.path.join(out, "fullchain.pem"))


def run_certbot(lab, directory, names, folder):
    hooks = {name: write_hook(os.path.join(folder, name), lab, verb) for name, verb in (("auth", "add"), ("cleanup", "delete"))}
    command = [program("certbot"), "certonly", "--non-interactive", "--agree-tos", "-m", "admin@example.org", "--server", directory,
               "--manual", "--preferred-challenges", "dns", "--manual-auth-hook", hooks["auth"], "--manual-cleanup-hook",
               hooks["cleanup"], "--config-dir", os.path.join(folder, "etc"), "--work-dir", os.path.join(folder, "var"),
               "--logs-dir", os.path.join(folder, "log"), *[part for name in names for part in ("-d", name)]]
    return seconds_of(command, {"REQUESTS_CA_BUNDLE": lab.root_file},
                      os.path.join(folder, "etc", "live", names[0], "fullchain.pem"))


def some_names(label, count):
    return [f"n{i}.{label}-{count}.example.test" for i in range(count)]


def in_folder(work, *arguments):
    folder = tempfile.mkdtemp(prefix="certwright-bench-")
    try:
        return work(*arguments[:-1], folder, *arguments[-1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    cli = sys.argv[1]
    is_good = True
    lab = Lab()
    relay = DelayingTcpRelay(("127.0.0.1", lab.ca_port), ROUND_TRIP)
    directory = f"https://127.0.0.1:{relay.port}/dir"
    try:
        print(f"From nothing to the files on disk, round trip {ROUND_TRIP * 1000:.0f} ms, median of {ROUNDS} runs")
        for count, (most, faster) in LIMITS.items():
            ours, theirs = [], []
            for number in range(ROUNDS):
                # Names of their own for each run: the CA's resolver remembers values for a second.
                ours.append(in_folder(run_certwright, cli, lab, directory, some_names(f"a{number}", count), ["--validate-anyway"]))
                theirs.append(in_folder(run_certbot, lab, directory, some_names(f"b{number}", count), []))
            seconds, certbot = statistics.median(ours), statistics.median(theirs)
            limit = most * NEEDED * ROUND_TRIP
            print(f"  {count:3} names  certwright {seconds:6.2f} s = {seconds / ROUND_TRIP:5.1f} round trips (limit {limit:.2f} s)"
                  f"   certbot {certbot:6.2f} s = {certbot / seconds:4.1f} times as long (at least {faster})")
            is_good = is_good and seconds <= limit and certbot >= faster * seconds
            looking = in_folder(run_certwright, cli, lab, directory, some_names("c", count), [])
            print(f"             and with its own looks at DNS {looking:6.2f} s: certbot {certbot / looking:4.1f} times as long")
    finally:
        relay.close()
        lab.close()
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
