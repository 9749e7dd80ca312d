"""Which of many short texts fit a few words best."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

WORD = re.compile(r"[a-z0-9]{2,}")
ENDINGS = ("ing", "es", "ed", "s", "e")
SHORTEST = 4
"""A stem has at least so many letters."""

Weighed = Sequence[tuple[int, str]]


class Ranking:
    """Texts by name, each in parts that count more or less; rare words count more."""

    def __init__(self, texts: Mapping[str, Weighed]) -> None:
        self._weights = {name: _weights(parts) for name, parts in texts.items()}

    def best(self, query: str, limit: int) -> list[str]:
        """The names that fit best; of equals the one that came first."""
        wanted = dict.fromkeys(stems(query))
        scores = {name: self._score(wanted, weights) for name, weights in self._weights.items()}
        ranked = sorted((name for name in scores if scores[name] > 0), key=lambda name: -scores[name])
        return ranked[:limit]

    def _score(self, wanted: Iterable[str], weights: Mapping[str, int]) -> float:
        return sum(math.log1p(weights[word]) * self._rarity(word) for word in wanted if word in weights)

    def _rarity(self, word: str) -> float:
        known = sum(word in weights for weights in self._weights.values())
        return math.log1p(len(self._weights) / known) if known else 0.0


def _weights(parts: Weighed) -> dict[str, int]:
    found: dict[str, int] = {}
    for weight, text in parts:
        for word in stems(text):
            found[word] = found.get(word, 0) + weight
    return found


def stems(text: str) -> list[str]:
    """The words of a text without their endings."""
    return [_stem(word) for word in WORD.findall(text.lower())]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word
