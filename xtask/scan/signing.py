"""Schemathesis as an enrolled device: every request is signed (RFC 9421, RFC 9530).

Loaded through SCHEMATHESIS_HOOKS. SCAN_CENTRAL is the central's address, SCAN_INVITATION the token
that this device enrols with.
"""

import base64
import hashlib
import json
import os
import time
import urllib.parse

import requests
import schemathesis
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


KEY = Ed25519PrivateKey.generate()
X = b64url(KEY.public_key().public_bytes_raw())
KEY_ID = b64url(hashlib.sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{X}"}}'.encode()).digest())


class Signature(requests.auth.AuthBase):
    """Signs the request as it leaves."""

    def __call__(self, request):
        path = urllib.parse.urlsplit(request.url).path
        covered = '"@method" "@path"'
        base = f'"@method": {request.method}\n"@path": {path}\n'
        if request.body is not None:
            body = request.body if isinstance(request.body, bytes) else request.body.encode()
            digest = f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"
            request.headers["Content-Digest"] = digest
            covered += ' "content-digest"'
            base += f'"content-digest": {digest}\n'
        params = f'({covered});created={int(time.time())};keyid="{KEY_ID}"'
        params += ';alg="ed25519";tag="auxilio-v1"'
        signature = KEY.sign((base + f'"@signature-params": {params}').encode())
        request.headers["Signature-Input"] = f"sig1={params}"
        request.headers["Signature"] = f"sig1=:{base64.b64encode(signature).decode()}:"
        request.headers["Device-Key"] = X
        return request


def enrol():
    body = {
        "invitation": os.environ["SCAN_INVITATION"],
        "public_key": {"kty": "OKP", "crv": "Ed25519", "x": X},
        "profile": {"version": 1},
        "consent": {"text": "scan", "at": "2026-11-25T09:00:00-05:00"},
    }
    address = os.environ["SCAN_CENTRAL"].rstrip("/") + "/v1/enrolments"
    answer = requests.post(
        address,
        data=json.dumps(body),
        headers={"Content-Type": "application/json"},
        auth=Signature(),
        timeout=10,
    )
    answer.raise_for_status()


if "SCAN_INVITATION" in os.environ:
    enrol()
    schemathesis.auth.set_from_requests(Signature())
