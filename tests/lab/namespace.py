# SPDX-License-Identifier: MIT
"""A network of its own for a test: no way out, every port free, and everything in it ends with the test.

Needs root or unprivileged user namespaces (util-linux, iproute2). An address that no server was given stays silent, as
one somewhere in the internet would: the default route leads into the loopback device.
"""

import os
import subprocess
import sys

from lab import program

INSIDE = "CERTWRIGHT_TEST_NAMESPACE"
ALONE = ["--net", "--mount", "--pid", "--fork", "--kill-child"]


def _is_allowed(command):
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def _unshare():
    """How to get a namespace here; as root of a container it may take a user namespace as well."""
    plain = [program("unshare"), *ALONE]
    mapped = [program("unshare"), "--map-root-user", *ALONE]
    for command in ([plain, mapped] if os.geteuid() == 0 else [mapped]):
        if _is_allowed(command):
            return command
    sys.exit("This test needs a network namespace: run it as root with CAP_SYS_ADMIN, or allow unprivileged user namespaces.")


def enter():
    """Starts the running script again inside a new namespace; returns at once when already there."""
    if INSIDE in os.environ:
        return
    command = [*_unshare(), sys.executable, *sys.argv]
    os.execve(command[0], command, {**os.environ, INSIDE: "1"})


def add_addresses(addresses):
    ip = program("ip")
    batch = ["link set lo up", "route add default dev lo", "-6 route add default dev lo"]
    batch += [f"-6 addr add {a}/128 dev lo nodad" if ":" in a else f"addr add {a}/32 dev lo" for a in addresses]
    for line in batch:
        subprocess.run([ip, *line.split()], check=True, capture_output=True)
