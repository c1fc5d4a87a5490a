# SPDX-License-Identifier: MIT
"""Makes the zone files of every server out of the table: SOA, NS and delegations are added here, then it is signed."""

import concurrent.futures
import itertools

from hosts import HOSTS, OPERATOR, address_records, host_name, operator_records
from table import Zone


def expanded(records):
    """$GENERATE written out: not every server knows it."""
    lines = []
    for record in records:
        if record.startswith("$GENERATE "):
            _, numbers, line = record.split(" ", 2)
            first, last = numbers.split("-")
            lines += [line.replace("$", str(number)) for number in range(int(first), int(last) + 1)]
        else:
            lines.append(record)
    return lines


def base_zones():
    """The world that the zones of the table live in."""
    top = {"top": {}}
    signed = {"denial": "nsec"}
    return [Zone("", servers=top, signed=signed), Zone("net", servers=top, signed=signed),
            Zone("org", servers=top, signed={"denial": "opt-out"}),
            Zone(OPERATOR, operator_records(), servers=top)]


class ZoneFiles:
    """texts[contents][apex]: what the server with these contents serves."""

    def __init__(self, rows, signer):
        zones = base_zones() + [zone for row in rows for zone in row.zones]
        self.zones = {zone.apex: zone for zone in zones}
        if len(self.zones) != len(zones):
            raise ValueError("a zone is in the table twice")
        self._signer = signer
        self._delegations = {}  # apex of the parent: lines
        self.live = {}  # live[contents][apex]: how the server itself has to sign, or that the zone is signed already
        self.texts = {host.contents: {} for host in HOSTS.values() if host.contents}
        self._make()

    def rules(self):
        """For the fault server."""
        rules = []
        for zone in self.zones.values():
            for fault in zone.fault:
                rule = {**fault, "zone": zone.apex + "."}
                if "at" in fault:
                    rule["at"] = [zone.absolute(owner) for owner in fault["at"]]
                if "server" in fault:
                    rule["server"] = HOSTS[fault["server"]].addresses[0]
                rules.append(rule)
        return rules

    def _parent_of(self, apex):
        while apex:
            apex = apex.partition(".")[2]
            if apex in self.zones:
                return apex
        return None

    def _make(self):
        """Children first: their DS records go into the parents before these are signed."""
        by_depth = sorted(self.zones.values(), key=lambda zone: zone.depth, reverse=True)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for _, group in itertools.groupby(by_depth, key=lambda zone: zone.depth):
                for zone, texts, delegation in pool.map(self._made, group):
                    for contents, text in texts.items():
                        self.texts[contents][zone.apex] = text
                    self._delegations.setdefault(self._parent_of(zone.apex), []).extend(delegation)

    def _made(self, zone):
        texts = {}
        for host, special in zone.servers.items():
            contents = HOSTS[host].contents
            if not contents or special.get("missing"):
                continue
            text = self._text(zone, special)
            texts[contents] = "this is not a zone file\n" + text if special.get("broken") else self._signed(zone, special, text)
        return zone, texts, self._delegation(zone)

    def _signed(self, zone, special, text):
        how = special.get("signed", zone.signed)
        if how is None:
            return text
        if "by" in how:  # the server signs what it answers
            self.live.setdefault(how["by"], {})[zone.apex] = how
            return text
        if HOSTS["pdns"] in (HOSTS[host] for host in zone.servers):
            self.live.setdefault("pdns", {}).setdefault(zone.apex, {"presigned": True})
        return self._signer.sign(zone.apex, text, how)

    def _text(self, zone, special):
        soa = {"serial": 7, "mname": host_name(next(iter(zone.servers))), "minimum": 60, "ttl": 60, **zone.soa}
        serial = special.get("serial", soa["serial"])
        lines = [f"$ORIGIN {zone.apex}.", "$TTL 60",
                 f"@ {soa['ttl']} SOA {soa['mname']} hostmaster {serial} 3600 600 86400 {soa['minimum']}"]
        lines += [f"@ NS {name}" for name in self._server_names(zone, "child")]
        lines += self._own_hosts(zone)
        records = expanded(special.get("records", zone.records))
        lines += records
        if zone.depth > 1 and not any(line.split()[0].lower() == "www" for line in records):
            lines.append("www A 5.53.80.80")
        lines += self._delegations.get(zone.apex, [])
        return "\n".join(lines) + "\n"

    @staticmethod
    def _name_of(host, special):
        return special.get("name", host_name(host))

    def _server_names(self, zone, side):
        """Each once: two hosts may share a name, as one server with two addresses."""
        return list(dict.fromkeys(self._name_of(host, special) for host, special in zone.servers.items()
                                  if special.get("only") in (None, side)))

    def _own_hosts(self, zone):
        """Addresses of the servers whose names lie in the zone that they serve."""
        lines = []
        for host, special in zone.servers.items():
            name = self._name_of(host, special)
            if zone.apex != OPERATOR and ("." + name).endswith(f".{zone.apex}.") and zone.apex:
                lines += address_records(name, host)
        return lines

    def _delegation(self, zone):
        """What the parent says about the zone."""
        if not zone.apex:
            return []
        lines = [f"{zone.apex}. NS {name}" for name in self._server_names(zone, "parent")]
        for host, special in zone.servers.items():
            if special.get("only") in (None, "parent"):
                name = self._name_of(host, special)
                if ("." + name).endswith(f".{zone.apex}.") or zone.depth == 1:
                    lines += address_records(name, host)
        if zone.signed is not None:
            lines += self._signer.ds(zone.apex, zone.signed)
        return lines
