"""Write the reference of all rules to standard output."""

from __future__ import annotations

import sys

from pagefeed.checks.rules import reference

if __name__ == "__main__":
    sys.stdout.write(reference())
