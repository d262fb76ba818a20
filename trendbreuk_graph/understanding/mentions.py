"""Things of the graph that a sentence names: whole names, abbreviations, parts of names and misspellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from trendbreuk_graph.understanding.words import fold, small_words, split_words

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.understanding.words import Word

__all__ = ["PARTIAL", "Mention", "NameIndex"]

#: No name is longer than this many words, and none is looked for in more.
_LONGEST = 9
#: Likeness (0-100) from which a word that is no word of the language is taken for a name, by its length.
_ALIKE = {4: 100.0, 5: 88.0, 6: 83.0, 7: 84.0}
_ALIKE_LONG = 85.0
#: The same for each word of a name, and for a name that is cut into words in another way.
_ALIKE_WORD, _ALIKE_SPLIT = 60.0, 90.0
#: A part of a name stands for it from this share of the weight of the name's words.
_SHARE = 0.34
#: And a single word that is not the first from this share on: "stad" is no name of "de gezonde stad".
_SHARE_ALONE = 0.5
_RARE = 3
#: From this length on the first word of a name alone is also found with a slip in it.
_LONG_WORD = 6
#: From how many letters on the first words of a name are also found with a slip in them.
_LONG_START = 9
#: Likeness from which a name is worth suggesting.
_WORTH = 60
#: How sure each kind of likeness is.
_EXACT, _INFLECTED, PARTIAL = 1.0, 0.97, 0.86
#: An explanation in brackets behind a name.
_BRACKETS = re.compile(r" \([^()]*\)$")
#: Small words of names that people shorten.
_SHORTENED = dict.fromkeys(("vd", "v.d.", "v/d"), ("van", "de"))
#: So many words that say something are a name, though each is an ordinary word: "older people".
_SEVERAL = 2
#: What is left of it when the words are ordinary words too.
_COMMON = 0.6


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``start`` to ``end`` (indexes of words, end exclusive) that may name one of some things.

    Attributes:
        things: Each with how sure it is, from 0 to 1; the surest first, ties by IRI.
        common: Whether the words are ordinary words too, such as "gemeenten".
    """

    start: int
    end: int
    things: tuple[tuple[Thing, float], ...]
    common: bool

    @property
    def sureness(self) -> float:
        """Of the surest thing."""
        return self.things[0][1]


class NameIndex:
    """All names of all things, ready to be found in a sentence."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._exact: dict[str, set[Thing]] = {}
        self._pieces: dict[str, list[str]] = {}
        self._parts: dict[str, set[tuple[Thing, tuple[str, ...]]]] = {}
        self._weights: dict[str, int] = {}
        self._names: dict[Thing, list[tuple[str, ...]]] = {}
        known = list(things)
        for thing in known:
            for name in sorted({*thing.names, thing.id.replace("-", " ")}):
                self._add(thing, name)
        # "Maastricht UMC+ (university hospital)" is called so without what stands in brackets, unless something else is.
        short = [
            (thing, name[: name.rindex(" (")]) for thing in known for name in thing.names if _BRACKETS.search(name)
        ]
        taken = {*self._exact}
        for thing, name in sorted(short, key=lambda pair: (pair[1], pair[0].iri)):
            if "".join(_name_words(name)) not in taken:
                self._add(thing, name)
        streams = [thing for thing in known if thing.kind == "stream"]
        for vague, name in short:
            if vague.kind == "stream":
                self._exact["".join(_name_words(name))] |= {thing for thing in streams if _is_such(thing, name)}
        self._turn_round()
        self._bare = self._leave_small_words()
        for thing in known:
            for word in {word for name in self._names[thing] for word in name}:
                self._weights[word] = self._weights.get(word, 0) + 1
        self._fuzzy = sorted(name for name in self._exact if len(name) >= min(_ALIKE))
        rare = {word for word, number in self._weights.items() if number == 1 and len(word) >= _LONG_WORD}
        self._first = sorted(rare & {name[0] for names in self._names.values() for name in names})

    def _add(self, thing: Thing, name: str) -> None:
        words = _name_words(name)
        self._exact.setdefault("".join(words), set()).add(thing)
        self._pieces.setdefault("".join(words), words)
        self._names.setdefault(thing, []).append(tuple(words))
        for word in words:
            self._parts.setdefault(word, set()).add((thing, tuple(words)))

    def _turn_round(self) -> None:
        """Adds names of two words the other way round: the University of Maastricht is Maastricht University.

        Not those of two names: "valpreventie of GALA" is the one or the other, for "of" is "or" in Dutch.
        """
        taken = {*self._exact}
        for thing in self._names:
            for link, label in (("van", thing.nl), ("of", thing.en)):
                name = _name_words(label)
                turned = [*name[1:], link, *name[:1]]
                if len(name) == _SEVERAL and not {*name} <= taken and "".join(turned) not in taken:
                    self._exact.setdefault("".join(turned), set()).add(thing)
                    self._pieces["".join(turned)] = turned

    def _leave_small_words(self) -> dict[str, Thing]:
        """Names without their small words → what they alone name: "bundelen van de thuiszorg", "huis vd sport"."""
        bare: dict[str, set[Thing]] = {}
        for thing, names in self._names.items():
            for name in names:
                telling = _leave_linking(name)
                if len(telling) >= _SEVERAL:
                    bare.setdefault("".join(telling), set()).add(thing)
        return {joined: next(iter(things)) for joined, things in bare.items() if len(things) == 1}

    @cached_property
    def _starts(self) -> dict[str, tuple[list[str], dict[Thing, float]]]:
        """First words of longer names that stand for them, written together → these words, and what they name."""
        starts: dict[str, tuple[list[str], dict[Thing, float]]] = {}
        for name in {name for names in self._names.values() for name in names}:
            for width in range(_SEVERAL, len(name)):
                joined = "".join(name[:width])
                if joined not in starts and len(joined) >= _LONG_START:
                    starts[joined] = list(name[:width]), self._match_part(name[:width])
        return {joined: found for joined, found in starts.items() if len(found[1]) == 1}

    def find(self, words: Sequence[Word]) -> list[Mention]:
        """The mentions in a sentence, the surest and longest first taken; none overlaps another."""
        found = sorted(self._all(words), key=lambda m: (-(m.sureness**2) * _length(words, m), m.start))
        taken: list[Mention] = []
        for mention in found:
            if _is_apart(mention, taken):
                taken.append(self._lengthen(mention, [one for one in found if _is_apart(one, taken)], words))
        return _join_repeated(sorted(taken, key=lambda mention: mention.start), words)

    def _lengthen(self, mention: Mention, found: Sequence[Mention], words: Sequence[Word]) -> Mention:
        """The same with more words of the thing's own name around it: "Academische Werkplaats Mosa", which has more words in between."""
        thing = mention.things[0][0]
        own = {word for name in self._names[thing] for word in name}
        wider = [
            other
            for other in found
            if other.start <= mention.start
            and mention.end <= other.end
            and [it for it, _ in other.things] == [thing]
            and all(piece in own for word in words[other.start : other.end] for piece in _name_words(word.text))
        ]
        widest = max(wider, key=lambda other: other.end - other.start, default=mention)
        return replace(mention, start=widest.start, end=widest.end)

    def split_compounds(self, sentence: str) -> str:
        """A sentence in which names stand alone that were written as one with what they are of: "peuter projecten" for "peuterprojecten"."""
        parts = []
        done = 0
        for text, start, end in split_words(sentence):
            name, kind = self._split_compound(text)
            if name:
                parts += [sentence[done:start], name, " ", kind]
                done = end
        return "".join((*parts, sentence[done:]))

    def _split_compound(self, text: str) -> tuple[str, str]:
        folded = fold(text)
        for kind in small_words("compounds"):
            name = folded.removesuffix(kind).rstrip("-")
            if name == folded or len(name) < min(_ALIKE) or folded in self._exact:
                continue
            if name in self._exact or any(form in self._exact for form in _inflect(name)):
                return text[: len(name)], text[-len(kind) :]
        return "", ""

    def nearest(self, text: str, count: int = 3) -> list[str]:
        """Names that resemble a text, the most alike first; none when nothing does."""
        from rapidfuzz import fuzz, process

        names = {fold(name): thing.nl for things in self._exact.values() for thing in things for name in thing.names}
        alike = process.extract(fold(text), sorted(names), scorer=fuzz.ratio, limit=3 * count, score_cutoff=_WORTH)
        return list(dict.fromkeys(names[name] for name, _, _ in alike))[:count]

    def _all(self, words: Sequence[Word]) -> Iterator[Mention]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                span = words[start:end]
                if span[0].filler and span[0].folded not in self._parts:
                    break
                things = self._match(span)
                if things:
                    said = [word for word in span if not word.filler]
                    common = len(said) < _SEVERAL and all(word.is_grouped and not word.is_capital for word in said)
                    share = _COMMON if common else 1.0
                    ranked = sorted(things.items(), key=lambda pair: (-pair[1], pair[0].iri))
                    yield Mention(start, end, tuple((thing, share * sure) for thing, sure in ranked), common)

    def _match(self, span: Sequence[Word]) -> dict[Thing, float]:
        pieces = [piece for word in span for piece in _name_words(word.text)]
        if len(span) == 1 and len(pieces) > 1 and pieces[-1] in small_words("general"):
            # "GALA-gelden" names what "GALA" names, unless something is called just so.
            return self._match_pieces(pieces, span) or self._match_pieces(pieces[:-1], span)
        return self._match_pieces(pieces, span)

    def _match_pieces(self, pieces: Sequence[str], span: Sequence[Word]) -> dict[Thing, float]:
        joined = "".join(pieces)
        if joined in self._exact:
            return dict.fromkeys(self._exact[joined], _EXACT)
        if span[-1].filler and not all(word.is_capital for word in span):
            # "Zorg en" is no plural of "zorg"; but "Agenda" is part of a name.
            return {}
        for inflected in _inflect(joined):
            if inflected in self._exact:
                return dict.fromkeys(self._exact[inflected], _INFLECTED)
        if all(word.known for word in span):
            # Ordinary words are only names when they are whole names.
            telling = any(not word.filler and not word.is_grouped for word in span)
            return self._match_part(pieces, known=True) if telling and len(pieces) > 1 else {}
        return (
            self._match_bare(pieces)
            or self._match_part(pieces)
            or self._match_mixed(pieces, span)
            or self._match_alike(pieces, joined, starts=span[0].is_capital or not span[0].filler)
        )

    def _match_bare(self, pieces: Sequence[str]) -> dict[Thing, float]:
        """A name with other small words in it than it has."""
        telling = _leave_linking(pieces)
        linked = telling[:1] != [pieces[0]] or telling[-1:] != [pieces[-1]]
        thing = None if linked or len(telling) < _SEVERAL else self._bare.get("".join(telling))
        return {} if thing is None else {thing: _INFLECTED}

    def _match_mixed(self, pieces: Sequence[str], span: Sequence[Word]) -> dict[Thing, float]:
        """Two words from several names of one thing, as its Dutch abbreviation with an English word: "GLI adults"; none if they fit two things."""
        if len(span) != _SEVERAL or any(word.filler for word in span):
            return {}
        if all(word.known or word.folded in self._exact for word in span):
            return {}
        fitting = [{thing for thing, _ in self._parts.get(piece, ())} for piece in pieces]
        found = set.intersection(*fitting)
        return dict.fromkeys(found, PARTIAL) if len(found) == 1 else {}

    def _match_part(self, pieces: Sequence[str], *, known: bool = False) -> dict[Thing, float]:
        """Some words of a longer name, when few other names hold them: "burgerkracht", "academische werkplaats".

        Ordinary words, all of them `known`, must be its first: "phase of life" is not "the last phase of life", nor is "van de toekomst" a name.
        """
        rarest = min(pieces, key=lambda piece: self._weights.get(piece, 0))
        letters = sum(map(len, pieces))
        if not 0 < self._weights.get(rarest, 0) <= _RARE or letters < (min(_ALIKE) if len(pieces) == 1 else 6):
            return {}
        found: dict[Thing, float] = {}
        for thing, name in self._parts[rarest]:
            if not _contains(name, pieces) or ((known or pieces[0] in small_words("linking")) and name[0] != pieces[0]):
                continue
            share = sum(map(len, pieces)) / sum(map(len, name))
            if share >= (_SHARE if len(pieces) > 1 or name[0] == pieces[0] else _SHARE_ALONE):
                found[thing] = max(found.get(thing, 0.0), PARTIAL * (0.9 + 0.1 * share))
        # "SPUK" alone is a kind of grant, of which there are several, and the name of none.
        return {} if len(pieces) == 1 and len(found) > 1 else found

    def _match_start(self, pieces: Sequence[str], joined: str, least: float) -> dict[Thing, float]:
        """The first words of a longer name with slips in them: "Open Universty"."""
        from rapidfuzz import fuzz, process

        for start, score, _ in process.extract(
            joined, list(self._starts), scorer=fuzz.ratio, score_cutoff=least, limit=2
        ):
            words, things = self._starts[start]
            if len(words) == len(pieces) and all(map(_is_slip, pieces, words)):
                return {thing: sure * score / 100 for thing, sure in things.items()}
        return {}

    def _match_alike(self, pieces: Sequence[str], joined: str, *, starts: bool) -> dict[Thing, float]:
        from rapidfuzz import fuzz, process

        if len(joined) < min(_ALIKE):
            return {}
        least = _ALIKE.get(len(joined), _ALIKE_LONG)
        found: dict[Thing, float] = {}
        for name, score, _ in process.extract(joined, self._fuzzy, scorer=fuzz.ratio, score_cutoff=least, limit=5):
            if not _are_alike(pieces, self._pieces[name], score):
                continue
            for thing in self._exact[name]:
                found[thing] = max(found.get(thing, 0.0), score / 100 - 0.03)
        if not found and len(pieces) == 1 and len(joined) >= _LONG_WORD:
            for word, score, _ in process.extract(joined, self._first, scorer=fuzz.ratio, score_cutoff=least, limit=2):
                if word[0] == joined[0]:
                    found |= {thing: PARTIAL * score / 100 for thing, _ in self._parts[word]}
        if not found and starts and len(pieces) > 1:
            found = self._match_start(pieces, joined, least)
        best = max(found.values(), default=0.0)
        return {thing: score for thing, score in found.items() if best - score < 0.04}  # noqa: PLR2004 - nearly as alike


def _is_such(stream: Thing, name: str) -> bool:
    """Whether a stream is one of those that a name leaves open: the Regio Deal Parkstad is a "Regio Deal (niet nader aangeduid)"."""
    return any(fold(own).startswith(f"{fold(name)} ") for own in stream.names)


def _is_apart(mention: Mention, taken: Sequence[Mention]) -> bool:
    return all(mention.end <= other.start or other.end <= mention.start for other in taken)


def _join_repeated(mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
    """One mention for a thing that is named twice in a row: "the municipal budgets (gemeentelijke middelen)"."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last
            and last.things[0][0] == mention.things[0][0]
            and all(w.filler for w in words[last.end : mention.start])
        ):
            joined[-1] = replace(last, end=mention.end, common=last.common and mention.common)
        else:
            joined.append(mention)
    return joined


def _are_alike(pieces: Sequence[str], name: Sequence[str], score: float) -> bool:
    """Whether it is one name with slips, word by word: people seldom mistype the first letter, and another word is another name."""
    from rapidfuzz import fuzz

    if len(pieces) != len(name):
        return pieces[0][0] == name[0][0] and score >= _ALIKE_SPLIT
    return all(
        piece[0] == word[0] and fuzz.ratio(piece, word) >= _ALIKE_WORD for piece, word in zip(pieces, name, strict=True)
    )


def _is_slip(piece: str, word: str) -> bool:
    from rapidfuzz import fuzz

    return piece[0] == word[0] and fuzz.ratio(piece, word) >= _ALIKE_LONG


def _leave_linking(pieces: Iterable[str]) -> list[str]:
    return [piece for piece in pieces if piece not in small_words("linking")]


def _name_words(name: str) -> list[str]:
    return [piece for text, _, _ in split_words(name) for piece in _pieces(fold(text))]


def _pieces(folded: str) -> list[str]:
    """The parts of a word with hyphens, dots or signs in it: "SPUK-GALA" is "spuk gala"."""
    if folded in _SHORTENED:
        return list(_SHORTENED[folded])
    kept = "".join(sign if sign.isalnum() else " " for sign in folded)
    return kept.split()


def _inflect(joined: str) -> Iterator[str]:
    """A name without the ending of a plural, a genitive or an adjective, or with that of a plural."""
    if len(joined) < min(_ALIKE):
        return
    for ending in ("s", "se", "en", "e", "n", "sche"):
        if joined.endswith(ending):
            yield joined.removesuffix(ending)
    for ending in ("s", "en", "n"):
        yield joined + ending


def _contains(name: Sequence[str], pieces: Sequence[str]) -> bool:
    """Whether the pieces stand in the name after each other."""
    width = len(pieces)
    return any(list(name[at : at + width]) == list(pieces) for at in range(len(name) - width + 1))


def _length(words: Sequence[Word], mention: Mention) -> float:
    """Signs; those of words for money in general count half: of "SPUK IZA money" the first two are the name."""
    general = small_words("general")
    named = words[mention.start : mention.end]
    return sum(len(word.text) / (2 if len(named) > 1 and word.folded in general else 1) for word in named)
