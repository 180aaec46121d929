"""Misspelt words of Russian addresses: undone one by one, then the mended text is read as if it had been typed.

Only words that stand in no name of the dictionary are looked at, so a text without a slip costs one look.
"""

from __future__ import annotations

from addrcheck.gazetteer.places import Gazetteer
from addrcheck.gazetteer.slips import SHORTEST, SlipIndex, slip_index
from addrcheck.languages import Settlement
from addrcheck.languages.russian.line import Line, Phrase, Places
from addrcheck.languages.russian.mentions import mentions_of
from addrcheck.languages.russian.names import Names, names_of
from addrcheck.languages.russian.readings import Reader, Reading, lacks_town
from addrcheck.languages.russian.respelling import Change, Respelling, respell
from addrcheck.languages.russian.segment import RussianSentence, doubts_of, ignorable_spans, read_line
from addrcheck.languages.russian.tokens import DOT

_COST = 0.15  # a slip
_ALSO = 3.0
"""Readings within so many nats of the best are left for the other places of the text to decide."""

_MOST = 12
"""A text with more unknown words is no address with slips, but something else."""

_ABBREVIATION = 5
"""A word of so many letters before a dot may be a shortened one: Верхн., Никол."""


def mend(sentence: RussianSentence, settlement: Settlement, gazetteer: Gazetteer) -> RussianSentence:
    """Return the sentence read with its misspelt words mended; the same object where there are none."""
    line = sentence.line
    index = slip_index(gazetteer)
    unknown = _unknown(line, index)
    if not unknown or len(unknown) > _MOST:
        return sentence
    if not any(index.near(line.words[i]) for i in unknown) and not any(map(lacks_town, line.phrases)):
        return sentence
    reader = Reader(line, settlement, gazetteer)
    changes = [change for i in unknown if (change := _change(line, i, reader.readings(i)))]
    return _read_again(sentence, respell(sentence.text, changes), gazetteer) if changes else sentence


def _change(line: Line, i: int, readings: list[Reading]) -> Change | None:
    """Return what to make of word ``i``, None where it is left as typed."""
    if not readings:
        return None
    best = readings[0]
    others = tuple(
        r.word for r in readings[1:] if best.role == r.role == "place" and r.gain > best.gain - _ALSO
    )
    cost = 0.0 if best.role == "type" else _COST * best.slips
    return Change(line.starts[i], line.ends[i], best.word, cost, others)


def _unknown(line: Line, index: SlipIndex) -> list[int]:
    """Return the words that are no part of a name in the dictionary, and those of places that it lacks."""
    knows = index.knows
    long = [i for i, word in enumerate(line.words) if len(word) >= SHORTEST and line.tags[i] is None]
    unknown = {i for i in long if not knows(line.words[i])}
    for phrase in line.phrases:
        if not phrase.places and phrase.group == "place":
            unknown.update(i for i in long if phrase.name_first <= i < phrase.name_last)
    if unknown:
        for first, hits in line.hits.items():
            unknown.difference_update(range(first, hits[-1][0]))
    return sorted(i for i in unknown if not _may_be_short(line, i))


def _may_be_short(line: Line, i: int) -> bool:
    """Tell whether word ``i`` may be the beginning of a longer one, cut off by a dot."""
    return line.gaps[i + 1] == DOT and len(line.words[i]) <= _ABBREVIATION


def _read_again(sentence: RussianSentence, respelling: Respelling, gazetteer: Gazetteer) -> RussianSentence:
    """Return the sentence that the mended text makes, its offsets those of the typed text."""
    line = read_line(respelling.text, gazetteer)
    names = names_of(gazetteer)
    for phrase in line.phrases:
        if phrase.places:
            start, end = line.starts[phrase.name_first], line.ends[phrase.name_last - 1]
            phrase.cost = respelling.cost(start, end)
            for name in respelling.others(start, end) if phrase.cost else ():
                phrase.places += tuple(p for p in _named(name, phrase, names) if p not in phrase.places)
    return RussianSentence(
        sentence.text,
        tuple(map(respelling.typed_mention, mentions_of(line))),
        tuple((respelling.typed(a), respelling.typed(b)) for a, b in ignorable_spans(line)),
        tuple(map(respelling.typed_doubt, doubts_of(line))),
        line=line,
        respelling=respelling,
    )


def _named(name: str, phrase: Phrase, names: Names) -> Places:
    """Return the places that the name of a phrase means when it is ``name``."""
    for start, end, number in names.gazetteer.scan(name):
        if start == 0 and end == len(name):
            return names.meant(number, phrase.element)
    return ()
