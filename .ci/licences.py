#!/usr/bin/env python3
"""Every crate that is really built into the program must have a licence of the list below (SPDX expressions: one side of
an OR, both sides of an AND). Crates that only tests need are not distributed and not looked at. Standard library alone."""
import re
import subprocess
import sys

ALLOWED = {
    "MIT", "MIT-0", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib",
    "Unlicense", "Unicode-3.0", "Unicode-DFS-2016", "MPL-2.0", "CC0-1.0", "0BSD", "BSL-1.0",
}


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def allowed(expression):
    """Whether an SPDX expression can be met from the list. The old "MIT/Apache-2.0" means OR."""
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def either():
        good = both()
        while tokens[:1] == ["OR"]:
            tokens.pop(0)
            good = both() or good
        return good

    def both():
        good = one()
        while tokens[:1] == ["AND"]:
            tokens.pop(0)
            good = one() and good
        return good

    def one():
        name = tokens.pop(0)
        if name == "(":
            good = either()
            tokens.pop(0)
            return good
        if tokens[:1] == ["WITH"]:
            name = f"{name} WITH {tokens[1]}"
            del tokens[:2]
        return name in ALLOWED

    return either() and not tokens


def self_test():
    for good in ("MIT OR GPL-3.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "MIT/Apache-2.0", "GPL-2.0 OR Apache-2.0 WITH LLVM-exception"):
        assert allowed(good), good
    for bad in ("GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND AGPL-3.0", "Apache-2.0 WITH Something"):
        assert not allowed(bad), bad


def main():
    self_test()
    # Colours, which the environment may ask for, would stand in the fields.
    tree = cargo("tree", "--color", "never", "--locked", "-e", "normal,build", "--prefix", "none", "-f", "{p}|{l}")
    built = {tuple(line.removesuffix(" (*)").split("|", 1)) for line in tree.splitlines() if line.strip()}
    wrong = [f"{crate}: {licence or 'none named'}" for crate, licence in sorted(built) if not allowed(licence or "none")]
    if wrong:
        sys.exit("licences that are not on the list in .ci/licences.py:\n" + "\n".join(wrong))
    print(f"{len(built)} crates, all with a licence of the list")


if __name__ == "__main__":
    main()
