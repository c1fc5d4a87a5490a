#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hook of the shape that users of certbot have with FreeIPA: one program for both hooks, Kerberos for the rights."""

import os

from ipalib import api

domain = os.environ["CERTBOT_DOMAIN"]
value = os.environ["CERTBOT_VALIDATION"]
# Only the clean-up is told what the other call wrote.
command = "dnsrecord_del" if "CERTBOT_AUTH_OUTPUT" in os.environ else "dnsrecord_add"

api.bootstrap(context="cli")
api.finalize()
api.Backend.rpcclient.connect()

labels = domain.split(".")
zone = ".".join(labels[-2:]) + "."
name = ".".join(["_acme-challenge", *labels[:-2]])
options = {"dnsttl": 60} if command == "dnsrecord_add" else {}
api.Command[command](zone, name, txtrecord=[value], **options)
print(f"{command} {name} in {zone}")
