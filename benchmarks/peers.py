"""What others would write and read the same files with, each in its quickest way that stays in bounded memory, if it has one.

- lxml writes the document of our own writer, for what invented concepts have, by nested ``xmlfile.element`` (a tree for each entry, handed over to
  ``write``, is slower by a fifth);
- translate-toolkit makes a unit of each concept and saves the store: the same terms, statuses and notes; it has no way to set a status, so that is
  put into the unit's tree, and it keeps all of them until it saves;
- lxml's ``iterparse`` stops at each entry, fetches the text of every element in it, then clears it and takes it off;
- ``csv.writer`` and openpyxl's write-only workbook get rows that are ready.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from glossary.model import Concept, Term

STATUS: Final = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
_LANGUAGE: Final = "xml:lang"
"""xmlfile writes the name as it stands, and would give its namespace another prefix."""
_NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
_HEADS: Final = {
    2: """<martifHeader><fileDesc><titleStmt><title>Korean-Chinese glossary</title></titleStmt>
<sourceDesc><p>glossary export</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>""",
    3: f"""<tbxHeader xmlns="{_NAMESPACE}"><fileDesc><titleStmt><title>Korean-Chinese glossary</title></titleStmt>
<sourceDesc><p>glossary export</p></sourceDesc></fileDesc></tbxHeader>""",
}


class _Names:
    """The names of the elements of one version, as lxml takes them."""

    def __init__(self, version: int) -> None:
        names = "martif termEntry langSet tig" if version == 2 else "tbx conceptEntry langSec termSec"
        before = "" if version == 2 else f"{{{_NAMESPACE}}}"
        self.version = version
        self.root, self.entry, self.language, self.section = (before + name for name in names.split())
        self.term, self.term_note, self.note = before + "term", before + "termNote", before + "note"
        self.text, self.body = before + "text", before + "body"


def _properties(concept: Concept, version: int) -> list[str]:
    """Return the notes of an entry."""
    if version == 2:
        return [f"kind: {concept.kind}"]
    more = f"origin: {concept.origin}", f"relation: {concept.relation}", f"norm: {concept.norm}", f"status: {concept.status}"  # fmt: skip
    return [f"kind: {concept.kind}", *more]


def _notes(term: Term) -> list[str]:
    """Return the notes of a term."""
    notes = [f"pinyin: {term.reading}"] if term.reading else []
    return notes + ([f"flags: {', '.join(term.flags)}"] if term.flags else [])


def _part_of_speech(concept: Concept, version: int) -> str:
    return "noun" if version == 3 or concept.kind == "term" else "properNoun"


def lxml_writes(concepts: Iterable[Concept], path: Path, version: int) -> int:
    """Write TBX of *version* 2 or 3 by lxml's xmlfile; return the number of entries."""
    from lxml import etree

    names, count = _Names(version), 0
    with path.open("wb") as file, etree.xmlfile(file, encoding="UTF-8") as out:
        out.write_declaration()
        if version == 2:
            out.write_doctype('<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">')
            root = out.element(names.root, {"type": "TBX-Basic", _LANGUAGE: "ko"})
        else:
            root = out.element(names.root, {"type": "TBX-Basic", "style": "dca", _LANGUAGE: "ko"}, {None: _NAMESPACE})
        with root:
            out.write(etree.fromstring(_HEADS[version]))
            with out.element(names.text), out.element(names.body):
                for concept in concepts:
                    _lxml_entry(out, concept, names)
                    count += 1
    return count


def _lxml_entry(out: Any, concept: Concept, names: _Names) -> None:
    element, write, note, term_note = out.element, out.write, names.note, names.term_note
    speech = _part_of_speech(concept, names.version)
    with element(names.entry, {"id": f"c{concept.id}"}):
        for text in _properties(concept, names.version):
            with element(note):
                write(text)
        for tag, terms in groupby(concept.terms, key=attrgetter("language")):
            with element(names.language, {_LANGUAGE: tag}):
                for term in terms:
                    with element(names.section):
                        with element(names.term):
                            write(term.text)
                        with element(term_note, {"type": "partOfSpeech"}):
                            write(speech)
                        with element(term_note, {"type": "administrativeStatus"}):
                            write(STATUS[term.status])
                        for text in _notes(term):
                            with element(note):
                                write(text)


def toolkit_writes(concepts: Iterable[Concept], path: Path) -> int:
    """Write TBX of version 2 by translate-toolkit; return the number of units."""
    from lxml import etree
    from translate.storage.tbx import tbxfile

    add = etree.SubElement
    store = tbxfile(sourcelanguage="ko", targetlanguage="zh-CN")
    for concept in concepts:
        unit = store.UnitClass(None)
        unit.setid(f"c{concept.id}")
        store.addunit(unit)
        for text in _properties(concept, 2):
            unit.addnote(text)
        unit.set_source_terms([term.text for term in concept.in_language("ko")], "ko")
        unit.set_target_terms([term.text for term in concept.in_language("zh-CN")], "zh-CN")
        speech = _part_of_speech(concept, 2)
        for section, term in zip(unit.xmlelement.iter("tig"), concept.terms, strict=True):
            add(section, "termNote", type="partOfSpeech").text = speech
            add(section, "termNote", type="administrativeStatus").text = STATUS[term.status]
            for text in _notes(term):
                add(section, "note").text = text
    store.savefile(str(path))
    return len(store.units)


def iterparse_reads(path: Path, entry: str) -> int:
    """Read the TBX file at *path* by lxml's iterparse, the text of every element of an *entry* with it; return the number of entries."""
    from lxml import etree

    count = 0
    for _, element in etree.iterparse(str(path), tag=f"{{*}}{entry}"):
        [each.text for each in element.iter()]
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def csv_writes(pieces: Iterable[Sequence[Sequence[str]]], path: Path) -> int:
    """Write CSV by the standard library, rows by the hundred; return their number, the header among them."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerows
        for rows in pieces:
            write(rows)
            count += len(rows)
    return count


def openpyxl_writes(rows: Iterable[Sequence[str]], path: Path) -> int:
    """Write XLSX by openpyxl's write-only workbook; return the number of rows, the header among them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    count = 0
    for row in rows:
        sheet.append(row)
        count += 1
    book.save(path)
    return count
