#!/usr/bin/env python3
"""Makes README's pictures anew, from a real run on the sample articles.

    cargo build --profile quick && python3 assets/screenshots/make.py [PROGRAM]

Needs tmux, Pillow and the font DejaVu Sans Mono. The program runs in a tmux of its own with an empty home; what its screen
shows after the keys below is painted cell by cell.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
COLUMNS, ROWS = 120, 40
# Each picture: the keys that lead to it, as tmux names them.
SCENES = {
    "reader": ["5", *5 * [")"], "Enter"],
    "compare": ["5", *5 * [")"], "c"],
}

CELL, SIZE = (10, 20), 16
BACK, FORE = (24, 26, 31), (208, 210, 214)
COLOURS = [
    (24, 26, 31), (224, 108, 117), (152, 195, 121), (229, 192, 123),
    (97, 175, 239), (198, 120, 221), (86, 182, 194), (208, 210, 214),
    (92, 99, 112), (240, 138, 146), (178, 214, 152), (240, 210, 150),
    (130, 195, 250), (216, 150, 235), (120, 205, 215), (245, 246, 248),
]  # fmt: skip
PLAIN = {"fg": FORE, "bg": BACK, "bold": False, "dim": False, "under": False, "reverse": False}


def font(bold):
    return ImageFont.truetype(f"DejaVuSansMono{'-Bold' if bold else ''}.ttf", SIZE)


FONTS = {bold: font(bold) for bold in (False, True)}


def screen(program, keys):
    """What the screen shows after `keys`, with its escape sequences."""
    with tempfile.TemporaryDirectory() as home:
        tmux = ["tmux", "-L", f"parallax-{os.getpid()}", "-f", "/dev/null"]
        environment = {**os.environ, "HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for name in [name for name in environment if name.startswith("XDG_") or name == "NO_COLOR"]:
            del environment[name]
        new = ["new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), str(program)]
        subprocess.run(tmux + new, env=environment, check=True)
        try:
            time.sleep(2)
            for key in keys:
                subprocess.run(tmux + ["send-keys", key], check=True)
                time.sleep(0.2)
            time.sleep(0.5)
            return subprocess.run(tmux + ["capture-pane", "-e", "-p"], check=True, capture_output=True, text=True).stdout
        finally:
            subprocess.run(tmux + ["kill-server"], check=False)


def worn(look, codes):
    """`look` after the codes of one SGR sequence."""
    look, codes = dict(look), [int(code or 0) for code in codes.split(";")]
    for code in codes:
        if code == 0:
            look = dict(PLAIN)
        elif code in (1, 2, 4, 7):
            look[{1: "bold", 2: "dim", 4: "under", 7: "reverse"}[code]] = True
        elif code in (22, 24, 27):
            for name in {22: ("bold", "dim"), 24: ("under",), 27: ("reverse",)}[code]:
                look[name] = False
        elif 30 <= code <= 37 or 90 <= code <= 97:
            look["fg"] = COLOURS[code - 30 if code < 90 else code - 82]
        elif code == 39:
            look["fg"] = FORE
    return look


def block(glyph):
    """The part of a cell that a block element fills: left, top, right, bottom in eighths."""
    at = ord(glyph) - 0x2580
    if 1 <= at <= 8:
        return 0, 8 - at, 8, 8
    return (0, 0, 16 - at, 8) if 9 <= at <= 15 else None


def paint(text):
    """The picture of a screen."""
    (wide, high) = CELL
    picture = Image.new("RGB", (COLUMNS * wide + wide, ROWS * high + high), BACK)
    draw, look = ImageDraw.Draw(picture), dict(PLAIN)
    for row, line in enumerate(text.split("\n")[:ROWS]):
        column = 0
        for sequence, glyph in re.findall(r"\x1b\[([\d;]*)m|([^\x1b])", line):
            if not glyph:
                look = worn(look, sequence)
                continue
            x, y = wide // 2 + column * wide, high // 2 + row * high
            columns = 2 if unicodedata.east_asian_width(glyph) in "WF" else 1
            fore, back = (look["bg"], look["fg"]) if look["reverse"] else (look["fg"], look["bg"])
            if look["dim"]:
                fore = tuple((3 * a + 2 * b) // 5 for a, b in zip(fore, back))
            if back != BACK:
                draw.rectangle((x, y, x + columns * wide - 1, y + high - 1), fill=back)
            part = block(glyph)
            if part:
                left, top, right, bottom = part
                corner = (x + left * wide // 8, y + top * high // 8)
                draw.rectangle((*corner, x + right * wide // 8 - 1, y + bottom * high // 8 - 1), fill=fore)
            elif glyph in "│─┌├└":
                middle, centre = x + wide // 2, y + high // 2
                if glyph in "│├":
                    draw.line((middle, y, middle, y + high), fill=fore)
                if glyph == "┌":
                    draw.line((middle, centre, middle, y + high), fill=fore)
                if glyph == "└":
                    draw.line((middle, y, middle, centre), fill=fore)
                if glyph in "─┌├└":
                    draw.line((x if glyph == "─" else middle, centre, x + wide, centre), fill=fore)
            elif glyph != " ":
                draw.text((x, y), glyph, font=FONTS[look["bold"]], fill=fore)
            if look["under"]:
                draw.line((x, y + high - 2, x + columns * wide - 1, y + high - 2), fill=fore)
            column += columns
    return picture


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent / "target/quick/parallax").resolve()
    for name, keys in SCENES.items():
        picture = paint(screen(program, keys)).quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        picture.save(HERE / f"{name}.png", optimize=True)
        print(f"{name}.png", (HERE / f"{name}.png").stat().st_size // 1000, "KB")


if __name__ == "__main__":
    main()
