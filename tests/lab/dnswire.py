# SPDX-License-Identifier: MIT
"""Just enough of the DNS message format for the fault server and the oracle (RFC 1035 4)."""

import dataclasses
import struct

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "TXT": 16, "AAAA": 28, "DNAME": 39, "OPT": 41, "DS": 43, "RRSIG": 46,
         "NSEC": 47, "DNSKEY": 48, "NSEC3": 50, "CAA": 257}
RCODES = {"noerror": 0, "formerr": 1, "servfail": 2, "nxdomain": 3, "notimp": 4, "refused": 5, "notauth": 9}
QR, AA, TC, RD, RA = 0x8000, 0x0400, 0x0200, 0x0100, 0x0080


@dataclasses.dataclass
class Record:
    owner: str  # lower case, with the final dot
    type: int
    rdata: bytes
    raw: bytes  # the whole record as it was sent


@dataclasses.dataclass
class Message:
    id: int
    flags: int
    name: str  # as it was written in the question
    type: int
    question: bytes
    answer: list
    authority: list
    additional: list

    @property
    def rcode(self):
        return self.flags & 15

    def opt(self):
        return next((record for record in self.additional if record.type == TYPES["OPT"]), None)

    def wire(self):
        counts = (1, len(self.answer), len(self.authority), len(self.additional))
        records = self.answer + self.authority + self.additional
        return struct.pack(">6H", self.id, self.flags, *counts) + self.question + b"".join(record.raw for record in records)


def name_to_wire(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label) + b"\0"


def read_name(wire, at):
    """The name at a place, compressed or not, and the place after it."""
    labels, end = [], None
    while wire[at]:
        if wire[at] >= 0xC0:
            end = end or at + 2
            at = (wire[at] & 0x3F) << 8 | wire[at + 1]
            continue
        labels.append(wire[at + 1:at + 1 + wire[at]].decode("latin1"))
        at += 1 + wire[at]
    return ".".join(labels) + ".", end or at + 1


def read_message(wire):
    identity, flags, questions, *counts = struct.unpack(">6H", wire[:12])
    name, kind, at = ".", 0, 12
    if questions:
        name, at = read_name(wire, at)
        kind, at = struct.unpack(">H", wire[at:at + 2])[0], at + 4
    question, sections = wire[12:at], []
    for count in counts:
        section = []
        for _ in range(count):
            start = at
            owner, at = read_name(wire, at)
            record_type, _, _, length = struct.unpack(">HHIH", wire[at:at + 10])
            at += 10 + length
            section.append(Record(owner.lower(), record_type, wire[at - length:at], wire[start:at]))
        sections.append(section)
    return Message(identity, flags, name, kind, question, *sections)


def make_record(owner, record_type, rdata, ttl=60):
    head = name_to_wire(owner) + struct.pack(">HHIH", TYPES[record_type], 1, ttl, len(rdata))
    return Record(owner.lower(), TYPES[record_type], rdata, head + rdata)


def make_opt(size, flags=0):
    """An OPT record; flags are those of its TTL field: extended rcode, version, DO."""
    raw = b"\0" + struct.pack(">HHIH", TYPES["OPT"], size, flags, 0)
    return Record(".", TYPES["OPT"], b"", raw)


def make_query(identity, name, record_type, flags=RD | 0x0020, size=1232):
    """RD and AD, as a CA asks its resolver."""
    question = name_to_wire(name) + struct.pack(">HH", TYPES[record_type], 1)
    return Message(identity, flags, name, TYPES[record_type], question, [], [], [make_opt(size)]).wire()
