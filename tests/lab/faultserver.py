# SPDX-License-Identifier: MIT
"""A name server that misbehaves: passes questions on to a real one and spoils the answers as its rules say.

Usage: faultserver.py RULES.json. The real server must not compress its messages; a spoilt one is put together anew from
the records as they came. A rule: {"zone", "do", "at": [owners] or all, "types": [types] or all, "server": one address or
all, "seconds": for slow}.
"""

import json
import socket
import socketserver
import struct
import sys
import threading
import time

import dnswire
from dnswire import AA, QR, RCODES, RD, TC, TYPES

DNSSEC = {TYPES["RRSIG"], TYPES["NSEC"], TYPES["NSEC3"]}


class Question:
    """What was asked, over which carrier, of which of our addresses."""

    def __init__(self, wire, is_tcp, server):
        self.wire, self.is_tcp, self.server = wire, is_tcp, server
        self.message = dnswire.read_message(wire)
        self.name = self.message.name.lower()

    def reply(self, rcode, flags=AA, authority=()):
        message = self.message
        opt = [dnswire.make_opt(1232)] if message.opt() else []
        return dnswire.Message(message.id, QR | flags | message.flags & RD | rcode, message.name, message.type,
                               message.question, [], list(authority), opt).wire()

    def soa(self, rule):
        """Of the rule's zone, to be kept for five minutes."""
        names = dnswire.name_to_wire(rule["zone"]) * 2
        return [dnswire.make_record(rule["zone"], "SOA", names + struct.pack(">5I", 7, 3600, 600, 86400, 300), ttl=300)]

    def pass_on(self, backend):
        if not self.is_tcp:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
                sock.settimeout(5)
                sock.sendto(self.wire, (backend, 53))
                return sock.recv(65535)
        with socket.create_connection((backend, 53), 5) as sock, sock.makefile("rb") as file:
            sock.sendall(struct.pack(">H", len(self.wire)) + self.wire)
            return file.read(struct.unpack(">H", file.read(2))[0])


# What is sent in place of an answer: None is silence.

def with_edns(rule, question):
    """For servers that cannot do EDNS (RFC 6891 7): only questions that have an OPT record are answered so."""
    message = question.message
    bare = dnswire.Message(message.id, QR | RCODES.get(rule["do"].split("-")[0], 0), message.name, message.type,
                           message.question, [], [], [])
    if rule["do"] == "badvers-edns":
        bare.flags |= AA
        bare.additional = [dnswire.make_opt(1232, 1 << 24)]
    return None if rule["do"] == "drop-edns" else bare.wire()


def upward(_rule, question):
    referral = dnswire.make_record(".", "NS", dnswire.name_to_wire("a.root-servers.net."))
    return question.reply(0, flags=0, authority=[referral])


INSTEAD = {
    "silence": lambda rule, question: None,
    "garbage": lambda rule, question: question.wire[:2] + b"\x84\0\xff\xff" + b"\xff" * 40,
    "upward": upward,
    "no-soa": lambda rule, question: question.reply(0),
    "empty-aa0": lambda rule, question: question.reply(0, flags=0),
    "at-first-empty": lambda rule, question: question.reply(0, authority=question.soa(rule)),
    "truncated": lambda rule, question: None if question.is_tcp else question.reply(0, flags=AA | TC),
}


# What is done to a good answer.

def without(types):
    def strip(_rule, message):
        for section in (message.answer, message.authority):
            section[:] = [record for record in section if record.type not in types]
    return strip


def not_authoritative(_rule, message):
    message.flags &= ~AA


def lower_case(_rule, message):
    message.question = dnswire.name_to_wire(message.name.lower()) + message.question[-4:]


def wrong_id(_rule, message):
    message.id ^= 0x5AA5


def soa_in_answer(_rule, message):
    message.answer += [record for record in message.authority if record.type == TYPES["SOA"]]


def empty(_rule, message):
    message.answer.clear()


SPOIL = {
    "aa0": not_authoritative,
    "negative-without-soa": without({TYPES["SOA"]} | DNSSEC),
    "without-rrsig": without({TYPES["RRSIG"]}),
    "without-denial": without({TYPES["NSEC"], TYPES["NSEC3"]}),
    "unsigned": without(DNSSEC),
    "lower-case": lower_case,
    "wrong-id": wrong_id,
    "soa-in-answer": soa_in_answer,
    "sometimes-empty": empty,
}


class Misbehaviour:
    def __init__(self, rules, backend):
        self.rules = rules
        self.backend = backend
        self.asked = {}  # how often, for faults that come and go

    def rule_for(self, question):
        return next((rule for rule in self.rules if self.is_about(rule, question) and self.is_time_for(rule, question)), {"do": "nothing"})

    @staticmethod
    def is_about(rule, question):
        """An absent part of a rule means all of them."""
        types = [TYPES[kind] for kind in rule.get("types", [])] or [question.message.type]
        return ("." + question.name).endswith("." + rule["zone"]) and question.message.type in types \
            and question.name in rule.get("at", [question.name]) and question.server == rule.get("server", question.server)

    def is_time_for(self, rule, question):
        if rule["do"].startswith("case-"):
            return question.message.name != question.name
        if rule["do"].endswith("-edns"):
            return question.message.opt() is not None
        if rule["do"].startswith("udp-"):
            return not question.is_tcp
        if rule["do"] in ("sometimes-empty", "at-first-empty"):
            key = (question.name, question.message.type)
            self.asked[key] = self.asked.get(key, 0) + 1
            return self.asked[key] == 1 if rule["do"] == "at-first-empty" else self.asked[key] % 2 == 0
        return True

    def answer(self, question):
        rule = self.rule_for(question)
        do = rule["do"].removeprefix("case-").removeprefix("udp-")
        if do.endswith("-edns"):
            return with_edns(rule, question)
        if do in RCODES:
            return question.reply(RCODES[do])
        if do in INSTEAD:
            return INSTEAD[do](rule, question)
        if do == "slow":
            time.sleep(rule["seconds"])
        wire = question.pass_on(self.backend)
        if do not in SPOIL:
            return wire
        message = dnswire.read_message(wire)
        SPOIL[do](rule, message)
        return message.wire()


def handlers(misbehaviour):
    class Udp(socketserver.BaseRequestHandler):
        def handle(self):
            wire, sock = self.request
            reply = misbehaviour.answer(Question(wire, False, self.server.server_address[0]))
            if reply:
                sock.sendto(reply, self.client_address)

    class Tcp(socketserver.StreamRequestHandler):
        def handle(self):
            while len(size := self.rfile.read(2)) == 2:
                wire = self.rfile.read(struct.unpack(">H", size)[0])
                reply = misbehaviour.answer(Question(wire, True, self.server.server_address[0]))
                if not reply:
                    return
                self.wfile.write(struct.pack(">H", len(reply)) + reply)

    return Udp, Tcp


class UdpServer(socketserver.ThreadingUDPServer):
    daemon_threads = True
    max_packet_size = 65535


class TcpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    udp, tcp = handlers(Misbehaviour(told["rules"], told["backend"]))
    servers = [UdpServer((address, 53), udp) for address in told["addresses"]]
    servers += [TcpServer((address, 53), tcp) for address in told["addresses"] if address not in told["udp_only"]]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()
