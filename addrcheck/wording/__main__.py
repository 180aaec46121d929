"""Print ``docs/issues.md``: ``python -m addrcheck.wording > docs/issues.md``."""

from __future__ import annotations

import sys

from addrcheck.wording.documentation import document

if __name__ == "__main__":
    sys.stdout.write(document())
