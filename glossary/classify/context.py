"""The surroundings that the classifiers look at."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.classify.scene import NO_SCENE, NOTHING_TOLD, Lands, Scene
from glossary.model import Cues, Relation


@dataclass(slots=True, eq=False)
class Context:
    """One cut pair in its place; not frozen, and no tuple, because it is made for every pair and each rule reads it.

    *hans* is the Han form in simplified characters; *before* and *after* are the text on either side (the bracket left out), *sentence*
    the line. *scene* is what the words around the form set for a scene, *told* what those of the whole line do, and *balance* what those of the
    document do (see `scene.Stage`). *glued* is the rest of the word
    after the bracket, its particle taken off, and *prefix* the word's beginning before the Korean form. *title* is the document's, *inside* the bracket with what stands in it, *elsewhere* what follows
    the Korean form where else it stands in the document.
    """

    ko: str
    zh: str
    hans: str
    relation: Relation
    cues: Cues
    before: str
    after: str
    sentence: str
    glued: str
    prefix: str
    balance: float = 0.0
    scene: Scene = NO_SCENE
    told: Lands = NOTHING_TOLD
    title: str = ""
    inside: str = ""
    elsewhere: tuple[str, ...] = ()
