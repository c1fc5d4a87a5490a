# SPDX-License-Identifier: MIT
"""Answers of the scripted CA, and behaviours: what it does with a request instead of simply carrying it out.

A behaviour is a function. It gets `carry_out`, which carries the request out and returns the Reply, and returns the Reply
that is sent, or CUT when the connection breaks without one. The functions below make the usual ones.
"""

import json
import threading

ERROR = "urn:ietf:params:acme:error:"
CUT = object()

# RFC 8555 6.7, RFC 9773 7.4 and draft-ietf-acme-profiles, with the status that CAs send.
STATUS = {
    "accountDoesNotExist": 400, "alreadyReplaced": 409, "alreadyRevoked": 400, "badCSR": 400, "badNonce": 400,
    "badPublicKey": 400, "badRevocationReason": 400, "badSignatureAlgorithm": 400, "caa": 403, "compound": 400,
    "connection": 400, "dns": 400, "externalAccountRequired": 403, "incorrectResponse": 403, "invalidContact": 400,
    "invalidProfile": 400, "malformed": 400, "orderNotReady": 403, "rateLimited": 429, "rejectedIdentifier": 400,
    "serverInternal": 500, "tls": 400, "unauthorized": 403, "unsupportedContact": 400, "unsupportedIdentifier": 400,
    "userActionRequired": 403,
}


class Problem(Exception):
    """A problem document (RFC 7807). Raised by a resource it becomes the answer."""

    def __init__(self, kind, detail="", status=None, name=None, subproblems=(), headers=None, **more):
        super().__init__(kind, detail)
        self.kind = kind
        self.status = status or STATUS.get(kind, 400)
        self.headers = dict(headers or {})
        self.json = {"type": kind if ":" in kind else ERROR + kind, "detail": detail, "status": self.status, **more}
        if name:
            self.json["identifier"] = {"type": "dns", "value": name}
        if subproblems:
            self.json["subproblems"] = [sub.json for sub in subproblems]


class Reply:
    def __init__(self, status=200, body=b"", headers=None, content_type="application/json"):
        self.status = status
        self.body = body
        self.headers = {"Content-Type": content_type, **(headers or {})}  # a header that is None is not sent

    @property
    def json(self):
        return json.loads(self.body)

    @json.setter
    def json(self, value):
        self.body = json.dumps(value).encode()

    @staticmethod
    def of(value, status=200, **headers):
        return Reply(status, json.dumps(value).encode(), {name.replace("_", "-"): text for name, text in headers.items()})

    @staticmethod
    def refusal(refused):
        return Reply(refused.status, json.dumps(refused.json).encode(), refused.headers, "application/problem+json")


def problem(kind, detail="", retry_after=None, **more):
    """Refused with this problem document; `more` as Problem takes it."""
    headers = {**more.pop("headers", {}), **({} if retry_after is None else {"Retry-After": str(retry_after)})}
    refused = Problem(kind, detail, headers=headers, **more)
    return lambda carry_out: Reply.refusal(refused)


def cut_before():
    """The connection breaks, and the request was never carried out."""
    return lambda carry_out: CUT


def cut_after():
    """The request is carried out, but its answer gets lost."""
    def behave(carry_out):
        carry_out()
        return CUT
    return behave


def answer(status, body=b"", content_type="text/html", **headers):
    """This instead of carrying it out: a web page, an empty 500, a redirect (Location="...")."""
    made = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda carry_out: Reply(status, body, made, content_type)


def answer_after(status, body=b"", content_type="text/html", **headers):
    """The same, but the request is carried out before."""
    instead = answer(status, body, content_type, **headers)

    def behave(carry_out):
        carry_out()
        return instead(carry_out)
    return behave


def huge(megabytes):
    return answer(200, b'{"fill": "' + b"x" * (megabytes * 1024 * 1024) + b'"}', "application/json")


def changed(change):
    """Carried out; `change(reply)` alters the Reply: status, headers (None drops one), body, json."""
    def behave(carry_out):
        reply = carry_out()
        change(reply)
        return reply
    return behave


def with_json(**members):
    """Carried out; these members of the answer are set, those that are None are left out."""
    def change(reply):
        merged = {**reply.json, **members}
        reply.json = {name: value for name, value in merged.items() if value is not None}
    return changed(change)


def with_headers(**headers):
    return changed(lambda reply: reply.headers.update({name.replace("_", "-"): text for name, text in headers.items()}))


def slow(seconds):
    """Carried out after so long."""
    def behave(carry_out):
        threading.Event().wait(seconds)
        return carry_out()
    return behave
