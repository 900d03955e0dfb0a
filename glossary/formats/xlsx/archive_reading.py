"""Zip archives read member by member, with bounds on what a hostile one takes of time and memory. Writing is in `archive`.

Only the directory at the end of the file is believed about sizes and places, and what is unpacked has to be what it says, in size and
checksum. What local headers and descriptors say beside it is not looked at. `zipfile` holds the whole directory in memory before anything can be checked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END
from struct import Struct
from typing import BinaryIO, Final

from glossary.errors import FormatError

MEMBERS: Final = 10_000
"""Members of the largest archive; a workbook has some ten, and one for each picture."""
DIRECTORY: Final = 8 * 1024 * 1024
"""Bytes of its directory."""
LARGEST: Final = 4_294_967_295
"""Bytes of the largest member, unpacked."""
RATIO: Final = 250
"""How many times its size a member may grow that is larger than `SMALL`; sheets grow tenfold, ones full of equal cells a hundredfold."""
SMALL: Final = 32 * 1024 * 1024
CHUNK: Final = 65_536

_END: Final = Struct("<4s4H2IH")
_END_64: Final = Struct("<4sQ2H2I4Q")
_LOCATOR_64: Final = Struct("<4sIQI")
_ENTRY: Final = Struct("<4s6H3I5H2I")
_LOCAL: Final = Struct("<4s5H3I2H")
_COMMENT: Final = 65_535
_FULL: Final = 0xFFFFFFFF
"""Stands for a number that is in the Zip64 field."""
_ENCRYPTED: Final = 1
_UTF_8: Final = 1 << 11
_STORED: Final = 0
_DEFLATED: Final = 8


@dataclass(frozen=True, slots=True)
class Member:
    """One member, as the directory has it."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


class Packed:
    """An archive open for reading. *path* is for messages, *stream* has to be seekable.

    Names of members are told apart without regard to case and to the direction of slashes, as those of a package are.
    Raises FormatError for what is not an archive, truncated, or hostile.
    """

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        self._members: dict[str, Member] = {}
        self._directory = 0
        for member in self._listed():
            if _folded(member.name) in self._members:
                raise FormatError(f"{path}: {member.name[:200]!r} stands twice in the archive; save the file once more")
            self._members[_folded(member.name)] = member
        self._refuse_overlaps()

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._members

    def chunks(self, name: str, limit: int = LARGEST) -> Iterator[bytes]:
        """Yield the content of a member, unpacked. Raises FormatError where it is damaged, missing, encrypted or larger than *limit*."""
        member = self._members.get(_folded(name))
        if member is None:
            raise FormatError(f"{self._path}: {name[:200]!r} is missing; the file is damaged, save it once more")
        self._check(member, limit)
        size = checksum = 0
        for chunk in self._unpacked(member):
            size += len(chunk)
            if size > member.size:
                break
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if (size, checksum) != (member.size, member.checksum):
            raise self._damaged(member)

    def _check(self, member: Member, limit: int) -> None:
        what = f"{self._path}: {member.name[:200]!r}"
        if member.flags & _ENCRYPTED:
            raise FormatError(f"{what} is encrypted; save the file without a password")
        if member.method not in (_STORED, _DEFLATED):
            raise FormatError(f"{what} is packed by method {member.method}, not deflate; save the file once more")
        if member.method == _STORED and member.size != member.packed:
            raise self._damaged(member)
        if member.size > limit:
            raise FormatError(f"{what} unpacks to {member.size:,} bytes, more than {limit:,}")
        if member.size > max(SMALL, RATIO * member.packed):
            raise FormatError(f"{what} unpacks to {member.size:,} bytes from {member.packed:,}, like a zip bomb")

    def _unpacked(self, member: Member) -> Iterator[bytes]:
        header = self._at(member.offset, _LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise self._damaged(member)
        *_, name, extra = _LOCAL.unpack(header)
        place = member.offset + _LOCAL.size + name + extra
        if place + member.packed > self._directory:
            raise self._damaged(member)
        raw = self._slices(place, member.packed)
        return raw if member.method == _STORED else self._inflated(raw, member)

    def _slices(self, place: int, size: int) -> Iterator[bytes]:
        """Yield the bytes of the file from *place*; others may read elsewhere meanwhile."""
        end = place + size
        while place < end:
            data = self._at(place, min(CHUNK, end - place))
            if not data:
                return
            place += len(data)
            yield data

    def _inflated(self, raw: Iterator[bytes], member: Member) -> Iterator[bytes]:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for data in raw:
                while data and not inflate.eof:
                    yield inflate.decompress(data, CHUNK)
                    data = inflate.unconsumed_tail
            yield inflate.flush()
        except zlib.error:
            raise self._damaged(member) from None
        if not inflate.eof or inflate.unused_data:
            raise self._damaged(member)

    def _damaged(self, member: Member) -> FormatError:
        return FormatError(
            f"{self._path}: {member.name[:200]!r} is not what the archive says it is; the file is damaged, save it once more"
        )

    def _at(self, place: int, size: int) -> bytes:
        self._stream.seek(place)
        return self._stream.read(size)

    def _end(self) -> tuple[int, int, int]:
        """Return the number of members, and the size and place of the directory."""
        length = self._stream.seek(0, SEEK_END)
        start = max(0, length - _COMMENT - _END.size)
        tail = self._at(start, length - start)
        place = tail.rfind(b"PK\x05\x06")
        if place < 0 or len(tail) - place < _END.size:
            raise FormatError(
                f"{self._path}: a zip archive without its end; the file is cut off, copy or save it once more"
            )
        *_, count, size, offset, _ = _END.unpack_from(tail, place)
        end = start + place
        if count == 0xFFFF or _FULL in (size, offset):
            end, count, size, offset = self._end_64(end, count, size, offset)
        if offset + size > end:
            raise FormatError(f"{self._path}: a zip archive whose directory is not where it says; the file is damaged")
        return count, size, offset

    def _end_64(self, end: int, *plain: int) -> tuple[int, int, int, int]:
        """Return where the end of a Zip64 archive begins, and what it says; without one, what the plain end says."""
        count, size, offset = plain
        locator = self._at(max(0, end - _LOCATOR_64.size), _LOCATOR_64.size)
        if locator[:4] != b"PK\x06\x07":
            return end, count, size, offset
        _, _, place, _ = _LOCATOR_64.unpack(locator)
        record = self._at(min(place, end), _END_64.size)
        if record[:4] != b"PK\x06\x06" or len(record) < _END_64.size:
            raise FormatError(f"{self._path}: a zip archive whose directory is not where it says; the file is damaged")
        *_, count, size, offset = _END_64.unpack(record)
        return place, count, size, offset

    def _listed(self) -> Iterator[Member]:
        """Yield the members of the directory, whose size is checked before it is read."""
        count, size, self._directory = self._end()
        if count > MEMBERS or size > DIRECTORY:
            raise FormatError(f"{self._path}: {count:,} members in an archive; a workbook has {MEMBERS:,} at most")
        directory = self._at(self._directory, size)
        place = 0
        for _ in range(count):
            if len(directory) - place < _ENTRY.size or directory[place : place + 4] != b"PK\x01\x02":
                raise FormatError(f"{self._path}: a zip archive whose directory breaks off; the file is damaged")
            _, _, _, flags, method, _, _, checksum, packed, size, name, extra, comment, _, _, _, offset = (
                _ENTRY.unpack_from(directory, place)
            )
            place += _ENTRY.size
            text = directory[place : place + name].decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
            sizes = _sizes(directory[place + name : place + name + extra], size, packed, offset)
            place += name + extra + comment
            yield Member(text, flags, method, checksum, sizes[1], sizes[0], sizes[2])

    def _refuse_overlaps(self) -> None:
        # Members that share their bytes are the way to a bomb of any size.
        begin = self._directory
        for member in sorted(self._members.values(), key=lambda member: member.offset, reverse=True):
            if member.offset + _LOCAL.size + len(member.name) + member.packed > begin:
                raise FormatError(
                    f"{self._path}: {member.name[:200]!r} overlaps what follows it in the archive, like a zip bomb"
                )
            begin = member.offset


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _sizes(extra: bytes, *plain: int) -> tuple[int, ...]:
    """Return size, packed size and offset, those that are full from the Zip64 field."""
    if _FULL not in plain:
        return plain
    place = 0
    while place + 4 <= len(extra):
        kind, size = (
            int.from_bytes(extra[place : place + 2], "little"),
            int.from_bytes(extra[place + 2 : place + 4], "little"),
        )
        if kind == 1:
            field = extra[place + 4 : place + 4 + size]
            numbers = iter([int.from_bytes(field[at : at + 8], "little") for at in range(0, len(field) - 7, 8)])
            return tuple(next(numbers, number) if number == _FULL else number for number in plain)
        place += 4 + size
    return plain
