"""Whether a form is Japanese by what tells of Japan: the nearest words, the sentence, and the title of the document."""

from __future__ import annotations

from glossary.classify.context import Context
from glossary.classify.scene import Scene, cue_of
from glossary.classify.shape import looks_korean
from glossary.classify.terms import NAME_NEAR, TERM_NEAR
from glossary.classify.titles import is_japanese, topic
from glossary.classify.writing import JAPANESE_FORMS
from glossary.model import Kind, Origin

_Found = tuple[Origin, str] | None


def by_japanese_scene(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take a form that nothing reads as Mandarin for Japanese where Japan is named nearest, or its shape is a Japanese one.

    Japanese persons are not called by the Sino-Korean reading of a Korean's name: 최승구(崔承九) is a Korean in Japan.
    """
    if context.relation not in ("other", "translation", "sino", "mixed") or around.ja <= max(around.zh, around.ko):
        return _by_japanese_sentence(context, kind, around)
    if context.relation == "sino" and _is_koreans(context, kind, around):
        return None
    if not JAPANESE_FORMS.isdisjoint(context.zh) or around.ja > (TERM_NEAR if kind == "term" else NAME_NEAR):
        return "ja", f"a Japanese scene: {cue_of(around, 'ja')}"
    return None


def _is_koreans(context: Context, kind: Kind, around: Scene) -> bool:
    """Doubt that what is read in Sino-Korean is Japanese: single hanja, names of Koreans' shape, what a Korean scene is near to too."""
    if len(context.hans) == 1 or (kind == "person" and looks_korean(context.hans)):
        return True
    return 1.5 * max(around.ko, around.zh) > around.ja and JAPANESE_FORMS.isdisjoint(context.zh)


def _by_japanese_sentence(context: Context, kind: Kind, around: Scene) -> _Found:
    """Look at the whole sentence where nothing stands near; only names and what is not read as Sino-Korean go by it."""
    if around.most > NAME_NEAR:
        return None
    if context.relation == "sino" and kind not in ("title", "organization") and JAPANESE_FORMS.isdisjoint(context.zh):
        return None
    told = context.told
    return ("ja", "a Japanese sentence") if told.ja > told.zh + told.ko else None


def by_japanese_title(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take what no land is told of beside for Japanese where the title is: 장합지법(帳合之法) of 후쿠자와 유키치; persons of any land stand there."""
    told, of = context.told, topic(context.title)
    if of.ja <= told.zh + told.ko or len(context.hans) == 1 or max(around.zh, around.ko) > NAME_NEAR:
        return None
    # 직모(直毛) in an article on dogs of Japan is a word of Korean that dictionaries forgot
    return ("ja", "a document of Japan") if kind != "term" or is_japanese(context.title) else None
