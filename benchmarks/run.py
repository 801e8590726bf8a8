"""`make bench`: every measurement of this folder in one run, ours and the peers'.

Speeds depend on the machine; read the ratios.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MEASURES = ("render", "build", "check", "hostile")


def main() -> int:
    """Run the measures in processes of their own, so that none warms up another."""
    failed = 0
    for name in sys.argv[1:] or MEASURES:
        print(f"\n== {name}", flush=True)
        done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False)
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
