# SPDX-License-Identifier: MIT
"""Orders, authorizations and challenges of the scripted CA (RFC 8555 7.4, 7.5)."""

import dataclasses
import datetime
import os
import threading

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from . import validation
from .jws import decode, encode, public_key
from .replies import Problem, Reply

FOR_EVER = 10 ** 9


@dataclasses.dataclass
class Challenge:
    kind: str
    token: str
    status: str = "pending"
    error: dict = None
    validated: str = None


@dataclasses.dataclass
class Authorization:
    path: str
    account: object
    name: str  # without "*."
    is_wildcard: bool
    challenges: list
    expires: str
    status: str = "pending"
    outcome: object = None  # what the next look shows: "valid" or a Problem
    answered_in: int = 0  # the visit of a client in which it was
    looks_left: int = 0

    @property
    def shown_name(self):
        return "*." * self.is_wildcard + self.name

    @property
    def answered(self):
        return any(challenge.status != "pending" for challenge in self.challenges) or self.outcome is not None


@dataclasses.dataclass
class Order:
    path: str
    account: object
    names: list
    authorizations: list
    expires: str
    profile: str = None
    not_after: str = None
    replaces: str = None
    state: str = "open"  # then "finalized"
    looks_left: int = 0
    error: object = None
    certificate: object = None
    lock: object = dataclasses.field(default_factory=threading.Lock)

    @property
    def status(self):
        if self.error:
            return "invalid"
        if self.state == "finalized":
            return "valid" if self.certificate else "processing"
        states = {authorization.status for authorization in self.authorizations}
        if states & {"invalid", "deactivated", "expired", "revoked"}:
            return "invalid"
        return "ready" if states == {"valid"} else "pending"


class Orders:
    """A part of ScriptedCa, which has the switches."""

    def do_newOrder(self, request):
        payload = request.payload
        names = self.wanted_names(payload.get("identifiers") or [])
        self.check_wishes(payload)
        if self.reuse_orders:
            for order in self.orders:
                if order.account is request.account and sorted(order.names) == sorted(names) and order.status in ("pending", "ready"):
                    return self.order_reply(request, order, 201)
        authorizations = [self.authorization_for(request.account, name) for name in names]
        order = Order(f"/acme/order/{len(self.orders) + 1}", request.account, names, authorizations, self.time_in(self.order_lifetime),
                      payload.get("profile"), payload.get("notAfter"), payload.get("replaces"))
        if order.replaces:
            self.certificate_with_id(order.replaces).replaced_by = order
        self.orders.append(order)
        return self.order_reply(request, order, 201)

    def wanted_names(self, identifiers):
        if not identifiers:
            raise Problem("malformed", "NewOrder request did not specify any identifiers")
        refused = []
        names = [identifier.get("value", "") for identifier in identifiers]
        for identifier in identifiers:
            name = identifier.get("value", "")
            if identifier.get("type") != "dns":
                refused.append(Problem("unsupportedIdentifier", f'identifiers of type {identifier.get("type")} are not taken', name=name))
            if name in self.refused_names:
                refused.append(Problem(*self.refused_names[name], name=name))
            parent = "*." + name.partition(".")[2]
            if self.refuses_redundant_names and not name.startswith("*.") and parent in names:
                raise Problem("malformed", f'Domain name "{name}" is redundant with a wildcard domain in the same request. '
                                           "Remove one or the other from the certificate request.")
        if len(refused) == 1 and len(names) == 1:
            raise refused[0]
        if refused:
            kinds = {problem.kind for problem in refused}
            first = refused[0].json["detail"]
            raise Problem(kinds.pop() if len(kinds) == 1 else "compound",
                          f"Error creating new order :: {first} (and {len(refused) - 1} more problems. Refer to sub-problems for more information.)",
                          subproblems=refused)
        return names

    def check_wishes(self, payload):
        profile = payload.get("profile")
        if profile is not None and profile not in (self.profiles or {}):
            raise Problem("invalidProfile", f"profile name {profile!r} not recognized")
        if (payload.get("notAfter") or payload.get("notBefore")) and not self.takes_not_after:
            raise Problem("malformed", "NotBefore and NotAfter are not supported")
        if payload.get("replaces"):
            replaced = self.certificate_with_id(payload["replaces"])
            if replaced.replaced_by and replaced.replaced_by.status != "invalid":
                raise Problem("alreadyReplaced", "cannot indicate an order replaces a certificate which has already been replaced")

    def authorization_for(self, account, name):
        plain, is_wildcard = name.removeprefix("*."), name.startswith("*.")
        if self.reuse_authorizations:
            for known in self.authorizations:
                if known.account is account and known.shown_name == name and known.status == "valid":
                    return known
        kinds = [kind for kind in self.challenge_types if not is_wildcard or kind not in ("http-01", "tls-alpn-01")]
        challenges = [Challenge(kind, encode(os.urandom(24))) for kind in kinds]
        made = Authorization(f"/acme/authz/{len(self.authorizations) + 1}", account, plain, is_wildcard, challenges,
                             self.time_in(self.order_lifetime))
        if name in self.preauthorized:
            made.status = "valid"
        self.authorizations.append(made)
        return made

    def order_reply(self, request, order, status=200):
        body = {"status": order.status, "expires": order.expires, "finalize": request.base + order.path.replace("/order/", "/finalize/"),
                "identifiers": [{"type": "dns", "value": name} for name in order.names],
                "authorizations": [request.base + authorization.path for authorization in order.authorizations]}
        for member, value in (("profile", order.profile), ("notAfter", order.not_after), ("replaces", order.replaces)):
            if value:
                body[member] = value
        if order.error:
            body["error"] = order.error.json
        if order.certificate:
            body["certificate"] = request.base + order.certificate.path
        reply = Reply.of(body, status, Location=request.base + order.path)
        is_waiting = order.status == "pending" and all(one.answered or one.status == "valid" for one in order.authorizations)
        return self.with_retry_after(reply, is_waiting or order.status == "processing")

    def do_order(self, request):
        order = self.owned(request, self.orders, request.path)
        with order.lock:
            for authorization in order.authorizations:
                self.reveal(authorization)
            if order.status == "processing":
                if order.looks_left > 0:
                    order.looks_left -= 1
                else:
                    self.settle(order)
        return self.order_reply(request, order)

    def do_authorization(self, request):
        authorization = self.owned(request, self.authorizations, request.path)
        if (request.payload or {}).get("status") == "deactivated":
            authorization.status = "deactivated"
            return Reply.of(self.authorization_json(request, authorization))
        self.check_all_answered(authorization)
        self.reveal(authorization)
        is_waiting = authorization.status == "pending" and authorization.answered
        return self.with_retry_after(Reply.of(self.authorization_json(request, authorization)), is_waiting)

    def check_all_answered(self, authorization):
        """Clients answer everything before they begin to poll, else names wait for each other. A look on a later visit,
        to see how things stand, is another matter."""
        for order in self.orders:
            is_polled = authorization.answered and authorization.answered_in == self.count("directory")
            if is_polled and authorization in order.authorizations and order.status == "pending":
                waiting = [one.shown_name for one in order.authorizations if one.status == "pending" and not one.answered]
                if waiting:
                    self.complain(f"{authorization.shown_name} was polled before {', '.join(waiting)} was answered")

    def do_challenge(self, request):
        path, _, kind = request.path.replace("/chall/", "/authz/").rpartition("/")
        authorization = self.owned(request, self.authorizations, path)
        challenge = next((one for one in authorization.challenges if one.kind == kind), None)
        if not challenge:
            raise Problem("malformed", "no such challenge", status=404)
        if request.payload is not None and not authorization.answered and authorization.status == "pending":
            if request.payload != {}:
                self.complain(f"a challenge was answered with {request.payload}")
            self.validate(authorization, challenge)
        elif request.payload is None:
            self.reveal(authorization)
        reply = Reply.of(self.challenge_json(request, authorization, challenge))
        reply.headers["Link"] = f'<{request.base + authorization.path}>;rel="up"'
        return self.with_retry_after(reply, authorization.status == "pending")

    def validate(self, authorization, challenge):
        name = authorization.shown_name
        authorization.looks_left = self.polls_until_validated
        authorization.answered_in = self.count("directory")
        if name in self.pending_with_error:  # RFC 8555 8.2: the server goes on trying
            challenge.error = Problem(*self.pending_with_error[name], name=authorization.name).json
            authorization.outcome, authorization.looks_left = "valid", FOR_EVER
            return
        authorization.outcome = "valid"
        try:
            if name in self.validation_problems:
                raise Problem(*self.validation_problems[name], name=authorization.name)
            if self.resolver and self.looks_at_dns:
                validation.look(self.resolver, challenge.kind, authorization.name, authorization.is_wildcard, authorization.account,
                                challenge.token, self.issuer_domain_names, (self.meta or {}).get("accountHashPrefix"))
        except Problem as problem:
            authorization.outcome = problem
        challenge.status = "processing"

    def reveal(self, authorization):
        if authorization.outcome is None or authorization.status != "pending":
            return
        if authorization.looks_left > 0:
            authorization.looks_left -= 1
            return
        challenge = next((one for one in authorization.challenges if one.status == "processing"), authorization.challenges[0])
        if authorization.outcome == "valid":
            challenge.status, challenge.validated, challenge.error = "valid", self.time_in(0), None
            authorization.status = "valid"
        else:
            challenge.status, challenge.error = "invalid", authorization.outcome.json
            authorization.status = "invalid"

    def authorization_json(self, request, authorization):
        body = {"identifier": {"type": "dns", "value": authorization.name}, "status": authorization.status, "expires": authorization.expires,
                "challenges": [self.challenge_json(request, authorization, one) for one in authorization.challenges]}
        if authorization.is_wildcard:
            body["wildcard"] = True
        return body

    def challenge_json(self, request, authorization, challenge):
        path = authorization.path.replace("/authz/", "/chall/") + "/" + challenge.kind
        body = {"type": challenge.kind, "url": request.base + path, "status": challenge.status}
        if challenge.kind == "dns-persist-01":
            body["issuer-domain-names"] = self.issuer_domain_names
            if self.persist_account_uri:
                body["accounturi"] = authorization.account.url
        else:
            body["token"] = challenge.token
        if challenge.error:
            body["error"] = challenge.error
        if challenge.validated:
            body["validated"] = challenge.validated
        return body

    def do_finalize(self, request):
        order = self.owned(request, self.orders, request.path.replace("/finalize/", "/order/"))
        with order.lock:
            for authorization in order.authorizations:
                self.reveal(authorization)
            if order.status != "ready":
                raise Problem("orderNotReady", f'Order\'s status ("{order.status}") is not acceptable for finalization')
            csr = self.readable_csr((request.payload or {}).get("csr"), order)
            order.state, order.csr_key, order.looks_left = "finalized", csr.public_key(), self.polls_until_issued
            if order.looks_left == 0:
                self.settle(order)
            else:
                order.looks_left -= 1
        return self.order_reply(request, order)

    def readable_csr(self, text, order):
        try:
            csr = x509.load_der_x509_csr(decode(text))
            names = csr.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
        except (ValueError, x509.ExtensionNotFound) as error:
            raise Problem("badCSR", f"Error parsing certificate request: {error}") from None
        if not csr.is_signature_valid:
            raise Problem("badCSR", "signature is invalid")
        if sorted(name.lower() for name in names) != sorted(name.lower() for name in order.names):
            raise Problem("badCSR", "CSR does not specify same identifiers as Order")
        form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        if csr.public_key().public_bytes(*form) == public_key(order.account.jwk).public_bytes(*form):
            raise Problem("malformed", "certificate public key must be different than account key")
        return csr

    def settle(self, order):
        """The certificate, or what hinders it."""
        if self.order_error:
            order.error = self.order_error
            return
        order.certificate = self.make_certificate(order)

    def with_retry_after(self, reply, is_unfinished):
        if self.retry_after is not None and is_unfinished:
            reply.headers["Retry-After"] = str(self.retry_after)
        return reply

    def owned(self, request, resources, path):
        found = next((one for one in resources if one.path == path), None)
        if not found:
            raise Problem("malformed", f"nothing at {path}", status=404)
        if found.account is not request.account:
            raise Problem("unauthorized", "it belongs to another account")
        return found

    def time_in(self, seconds):
        moment = self.now() + datetime.timedelta(seconds=seconds)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
