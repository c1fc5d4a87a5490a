# SPDX-License-Identifier: MIT
"""How the scripted CA looks a challenge up in real DNS: what it expects, where, and what it says when it is not there."""

import base64
import hashlib
import os
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "lab"))

import dnswire  # noqa: E402

from .jws import encode  # noqa: E402
from .replies import Problem  # noqa: E402


def account_label(account_url):
    """draft-ietf-acme-dns-account-label 3.1: the first 10 bytes of the hash of the account URL, base32, lower case."""
    return "_" + base64.b32encode(hashlib.sha256(account_url.encode()).digest()[:10]).decode().lower()


def record_name(kind, name, account_url):
    if kind == "dns-account-01":
        return f"{account_label(account_url)}._acme-challenge.{name}"
    return f"_validation-persist.{name}" if kind == "dns-persist-01" else f"_acme-challenge.{name}"


def expected_value(token, thumbprint):
    """RFC 8555 8.4"""
    return encode(hashlib.sha256(f"{token}.{thumbprint}".encode()).digest())


def ask_txt(resolver, name):
    """The TXT values at a name, from a resolver "address:port"; Problem "dns" as CAs say it."""
    address, port = resolver.rsplit(":", 1)
    query = dnswire.make_query(int.from_bytes(os.urandom(2), "big"), name + ".", "TXT")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(5)
        udp.sendto(query, (address, int(port)))
        try:
            reply = dnswire.read_message(udp.recv(65535))
        except OSError:
            raise Problem("dns", f"DNS problem: query timed out looking up TXT for {name}") from None
    if reply.rcode == dnswire.RCODES["nxdomain"]:
        raise Problem("dns", f"DNS problem: NXDOMAIN looking up TXT for {name} - check that a DNS record exists for this domain")
    if reply.rcode:
        word = {code: word for word, code in dnswire.RCODES.items()}.get(reply.rcode, str(reply.rcode)).upper()
        raise Problem("dns", f"DNS problem: {word} looking up TXT for {name} - the domain's nameservers may be malfunctioning")
    return [text(record.rdata) for record in reply.answer if record.type == dnswire.TYPES["TXT"]]


def text(rdata):
    parts = b""
    while rdata:
        parts, rdata = parts + rdata[1:1 + rdata[0]], rdata[1 + rdata[0]:]
    return parts.decode("utf-8", "replace")


def account_uris(name, account, hash_prefix):
    """What the record may name as the account: its URL, or since -02 (4.1) a hash below the CA's accountHashPrefix."""
    if not hash_prefix:
        return [account.url]
    hashed = []
    for domain in (name.lower(), "*"):
        text = bytes([len(domain)]) + domain.encode() + account.thumbprint.encode() + account.url.encode()
        hashed.append(f"{hash_prefix}sha-256/{encode(hashlib.sha256(text).digest())}")
    return hashed


def is_standing_record(value, issuers, accounts, is_wildcard, now=None):
    """draft-ietf-acme-dns-persist 3: "issuer; accounturi=...; policy=wildcard; persistUntil=seconds"."""
    issuer, *parameters = (part.strip() for part in value.split(";"))
    tags = {tag.strip().lower(): text.strip() for tag, _, text in (part.partition("=") for part in parameters if part)}
    if issuer.lower().rstrip(".") not in issuers or tags.get("accounturi") not in accounts:
        return False
    if is_wildcard and tags.get("policy", "").lower() != "wildcard":
        return False
    until = tags.get("persistuntil")
    return until is None or (until.isdigit() and int(until) >= (now or time.time()))


def look(resolver, kind, name, is_wildcard, account, token, issuers, hash_prefix=None):
    """Raises the Problem that makes the challenge invalid."""
    where = record_name(kind, name, account.url)
    found = ask_txt(resolver, where)
    if kind == "dns-persist-01":
        accounts = account_uris(name, account, hash_prefix)
        if not any(is_standing_record(value, issuers, accounts, is_wildcard) for value in found):
            raise Problem("unauthorized", f"No matching dns-persist-01 record found at {where}")
        return
    wanted = expected_value(token, account.thumbprint)
    if not found:
        raise Problem("unauthorized", f"No TXT record found at {where}")
    if wanted not in found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise Problem("unauthorized", f'Incorrect TXT record "{found[0]}"{more} found at {where}')
