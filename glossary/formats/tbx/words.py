"""The words of TBX, as the standard has them and as others write them: data categories, statuses, types of terms.

Words are looked up by `word`, so that ``Not recommended``, ``notRecommended`` and ``NOT_RECOMMENDED`` are one. Sources: the master list of data categories of
ISO 30042:2008 (TBXXCSV02), the Min, Basic and Linguist modules of 2019, and what TermWeb, Crowdin, Phrase, Weblate, Terminologue, Terminator and IATE document.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from glossary.model import TermStatus, TermType

_SUFFIXES: Final = ("", "term", "termadmnsts")
_STATUS_WORDS: Final[dict[TermStatus, tuple[str, ...]]] = {
    "preferred": ("preferred", "recommended", "standardized"),
    "admitted": ("admitted", "acceptable", "accepted", "allowed", "alternative", "legal", "regulated"),
    "deprecated": ("deprecated", "superseded", "forbidden", "prohibited", "obsolete", "notrecommended", "rejected"),
}
STATUSES: Final[dict[str, TermStatus]] = {
    word + suffix: status for status, words in _STATUS_WORDS.items() for word in words for suffix in _SUFFIXES
}
"""What says how a term stands among its synonyms."""
DRAFTS: Final = frozenset(
    word + suffix
    for word in ("proposed", "draft", "new", "candidate", "unprocessed", "provisionallyprocessed", "provisional", "pending",
                 "unapproved", "starterelement", "workingelement")
    for suffix in _SUFFIXES
)  # fmt: skip
"""What says that nobody has decided yet: the concept goes to review."""
DECIDED: Final = frozenset(("approved", "finalized", "consolidatedelement"))
"""What says that somebody has."""
SILENT: Final = frozenset(
    ("", "none", "undefined", "notset", "unspecified", "importedelement", "exportedelement", "archiveelement")
)
"""What says nothing of either."""

STANDINGS: Final = ("administrativestatus", "normativeauthorization", "languageplanningqualifier", "status", "usagestatus",
                    "processstatus", "elementworkingstatus")  # fmt: skip
"""Categories that hold such words, that of the standard first: where several speak of one term, the first counts."""
SWITCHES: Final[dict[str, TermStatus | None]] = {
    "preferred": "preferred",
    "forbidden": "deprecated",
    "casesensitive": None,
    "exactmatch": None,
}
"""Categories that are true or false (Phrase), with what true says of the term; None has no place here."""

TYPES: Final[dict[str, TermType]] = {
    "fullform": "full", "acronym": "acronym", "abbreviation": "abbreviation", "shortform": "short", "variant": "variant", "phrase": "phrase",
    **dict.fromkeys(("initialism", "abbrev"), "abbreviation"),
    **dict.fromkeys(("clippedterm", "short"), "short"),
    **dict.fromkeys(("phraseologicalunit", "setphrase", "synonymousphrase"), "phrase"),
    **dict.fromkeys(("term", "full", "entryterm"), "full"),
}  # fmt: skip

GRAMMAR: Final = frozenset(
    ("partofspeech", "grammaticalgender", "gender", "grammaticalnumber", "number", "animacy", "grammaticalvalency")
)
"""Categories that the model has no place for; they are told once."""
NOUNS: Final = frozenset(("noun", "propernoun"))
"""Parts of speech that go without saying in a glossary, and that our own files state."""
SUBJECTS: Final = frozenset(("subjectfield", "domain", "subject", "conceptdomain", "conceptsubdomain"))
SCOPES: Final = frozenset(("projectsubset", "customersubset"))
SOURCES: Final = frozenset(("source", "entrysource"))
NOTES: Final = {
    "definition": "definition",
    "conceptdefinition": "definition",
    "context": "context",
    "usagenote": "usage",
    "usage": "usage",
    "example": "example",
    "samplesentence": "example",
    "etymology": "etymology",
    "note": "note",
    "conceptnote": "note",
    "annotatednote": "note",
    "": "note",
}
"""Categories of text by the type that such a note has here; any other category is a type of its own."""
LINKS: Final = frozenset(("", "externalcrossreference", "xsource", "corpustrace"))
"""References that make sense outside of the file."""

_CATEGORIES: Final = {
    "termNote": """abbreviatedFormFor administrativeStatus animacy antonymTerm directionality etymology falseFriend frequency geographicalUsage
        grammaticalGender grammaticalNumber grammaticalValency homograph language-planningQualifier lionHotkey normativeAuthorization partOfSpeech
        processStatus pronunciation proprietaryRestriction register shortFormFor temporalQualifier termLocation termProvenance termStructure termType
        timeRestriction transferComment usageNote""",
    "descrip": """antonymConcept associatedConcept broaderConceptGeneric broaderConceptPartitive characteristic classificationCode conceptPosition
        context coordinateConceptGeneric coordinateConceptPartitive definition example explanation quantity range relatedConcept
        relatedConceptBroader relatedConceptNarrower reliabilityCode sampleSentence sequentiallyRelatedConcept spatiallyRelatedConcept subjectField
        subordinateConceptGeneric subordinateConceptPartitive superordinateConceptGeneric superordinateConceptPartitive temporallyRelatedConcept
        thesaurusDescriptor unit""",
    "admin": """annotatedNote applicationSubset businessUnitSubset conceptOrigin customerSubset databaseType domainExpert elementWorkingStatus
        entrySource environmentSubset indexHeading keyword originatingDatabase originatingInstitution originatingPerson productSubset projectSubset
        reading searchTerm securitySubset sortKey source sourceIdentifier subsetOwner""",
    "adminNote": "noteSource readingNote sourceType",
    "descripNote": "contextType definitionType descriptionType",
    "ref": "crossReference see",
    "xref": "corpusTrace externalCrossReference xAudio xGraphic xMathML xSource xVideo",
    "transac": "transactionType",
    "transacNote": "responsibility usageCount",
}
CATEGORIES: Final = {name: element for element, names in _CATEGORIES.items() for name in names.split()}
"""Data categories by the element that holds them; in the DCT style they are elements themselves."""

ENTRIES: Final = frozenset(("termEntry", "conceptEntry"))
LANGUAGES: Final = frozenset(("langSet", "langSec"))
SECTIONS: Final = frozenset(("tig", "ntig", "termSec"))
GROUPS: Final = frozenset(("descripGrp", "adminGrp"))
PASSED: Final = frozenset(("termGrp", "termNoteGrp"))
"""Elements whose contents count as if they stood in their place."""
HISTORY: Final = "transacGrp"
CLOSED: Final = frozenset((HISTORY, "termCompList"))
"""Elements whose contents have no place: who changed an entry and when, the parts of a term."""
OURS: Final = "glossary export"
"""What the header of a file of ours says of its source; who changed its entries and when stands in the term base that it comes from."""
LEAVES: Final = frozenset(("term", "note", "date", *_CATEGORIES))
"""Elements with text."""


_LONGEST: Final = 100
"""Characters of the longest word that is looked up, and remembered."""


def word(text: str) -> str:
    """Return *text* for comparing: its letters, in lower case; what is too long to be a word is none."""
    return _word(text) if len(text) <= _LONGEST else ""


@lru_cache(4096)
def _word(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()
