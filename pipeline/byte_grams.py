"""A kernel: the byte n-grams of a language model that a text holds, found by walking the model's automaton."""

from __future__ import annotations

from array import array

COMPILED = not __file__.endswith(".py")
"""Whether this is machine code; else numpy's walk in `language` is many times as fast."""

_STRIPS = 16  # walked side by side: the automaton is far larger than any cache, and one step would wait for the last


def count_grams(
    data: bytes, moves: memoryview[int], rows: memoryview[int], features: memoryview[int], warm_up: int
) -> tuple[array[int], array[int]]:
    """Give the features of a text in the order of their first coming, and how often each comes.

    Args:
        data: the text.
        moves: states by row and byte.
        rows: by state, where its moves begin.
        features: by state, the feature that is met there, or -1.
        warm_up: bytes after which the automaton stands where a walk from the beginning would have brought it.
    """
    states = array("i", bytes(4 * len(data)))
    _walk(data, moves, rows, states, warm_up)
    size = 64
    while size < 2 * len(data):
        size *= 2
    found, tally = array("i", bytes(4 * len(data))), array("i", bytes(4 * len(data)))
    distinct = _count(states, features, array("i", bytes(4 * size)), found, tally)
    return found[:distinct], tally[:distinct]


def _walk(text: bytes, moves: memoryview[int], rows: memoryview[int], states: array[int], warm_up: int) -> None:
    """Write the state behind every byte."""
    size = (len(text) + _STRIPS - 1) // _STRIPS
    stand = array("q", bytes(8 * _STRIPS))
    current = stand
    for step in range(-warm_up, size):
        for strip in range(_STRIPS):
            place = strip * size + step
            if 0 <= place < len(text):
                current[strip] = moves[rows[current[strip]] + text[place]]
                if step >= 0:
                    states[place] = current[strip]


def _count(
    states: array[int], features: memoryview[int], slots: array[int], found: array[int], tally: array[int]
) -> int:
    """Number the features met in the order of their coming, count them, and give how many they are."""
    last = len(slots) - 1
    distinct = 0
    for i in range(len(states)):
        feature = features[states[i]]
        if feature < 0:
            continue
        slot = feature * 40503 >> 4 & last
        while slots[slot] and found[slots[slot] - 1] != feature:
            slot = (slot + 1) & last
        if not slots[slot]:
            found[distinct] = feature
            distinct += 1
            slots[slot] = distinct
        tally[slots[slot] - 1] += 1
    return distinct
