# SPDX-License-Identifier: MIT
"""The name servers of the lab: hosts of lab-dns.net, their addresses, and whose contents they serve.

The addresses look like public ones (checks warn of private name servers), nothing of them leaves the namespace.
"""

import dataclasses

OPERATOR = "lab-dns.net"
CA_RESOLVER = "127.0.0.54"  # what the oracle asks
# What the program is told to ask.
RESOLVERS = {
    "usual": "127.0.0.53",
    "inside": "127.0.0.55",  # of an organization that has its own contents of split.net, on knot
    "caching": "127.0.0.56",  # keeps what it was told, also that there is nothing
    "refusing": "127.0.0.57",
}


@dataclasses.dataclass(frozen=True)
class Host:
    addresses: tuple
    contents: str = None  # "bind", "nsd", "knot", "pdns"; None: nobody answers there


HOSTS = {
    "top": Host(("5.53.1.53",), "top"),  # the root, the top level domains and the operator's own zone
    "bind": Host(("5.53.2.53",), "bind"),
    "nsd": Host(("5.53.3.53",), "nsd"),
    "knot": Host(("5.53.4.53",), "knot"),
    "pdns": Host(("5.53.5.53",), "pdns"),
    "bind-v6": Host(("2a05:53:2::53",), "bind"),
    "nsd-v6": Host(("2a05:53:3::53",), "nsd"),
    "nsd-both": Host(("5.53.3.53", "2a05:53:3::53"), "nsd"),
    "nsd-v6-silent": Host(("5.53.3.53", "2a05:53:9::53"), "nsd"),
    "nsd-near": Host(("5.53.2.54",), "nsd"),  # in the same network as bind
    "fault": Host(("5.53.6.53",), "bind"),  # passes questions on to bind
    "fault2": Host(("5.53.7.53",), "bind"),
    "udp-only": Host(("5.53.8.53",), "bind"),
    "closed": Host(("5.53.10.53",)),  # the machine is there, but no name server
    "silent": Host(("5.53.9.53",)),
    "silent2": Host(("5.53.9.54",)),
    "silent-v6": Host(("2a05:53:9::53",)),
    "private": Host(("10.53.0.53",)),
    "no-address": Host(()),
    "cname": Host((), "bind"),  # an alias of bind
}

FAULT_HOSTS = ("fault", "fault2", "udp-only")
NOBODY = {address for name in ("silent", "silent2", "silent-v6", "private") for address in HOSTS[name].addresses}


def own_addresses():
    """Every address that the namespace has."""
    return sorted({address for host in HOSTS.values() for address in host.addresses} - NOBODY)


def addresses_of(contents):
    """Where the server with these contents listens, IPv4 first."""
    found = {address for name, host in HOSTS.items() if host.contents == contents and name not in FAULT_HOSTS
             for address in host.addresses} - NOBODY
    return sorted(found, key=lambda address: (":" in address, address))


def host_name(name):
    return f"{name}.{OPERATOR}."


def address_records(owner, host):
    return [f"{owner} {'AAAA' if ':' in address else 'A'} {address}" for address in HOSTS[host].addresses]


def operator_records():
    """What the operator's zone holds."""
    lines = [line for name in HOSTS for line in address_records(name, name)]
    return lines + ["cname CNAME bind"]
