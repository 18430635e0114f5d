"""A mark for sentences of the pure parts that a person reads, to be translated."""

from __future__ import annotations


def say(sentence: str) -> str:
    """Return the sentence as it is: a mark, no work.

    A run folder, a log and an error hold it in English. What speaks to the user finds
    it again by its literal words and says it in another language, also when it was
    read from the folder of another person. So it is marked where it is written, as a
    literal or an f-string: ``say(f"There is no rule “{name}”.")``.
    """
    return sentence
