# SPDX-License-Identifier: MIT
"""Reads the table of the lab, sickzones.json: zones, how they are broken, and what to say about them.

A row: {"zone": apex and name of the row, "about": why it is there, "questions": [...], and what is in Zone below; "also":
more zones of the row, by apex}. A question is one call of the program and what it has to answer:
  {"check": [names], "verdict": "ready"|"warning"|"refused", "cause": of the first finding, "server": address it blames}
  {"watch": {name: value}, "safe": true|false, "cause": of the first name, "server": ...}
and "options" for more arguments. "cause" and "server" are compared when they are given; "ready or warning" allows both.
"value": what is published at the names of a check. "from": a network of
workstations.py, "resolver": one of hosts.py, "before": [name, type] that this resolver is asked first.
"ca": "passes", "refuses" or "either" (chance) says what the CA does where it does not follow from the verdict. <v1> stands
for values["v1"] of the table. A record "$GENERATE 1-40 www TXT $" is one for each number.
"""

import dataclasses
import json
import os

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sickzones.json")


@dataclasses.dataclass
class Zone:
    """One zone. servers: by name of a host of servers.py, what is special there:
    {"records": instead of the zone's, "serial", "missing": true (lame), "broken": true (a file that cannot be read),
    "only": "parent"|"child"|"none" (NS set that names it), "name": of the host in the NS set, "signed": instead of the zone's}."""

    apex: str
    records: list = dataclasses.field(default_factory=list)  # zone file lines, relative to the apex
    servers: dict = dataclasses.field(default_factory=lambda: {"bind": {}, "nsd": {}})
    signed: dict = None  # see signer.py
    soa: dict = dataclasses.field(default_factory=dict)  # "serial", "mname", "minimum", "ttl"
    fault: list = dataclasses.field(default_factory=list)  # rules of faultserver.py, owners relative to the apex

    @property
    def depth(self):
        return self.apex.count(".") + 1 if self.apex else 0

    def absolute(self, owner):
        if owner.endswith("."):
            return owner
        return self.apex + "." if owner == "@" else f"{owner}.{self.apex}."


@dataclasses.dataclass
class Question:
    zone: str
    arguments: list
    names: dict  # identifier to the expected value, None for check
    expected: dict
    passes: bool  # what the CA does; None: by chance
    network: str = None
    resolver: str = "usual"
    before: list = None

    @property
    def is_check(self):
        return self.arguments[0] == "check"

    def __str__(self):
        return " ".join([self.zone + ":", *self.arguments])


@dataclasses.dataclass
class Row:
    zone: str
    about: str
    zones: list
    questions: list


def _zone(apex, entry):
    fields = {key: entry[key] for key in ("records", "signed", "soa", "fault") if key in entry}
    if "servers" in entry:
        servers = entry["servers"]
        fields["servers"] = servers if isinstance(servers, dict) else {host: {} for host in servers}
    return Zone(apex, **fields)


def _question(zone, entry):
    names = {name: None for name in entry.get("check", [])} or entry["watch"]
    pairs = [name if value is None else f"{name}={value}" for name, value in names.items()]
    expected = {key: entry[key] for key in ("verdict", "safe", "cause", "server", "exit") if key in entry}
    if "value" in entry:  # is published already: the oracle looks for it although check does not
        names = {name: entry["value"] for name in names}
    passes = entry.get("safe", entry.get("verdict") != "refused")
    if "ca" in entry:
        passes = {"passes": True, "refuses": False, "either": None}[entry["ca"]]
    command = ["check", *pairs] if "check" in entry else ["watch", *pairs, "--once"]
    return Question(zone, command + entry.get("options", []), names, expected, passes,
                    entry.get("from"), entry.get("resolver", "usual"), entry.get("before"))


def read_table():
    with open(FILE, encoding="utf-8") as file:
        text = file.read()
    for name, value in json.loads(text)["values"].items():
        text = text.replace(f"<{name}>", value)
    rows = []
    for entry in json.loads(text)["rows"]:
        apex = entry["zone"]
        zones = [_zone(apex, entry)] + [_zone(name, more) for name, more in entry.get("also", {}).items()]
        rows.append(Row(apex, entry["about"], zones, [_question(apex, question) for question in entry["questions"]]))
    return rows
