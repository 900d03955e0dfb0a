"""The dialects of TBX as data: which data categories each has, and how its version and style write them.

Version 2 is ISO 30042:2008, version 3 that of 2019. In version 3 a dialect is the core and a number of modules; its style writes a data category as the type
of an element (DCA: ``<descrip type="definition">``) or as an element of its module (DCT: ``<basic:definition>``). Sources: the XCS and DTD files of
TBX-Basic and TBX-Default for version 2; for version 3 the RELAX NG schemas of the modules, and the Schematron schema of each dialect and style.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from glossary.model import NoteLevel, TermType

TITLE: Final = "Korean-Chinese glossary"
CATEGORIES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "min": {
        "subjectField": ("descrip", "concept"),
        "customerSubset": ("admin", "concept term"),
        "administrativeStatus": ("termNote", "term"),
        "partOfSpeech": ("termNote", "term"),
    },
    "basic": {
        "definition": ("descrip", "concept language"),
        "context": ("descrip", "term"),
        "source": ("admin", "concept language term"),
        "projectSubset": ("admin", "concept term"),
        "geographicalUsage": ("termNote", "term"),
        "termType": ("termNote", "term"),
        "transactionType": ("transac", "concept"),
        "responsibility": ("transacNote", "concept"),
    },
    "linguist": {
        "reading": ("admin", "term"),
        "readingNote": ("adminNote", "term"),
        "transferComment": ("termNote", "term"),
    },
    "default": {
        "definition": ("descrip", "concept language term"),
        "explanation": ("descrip", "concept language term"),
        "example": ("descrip", "concept language term"),
        "usageNote": ("termNote", "term"),
        "etymology": ("termNote", "term"),
        "transferComment": ("termNote", "term"),
        "pronunciation": ("termNote", "term"),
    },
}
"""By module each data category that is written: its element in the DCA style, and the levels where it may stand."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect in one version and one style.

    *modules* hold its data categories; one further back is asked where one before it has none. *schemas* are the DTD and the XCS file of version 2.
    """

    name: str
    modules: tuple[str, ...]
    style: Literal["dca", "dct"] = "dca"
    schemas: tuple[str, str] | None = None

    @property
    def version(self) -> int:
        """Return 2 or 3."""
        return 3 if self.schemas is None else 2

    @property
    def levels(self) -> tuple[str, str, str]:
        """Return the elements of an entry, a language and a term."""
        return ("conceptEntry", "langSec", "termSec") if self.version == 3 else ("termEntry", "langSet", "tig")

    @property
    def name_of_names(self) -> str:
        """Return the part of speech of names: version 3 has no properNoun."""
        return "noun" if self.version == 3 else "properNoun"

    @property
    def term_types(self) -> Mapping[TermType, str]:
        """Return the value of termType for each type of ours."""
        phrase = "phraseologicalUnit" if "default" in self.modules else "phrase"
        return {
            "full": "fullForm",
            "acronym": "acronym",
            "abbreviation": "abbreviation",
            "short": "shortForm",
            "variant": "variant",
            "phrase": phrase,
        }

    def element(self, category: str, level: NoteLevel) -> str:
        """Return the element for a data category at a level, ``%s`` where its text goes; empty where the dialect has none there."""
        for module in self.modules:
            element, levels = CATEGORIES[module].get(category, ("", ""))
            if level in levels.split():
                if self.style == "dct":
                    return f"<{module}:{category}>%s</{module}:{category}>"
                return f'<{element} type="{category}">%s</{element}>'
        return ""

    def head(self, language: str, source: str) -> str:
        """Return the file up to its body. *language* is that of the file, *source* says where it comes from."""
        description = f"""    <fileDesc>
      <titleStmt><title>{TITLE}</title></titleStmt>
      <sourceDesc><p>{source}</p></sourceDesc>
    </fileDesc>
"""
        if self.schemas is not None:
            dtd, xcs = self.schemas
            return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "{dtd}">
<martif type="{self.name}" xml:lang="{language}">
  <martifHeader>
{description}    <encodingDesc><p type="XCSURI">{xcs}</p></encodingDesc>
  </martifHeader>
  <text>
"""
        modules = self.modules if self.style == "dct" else ()
        spaces = "".join(f' xmlns:{module}="http://www.tbxinfo.net/ns/{module}"' for module in modules)
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="{self.name}" style="{self.style}" xml:lang="{language}" xmlns="urn:iso:std:iso:30042:ed-2"{spaces}>
  <tbxHeader>
{description}  </tbxHeader>
  <text>
"""

    @property
    def tail(self) -> str:
        """Return the file after its body."""
        return f"  </text>\n</{'tbx' if self.version == 3 else 'martif'}>\n"


BASIC_2: Final = Dialect("TBX-Basic", ("min", "basic"), schemas=("TBXBasiccoreStructV02.dtd", "TBXBasicXCSV02.xcs"))
DEFAULT_2: Final = Dialect("TBX", ("default", "min", "basic"), schemas=("TBXcoreStructV02.dtd", "TBXXCSV02.xcs"))
CORE: Final = Dialect("TBX-Core", ())
MIN_DCA: Final = Dialect("TBX-Min", ("min",))
MIN_DCT: Final = Dialect("TBX-Min", ("min",), "dct")
BASIC_DCA: Final = Dialect("TBX-Basic", ("min", "basic"))
BASIC_DCT: Final = Dialect("TBX-Basic", ("min", "basic"), "dct")
LINGUIST_DCA: Final = Dialect("TBX-Linguist", ("min", "basic", "linguist"))
LINGUIST_DCT: Final = Dialect("TBX-Linguist", ("min", "basic", "linguist"), "dct")
