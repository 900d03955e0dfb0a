"""Zip archives written member by member as a stream: the same members give the same bytes, whatever the Python and the platform.

The headers are ours, because those of `zipfile` differ between versions of Python. No clock, no modes of files, no Zip64: there are
spreadsheets that take no Zip64, and what is larger than the plain format can say is refused.

Small members are stored as they are, large ones deflated: stored, the sheet of a term base is seven times as large. Deflate says
how to unpack and not how to pack, so another build of zlib (zlib-ng, Intel's, Apple's) may give other bytes for the same sheet. On one build they are
the same on every run; across builds it is the members unpacked, their order and their headers that are the same, and that is what tests compare.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from struct import Struct
from typing import Final

from glossary.errors import FormatError

LARGEST: Final = 4_000_000_000
"""Bytes of the largest member, unpacked: the plain zip format counts to 2^32."""
LEVEL: Final = 3
"""How hard deflate tries. Against 6, a term base is packed in three quarters of the time, and is a tenth larger."""

_LOCAL: Final = Struct("<4s5H3I2H")
_DESCRIPTOR: Final = Struct("<4s3I")
_CENTRAL: Final = Struct("<4s6H3I5H2I")
_END: Final = Struct("<4s4H2IH")
_VERSION: Final = 20
"""What a reader has to know: 2.0, deflate."""
_MIDNIGHT: Final = 0
_FIRST_DAY: Final = 1 << 5 | 1
"""1980-01-01, the first day that zip knows."""
_SIZES_FOLLOW: Final = 1 << 3
_STORED: Final = 0
_DEFLATED: Final = 8


class Archive:
    """A zip archive under way: each method returns the bytes that come next."""

    def __init__(self) -> None:
        self._offset = 0
        self._central: list[bytes] = []

    def stored(self, name: str, content: bytes) -> bytes:
        """Return a small member, stored."""
        checksum, size = zlib.crc32(content), len(content)
        local = self._header(name, 0, _STORED, checksum, size, size)
        self._enter(name, 0, _STORED, checksum, size, size)
        self._offset += len(local) + size
        return local + content

    def deflated(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield a large member, deflated; its sizes follow it. Raises FormatError beyond `LARGEST`."""
        local = self._header(name, _SIZES_FOLLOW, _DEFLATED, 0, 0, 0)
        yield local
        deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        checksum = size = packed = 0
        for chunk in chunks:
            checksum = zlib.crc32(chunk, checksum)
            size += len(chunk)
            if size > LARGEST:
                raise FormatError(
                    f"{name}: more than {LARGEST:,} bytes, which a spreadsheet does not take; export less"
                )
            out = deflate.compress(chunk)
            packed += len(out)
            yield out
        out = deflate.flush()
        packed += len(out)
        yield out + _DESCRIPTOR.pack(b"PK\x07\x08", checksum, packed, size)
        self._enter(name, _SIZES_FOLLOW, _DEFLATED, checksum, packed, size)
        self._offset += len(local) + packed + _DESCRIPTOR.size

    def end(self) -> bytes:
        """Return the directory of the archive, which ends it."""
        directory = b"".join(self._central)
        count = len(self._central)
        return directory + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), self._offset, 0)

    def _header(self, name: str, flags: int, method: int, checksum: int, packed: int, size: int) -> bytes:
        stamp = (_MIDNIGHT, _FIRST_DAY)
        path = name.encode("ascii")
        return _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, method, *stamp, checksum, packed, size, len(path), 0) + path

    def _enter(self, name: str, flags: int, method: int, checksum: int, packed: int, size: int) -> None:
        stamp = (_MIDNIGHT, _FIRST_DAY)
        path = name.encode("ascii")
        numbers = (checksum, packed, size, len(path), 0, 0, 0, 0, 0, self._offset)
        self._central.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, flags, method, *stamp, *numbers) + path)
