"""What `benchmarks/fuzz.py` found, as short as it goes: it has not come back."""

from __future__ import annotations

import struct
import zlib
from typing import Final

import pytest
from demands import read_all, targets, write_again

from glossary.model import Concept


def longer_member() -> bytes:
    """Return an archive of one member with bytes behind what is packed in it."""
    member = b"_rels/.rels"
    raw = zlib.compress(b"<x/>", wbits=-15) + b"behind"
    sizes = struct.pack("<III", zlib.crc32(b"<x/>"), len(raw), 4)
    local = struct.pack("<4sHHHI12sHH", b"PK\3\4", 20, 0, 8, 0, sizes, len(member), 0) + member + raw
    directory = (
        struct.pack("<4sHHHHI12sHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, sizes, len(member), 0, 0, 0, 0, 0, 0) + member
    )
    return local + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(local), 0)


XML: Final = ("tbx", "multiterm", "tmx", "xliff-glossary")
MARKS: Final = "\u0301\u0327" * 250_000
LONG: Final = b"9" * 5_000
TBX: Final = b"""<martif><text><body><termEntry><langSet xml:lang="ko"><tig><term>x</term><note>%s</note></tig></langSet></termEntry></body></text></martif>"""
MTF: Final = b"""<mtf><conceptGrp><languageGrp><language lang="ZH"/><termGrp><term>x</term><descripGrp><descrip type="%s">%s</descrip></descripGrp></termGrp></languageGrp></conceptGrp></mtf>"""
FOUND: Final = (
    *((name, b'<?xml version="1.0" encoding="UTF-%s"?><x/>' % LONG, "an encoding as long as the file was told whole") for name in XML),
    ("tmx", b'<tmx><body><tu><tuv xml:lang="%s"><seg>x</seg></tuv></tu></body></tmx>' % LONG, "a tag as long was told whole"),
    ("csv", b"ko,ko_other\nx,y [%s]\n" % LONG, "a mark of a form as well"),
    ("csv", b"ko,uid\nx,%s\n" % LONG[:101], "a uid that jsonl refuses"),
    ("workbook", longer_member(), "what stands behind a packed member was unpacked for ever"),
    ("omegat", "웨이하이\t威海\t[place] \0산둥성".encode(), "a NUL went into the pinyin"),
    ("tbx", TBX % b"derived: %s" % LONG[:200], "more than jsonl takes was taken for what a form is derived by"),
    ("tbx", TBX % b"variety: %s" % LONG, "and for its variety"),
    ("omegat", f"웨이하이{MARKS}\t威海\n".encode(), "a form of combining marks alone was put in order for hours"),
    ("csv", f"ko,zh\n웨이하이{MARKS},威海\n".encode(), "as well"),
    ("tbx", TBX % MARKS.encode(), "as well"),
    ("tbx", TBX.replace(b">x<", f">x{MARKS}<".encode()) % b"", "as well, where it is the form"),
    ("utx", b"# ko/zh\n#src\t\0tgt\tsrc:pos\n", "the names of columns were told as they stand"),
    ("memoq", b"Korean,Chinese_PRC,Entry_Note\nx,y,pinyin: %s\n" % (LONG * 5), "a reading longer than jsonl takes"),
    ("crowdin", b"term_ko,term_zh-CN,note_zh-CN\nx,y,pinyin: %s\n" % (LONG * 5), "as well"),
    ("crowdin", b"term_ko,term_zh-CN,note_zh-CN\nx,y,pinyin: \x7f\n", "a reading with a control character"),
    ("multiterm", MTF % (b"Pinyin", b"\xc2\x8e"), "as well"),
    ("multiterm", MTF % (b"Variety", b"\xc2\x8e"), "as well"),
    ("deepl-v3", b'{"dictionaries":[{"source_lang":"ko","target_lang":"\\ud800zh","entries":"x\\ty"}]}', "half a character was told"),
    ("deepl", b",zh,ko" + b"_other" * 20 + b"\n\xea\xb0\x80,\xe7\x94\xb2,\xeb\x82\x98\n", "a language tag that jsonl refuses"),
    ("csv", b",".join(b"\0" * 40 for _ in range(30)) + b"\nx\n", "all columns were named, whatever their names"),
    ("multiterm", MTF % (b"Pinyin", LONG * 5), "as well"),
    ("multiterm", MTF % (b"Variety", LONG), "and a variety"),
    ("multiterm", b'<mtf><conceptGrp><languageGrp><language lang="KO"/><termGrp><term>x</term><conceptGrp><descrip type="Status">preferred</descrip></conceptGrp></termGrp></languageGrp></conceptGrp></mtf>', "what an entry inside another says was looked for in the wrong one"),
)  # fmt: skip
"""Profile, file, and what was wrong."""


@pytest.mark.parametrize(("profile", "data", "why"), FOUND, ids=[f"{name}: {why}" for name, _, why in FOUND])
def test_it_has_not_come_back(profile: str, data: bytes, why: str) -> None:
    target = next(target for name, target in targets().items() if profile in name.split())
    kept: list[Concept] = []
    read_all(target, data, kept)
    if kept:
        write_again(target, kept)
