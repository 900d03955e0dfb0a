"""How a form is read: Sino-Korean (`hanja`), pinyin (`pinyin`), Mandarin in Hangul (`mandarin`), and from Hangul back (`reverse`).

The tables under ``data/`` are read when first needed; importing any module here loads none of them.
"""
