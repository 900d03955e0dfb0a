"""The surroundings that the classifiers look at."""

from __future__ import annotations

from typing import Final

from glossary.classify.scene import Lands, Scene, Stage
from glossary.model import Cues, Relation

NO_STAGE: Final = Stage("")


class Context:
    """One cut pair in its place; no tuple and no dataclass, because one is made for every pair and each rule reads it.

    *hans* is the Han form in simplified characters; *before* and *after* are the text on either side (the bracket left out), *sentence*
    the line. *stage* holds the words of the document that set a scene, and *place* where the pair with its bracket begins and ends in it, its line, and where
    the later form of the two ends. *glued* is the rest of the word
    after the bracket, its particle taken off, and *prefix* the word's beginning before the Korean form. *title* is the document's, *inside* the bracket with what stands in it, *elsewhere* what follows
    the Korean form where else it stands in the document. What `shape` says of the form is kept in *surname* ("" for none), *is_word* and *is_name_shaped*, for
    several rules ask; None where nobody has.
    """

    __slots__ = (
        "_scene",
        "_told",
        "after",
        "before",
        "cues",
        "elsewhere",
        "glued",
        "hans",
        "inside",
        "is_name_shaped",
        "is_word",
        "ko",
        "place",
        "prefix",
        "relation",
        "sentence",
        "stage",
        "surname",
        "title",
        "zh",
    )

    def __init__(
        self,
        ko: str,
        zh: str,
        hans: str,
        relation: Relation,
        cues: Cues,
        before: str,
        after: str,
        sentence: str,
        glued: str,
        prefix: str,
        stage: Stage = NO_STAGE,
        place: tuple[int, int, tuple[int, int], int] = (0, 0, (0, 0), 0),
        title: str = "",
        inside: str = "",
        elsewhere: tuple[str, ...] = (),
    ) -> None:
        self.ko = ko
        self.zh = zh
        self.hans = hans
        self.relation = relation
        self.cues = cues
        self.before = before
        self.after = after
        self.sentence = sentence
        self.glued = glued
        self.prefix = prefix
        self.stage = stage
        self.place = place
        self.title = title
        self.inside = inside
        self.elsewhere = elsewhere
        self.surname: str | None = None
        self.is_word: bool | None = None
        self.is_name_shaped: bool | None = None
        self._scene: Scene | None = None
        self._told: Lands | None = None

    @property
    def scene(self) -> Scene:
        """Return what the words around the form set for a scene."""
        if self._scene is None:
            start, end, line, last = self.place
            self._scene = self.stage.around(start, end, line, last)
        return self._scene

    @property
    def told(self) -> Lands:
        """Return what the words of the whole line tell of the lands; most pairs are settled before anybody asks."""
        if self._told is None:
            start, _, line, last = self.place
            self._told = self.stage.lands(line[0], line[1], (start, last))
        return self._told

    @property
    def balance(self) -> float:
        """Return how the document leans between China (1) and Korea (-1)."""
        return self.stage.balance()
