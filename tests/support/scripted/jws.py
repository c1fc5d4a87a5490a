# SPDX-License-Identifier: MIT
"""JSON web signatures as a CA checks them (RFC 7515, 7517, 7638; RFC 8555 6.2)."""

import base64
import hashlib
import hmac
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from .replies import Problem

CURVES = {"P-256": (ec.SECP256R1(), "ES256", hashes.SHA256()), "P-384": (ec.SECP384R1(), "ES384", hashes.SHA384())}
ALGORITHMS = ["ES256", "ES384", "RS256", "EdDSA"]


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    if not isinstance(text, str) or "=" in text or "+" in text or "/" in text:
        raise Problem("malformed", "not base64url without padding")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Jws:
    """A request's signature, not checked yet."""

    def __init__(self, body):
        try:
            parts = json.loads(body) if isinstance(body, (bytes, str)) else body
            self.signed = f'{parts["protected"]}.{parts["payload"]}'.encode()
            self.header = json.loads(decode(parts["protected"]))
            self.payload = decode(parts["payload"])
            self.signature = decode(parts["signature"])
        except (ValueError, KeyError, TypeError) as error:
            raise Problem("malformed", f"the body is no flattened JWS: {error}") from None

    @property
    def json(self):
        try:
            return json.loads(self.payload)
        except ValueError:
            raise Problem("malformed", "the payload is no JSON") from None

    def verify(self, jwk):
        """`jwk` as a dictionary; Problem when the signature is not by it."""
        if self.header.get("alg") not in ALGORITHMS:
            raise Problem("badSignatureAlgorithm", f'{self.header.get("alg")} is not taken', algorithms=ALGORITHMS)
        try:
            self._verify(jwk)
        except (InvalidSignature, ValueError, KeyError):
            raise Problem("malformed", "JWS verification error") from None

    def _verify(self, jwk):
        key = public_key(jwk)
        if self.header["alg"] != algorithm(jwk):
            raise Problem("malformed", f'signed with {self.header["alg"]} by a key for {algorithm(jwk)}')
        if jwk["kty"] == "EC":
            half = len(self.signature) // 2
            r, s = (int.from_bytes(part, "big") for part in (self.signature[:half], self.signature[half:]))
            key.verify(utils.encode_dss_signature(r, s), self.signed, ec.ECDSA(CURVES[jwk["crv"]][2]))
        elif jwk["kty"] == "RSA":
            key.verify(self.signature, self.signed, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(self.signature, self.signed)

    def is_made_with(self, secret):
        """HS256, as external account bindings are."""
        return self.header.get("alg") == "HS256" and hmac.compare_digest(
            self.signature, hmac.new(secret, self.signed, hashlib.sha256).digest())


def algorithm(jwk):
    return CURVES[jwk["crv"]][1] if jwk["kty"] == "EC" else {"RSA": "RS256", "OKP": "EdDSA"}[jwk["kty"]]


def public_key(jwk):
    def number(member):
        return int.from_bytes(decode(jwk[member]), "big")

    if not isinstance(jwk, dict) or jwk.get("kty") not in ("EC", "RSA", "OKP") or "d" in jwk:
        raise Problem("badPublicKey", "no public key of a kind that is taken")
    if jwk["kty"] == "EC":
        return ec.EllipticCurvePublicNumbers(number("x"), number("y"), CURVES[jwk["crv"]][0]).public_key()
    if jwk["kty"] == "RSA":
        key = rsa.RSAPublicNumbers(number("e"), number("n")).public_key()
        if key.key_size not in (2048, 3072, 4096):
            raise Problem("badPublicKey", f"key size not supported: {key.key_size}")
        return key
    return ed25519.Ed25519PublicKey.from_public_bytes(decode(jwk["x"]))


def thumbprint(jwk):
    members = {"EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n"), "OKP": ("crv", "kty", "x")}[jwk["kty"]]
    text = json.dumps({name: jwk[name] for name in members}, sort_keys=True, separators=(",", ":"))
    return encode(hashlib.sha256(text.encode()).digest())
