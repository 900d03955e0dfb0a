"""Files made worse, step by step, with an eye for what they consist of: tags, cells, lines, numbers, the members of an archive.

`worse` is all that others need. It draws from the dice it is given and from nothing else, so the same dice make the same file.
"""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

LARGEST: Final = 1 << 20
"""Bytes of the largest file that is made."""
TOKENS: Final = re.compile(rb"<[^<>]*>|\"[^\"\n]*\"|&[#\w]*;|[^<>\"\n\t,;{}\[\]:|&]+|[\n\t,;{}\[\]:|]")
ATTRIBUTE: Final = re.compile(rb"\s[\w:]+=(\"[^\"]*\"|'[^']*')")
TAG: Final = re.compile(rb"<(?P<end>/?)(?P<name>[A-Za-z_][\w:.-]*+)(?P<rest>[^<>]*+)>")
TEXT: Final = re.compile(rb">([^<>]*)<")
NUMBER: Final = re.compile(rb"\d+")
ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp949", "gb18030", "utf-7", "latin-1")
BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"+/v8-")
NUMBERS: Final = (b"0", b"-1", b"1e999", b"00", b"2147483648", b"18446744073709551616", b"9" * 5000, b"NaN", b"\xd9\xa1", b"1_0")  # fmt: skip
PIECES: Final = (
    *(b"\0", b"\x1b[2J", b"\x7f", b"\x85", b"\r", b"\r\n", b"\n", b"\t", b" ", b'"', b"'", b'""', b"\\", b"|", b"[", b"]", b"{", b"}", b";", b",", b":"),
    *(b"#", b"=1+1", b"@", b"\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xef\xbf\xbe", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80"),
    *(b"&amp;", b"&lt;", b"&#0;", b"&#xD800;", b"&#x10FFFF;", b"&#xFFFE;", b"&a;", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x ?>", b"</", b"/>", b"<", b">"),
    *(b'<!DOCTYPE a [<!ENTITY a "b">]>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd">', b'<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>', b'<!DOCTYPE a [<!ENTITY % p SYSTEM "x">%p;]>'),
    *(b'<?xml version="1.0" encoding="utf-16"?>', b'<?xml version="1.1"?>', b'<?xml version="1.0" encoding="x"?>', b'xmlns="urn:x"', b'xml:lang=""', b'xml:space="preserve"'),
    *(b"\\ud800", b"\\u0000", b"null", b"true", b"NaN", b"-Infinity", b"[[[[[[[[", b'{"":', b"zh_CN", b"zh-Hant-TW", b"x-", b"i-klingon", b"ko-KP", b"en", b"KO"),
    *(b"\xec\x9b\xa8\xec\x9d\xb4\xed\x95\x98\xec\x9d\xb4", b"\xe5\xa8\x81\xe6\xb5\xb7", b"\xe1\x84\x80\xe1\x85\xa1", b"\xcc\x81" * 9, b"_x0041_", b"_x005F_", b"_xD800_"),
)  # fmt: skip
"""What stands at the borders of formats: ends of things, escapes, declarations, tags of languages, forms of either."""

Change: TypeAlias = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def worse(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Return *data* with a few changes; *others* are files that pieces are taken from."""
    if data[:2] == b"PK" and dice.random() < 0.9:
        return _archive(data, dice, others)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 6))):
        data = dice.choice(CHANGES)(data, dice, others)[:LARGEST]
    return data


# --- bytes ----------------------------------------------------------------------------------------------------------


def _stretch(data: bytes, dice: random.Random) -> tuple[int, int]:
    """Draw a stretch, a short one mostly."""
    start = dice.randrange(len(data) + 1)
    longest = dice.choice((1, 4, 16, 64, 1024, len(data)))
    return start, min(len(data), start + dice.randint(0, longest))


def _times(piece: bytes, times: int) -> bytes:
    """Return *piece* so many times, but once or no longer than a file may be."""
    return piece * max(1, min(times, LARGEST // (len(piece) or 1)))


def _flipped(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 4, 16)) if data else 0):
        changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _overwritten(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + dice.randbytes(min(end - start, 64)) + data[end:]


def _deleted(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[end:]


def _repeated(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, dice)
    return data[:end] + _times(data[start:end], dice.choice((1, 1, 2, 9, 999))) + data[end:]


def _cut_off(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _spliced(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    other = dice.choice(others)
    start, end = _stretch(data, dice)
    first, last = _stretch(other, dice)
    return data[:start] + other[first:last] + data[dice.choice((start, end)) :]


def _piece_put_in(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + dice.choice(PIECES) + data[dice.choice((start, start, end)) :]


# --- what the file consists of --------------------------------------------------------------------------------------


def _with_tokens(change: Callable[[list[bytes], int, random.Random, list[bytes]], None]) -> Change:
    """Return the change that does *change* to the tokens of a file, at a place of theirs."""

    def changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
        tokens = TOKENS.findall(data)
        if not tokens:
            return data
        change(tokens, dice.randrange(len(tokens)), dice, TOKENS.findall(dice.choice(others)) or tokens)
        return b"".join(tokens)

    return changed


def _token_repeated(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    end = place + dice.choice((1, 1, 2, 5, 20))
    tokens[place:place] = [_times(b"".join(tokens[place:end]), dice.choice((1, 1, 2, 70, 2000)))]


def _token_gone(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    del tokens[place : place + dice.choice((1, 1, 1, 3, 10))]


def _token_moved(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    tokens.insert(dice.randrange(len(tokens)), tokens.pop(place))


def _token_of_another(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    start = dice.randrange(len(others))
    tokens[place : place + dice.randint(0, 1)] = others[start : start + dice.choice((1, 1, 1, 4, 30))]


def _token_replaced(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    tokens[place] = dice.choice(PIECES)


def _token_huge(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    """Make a cell, an attribute or a line of up to a mebibyte out of one."""
    token = tokens[place]
    filling = dice.choice((b"a", b" ", token, b"\xea\xb0\x80", b"&amp;", b"a ", b"_x0041_", b"\xcc\x81\xcc\xa7", b'""', b"\\", b"|", b"0", b"[]"))  # fmt: skip
    filling = _times(filling, dice.choice((600, 21_000, 70_000, LARGEST)) // (len(filling) or 1))
    start = dice.choice((0, 1, len(token) // 2, len(token)))
    tokens[place] = token[:start] + filling + token[start:]


def _token_nested(tokens: list[bytes], place: int, dice: random.Random, others: list[bytes]) -> None:
    """Put a token into itself, as deep as it goes."""
    depth = dice.choice((3, 65, 1_000, 30_000))
    token = dice.choice([each for each in tokens if each[:1] in b"<[{"] or [b"["])
    name = re.match(rb"<([\w:]+)", token)
    close = b"</" + name[1] + b">" if name else {b"[": b"]", b"{": b"}"}.get(token[:1], b"")
    tokens[place:place] = [_times(token, depth), _times(close, depth)]


def _attribute_changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Give an attribute another value, that of another one perhaps, or repeat or remove it."""
    found = list(ATTRIBUTE.finditer(data))
    if not found:
        return data
    one = dice.choice(found)
    whole, value = one[0], one[1]
    text = dice.choice((dice.choice(found)[1], b'"' + dice.choice(PIECES).replace(b'"', b"") + b'"', b'""', b'"' + b"a" * dice.choice((99, 9_999, 999_999)) + b'"'))  # fmt: skip
    new = dice.choice((b"", whole + whole, whole.replace(value, text), whole.replace(value, text), b"".join(b" a%d='b'" % number for number in range(3_000))))  # fmt: skip
    return data[: one.start()] + new + data[one.end() :]


def _element(data: bytes, dice: random.Random) -> tuple[int, int] | None:
    """Draw an element of an XML file, from its first tag to its last; None where there is none."""
    tags = list(TAG.finditer(data))
    if not tags:
        return None
    place = dice.randrange(len(tags))
    depth, first = 0, tags[place]
    for tag in tags[place:]:
        if tag["name"] == first["name"]:
            depth += 0 if tag["rest"].endswith(b"/") else -1 if tag["end"] else 1
            if depth <= 0:
                return first.start(), tag.end()
    return None


def _element_changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Leave an element out, repeat it, put it elsewhere, into itself or another into its place: what is left is XML still."""
    found, other = _element(data, dice), dice.choice((data, dice.choice(others)))
    second = _element(other, dice)
    if found is None or second is None:
        return data
    (start, end), whole = found, data[found[0] : found[1]]
    tag = TAG.match(whole)
    inside = start + (tag.end() if tag else 0)
    guest = other[second[0] : second[1]]
    match dice.randrange(6):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:end] + _times(whole, dice.choice((1, 1, 2, 500))) + data[end:]
        case 2:
            return data[:start] + guest + data[end:]
        case 3:
            return data[:start] + guest + data[start:]
        case 4:
            return data[:inside] + dice.choice((whole, guest)) + data[inside:]
        case _:
            return data[:start] + (TAG.sub(b"", whole) or b"x") + data[end:]


def _text_changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Put another text between two tags: a piece, a long one, that of another place."""
    found = list(TEXT.finditer(data))
    if not found:
        return data
    one = dice.choice(found)
    piece = dice.choice(PIECES).replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    text = dice.choice((b"", piece, piece + one[1], one[1] + piece, one[1] * 2, b"a" * dice.choice((501, 2_001, 20_001, 500_000)), dice.choice(found)[1]))  # fmt: skip
    return data[: one.start(1)] + text + data[one.end(1) :]


def _number_changed(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    found = list(NUMBER.finditer(data))
    if not found:
        return data
    one = dice.choice(found)
    return data[: one.start()] + dice.choice(NUMBERS) + data[one.end() :]


def _in_another_encoding(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    encoding = dice.choice(ENCODINGS)
    text = data.decode("utf-8", "replace")
    if dice.random() < 0.5:
        text = re.sub(r'encoding="[^"]*"', f'encoding="{encoding}"', text)
    return text.encode(encoding, "replace")


def _with_bom(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    return dice.choice(BOMS) + data


def _with_other_line_ends(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    ends = dice.choice(((b"\r\n",), (b"\r",), (b"\n\r",), (b"\r\n", b"\n"), (b"\n\n",), (b"\xe2\x80\xa8",), (b"",)))
    return b"".join(line.rstrip(b"\r\n") + dice.choice(ends) for line in data.splitlines(keepends=True))


def _separated_otherwise(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    before, after = dice.choices((b",", b";", b"\t", b"|", b'"', b"'", b" ", b"\n"), k=2)
    return data.replace(before, after, dice.choice((1, -1)))


CHANGES: Final[tuple[Change, ...]] = (
    *(_flipped, _overwritten, _deleted, _repeated, _cut_off, _spliced, _piece_put_in, _piece_put_in),
    *map(_with_tokens, (_token_repeated, _token_gone, _token_moved, _token_of_another, _token_of_another, _token_replaced, _token_huge, _token_nested)),
    *(_element_changed, _element_changed, _element_changed, _text_changed, _text_changed, _attribute_changed, _attribute_changed),
    *(_number_changed, _in_another_encoding, _with_bom, _with_other_line_ends, _separated_otherwise),
)  # fmt: skip


# --- archives -------------------------------------------------------------------------------------------------------

Members: TypeAlias = list[tuple[str, bytes]]


def _archive(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Return an archive with a member changed, gone, renamed or another one in it; and perhaps its directory damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist() if info.file_size < LARGEST]
    except Exception:  # it is damaged already
        return _flipped(data, dice, others)
    texts = [content for _, content in members] or [b""]
    for _ in range(dice.choice((1, 1, 2, 4)) if members else 0):
        dice.choice(SURGERY)(members, dice.randrange(len(members)), dice, texts)
        if not members:
            break
    packed = _packed(members, dice)
    if len(packed) > LARGEST:
        return _flipped(data, dice, others)
    return _headers_damaged(packed, dice) if dice.random() < 0.2 else packed


def _packed(members: Members, dice: random.Random) -> bytes:
    """Return the archive of these members, by a method that keeps it within `LARGEST`, if there is one."""
    method = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    if sum(len(content) for _, content in members) > LARGEST:
        method = zipfile.ZIP_DEFLATED
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # names that come twice are meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name.replace("\0", "") or "x"), content, method)
    return out.getvalue()


def _headers_damaged(data: bytes, dice: random.Random) -> bytes:
    """Put a number where the headers have a size, an offset, a flag or a method."""
    places = [found.start() for found in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    changed = bytearray(data)
    place = dice.choice(places) + dice.randrange(4, 46) if places else 0
    number = struct.pack("<I", dice.choice((0, 1, 8, 12, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, dice.getrandbits(32))))
    size = dice.choice((1, 2, 4))
    changed[place : place + size] = number[:size]
    return bytes(changed)


def _member_changed(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    name, content = members[place]
    for _ in range(dice.choice((1, 1, 2, 4))):
        content = dice.choice(CHANGES)(content, dice, texts)[:LARGEST]
    members[place] = name, content


def _member_gone(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    del members[place]


def _member_twice(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    members.append((members[place][0], dice.choice(texts)))


def _member_renamed(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    name, content = members[place]
    names = (name.upper(), f"/{name}", f"../{name}", name.replace("/", "\\"), f"{name}/", "xl/vbaProject.bin", "x" * 60_000, "EncryptedPackage", "mimetype")  # fmt: skip
    members[place] = dice.choice(names), content


def _members_swapped(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    members[place] = members[place][0], dice.choice(texts)


def _member_inflated(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    """Make a member that packs well a hundred times as large."""
    name, content = members[place]
    start, end = _stretch(content, dice)
    stretch = content[start:end] or b" "
    filling = (stretch * (8 * LARGEST // len(stretch) + 1))[: dice.choice((1, 8)) * LARGEST]
    members[place] = name, content[:start] + filling + content[end:]


def _further_members(members: Members, place: int, dice: random.Random, texts: Sequence[bytes]) -> None:
    members.extend((f"xl/worksheets/sheet{number}.xml", b"") for number in range(dice.choice((2, 2, 2, 2, 9, 2_000))))


SURGERY: Final = (
    *[_member_changed] * 24,
    *(_member_gone, _member_twice, _member_renamed, _members_swapped) * 2,
    _member_inflated,
    _further_members,
)
