# SPDX-License-Identifier: MIT
"""What the CA would do with a name: its own look at the lab, through a resolver like its own. Shares nothing with the program.

As Let's Encrypt does it (dns-checks section 0): first TXT at _acme-challenge, then CAA from the name up to its top level
domain; three tries of each question, no retry on an error. Before the records are published (check) an empty answer to TXT
is no refusal, unless it comes from a zone in which nobody can publish: the root or a top level domain.
"""

import socket
import struct

import dnswire
from dnswire import RCODES, TC, TYPES

TRIES, PATIENCE = 3, 2.0
CRITICAL = 128 | 1  # Let's Encrypt reads both
KNOWN_TAGS = {b"issue", b"issuewild", b"iodef", b"issuemail", b"issuevmc"}


class Refusal(Exception):
    pass


class Oracle:
    def __init__(self, resolver, identity=""):
        self._resolver = resolver
        self._identity = identity

    def refusal(self, name, expected=None, account=None):
        """Empty when the CA passes, else why not. Without an account any will do; without an expected value there is none yet."""
        try:
            self._look_at_txt(name, expected)
            self._look_at_caa(name, account)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def _exchange(self, query):
        for _ in range(TRIES):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                sock.settimeout(PATIENCE)
                sock.sendto(query, (self._resolver, 53))
                try:
                    return sock.recv(65535)
                except TimeoutError:
                    continue
        return None

    def _over_tcp(self, query):
        with socket.create_connection((self._resolver, 53), TRIES * PATIENCE) as sock, sock.makefile("rb") as file:
            sock.sendall(struct.pack(">H", len(query)) + query)
            return file.read(struct.unpack(">H", file.read(2))[0])

    def ask(self, name, record_type):
        query = dnswire.make_query(0x4C45, name, record_type, size=4096)
        wire = self._exchange(query)
        if wire is None:
            raise Refusal(f"{record_type} {name}: no answer")
        message = dnswire.read_message(wire)
        if message.flags & TC:
            message = dnswire.read_message(self._over_tcp(query))
        if message.rcode not in (RCODES["noerror"], RCODES["nxdomain"]):
            raise Refusal(f"{record_type} {name}: rcode {message.rcode}")
        return message

    def _look_at_txt(self, name, expected):
        owner = f"_acme-challenge.{name.removeprefix('*.')}."
        message = self.ask(owner, "TXT")
        values = [text_of(record.rdata) for record in message.answer if record.type == TYPES["TXT"]]
        if expected is not None and expected.encode() not in values:
            raise Refusal(f"TXT {owner}: {values}")
        soa = [record.owner for record in message.authority if record.type == TYPES["SOA"]]
        if expected is None and not values and soa and soa[0].count(".") < 2:
            raise Refusal(f"TXT {owner}: there is no zone to publish in")

    def _look_at_caa(self, name, account):
        labels = name.removeprefix("*.").rstrip(".").split(".")
        for i in range(len(labels)):
            owner = ".".join(labels[i:]) + "."
            message = self.ask(owner, "CAA")
            if message.rcode == RCODES["nxdomain"] and i == len(labels) - 1:
                raise Refusal(f"CAA {owner}: no such top level domain")
            records = [caa_of(record.rdata) for record in message.answer if record.type == TYPES["CAA"]]
            if records:
                if not self._is_allowed(records, name.startswith("*."), account):
                    raise Refusal(f"CAA {owner}: {records}")
                return

    def _is_allowed(self, records, is_wildcard, account):
        if any(flags & CRITICAL and tag not in KNOWN_TAGS for flags, tag, _ in records):
            return False
        issue = [value for _, tag, value in records if tag == b"issue"]
        issue_wild = [value for _, tag, value in records if tag == b"issuewild"]
        relevant = issue_wild if is_wildcard and issue_wild else issue
        return not relevant or any(self._permits(value, account) for value in relevant)

    def _permits(self, value, account):
        issuer, *parameters = [part.strip(" \t") for part in value.decode("latin1").split(";")]
        if issuer != self._identity:
            return False
        if parameters == [""]:
            return True
        found = {}
        for parameter in parameters:
            tag, equals, content = (part.strip(" \t") for part in parameter.partition("="))
            is_good = equals and (tag == "" or tag.isalnum()) and all("!" <= c <= "~" and c != ";" for c in content)
            if not is_good or tag in found and tag in ("accounturi", "validationmethods"):
                return False
            found[tag] = content
        is_ours = account is None or found.get("accounturi", account) == account
        return is_ours and "dns-01" in found.get("validationmethods", "dns-01").split(",")


def text_of(rdata):
    text, at = b"", 0
    while at < len(rdata):
        text += rdata[at + 1:at + 1 + rdata[at]]
        at += 1 + rdata[at]
    return text


def caa_of(rdata):
    return rdata[0], rdata[2:2 + rdata[1]].lower(), rdata[2 + rdata[1]:]
