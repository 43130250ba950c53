#!/usr/bin/env python3
"""An independent client of the wire: enrols, raises an alert, verifies what the central says of it.

    pip install cryptography
    cargo xtask run            # or any central; then, with the link of `auxilio-central invite`:
    python3 docs/client.py http://127.0.0.1:8787/unirse/TOKEN

Written from protocol.md alone, with Python's standard library and one for Ed25519.
"""

import base64
import datetime
import hashlib
import json
import os
import sys
import time
import urllib.request
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_b64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def thumbprint(x):
    """RFC 7638."""
    return b64url(hashlib.sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'.encode()).digest())


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")


def uuid7():
    """RFC 9562, section 5.7."""
    raw = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def verify(token, typ, jwks):
    """The claims of a compact JWS, if one of these keys signed them."""
    header, claims, signature = token.split(".")
    fields = json.loads(from_b64url(header))
    assert fields["alg"] == "EdDSA" and fields["typ"] == typ
    key = next(k for k in jwks["keys"] if thumbprint(k["x"]) == fields["kid"])
    public = Ed25519PublicKey.from_public_bytes(from_b64url(key["x"]))
    public.verify(from_b64url(signature), f"{header}.{claims}".encode())
    return json.loads(from_b64url(claims))


class Device:
    def __init__(self, central):
        self.central = central
        self.key = Ed25519PrivateKey.generate()
        self.x = b64url(self.key.public_key().public_bytes_raw())

    def send(self, method, path, message=None):
        """A signed request (RFC 9421, RFC 9530)."""
        body = None if message is None else json.dumps(message).encode()
        fields = {"Content-Type": "application/json"}
        covered, base = '"@method" "@path"', f'"@method": {method}\n"@path": {path}\n'
        if body is not None:
            digest = f"sha-256=:{b64(hashlib.sha256(body).digest())}:"
            fields["Content-Digest"] = digest
            covered += ' "content-digest"'
            base += f'"content-digest": {digest}\n'
        params = f'({covered});created={int(time.time())};keyid="{thumbprint(self.x)}"'
        params += ';alg="ed25519";tag="auxilio-v1"'
        base += f'"@signature-params": {params}'
        fields["Signature-Input"] = f"sig1={params}"
        fields["Signature"] = f"sig1=:{b64(self.key.sign(base.encode()))}:"
        url = self.central + path
        request = urllib.request.Request(url, data=body, method=method, headers=fields)
        return urllib.request.urlopen(request)


def main(link):
    central, token = link.split("/unirse/")
    device = Device(central)
    enrolled = json.load(device.send("POST", "/v1/enrolments", {
        "invitation": token,
        "public_key": {"kty": "OKP", "crv": "Ed25519", "x": device.x},
        "profile": {"version": 1},
        "consent": {"text": "example", "at": now()},
    }))
    jwks = enrolled["jwks"]
    alert = {"id": uuid7(), "kind": "robo", "mode": "open", "exercise": True, "raised_at": now()}
    answer = json.load(device.send("POST", "/v1/alerts", alert))
    print(verify(answer["receipt"], "auxilio-receipt+jws", jwks))
    for line in device.send("GET", f"/v1/alerts/{alert['id']}/events"):
        if line.startswith(b"data:"):
            status = verify(line[5:].strip().decode(), "auxilio-status+jws", jwks)
            print(status)
            if status["state"] == "closed":
                return


if __name__ == "__main__":
    main(sys.argv[1])
