# SPDX-License-Identifier: MIT
"""Keys and certificates of the scripted CA: its own TLS, roots, intermediates, and what it issues."""

import datetime
import ipaddress
import os

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .jws import encode


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


def subject(common_name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


class Authority:
    """A certificate with a key that signs others; its own issuer when it is a root."""

    def __init__(self, common_name, days, parent=None, key=None, begin=None):
        self.key = key or new_key()
        self.name = subject(common_name)
        self.parent = parent
        begin = begin or datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
        signer = parent or self
        builder = start(signer, self.name, self.key.public_key(), begin, begin + datetime.timedelta(days=days))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
        self.certificate = builder.sign(signer.key, hashes.SHA256())


def start(signer, name, public_key, begin, end):
    builder = x509.CertificateBuilder().issuer_name(signer.name).subject_name(name).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
    return builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), critical=False)


class Issuer:
    """`chain_length` certificates go with each leaf (0: none); `alternates` further roots sign the last of them too."""

    def __init__(self, folder, chain_length, alternates):
        self.tls_root = Authority("Scripted CA TLS root", 3)
        self.root_file = os.path.join(folder, "ca.pem")
        with open(self.root_file, "wb") as file:
            file.write(pem(self.tls_root.certificate))
        self.roots = [Authority(f"Scripted root {number}", 3650) for number in range(1 + alternates)]
        below, self.middle = self.roots[0], []
        for number in range(chain_length):
            below = Authority(f"Scripted intermediate {chain_length - number}", 1000, below)
            self.middle.insert(0, below)

    def roots_pem(self):
        return [pem(root.certificate).decode() for root in self.roots]

    def write_tls(self, folder):
        """The server's own certificate; returns the files of chain and key."""
        key = new_key()
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = start(self.tls_root, subject("localhost"), key.public_key(), now - datetime.timedelta(days=1),
                        now + datetime.timedelta(days=2))
        names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        files = os.path.join(folder, "tls.pem"), os.path.join(folder, "tls.key")
        with open(files[0], "wb") as file:
            file.write(pem(builder.sign(self.tls_root.key, hashes.SHA256())))
        with open(files[1], "wb") as file:
            file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        return files

    def issue(self, public_key, names, begin, end):
        signer = self.middle[0] if self.middle else self.roots[0]
        builder = start(signer, subject(names[0]) if len(names[0]) <= 64 else x509.Name([]), public_key, begin, end)
        alternatives = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        builder = builder.add_extension(alternatives, critical=False)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        return builder.sign(signer.key, hashes.SHA256())

    def chain(self, leaf, number=0):
        """PEM, leaf first. In an alternate chain another root stands behind the same intermediate keys."""
        middle = list(self.middle)
        if number and middle:
            top = middle[-1]
            middle[-1] = Authority(top.name.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value, 1000,
                                   self.roots[number], top.key)
        return pem(leaf) + b"".join(pem(one.certificate) for one in middle)


def renewal_id(certificate):
    """RFC 9773 4.1: key identifier of the issuer and DER of the serial number, base64url, with a dot between."""
    identifier = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    serial = certificate.serial_number
    return encode(identifier) + "." + encode(serial.to_bytes(serial.bit_length() // 8 + 1, "big"))
