"""Reading XML safely, one chunk at a time: the ground under every reader of a format that is XML.

A DOCTYPE is passed over and never fetched; entity declarations, nesting and sizes beyond what any glossary has are refused with path, line and
column. A reader is a subclass of `Markup` that says what its elements mean, and hands over what it has made in `Markup.ready`:

    class Terms(Markup[str]):
        what, roots = "TBX", ("martif", "tbx")

        def start(self, name: str, attributes: dict[str, str]) -> None:
            if name == "term":
                self.gather()

        def end(self, name: str) -> None:
            if name == "term":
                self.ready.append(self.take())

    terms = list(Terms(path).read(stream))
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, ClassVar, Final, Generic, TypeVar
from xml.parsers import expat

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.signature import refuse

CHUNK: Final = 65_536
DEPTH: Final = 64
"""Deepest nesting; a glossary has about ten levels."""
TOKEN: Final = 4 * 1024 * 1024
"""Bytes of the longest tag, comment or instruction."""
ITEM: Final = 4_000_000
"""Characters of the largest item (an entry, a unit, a row)."""
ATTLIST: Final = 1_000
"""Characters of the longest default that a DOCTYPE may declare: each element would repeat it."""
NAMES: Final = 20_000
"""Different names of elements and attributes, each of which stays in memory; a glossary has some hundred."""
KINDS_TOLD: Final = 1_000
"""Kinds of things that are told once each; a file with more is not told more."""

Item = TypeVar("Item")


def _wrong(error: expat.ExpatError, data: bytes) -> str:
    """Return what is wrong with an XML file; *data* are the bytes on which the parser stopped."""
    what = expat.errors.messages.get(error.code, "not XML")
    if what == expat.errors.XML_ERROR_INCORRECT_ENCODING:
        encoding = "UTF-16" if b"\0" in data[:4] else "an encoding of single bytes"
        return f'in {encoding}, which its first line does not say; save the file as UTF-8, with encoding="UTF-8" there'
    return f"not well-formed XML: {what}"


class Markup(Generic[Item]):
    """One XML file under way. Subclasses say what `start` and `end` of an element mean.

    *path* is for messages. Names are without their prefix; attributes are as they stand (``xml:lang``). Text is gathered from `gather` to
    `take`, whatever elements stand in it. A reader whose names are told apart by namespace sets `namespaced` and asks for `namespace`.
    """

    what: ClassVar[str] = "XML"
    """The format, for messages."""
    roots: ClassVar[tuple[str, ...]] = ()
    """The elements that the file may begin with; none are any."""
    item: ClassVar[str] = "an entry"
    """What `begin_item` counts, for messages."""
    namespaced: ClassVar[bool] = False

    def __init__(self, path: str) -> None:
        self.path = path
        self.ready: deque[Item | Problem] = deque()
        """What has been made, in the order of the file; whoever feeds takes it away."""
        self.namespace = ""
        """The namespace of the element that starts or ends, where the reader is `namespaced`; an undeclared prefix is none."""
        self.is_plain = True
        """Whether the bytes of the file say what the parser would say: it is UTF-8, and no DOCTYPE gives its elements attributes."""
        self._told: set[str] = set()
        self._names: dict[str, str] = {}
        self._depth = 0
        self._fed = 0
        self._size = 0
        self._parts: list[str] = []
        self._gathers = False
        self._scopes: list[dict[str, str]] = [{}]
        self._interned: dict[str, str] = {}
        parser = expat.ParserCreate(intern=self._interned)
        parser.buffer_text = True
        parser.StartElementHandler = self._start_in_namespace if self.namespaced else self._start
        parser.EndElementHandler = self._end_in_namespace if self.namespaced else self._end
        parser.CharacterDataHandler = self._parts.append
        parser.XmlDeclHandler = self._declaration
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attlist
        parser.SkippedEntityHandler = self._skipped
        self._parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Take the end of an element."""
        raise NotImplementedError

    def read(self, stream: BinaryIO) -> Iterator[Item | Problem]:
        """Yield what is made of a file, in its order.

        Raises FormatError with path, line and column for what is not well-formed, of another format, or hostile.
        """
        return self.through(iter(lambda: stream.read(CHUNK), b""))

    def through(self, chunks: Iterable[bytes]) -> Iterator[Item | Problem]:
        """Yield what is made of a file that comes in *chunks*, as `read` does."""
        for data in chain(filter(None, chunks), (b"",)):
            self.feed(data)
            while self.ready:
                yield self.ready.popleft()

    def feed(self, data: bytes) -> None:
        """Read the next bytes; none are the end of the file. Raises FormatError."""
        if not self._fed:
            refuse(data, self.path)
        try:
            self._parser.Parse(data, not data)
        except expat.ExpatError as error:
            raise FormatError(f"{self.path}:{error.lineno}:{error.offset + 1}: {_wrong(error, data)}") from None
        except (LookupError, ValueError) as error:
            # What expat says to an encoding that Python does not know, or that takes several bytes a character (cp949, gbk).
            if self._names:
                raise
            raise FormatError(f"{self.path}:1: {str(error)[:80]}; save the file as UTF-8") from None
        self._fed += len(data)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > TOKEN and data:
            raise self.refusal(f"one tag of more than {TOKEN:,} bytes")
        if len(self._interned) > NAMES:
            raise self.refusal(f"more than {NAMES:,} different names of elements and attributes")
        self._hold()

    def pass_by(self, lines: int, last: str) -> None:
        """Go on behind whole elements that were read without the parser: *lines* line ends, and *last*, their last line.

        The parser is given a comment of their extent, so that the places of what comes are true.
        """
        begin = b"<!--" + b"\n" * lines
        Markup.feed(self, begin + b" " * (len(last) - len(b"-->" if lines else b"<!---->")) + b"-->")

    @property
    def offset(self) -> int:
        """The bytes from the start of what was fed to what is being read."""
        return self._parser.CurrentByteIndex

    @property
    def fed(self) -> int:
        """The bytes that were fed."""
        return self._fed

    @property
    def line(self) -> int:
        """The line of what is being read, from 1."""
        return self._parser.CurrentLineNumber

    def begin_item(self) -> None:
        """Begin to count the characters of an item; what `take` returns counts until the next one begins."""
        self._size = 0

    def gather(self) -> None:
        """Begin to gather text; what was gathered before is let go."""
        self._parts.clear()
        self._gathers = True

    def take(self) -> str:
        """Return the text since `gather`. Raises FormatError where the item is too large."""
        parts = self._parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        self._gathers = False
        self._size += len(text)
        if self._size > ITEM:
            raise self._oversize()
        return text

    def refusal(self, what: str) -> FormatError:
        """Return the error that ends the reading here."""
        return FormatError(f"{self.path}:{self.line}:{self._parser.CurrentColumnNumber + 1}: {what}")

    def problem(self, what: str) -> None:
        """Tell *what* with the present place: something in an item, or beside the items."""
        self.ready.append(Problem(self.path, self.line, self._parser.CurrentColumnNumber + 1, what, True))

    def refused(self, what: str) -> None:
        """Tell what form or note of an item is left out, with the present place."""
        self.ready.append(Problem(self.path, self.line, self._parser.CurrentColumnNumber + 1, what))

    def once(self, kind: str, what: str) -> None:
        """Tell *what* with the present place, once for each *kind*."""
        if kind not in self._told and len(self._told) < KINDS_TOLD:
            self._told.add(kind)
            self.problem(what)

    def pass_over(self, kind: str) -> None:
        """Tell nothing of this *kind*."""
        self._told.add(kind)

    def _hold(self) -> None:
        """Keep the text under way in one piece, and refuse more of it than an item may have; let go of what nobody gathers."""
        if not self._gathers:
            self._parts.clear()
        elif len(self._parts) > 1:
            self._parts[:] = ("".join(self._parts),)
            if self._size + len(self._parts[0]) > ITEM:
                raise self._oversize()

    def _oversize(self) -> FormatError:
        return self.refusal(f"{self.item} of more than {ITEM:,} characters")

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        self.is_plain = encoding is None or encoding.lower() == "utf-8"

    def _entity(self, name: str, *_: object) -> None:
        raise self.refusal(f"entity declarations are refused: {name[:40]!r}; write the text itself")

    def _attlist(self, element: str, name: str, kind: str, default: str | None, required: int) -> None:
        self.is_plain = False
        if default is not None and len(default) > ATTLIST:
            raise self.refusal(f"a default of {len(default):,} characters for attribute {name[:40]!r} is refused")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.once(f"&{name};", f"entity &{name[:40]}; is not declared here, and is left out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise self.refusal(f"elements nested more than {DEPTH} deep")
        self.start(self._names.get(name) or self._local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(self._names[name])

    def _local(self, name: str) -> str:
        """Return a name without its prefix; the first of the file has to be one of `roots`."""
        local = name.rsplit(":", 1)[-1]
        if not self._names and self.roots and local not in self.roots:
            roots = " or ".join(f"<{root}>" for root in self.roots)
            raise self.refusal(f"not {self.what}: the root is <{local[:40]}>, not {roots}")
        self._names[name] = local
        return local

    def _start_in_namespace(self, name: str, attributes: dict[str, str]) -> None:
        declared = {key[6:]: value for key, value in attributes.items() if key == "xmlns" or key.startswith("xmlns:")}
        scope = self._scopes[-1]
        self._scopes.append({**scope, **declared} if declared else scope)
        self._enter_namespace(name)
        self._start(name, attributes)

    def _end_in_namespace(self, name: str) -> None:
        self._enter_namespace(name)
        self._end(name)
        self._scopes.pop()

    def _enter_namespace(self, name: str) -> None:
        self.namespace = self._scopes[-1].get(name.rpartition(":")[0], "")
