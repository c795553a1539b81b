"""``python -m tools.reference [--check]``"""

import sys

from tools.reference import stale, write


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m tools.reference [--check]\n")
        return 2
    pages = stale() if arguments else write()
    for page in pages:
        sys.stdout.write(f"{page} {'is stale: run make docs' if arguments else 'written'}\n")
    return 1 if arguments and pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
