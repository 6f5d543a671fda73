"""`python -m leeway` is `leeway`."""

import sys

from leeway.cli import main

if __name__ == "__main__":
    sys.exit(main())
