"""How much a text looks like something people write: common Han, kana, words with accents; or the ruins of a wrong decoding.

In: text. Out: a mean weight a character beyond ASCII, about -3 (rubbish) to 1 (plain Chinese). Knows no encodings' names
but those whose own code tables sort characters by how common they are (GB 2312 level 1, Big5 level 1).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache

from outscan.lazy_regex import lazy

SAMPLE = 4000
"""So many characters beyond ASCII are weighed; more would tell nothing new."""

# The commonest characters of running Chinese, simplified then those whose traditional form differs, and of marks.
_COMMONEST = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处理南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "密秘绝涉级限测绘文件资料附件单位编号日期联系电话地址项目合作说明技术内容标题"
    "這國會來時們過對發後學經進著電裡動現實兩體機當點從業開還應無關與內線軍變條結解問題黨員長頭資邊統見計別論運農區強戰則據處給門導"
    "壓級圖東濟階術極聯認權證測繪編號聲報類離華確張馬節話傳許廣記務單車場達議對標題書產項說內密絕"
)
_TOP, _LEVEL1, _SIGN, _KANA = 1.0, 0.7, 0.7, 0.6
_WORD, _PLAIN, _RARE, _EXTENSION, _HALF_KANA, _RUIN, _BROKEN = 0.6, 0.3, -0.3, 0.1, -0.3, -0.5, -3.0
_WIDE_SIGNS = lazy(
    "[\u2010-\u2027\u2030-\u205e\u2103\u2116\u2150-\u218b\u2190-\u21ff\u2460-\u24ff\u2500-\u26ff\u3000-\u303f\uff01-\uff5e\uffe0-\uffe6]"
)
_BEYOND = lazy(r"[^\x00-\x7f]")
_LETTERS = lazy("[\xa0-\u024f\u0400-\u04ff]")
"""Latin and Cyrillic: the weight of such a letter depends on those beside it."""
_ASCII = bytes(range(128))


@cache
def _weights() -> dict[str, float]:
    """Han and their weight, from the code tables themselves."""
    weights: dict[str, float] = {}
    for lead in range(0xA4, 0xC7):  # Big5 level 1: the 5401 frequent characters, 0xA440-0xC67E
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            for char in bytes((lead, trail)).decode("big5", "ignore"):
                weights[char] = _LEVEL1
    for lead in range(0xB0, 0xD8):  # GB 2312 level 1: the 3755 common characters, rows 16-55
        for char in bytes(b for trail in range(0xA1, 0xFF) for b in (lead, trail)).decode("gb2312", "ignore"):
            weights[char] = _LEVEL1
    weights.update(dict.fromkeys(_COMMONEST, _TOP))
    return weights


@lru_cache(maxsize=1 << 13)
def _weight(char: str) -> float:
    """The weight of a character that is no common Han and no Latin letter."""
    code = ord(char)
    if _WIDE_SIGNS.match(char):
        return _SIGN
    if 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3:  # kana, Hangul syllables
        return _KANA
    if 0xFF61 <= code <= 0xFF9F:  # half-width kana, what GBK bytes become in Shift-JIS
        return _HALF_KANA
    if 0x4E00 <= code <= 0x9FFF:  # unified Han outside both first levels
        return _RARE
    category = unicodedata.category(char)
    if code >= 0x20000 and category == "Lo":  # rare Han: in GB 18030 four bytes that do not come about by chance
        return _PLAIN / 2
    if category in ("Co", "Cn", "Cs", "Cc") or char == "\ufffd":
        return _BROKEN
    if 0x3400 <= code <= 0x4DBF or code >= 0xF900:  # Han extension A, compatibility forms and beyond
        return _EXTENSION
    return _PLAIN


def clarity(text: str) -> float:
    """The mean weight of the characters of `text` beyond ASCII (of the first SAMPLE); 1.0 where there are none."""
    if text.isascii():
        return 1.0
    sample = beyond_ascii(text[: 4 * SAMPLE])[:SAMPLE]
    if len(sample) < SAMPLE and len(text) > 4 * SAMPLE:
        sample = beyond_ascii(text)[:SAMPLE]
    counts = Counter(sample)
    if _LETTERS.search("".join(counts)):
        return _by_neighbours(text)
    weights = _weights()
    return sum(count * (weights[char] if char in weights else _weight(char)) for char, count in counts.items()) / len(sample)


def beyond_ascii(text: str) -> str:
    """The characters of `text` beyond ASCII, at the speed of bytes."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _by_neighbours(text: str) -> float:
    """The same of a text that holds such letters."""
    weights, total, count, run, last = _weights(), 0.0, 0, 0, -2
    for found in _BEYOND.finditer(text):
        char, at = found.group(), found.start()
        count += 1
        if "\xa0" <= char <= "\u024f":  # Latin letters: a word has one or two in a row, ruins have many
            run = run + 1 if at == last + 1 else 1
            near = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
            total += (
                _RUIN if run > 2 else _WORD if near.isascii() and any(c.isalpha() for c in near) else _PLAIN / 2
            )  # one or two accents in a row
            last = at
        elif "\u0400" <= char <= "\u04ff":  # Cyrillic: real words do not go from small letters or digits to capitals
            before = text[at - 1 : at]
            total += _RUIN if char.isupper() and (before.islower() or before.isdigit()) else _PLAIN
        else:
            known = weights.get(char)
            total += _weight(char) if known is None else known
        if count >= SAMPLE:
            break
    return total / count
