# SPDX-License-Identifier: MIT
"""Accounts of the scripted CA: newAccount with external binding, the account itself, its key (RFC 8555 7.3)."""

import dataclasses
import json

from .jws import Jws, public_key, thumbprint
from .replies import Problem, Reply


@dataclasses.dataclass
class Account:
    path: str
    url: str  # as it was first given out; dns-account-01 and dns-persist-01 count on it
    jwk: dict
    contacts: list
    status: str = "valid"
    eab_key_id: str = None
    agreed_to: str = None

    @property
    def thumbprint(self):
        return thumbprint(self.jwk)


ACCOUNT_PATHS = {"decimal": "/acme/acct/1800000{:03}", "hex": "/acme/acct/a1b2c3d4e5f6{:04x}", "base62": "/acme/acct/sUH6UgQb0Q9Wc6lE{:02}Zz"}


class Accounts:
    """A part of ScriptedCa, which has the switches."""

    def do_newAccount(self, request):
        payload, jwk = request.payload, request.jwk
        public_key(jwk)
        account = self.account_of_key(jwk)
        if account:
            if account.status != "valid":
                raise Problem("unauthorized", f'Account is not valid, has status "{account.status}"')
            return self.account_reply(request, account, 200)
        if payload.get("onlyReturnExisting"):
            raise Problem("accountDoesNotExist", "No account exists with the provided key")
        if self.terms and payload.get("termsOfServiceAgreed") is not True:
            raise Problem("userActionRequired", "must agree to terms of service", headers={"Link": f'<{self.terms}>;rel="terms-of-service"'})
        for contact in payload.get("contact", []):
            if not contact.startswith("mailto:"):
                raise Problem("unsupportedContact", f"only mailto: contacts are taken, not {contact}")
        key_id = self.bound_key_id(request, payload, jwk)
        number = len(self.accounts) + 1
        path = ACCOUNT_PATHS[self.account_form].format(number)
        account = Account(path, request.base + path, jwk, payload.get("contact", []), eab_key_id=key_id, agreed_to=self.terms)
        self.accounts.append(account)
        return self.account_reply(request, account, 201)

    def bound_key_id(self, request, payload, jwk):
        """RFC 8555 7.3.4"""
        binding = payload.get("externalAccountBinding")
        if binding is None:
            if self.eab_required:
                raise Problem("externalAccountRequired", "a binding to an external account is needed")
            return None
        inner = Jws(binding)
        key_id = inner.header.get("kid")
        if inner.header.get("alg") != "HS256" or "nonce" in inner.header or inner.header.get("url") != request.url:
            raise Problem("malformed", "the external account binding needs alg HS256, kid and url, and no nonce")
        if key_id not in self.eab_keys:
            raise Problem("unauthorized", f'the field "kid" references a key that is not known to the CA: {key_id}')
        if not inner.is_made_with(self.eab_keys[key_id]):
            raise Problem("unauthorized", "external account binding JWS verification error")
        if inner.json != jwk:
            raise Problem("malformed", "the external account binding is about another key")
        if self.eab_once and any(account.eab_key_id == key_id for account in self.accounts):
            raise Problem("unauthorized", f"the external account {key_id} is already bound")
        return key_id

    def do_account(self, request):
        account, payload = request.account, request.payload
        if account.path != request.path:
            raise Problem("unauthorized", "the account's key did not sign this")
        if payload and "contact" in payload:
            account.contacts = payload["contact"]
        if payload and payload.get("termsOfServiceAgreed"):
            account.agreed_to = self.terms
        if payload and payload.get("status") == "deactivated":
            account.status = "deactivated"
        return self.account_reply(request, account, 200)

    def account_reply(self, request, account, status):
        body = {"status": account.status, "orders": request.base + account.path + "/orders"}
        if account.contacts:
            body["contact"] = account.contacts
        reply = Reply.of(body, status, Location=request.base + account.path)
        if self.terms:
            reply.headers["Link"] = f'<{self.terms}>;rel="terms-of-service"'
        return reply

    def do_orders(self, request):
        owned = [order for order in self.orders if order.account is request.account]
        return Reply.of({"orders": [request.base + order.path for order in owned]})

    def do_keyChange(self, request):
        """RFC 8555 7.3.5"""
        inner = Jws(json.dumps(request.payload))
        new = inner.header.get("jwk")
        public_key(new)
        inner.verify(new)
        if inner.header.get("url") != request.url or "nonce" in inner.header:
            raise Problem("malformed", "the inner JWS needs the outer url and no nonce")
        told = inner.json
        if told.get("account") != request.jws.header["kid"]:
            raise Problem("malformed", 'the inner "account" is not the outer "kid"')
        if told.get("oldKey") != request.account.jwk:
            raise Problem("malformed", '"oldKey" is not the account\'s key')
        owner = self.account_of_key(new)
        if owner:
            raise Problem("malformed", "new key is already in use for a different account", status=409,
                          headers={"Location": request.base + owner.path})
        request.account.jwk = new
        return self.account_reply(request, request.account, 200)

    def account_of_key(self, jwk):
        public_key(jwk)
        return next((account for account in self.accounts if account.thumbprint == thumbprint(jwk)), None)

    def account_at(self, url):
        """By "kid"; the host may be a relay's."""
        found = next((account for account in self.accounts if url.endswith(account.path)), None)
        if not found:
            raise Problem("accountDoesNotExist", f'Account "{url}" not found')
        if found.status != "valid":
            raise Problem("unauthorized", f'Account is not valid, has status "{found.status}"')
        return found

    def check_agreement(self, request):
        """RFC 8555 7.3.3: terms that have changed stop everything but the account itself."""
        if self.terms and request.resource in ("newOrder", "finalize", "newAuthz") and request.account.agreed_to != self.terms:
            raise Problem("userActionRequired", "Terms of service have changed", instance=request.base + "/agree" + request.account.path,
                          headers={"Link": f'<{self.terms}>;rel="terms-of-service"'})
