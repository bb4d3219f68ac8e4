"""Write `src/outscan/fold/characters.txt`: which single character folds to which.

In: Unicode's own compatibility mappings (this Python's `unicodedata`) and OpenCC's character lists (Apache-2.0), both
read offline from what is installed. Out: one line per target: the target, then every character that folds to it.
Run by a maintainer when either source changes; the result is committed, so scanning needs neither.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import opencc

OUT = Path(__file__).parents[1] / "src/outscan/fold/characters.txt"
STARS = "☆✩✪✫✬✭✮✯✰⭐⭑⭒⋆✦✧✶✷✸✹✴✡⚝🌟"
# Variants that neither source maps and that turn up in marks and outbound papers.
VARIANTS = {
    "祕": "秘",
    "宻": "密",
    "啓": "启",
    "啟": "启",
    "誌": "志",
    "関": "关",
    "対": "对",
    "絶": "绝",
    "極": "极",
    "級": "级",
    "档": "档",
}
LATIN = [(0xC0, 0x250), (0x1E00, 0x1F00)]
LETTERS = [(0x249C, "a"), (0x1F110, "A"), (0x1F150, "A"), (0x1F170, "A")]
"""Alphabets that Unicode holds for no form of ours: in brackets, white on a black circle or square."""
WIDE = 0x10000


def compatibility() -> dict[str, str]:
    """Characters whose NFKC form is one other character, digits in circles and raised figures left alone."""
    table = {}
    for point in [*range(0x80, WIDE), *range(0x1D400, 0x1D800), *range(0x1F130, 0x1F150), *range(0x2F800, 0x2FA20)]:
        char = chr(point)
        folded = unicodedata.normalize("NFKC", char)
        # 10³ is not 103, and ① before a level word is a list number, not a figure.
        if len(folded) == 1 and folded != char and not (unicodedata.category(char) == "No" and folded.isdigit()):
            table[char] = folded
        if unicodedata.category(char) == "Zs":
            table[char] = " "
    return table


def figures_and_letters() -> dict[str, str]:
    """Figures of every script to ours, and letters in brackets, circles and squares to bare ones."""
    table = {}
    for point in range(0x80, 0x110000):
        char = chr(point)
        if unicodedata.category(char) == "Nd":
            table[char] = str(unicodedata.decimal(char))
    for first, letter in LETTERS:
        for at in range(26):
            table[chr(first + at)] = chr(ord(letter) + at)
    return table


def accents() -> dict[str, str]:
    """Latin letters with marks to their bare letter, so that composed and decomposed spelling meet."""
    table = {}
    for first, last in LATIN:
        for point in range(first, last):
            bare = unicodedata.normalize("NFKD", chr(point))[0]
            if bare.isascii() and bare.isalpha():
                table[chr(point)] = bare
    return table


def script_variants() -> dict[str, str]:
    """Traditional, Hong Kong, Taiwan and Japanese forms to simplified, character by character."""
    folder = Path(opencc.__file__).parent / "dictionary"

    def pairs(name: str) -> dict[str, str]:
        table = {}
        for line in (folder / name).read_text("utf-8").splitlines():
            key, _, values = line.partition("\t")
            first = values.split(" ")[0].strip()
            if len(key) == 1 and len(first) == 1 and ord(first) < WIDE and key != first:
                table[key] = first
        return table

    simplified = pairs("TSCharacters.txt")
    table = dict(simplified)
    for name in ("HKVariants.txt", "TWVariants.txt", "JPVariants.txt"):
        for standard, variant in pairs(name).items():
            target = simplified.get(standard, standard)
            # A form that is itself everyday simplified script (群, 台) stays what it is.
            if variant not in table and variant != target and not is_gb2312(variant):
                table[variant] = target
    return {k: v for k, v in table.items() if not (is_gb2312(k) and not is_gb2312(v))}


def is_gb2312(char: str) -> bool:
    """Whether a character is in the everyday simplified set."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Join the sources, follow chains to their end, and write the table."""
    table = figures_and_letters() | compatibility() | accents() | script_variants() | dict.fromkeys(STARS, "★") | VARIANTS
    table |= {
        "⼀": "一",
        "∶": ":",
        "︰": ":",
        "﹕": ":",
        "〇": "〇",
        "`": "`",
        "‧": "·",
        "・": "·",
        "•": "·",
        "∙": "·",
        "⋅": "·",
        "●": "●",
    }
    by_target: dict[str, list[str]] = defaultdict(list)
    for char in sorted(table):
        target, seen = table[char], {char}
        while target in table and target not in seen:
            seen.add(target)
            target = table[target]
        if target != char:
            by_target[target].append(char)
    lines = [f"{target}{''.join(chars)}" for target, chars in sorted(by_target.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{sum(map(len, by_target.values()))} characters fold to {len(by_target)}")


if __name__ == "__main__":
    main()
