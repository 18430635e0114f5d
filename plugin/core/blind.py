"""Blind: slots in which a rule by tile cloud has no cloud figure to go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .collections import find_collection
from .rules import find_rule
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .plan import Plan


def say_blind(rule: str, plans: Sequence[Plan]) -> str:
    """Return that scenes come by time alone, as a sentence; empty where they do not.

    Args:
        rule: its name.
        plans: of the slots to speak of.
    """
    if not find_rule(rule).needs_cloud:
        return ""
    asked = [plan for plan in plans if plan.offered]
    blind = [plan for plan in asked if _blind(plan)]
    if not any(len(plan.offered) > 1 for plan in blind):
        return ""  # there is nothing to choose from
    names = frozenset[str]().union(*map(_blind, blind))
    titles = " and ".join(find_collection(name).title for name in sorted(names))
    if len(blind) == len(asked):
        return say(
            f"No scene of {titles} has a cloud figure: the latest come first, as by"
            " the rule “Most recent”."
        )
    return say(
        f"In {len(blind)} of {len(asked)} slots no scene of {titles} has a cloud"
        " figure: there the latest come first, as by the rule “Most recent”."
    )


def _blind(plan: Plan) -> frozenset[str]:
    """Return the collections of which no scene of a slot has a cloud figure."""
    known = {one.collection for one in plan.offered if one.cloud_coverage is not None}
    return frozenset(one.collection for one in plan.offered) - known
