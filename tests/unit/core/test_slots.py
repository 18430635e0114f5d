from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.core.rhythm import slice_period
from scene_slots.plugin.core.slots import Period, Slot, leave_out


def test_a_slot_holds_its_start_and_not_its_end(utc):
    slot = Slot("2018-03", utc("2018-03-01"), utc("2018-04-01"))

    assert slot.holds(utc("2018-03-01"))
    assert slot.holds(utc("2018-03-31T23:59:59.999999"))
    assert not slot.holds(utc("2018-04-01"))
    assert slot.last_second == utc("2018-03-31T23:59:59")


def test_a_slot_without_zone_or_length_cannot_be_made(utc):
    start = utc("2018-03-01")
    with pytest.raises(ValueError, match="zone"):
        Slot("x", start.replace(tzinfo=None), start)
    with pytest.raises(ValueError, match="zone"):
        Slot("x", start, (start + timedelta(1)).replace(tzinfo=None))
    with pytest.raises(ValueError, match="before"):
        Slot("x", start, start)


def test_both_days_of_a_period_are_included():
    period = Period(date(2018, 2, 28), date(2018, 2, 28))

    assert period.start == datetime(2018, 2, 28, tzinfo=timezone.utc)
    assert period.end == datetime(2018, 3, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2018, 3, 2), date(2018, 3, 1), "exchange the two dates"),
        (date(1, 1, 1), date(2018, 3, 1), "1900 to 2199"),
        (date(2018, 3, 1), date.max, "1900 to 2199"),
    ],
)
def test_a_senseless_period_is_one_clear_sentence(first, last, words):
    with pytest.raises(InputError, match=words):
        Period(first, last)


def test_slots_that_are_excluded_are_not_asked_for():
    march, april = slots = slice_period(
        Period(date(2018, 3, 1), date(2018, 4, 30)), "month"
    )

    assert leave_out(slots, {"2018-03", "2017-01"}) == (april,)
    assert leave_out(slots, ()) == (march, april)
    with pytest.raises(InputError, match="include one"):
        leave_out(slots, {"2018-03", "2018-04"})
