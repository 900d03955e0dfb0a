"""The profiles whose files are tables of pairs: what each program reads, and where it is known from.

CAT tools: every source form with every target form. Machine translation: each source form once, with the preferred target.

- OmegaT (its reader classes were run): tab text and CSV in UTF-8 without header; a line that begins with # is a comment; no line end in a cell.
- Weblate and translate-toolkit (run): a header with their names of columns, every cell in quotes, which their detection of the dialect needs; of
  two entries with one source and one context the second is dropped. Weblate takes quotes off what stands in '=…' and its like.
- Wordfast Classic (vendor's page): source, tab, target; UTF-16 with a byte order mark and CRLF is its “Unicode text”. Not documented: a comment in the third
  column, a first line that begins with % as header, UTF-8.
- DeepL (vendor's page, and its client run): a text has at most 1,024 bytes in UTF-8, a glossary 10 MiB; refused are repeated sources, control characters,
  U+2028 and U+2029.
- Google Cloud Translation (vendor's reference): two columns without header, or a term set a row under a header of language codes; at most 10 M code points.
  Not documented: quoting, repeated terms.
- Amazon Translate (vendor's guide): a header of its language codes, the source first; at most 10 MB, 200 bytes a text; a repeated source is advised against.
- Microsoft Document Translation (vendor's page): source, tab, target, one to one. Not documented: quoting, size.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from glossary.formats.account import Audience
from glossary.formats.comments import COMMENTED
from glossary.formats.exchange import Options, Profile, named
from glossary.formats.pairs import reading, writing
from glossary.formats.pairs.writing import COMMENT, CONTEXT, SOURCE, TARGET, Layout, Limits

MIB: Final = 1024 * 1024
DEEPL_LIMITS: Final = Limits("DeepL", 1024, 10 * MIB)


def _profile(
    name: str,
    title: str,
    suffixes: tuple[str, ...],
    audience: Audience,
    layout: Layout,
    remarks: str,
    encoding: str = "utf-8",
) -> Profile:
    """Return the profile of a layout."""
    return Profile(
        name,
        title,
        suffixes,
        audience,
        COMMENTED if COMMENT in layout.cells else frozenset(),
        remarks,
        partial(writing.write, layout),
        partial(reading.read, layout),
        pairs=True,
        encoding=encoding,
        line_end=layout.line_end,
    )


def _codes(options: Options, codes: dict[str, str]) -> str:
    """Return a header of the two languages, by the client's *codes* where it has its own."""
    return ",".join(named(codes, tag) or tag for tag in (options.source, options.target)) + "\n"


def _google_codes(options: Options) -> str:
    return _codes(options, {"ko": "ko", "zh-Hans": "zh-CN", "zh-TW": "zh-TW", "zh-Hant": "zh-TW"})


def _amazon_codes(options: Options) -> str:
    return _codes(options, {"ko": "ko", "zh-Hans": "zh", "zh-TW": "zh-TW", "zh-Hant": "zh-TW"})


def _weblate_names(options: Options) -> str:
    return '"source","target","context","translator_comments"\r\n'


OMEGAT: Final = _profile(
    "omegat",
    "OmegaT glossary, tab-separated text",
    (".txt", ".tab", ".utf8"),
    "cat",
    Layout((SOURCE, TARGET, COMMENT), comment="#"),
    "pairs of forms; kind, pinyin and notes as comment; no form that begins with #",
)
OMEGAT_CSV: Final = _profile(
    "omegat-csv",
    "OmegaT glossary, comma-separated values",
    (".omegat.csv",),
    "cat",
    Layout((SOURCE, TARGET, COMMENT), ",", "where needed", comment="#", folded=False),
    "pairs of forms; kind, pinyin and notes as comment",
)
TSV: Final = _profile(
    "tsv",
    "two columns of forms, tab-separated text",
    (".tsv",),
    "cat",
    Layout(spreadsheet=True),
    "pairs of forms and nothing else; for programs, since a spreadsheet would take =1+1 for a formula",
)
WEBLATE: Final = _profile(
    "weblate",
    "Weblate and translate-toolkit, comma-separated values",
    (".weblate.csv",),
    "cat",
    Layout(
        (SOURCE, TARGET, CONTEXT, COMMENT),
        ",;\t",
        "always",
        "\r\n",
        _weblate_names,
        limits=Limits("Weblate", changed="'[=+\\-@\\\\%].*'"),
    ),
    "pairs of forms; kind, pinyin and notes as comment; a target as context from the second entry of a source form on",
)
WORDFAST: Final = _profile(
    "wordfast",
    "Wordfast glossary, tab-separated text in UTF-16",
    (".wordfast.txt",),
    "cat",
    Layout((SOURCE, TARGET, COMMENT), line_end="\r\n", mark="%"),
    "pairs of forms; kind, pinyin and notes as comment; no form that begins with %",
    "utf-16",
)
DEEPL: Final = _profile(
    "deepl",
    "DeepL glossary, tab-separated text",
    (".deepl.tsv",),
    "mt",
    Layout(delimiters="\t,;", once=True, limits=DEEPL_LIMITS),
    "each source form once, with the preferred target; texts of at most 1,024 bytes, at most 10 MiB",
)
GOOGLE: Final = _profile(
    "google",
    "Google Cloud Translation, glossary of one direction, comma-separated values",
    (".google.csv",),
    "mt",
    Layout(
        delimiters=",;\t", quoting="where needed", once=True, limits=Limits("Google", None, 10_000_000, "code points")
    ),
    "each source form once, with the preferred target; at most 10 million code points",
)
GOOGLE_TERMS: Final = _profile(
    "google-terms",
    "Google Cloud Translation, equivalent term sets, comma-separated values",
    (".google-terms.csv",),
    "mt",
    Layout(
        delimiters=",;\t",
        quoting="where needed",
        head=_google_codes,
        once=True,
        sets=True,
        regionless=True,
        limits=Limits("Google", None, 10_000_000, "code points"),
    ),
    "one form a language, read in both directions; at most 10 million code points",
)
AMAZON: Final = _profile(
    "amazon",
    "Amazon Translate, custom terminology, comma-separated values",
    (".amazon.csv",),
    "mt",
    Layout(
        delimiters=",;\t",
        quoting="where needed",
        head=_amazon_codes,
        once=True,
        regionless=True,
        limits=Limits("Amazon", 200, 10 * MIB),
    ),
    "each source form once, with the preferred target; texts of at most 200 bytes, at most 10 MiB",
)
MICROSOFT: Final = _profile(
    "microsoft",
    "Microsoft Document Translation, glossary, tab-separated text",
    (".microsoft.tsv",),
    "mt",
    Layout(delimiters="\t,;", once=True),
    "each source form once, with the preferred target",
)
