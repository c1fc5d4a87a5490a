# SPDX-License-Identifier: MIT
"""An ACME certificate authority over real HTTPS on loopback that does what a test's script says.

Without a script it keeps to RFC 8555, RFC 9773 (renewal information), draft-ietf-acme-profiles, -dns-account-label and
-dns-persist: signatures, nonces and requests are checked, challenges are looked up in real DNS, certificates come from a root
of its own. Needs Debian's python3-cryptography, so run it with /usr/bin/python3.

    from scriptedca import ScriptedCa, problem, cut_before, cut_after, answer, changed, with_json   # all in scripted/replies.py

    with ScriptedCa(lab.resolver, profiles={"short": "Six days"}) as ca:      # every switch below is an argument, too
        ca.next("finalize", problem("rateLimited", "too many", retry_after=60))
        answer = program.run("issue", "--name", "www.example.test", *ca.arguments(lab), *lab.update_arguments(), "--out", program.out)
        assert ca.count("newOrder") == 1 and not ca.complaints

Resources: directory, newNonce, newAccount, account, orders, keyChange, newOrder, order, authorization, challenge, finalize,
certificate (its alternates too), revokeCert, renewalInfo, page (terms and the like), unknown.
  ca.next(resource, behaviour, ...)   the next request to it, and the one after that: one behaviour each
  ca.always[resource] = behaviour     every request to it
  ca.at(number, behaviour)            the request with this number from now on (1 is the next; every method counts)
  ca.let_waits_pass(), ca.forget_accounts(), ca.terms = "https://ca.invalid/terms/2"; any switch may change at any time
Behaviours: problem, cut_before, cut_after, answer, answer_after, changed, with_json, with_headers, huge, slow. Nothing a
behaviour answers uses up what it did not carry out.
To look at: requests (each with resource, method, path, payload, status), count(resource), accounts, orders, authorizations,
certificates (leaf, id, revoked, replaced_by), and `complaints`: what the client did that RFC 8555 forbids (should stay empty).
"""

import datetime
import http.server
import os
import shutil
import ssl
import sys
import tempfile
import threading
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

# pylint: disable=wrong-import-position, unused-import
from scripted.accounts import Accounts  # noqa: E402
from scripted.certificates import Certificates  # noqa: E402
from scripted.issuer import Issuer, new_key, renewal_id  # noqa: E402, F401
from scripted.jws import Jws, encode  # noqa: E402
from scripted.orders import FOR_EVER, Orders  # noqa: E402, F401
from scripted.replies import (CUT, Problem, Reply, answer, answer_after, changed, cut_after, cut_before, huge,  # noqa: E402, F401
                              problem, slow, with_headers, with_json)

DAY = 86400

SWITCHES = {
    # The directory
    "meta": {},  # more members of "meta"; None: there is no "meta" at all
    "more_in_directory": {},  # members next to newOrder and the like
    "without": (),  # resources that the directory does not list: "keyChange", "revokeCert", "renewalInfo"
    "terms": "https://ca.invalid/terms/1",  # None: no terms. Another URL later: the terms have changed.
    "caa_identities": ["ca.invalid"],
    "profiles": None,  # {"name": "description"}
    # Accounts
    "account_form": "decimal",  # how account URLs end: "decimal", "hex", "base62"
    "eab_required": False,
    "eab_keys": {},  # {"key id": secret bytes}
    "eab_once": False,  # a key id binds one account
    # Orders
    "refused_names": {},  # {"name": ("rejectedIdentifier", "detail")}: newOrder with subproblems
    "refuses_redundant_names": False,  # www.x beside *.x, as Let's Encrypt
    "takes_not_after": False,
    "reuse_orders": False,  # the same names again: the same order while it is open
    "reuse_authorizations": False,
    "preauthorized": (),  # names ("*." too) that need no challenge
    "order_lifetime": 7 * DAY,  # seconds
    "order_error": None,  # a Problem: what becomes of a finalized order instead of a certificate
    # Challenges
    "challenge_types": ["http-01", "dns-01", "tls-alpn-01"],  # any text; wildcards get no http-01 and tls-alpn-01
    "issuer_domain_names": ["ca.invalid"],  # of dns-persist-01
    "persist_account_uri": True,  # dns-persist-01 names the account
    "looks_at_dns": True,  # False: every challenge is met
    "validation_problems": {},  # {"name or *.name": ("dns", "detail")}
    "pending_with_error": {},  # the same; the challenge stays pending and has the error, RFC 8555 8.2
    # Patience: looks that still say pending or processing; FOR_EVER
    "polls_until_validated": 0,
    "polls_until_issued": 0,
    "retry_after": None,  # of such looks
    # Certificates
    "certificate_days": 90,
    "backdated": 3600,  # seconds
    "renewal_window": None,  # (begin, end) in seconds from now
    "explanation_url": None,
    "renewal_retry_after": 21600,
    # Trouble
    "refuse_every_nth_nonce": 0,  # 2: every other signed request gets badNonce
    "clock_skew": 0,  # seconds that this CA's clock is ahead
}
# Only when it starts: chain_length (intermediates behind the leaf), alternates (further roots).

PLAIN = {"/dir": "directory", "/nonce": "newNonce", "/new-account": "newAccount", "/new-order": "newOrder", "/revoke": "revokeCert",
         "/key-change": "keyChange"}
PREFIXES = {"/acme/order/": "order", "/acme/authz/": "authorization", "/acme/chall/": "challenge", "/acme/finalize/": "finalize",
            "/acme/cert/": "certificate", "/renewal-info/": "renewalInfo", "/agree/": "page", "/page/": "page"}
WITHOUT_SIGNATURE = ("directory", "newNonce", "renewalInfo", "page", "unknown")


class Request:
    def __init__(self, method, path, headers, body):
        self.method, self.path, self.headers, self.body = method, path, headers, body
        self.base = "https://" + headers.get("Host", "")
        self.url = self.base + path
        self.resource = resource_of(path)
        self.jws = self.jwk = self.account = self.payload = None
        self.status = 0  # of the answer; 0: none
        self.time = time.monotonic()

    def __repr__(self):
        return f"{self.method} {self.resource} {self.path} -> {self.status}"


def resource_of(path):
    if path in PLAIN:
        return PLAIN[path]
    if path.startswith("/acme/acct/"):
        return "orders" if path.endswith("/orders") else "account"
    return next((name for prefix, name in PREFIXES.items() if path.startswith(prefix)), "unknown")


class ScriptedCa(Accounts, Orders, Certificates):
    """Runs from its construction to close(). `resolver`: "address:port", or None when nothing is looked up."""

    def __init__(self, resolver=None, chain_length=1, alternates=0, **switches):
        unknown = set(switches) - set(SWITCHES)
        if unknown:
            raise TypeError(f"no such switch: {unknown}")
        for name, value in {**SWITCHES, **switches}.items():
            setattr(self, name, value.copy() if isinstance(value, (dict, list)) else value)
        self.resolver = resolver
        self.accounts, self.orders, self.authorizations, self.certificates = [], [], [], []
        self.requests, self.complaints, self.errors = [], [], []
        self.always = {}
        self._queues, self._numbered = {}, {}
        self._nonces, self._used_nonces, self._signed, self._waits = set(), set(), 0, {}
        self._lock = threading.RLock()
        self._folder = tempfile.mkdtemp(prefix="certwright-ca-")
        self.issuer = Issuer(self._folder, chain_length, alternates)
        self.root_file = self.issuer.root_file
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*self.issuer.write_tls(self._folder))
        self._server = Server(tls, self)
        self.port = self._server.server_address[1]
        self.directory = f"https://127.0.0.1:{self.port}/dir"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        shutil.rmtree(self._folder, ignore_errors=True)
        if self.errors:
            raise AssertionError("the scripted CA itself failed:\n" + "\n".join(self.errors))

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    # The script.

    def next(self, resource, *behaviours):
        self._queues.setdefault(resource, []).extend(behaviours)

    def at(self, number, behaviour):
        self._numbered[len(self.requests) + number] = behaviour

    def arguments(self, lab):
        """What certwright-cli is told: this CA, the lab's DNS."""
        arguments = lab.arguments()
        arguments[arguments.index("--directory") + 1] = self.directory
        arguments[arguments.index("--ca-root") + 1] = self.root_file
        return arguments

    def count(self, resource):
        return sum(request.resource == resource for request in self.requests)

    def complain(self, text):
        self.complaints.append(text)

    def let_waits_pass(self):
        """From now on it is as if every Retry-After were over."""
        self._waits.clear()

    def forget_accounts(self):
        self.accounts.clear()

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.clock_skew)

    # How a request is answered.

    def respond(self, request):
        with self._lock:
            self.requests.append(request)
            queue = self._queues.get(request.resource)
            behaviour = self._numbered.pop(len(self.requests), None) or (queue.pop(0) if queue else self.always.get(request.resource))
        reply = behaviour(lambda: self.carry_out(request)) if behaviour else self.carry_out(request)
        if reply is CUT:
            return CUT
        request.status = reply.status
        if request.method == "POST" or request.resource == "newNonce":
            reply.headers.setdefault("Replay-Nonce", self.new_nonce())
        reply.headers.setdefault("Date", self.now().strftime("%a, %d %b %Y %H:%M:%S GMT"))
        # Who asks for many one-time numbers at once may get fewer, and does without the rest.
        if reply.headers.get("Retry-After", "").isdigit() and request.resource != "newNonce":
            self._waits[request.path] = time.monotonic() + int(reply.headers["Retry-After"])
        return reply

    def carry_out(self, request):
        try:
            with self._lock:
                self.check_manners(request)
                self.check_signature(request)
            # Outside the lock: looking at DNS takes time, and challenges are answered side by side.
            if request.resource == "challenge":
                return self.do_challenge(request)
            with self._lock:
                return getattr(self, "do_" + request.resource)(request)
        except Problem as refused:
            return Reply.refusal(refused)
        except Exception:  # pylint: disable=broad-except
            self.errors.append(traceback.format_exc())
            return Reply.refusal(Problem("serverInternal", "the scripted CA has a bug"))

    def check_manners(self, request):
        if not request.headers.get("User-Agent"):  # "ACME clients MUST send a User-Agent header field" RFC 8555 6.1
            self.complain(f"{request} without User-Agent")
        if request.time < self._waits.pop(request.path, 0) - 0.1:
            self.complain(f"{request} came before Retry-After was over")
        allowed = ("GET", "HEAD") if request.resource in WITHOUT_SIGNATURE else ("POST",)
        if request.method not in allowed:
            self.complain(f"{request}: wrong method")
            raise Problem("malformed", "Method not allowed", status=405)

    def check_signature(self, request):
        if request.resource in WITHOUT_SIGNATURE:
            return
        if request.headers.get("Content-Type") != "application/jose+json":
            self.complain(f"{request}: wrong content type")
            raise Problem("malformed", "Content-Type must be application/jose+json", status=415)
        request.jws = Jws(request.body)
        header = request.jws.header
        self._signed += 1
        if self.refuse_every_nth_nonce and self._signed % self.refuse_every_nth_nonce == 0:
            raise Problem("badNonce", "JWS has an invalid anti-replay nonce")
        if header.get("nonce") not in self._nonces:
            if header.get("nonce") in self._used_nonces:
                self.complain(f"{request}: a nonce was used twice")
            raise Problem("badNonce", "JWS has an invalid anti-replay nonce")
        self._nonces.remove(header["nonce"])
        self._used_nonces.add(header["nonce"])
        if header.get("url") != request.url:
            raise Problem("malformed", f'JWS header parameter "url" is {header.get("url")}, not {request.url}')
        if ("jwk" in header) == ("kid" in header):
            raise Problem("malformed", "the header needs either jwk or kid")
        if "jwk" in header:
            if request.resource not in ("newAccount", "revokeCert"):
                raise Problem("malformed", "this needs a kid")
            request.jwk = header["jwk"]
            request.jws.verify(request.jwk)
        else:
            request.account = self.account_at(header["kid"])
            request.jws.verify(request.account.jwk)
        request.payload = request.jws.json if request.jws.payload else None
        if request.account:
            self.check_agreement(request)

    def new_nonce(self):
        nonce = encode(os.urandom(16))
        self._nonces.add(nonce)
        return nonce

    # What is neither account, order nor certificate.

    def do_directory(self, request):
        urls = {name: request.base + path for path, name in PLAIN.items() if name != "directory"}
        urls["renewalInfo"] = request.base + "/renewal-info"
        body = {name: url for name, url in urls.items() if name not in self.without}
        if self.meta is not None:
            meta = {"termsOfService": self.terms, "caaIdentities": self.caa_identities, "profiles": self.profiles,
                    "externalAccountRequired": self.eab_required or None}
            body["meta"] = {name: value for name, value in {**meta, **self.meta}.items() if value is not None}
        return Reply.of({**body, **self.more_in_directory})

    def do_newNonce(self, request):
        return Reply(200 if request.method == "HEAD" else 204, headers={"Cache-Control": "no-store"})

    def do_page(self, request):
        if request.path.startswith("/agree/"):  # a person has been here, RFC 8555 7.3.3
            self.account_at(request.path.removeprefix("/agree")).agreed_to = self.terms
        return Reply(200, b"<html><body>A page of the CA</body></html>", content_type="text/html")

    def do_unknown(self, request):
        raise Problem("malformed", f"nothing at {request.path}", status=404)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, tls, ca):
        self._tls = tls
        self.ca = ca
        super().__init__(("127.0.0.1", 0), Handler)

    def finish_request(self, request, client_address):
        """In the connection's own thread: nobody waits for a handshake of another."""
        try:
            request = self._tls.wrap_socket(request, server_side=True)
        except OSError:
            return
        try:
            super().finish_request(request, client_address)
        finally:
            request.close()

    def handle_error(self, request, client_address):
        """A client that is gone is nothing to report."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = self.server.ca.respond(Request(self.command, self.path, self.headers, body))
        if reply is CUT:
            self.close_connection = True
            return
        self.send_response_only(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.wfile.flush()

    do_GET = do_HEAD = do_POST = _serve

    def log_message(self, *arguments):  # pylint: disable=arguments-differ
        pass
