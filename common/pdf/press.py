"""The press: a small program that sets papers with typst. It reads one order (JSON) and writes `0.pdf`, `1.pdf` …

Run by common/pdf/printing.py in a process of its own, with limits on memory and time: a paper that hangs or swallows
memory ends this program and nothing else. It knows nothing of Django.
"""

import json
import resource
import sys
from pathlib import Path

import typst

WANTED = {"Wspolny Sans", "Brygada 1918"}


def main() -> None:
    """Do the order."""
    order = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu_seconds"], order["cpu_seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[order["fonts"]])
    # A font that is missing would silently be replaced by another.
    if missing := WANTED - set(fonts.families()):
        raise SystemExit(f"fonts are missing: {sorted(missing)}")
    root = Path(order["root"])
    compiler = typst.Compiler(str(root / order["template"]), root=str(root), font_paths=fonts)
    for number, data in enumerate(order["papers"]):
        pdf, warnings = compiler.compile_with_warnings(format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1")
        if unknown := [one.message for one in warnings if "font" in one.message]:
            raise SystemExit(f"paper {number}: {unknown}")
        (root / f"{number}.pdf").write_bytes(bytes(pdf))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
