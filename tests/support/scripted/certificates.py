# SPDX-License-Identifier: MIT
"""Certificates of the scripted CA: chains, revocation (RFC 8555 7.4.2, 7.6) and renewal information (RFC 9773)."""

import dataclasses
import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from .issuer import renewal_id
from .jws import decode, public_key
from .replies import Problem, Reply

REASONS = (0, 1, 3, 4, 5)  # what Let's Encrypt takes, with 9 of the names in RFC 5280 5.3.1


@dataclasses.dataclass
class Issued:
    path: str
    order: object
    leaf: object  # cryptography's Certificate
    revoked: int = None  # the reason
    replaced_by: object = None

    @property
    def id(self):
        return renewal_id(self.leaf)


class Certificates:
    """A part of ScriptedCa, which has the switches."""

    def make_certificate(self, order):
        begin = self.now() - datetime.timedelta(seconds=self.backdated)
        end = begin + datetime.timedelta(days=self.certificate_days)
        if order.not_after:
            end = min(end, datetime.datetime.fromisoformat(order.not_after.replace("Z", "+00:00")))
        leaf = self.issuer.issue(order.csr_key, order.names, begin, end)
        issued = Issued(f"/acme/cert/{len(self.certificates) + 1}", order, leaf)
        self.certificates.append(issued)
        return issued

    def do_certificate(self, request):
        path, _, alternate = request.path.partition("/alternate/")
        issued = next((one for one in self.certificates if one.path == path), None)
        if not issued:
            raise Problem("malformed", "Certificate not found", status=404)
        if issued.order.account is not request.account:
            raise Problem("unauthorized", "Account in use did not issue specified certificate")
        number = int(alternate or 0)
        reply = Reply(200, self.issuer.chain(issued.leaf, number), content_type="application/pem-certificate-chain")
        others = [other for other in range(len(self.issuer.roots)) if other != number]
        links = [f'<{request.base}{path}{f"/alternate/{other}" if other else ""}>;rel="alternate"' for other in others]
        reply.headers["Link"] = ", ".join([f'<{request.base}/dir>;rel="index"', *links])
        return reply

    def do_revokeCert(self, request):
        try:
            der = decode((request.payload or {}).get("certificate"))
            certificate = x509.load_der_x509_certificate(der)
        except ValueError:
            raise Problem("malformed", "Unable to parse certificate DER") from None
        issued = next((one for one in self.certificates if one.leaf == certificate), None)
        if not issued:
            raise Problem("malformed", "Certificate from unrecognized issuer", status=404)
        form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        if request.account is None:
            if public_key(request.jwk).public_bytes(*form) != certificate.public_key().public_bytes(*form):
                raise Problem("unauthorized", "JWK embedded in revocation request must be the same public key as the cert to be revoked")
        elif issued.order.account is not request.account:
            raise Problem("unauthorized", "The key ID specified in the revocation request does not match an account that may revoke it")
        reason = request.payload.get("reason", 0)
        if reason not in REASONS:
            raise Problem("badRevocationReason", f"reason code {reason} is not supported; supported are {REASONS}")
        if issued.revoked is not None:
            raise Problem("alreadyRevoked", f"Certificate was already revoked for reason {issued.revoked}")
        issued.revoked = reason
        return Reply(200, b"")

    def do_renewalInfo(self, request):
        """A plain GET. `renewal_window`: begin and end in seconds from now, or None: the last third of its life."""
        issued = self.certificate_with_id(request.path.rpartition("/")[2])
        end = issued.leaf.not_valid_after.replace(tzinfo=datetime.timezone.utc)
        window = (end - datetime.timedelta(days=self.certificate_days / 3), end - datetime.timedelta(days=self.certificate_days / 3 - 1))
        if issued.revoked is not None:
            window = (self.now() - datetime.timedelta(days=2), self.now() - datetime.timedelta(days=1))
        if self.renewal_window:
            window = [self.now() + datetime.timedelta(seconds=seconds) for seconds in self.renewal_window]
        start, stop = (moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in window)
        body = {"suggestedWindow": {"start": start, "end": stop}}
        if self.explanation_url:
            body["explanationURL"] = self.explanation_url
        headers = {} if self.renewal_retry_after is None else {"Retry_After": str(self.renewal_retry_after)}
        return Reply.of(body, **headers)

    def certificate_with_id(self, identity):
        found = next((one for one in self.certificates if one.id == identity), None)
        if not found:
            raise Problem("malformed", f"no certificate has the identifier {identity}", status=404)
        return found
