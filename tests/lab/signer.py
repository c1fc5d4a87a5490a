# SPDX-License-Identifier: MIT
"""Signs zones with BIND's tools, well or badly.

What a zone's "signed" may say: {"denial": "nsec" (default)|"nsec3"|"opt-out"; "window": "expired"|"future" for all
signatures, or for those that cover "types" alone; "remove": [record types, or "RRSIG TXT" for the signatures of a type];
"spoil": [types whose signatures are made wrong]; "ds": "none"|"other"|"unknown-algorithm"|"sha1"; "unsigned": true (there
is a DS record, but nothing is signed); "at": [owners] that types, remove and spoil are limited to; "by": "knot"|"pdns"
when that server signs what it answers, with the key made here, "denial" then is "nsec" or "narrow"}.
"""

import base64
import os
import subprocess
import threading

from lab import program

WINDOWS = {None: ("now-86400", "now+8640000"), "expired": ("20250101000000", "20250201000000"),
           "future": ("20500101000000", "20510101000000"), "ending": ("now-2592000", "now+86400")}
DENIAL = {"nsec": [], "nsec3": ["-3", "-", "-H", "0"], "opt-out": ["-3", "-", "-H", "0", "-A"]}


def _covers(line, wanted):
    """Whether a line of a zone file (owner TTL IN type data) is of a type, or the signature of one: "RRSIG TXT"."""
    fields = line.split()
    return fields[3] == wanted or wanted.split() == fields[3:5]


class Signer:
    def __init__(self, folder):
        self._folder = folder
        self._keys = {}
        self._lock = threading.Lock()

    def _run(self, *command):
        return subprocess.run([program(command[0]), *command[1:]], cwd=self._folder, check=True, capture_output=True, text=True).stdout

    def _key(self, zone, which="own"):
        with self._lock:
            if (zone, which) not in self._keys:
                self._keys[zone, which] = self._run(
                    "dnssec-keygen", "-q", "-a", "ECDSAP256SHA256", "-f", "KSK", "-K", self._folder, zone or ".").strip()
            return self._keys[zone, which]

    def key_file(self, zone):
        return os.path.join(self._folder, self._key(zone) + ".key")

    def key_tag(self, zone):
        return str(int(self._key(zone).rsplit("+", 1)[1]))

    def ds(self, zone, how):
        """The line of the DS record in the parent, or none."""
        if how.get("ds") == "none":
            return []
        key = self._key(zone, "other" if how.get("ds") == "other" else "own")
        line = self._run("dnssec-dsfromkey", "-1" if how.get("ds") == "sha1" else "-2", os.path.join(self._folder, key)).strip()
        if how.get("ds") == "unknown-algorithm":
            fields = line.split()
            fields[4] = "200"
            line = " ".join(fields)
        return [line]

    def sign(self, zone, text, how):
        """The text of the signed zone, one record a line."""
        if how.get("unsigned"):
            return text
        window, types = how.get("window"), how.get("types")
        lines = self._signed(zone, text, how, None if types else window)
        if types and window:
            aged = self._signed(zone, text, how, window)
            isolated = [f"RRSIG {kind}" for kind in types]
            lines = self._without(lines, isolated, zone, how) + self._only(aged, isolated, zone, how)
        lines = self._without(lines, how.get("remove", []), zone, how)
        spoilt = [f"RRSIG {kind}" for kind in how.get("spoil", [])]
        if spoilt:
            bad = [self._turned(line) for line in self._only(lines, spoilt, zone, how)]
            lines = self._without(lines, spoilt, zone, how) + bad
        return "\n".join(lines) + "\n"

    def _signed(self, zone, text, how, window):
        key = self._key(zone)
        with open(self.key_file(zone), encoding="ascii") as file:
            text += "".join(line for line in file if not line.startswith(";"))
        name = os.path.join(self._folder, f"{zone or 'root'}-{threading.get_ident()}")
        with open(name, "w", encoding="ascii") as file:
            file.write(text)
        start, end = WINDOWS[window]
        self._run("dnssec-signzone", "-q", "-P", "-z", "-o", zone or ".", "-O", "full", "-K", self._folder, "-s", start,
                  "-e", end, "-f", name + ".signed", *DENIAL[how.get("denial", "nsec")], name, key)
        with open(name + ".signed", encoding="ascii") as file:
            return [line for line in file.read().splitlines() if line and not line.startswith(";")]

    @staticmethod
    def _is_meant(line, wanted, zone, how):
        at = [owner if owner.endswith(".") else (f"{zone}." if owner == "@" else f"{owner}.{zone}.") for owner in how.get("at", [])]
        return (not at or line.split()[0].lower() in at) and any(_covers(line, kind) for kind in wanted)

    def _only(self, lines, wanted, zone, how):
        return [line for line in lines if self._is_meant(line, wanted, zone, how)]

    def _without(self, lines, wanted, zone, how):
        return [line for line in lines if not self._is_meant(line, wanted, zone, how)]

    @staticmethod
    def _turned(line):
        """The same signature with its bytes in another order."""
        fields = line.split()
        signature = base64.b64decode("".join(fields[12:]))
        return " ".join([*fields[:12], base64.b64encode(signature[::-1]).decode()])
