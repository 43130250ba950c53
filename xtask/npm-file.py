"""One file out of a package of npm's registry, if the package is what it should be.

usage: npm-file.py PACKAGE VERSION INTEGRITY MEMBER TARGET
"""

import base64
import hashlib
import io
import os
import sys
import tarfile
import urllib.request

package, version, integrity, member, target = sys.argv[1:]
url = f"https://registry.npmjs.org/{package}/-/{package}-{version}.tgz"
with urllib.request.urlopen(url, timeout=60) as answer:
    archive = answer.read()
found = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
if found != integrity:
    sys.exit(f"{url} is not what it should be: {found} instead of {integrity}")
with tarfile.open(fileobj=io.BytesIO(archive)) as files:
    content = files.extractfile(member).read()
os.makedirs(os.path.dirname(target), exist_ok=True)
# Whole or not at all.
with open(target + ".part", "wb") as part:
    part.write(content)
os.replace(target + ".part", target)
