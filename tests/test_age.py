"""The child's age at the event, in all the forms of domain.md 5.4."""

from __future__ import annotations

import pytest

from careword.age_read import band
from conftest import Asked

FORMS = [
    ("Kai, 14, <consented>.", 14),
    ("Kai (14) <consented>.", 14),
    ("Kai (aged 14) <consented>.", 14),
    ("Kai, aged 14, <consented>.", 14),
    ("Kai is 14 and <consented>.", 14),
    ("14yo <consented>.", 14),
    ("14 yo <consented>.", 14),
    ("A 14 y/o who <consented>.", 14),
    ("14yr old <consented>.", 14),
    ("14 yr old <consented>.", 14),
    ("Kai, 14 yrs, <consented>.", 14),
    ("Kai 14y 3m <consented>.", 14),
    ("A 14-year-old <consented>.", 14),
    ("A 14 year old <consented>.", 14),
    ("A fourteen-year-old <consented>.", 14),
    ("Kai is fourteen and <consented>.", 14),
    ("Kai turned 13 last week and <consented>.", 13),
    ("Kai has just turned 13 and <consented>.", 13),
    ("At 12 he <consented>.", 12),
    ("Kai <consented> at the age of 12.", 12),
    ("Kai <consented> when he was 11.", 11),
    ("He has <consented> since age 11.", 11),
    ("Nan - <consented> since 11", 11),
    ("Kai <consented> when he was only eleven.", 11),
]


@pytest.mark.parametrize(("text", "years"), FORMS)
def test_the_age_is_read_from_the_sentence(ask: Asked, text: str, years: int) -> None:
    context = ask.context(text)
    assert (context.age, context.age_band) == (years, band(years))


RANGES = [
    ("He was 14/15 when he <consented>.", "13-15"),
    ("He was 12/13 when he <consented>.", "unknown"),
    ("Kai (Y9) <consented>.", "13-15"),
    ("Kai is in Year 9 and <consented>.", "13-15"),
    ("Kai is in Year 5 and <consented>.", "under-13"),
    ("A Y12 pupil <consented>.", "16-17"),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_a_range_or_a_school_year_gives_a_band_where_both_ends_fall_in_one(
    ask: Asked, text: str, expected: str
) -> None:
    assert ask.context(text).age_band == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [(9, "under-13"), (12, "under-13"), (13, "13-15"), (15, "13-15"), (16, "16-17"), (17, "16-17"), (18, "adult")],
)
def test_bands_are_those_of_the_law(years: int, expected: str) -> None:
    assert band(years) == expected


BORN = [
    "DOB 14/02/2012\nDate: 04/03/2024\n\nKai <consented>.",
    "DOB: 14.2.2012\nDate: 4.3.24\n\nKai <consented>.",
    "D.O.B. 14-02-2012\nDate of visit: 4th March 2024\n\nKai <consented>.",
    "d.o.b. 14/2/12\nNote date: 04-03-2024\n\nKai <consented>.",
    "Date of birth: 2012-02-14\nDate: 2024-03-04\n\nKai <consented>.",
    "Kai (DOB 14/02/2012) was seen on 04/03/2024. He <consented>.",
    "Name: Kai  DOB: 14/02/2012  Date: 04/03/24\n\nHe <consented>.",
    "DOB: 14/02/2012. Date of visit: 04/03/24.\n\nKai <consented>.",
    "DOB 14/02/2012\nVisit 04/03/24\n\nKai <consented>.",
    "DOB 14/02/2012\nHome visit Monday 4 March 2024\n\nKai <consented>.",
    "D.O.B. 14-02-2012\n04-03-2024 16:10 H/V\n\nKai <consented>.",
]


@pytest.mark.parametrize("text", BORN)
def test_the_age_is_counted_from_a_date_of_birth_and_the_notes_date_day_before_month(ask: Asked, text: str) -> None:
    assert ask.context(text).age == 12


def test_a_birthday_that_has_not_come_yet_is_not_counted(ask: Asked) -> None:
    assert ask.context("DOB 05/03/2011\nDate: 04/03/2024\n\nKai <consented>.").age == 12
    assert ask.context("DOB 04/03/2011\nDate: 04/03/2024\n\nKai <consented>.").age == 13


def test_a_record_gives_the_age(ask: Asked) -> None:
    assert ask.context("Kai <consented>.", child_age="12").age_band == "under-13"
    assert ask.context("Kai <consented>.", date_of_birth="2008-09-01", note_date="2024-10-01").age_band == "16-17"
    assert ask.context("Kai <consented>.", date_of_birth="01/09/2008", note_date="01/10/2024").age == 16


EVENT_FIRST = [
    ("Kai, 16, told me he <consented> when he was 11.", 11),
    ("Kai is now 17; he was 12 when he <consented>.", 12),
    ("Kai, 15, first <consented> at the age of 12.", 12),
    ("Kai, who is 16, has <consented> since age 12.", 12),
    ("Kai is 16. Four years ago he <consented>.", 12),
    ("Kai, now 16, <consented> four years ago.", 12),
    ("Kai is 16. He <consented> 3 years ago.", 13),
    ("Kai, 16, <consented> before his thirteenth birthday.", 12),
    ("Kai, 16, <consented> just before his 13th birthday.", 12),
    ("Kai, 16, <consented> after his eleventh birthday.", 11),
    ("DOB: 14/02/2010\nDate: 04/03/2026\n\nKai <consented> in June 2021.", 11),
    ("DOB: 14/02/2010\nDate: 04/03/2026\n\nOn 03/05/2022 Kai <consented>.", 12),
    ("DOB: 14/02/2010\nDate: 04/03/2026\n\nKai <consented> on 3 May 2022.", 12),
    ("Kai, 16, lives at home. Dad left three years ago and Kai <consented> last week.", 16),
]


@pytest.mark.parametrize(("text", "years"), EVENT_FIRST)
def test_the_age_at_the_event_goes_before_the_age_today(ask: Asked, text: str, years: int) -> None:
    assert ask.context(text).age == years


NOT_THE_CHILDS = [
    "Darren (22) told me Tia <consented>.",
    "Darren, 19, said Tia <consented>.",
    "Kyle, 23, says Tia <consented>.",
    "Her boyfriend Jay, 20, says Tia <consented>.",
]


@pytest.mark.parametrize("text", NOT_THE_CHILDS)
def test_the_age_of_a_speaker_or_of_somebody_elses_is_not_the_childs(ask: Asked, text: str) -> None:
    assert ask.context(text).age_band == "unknown"


@pytest.mark.parametrize(
    "text", ["YP (18) is <promiscuous>.", "YP, 18, is <promiscuous>.", "YP is 19 and <promiscuous>."]
)
def test_the_one_whom_a_note_is_about_may_be_grown(ask: Asked, text: str) -> None:
    context = ask.context(text)
    assert (context.age_band, context.subject) == ("adult", "child")


def test_the_year_of_the_event_gives_a_band_where_both_ages_fall_in_one(ask: Asked) -> None:
    born = "DOB: 14/02/2010\nDate: 04/03/2026\n\n"
    assert ask.context(born + "In 2021 Kai <consented>.").age_band == "under-13"
    assert ask.context(born + "In 2023 Kai <consented>.").age_band == "unknown"


def test_the_age_at_the_event_goes_before_a_record(ask: Asked) -> None:
    text = "He <consented> when he was 11."
    assert ask.context(text, child_age="16").age == 11
    assert ask.context(text, date_of_birth="2008-01-01", note_date="2024-06-01").age == 11


ADULTS = [
    "Her 22 year old boyfriend says she <consented>.",
    "She <consented> with a man aged 24.",
    "Her boyfriend (19) says she <consented>.",
    "Her boyfriend is 17 and she <consented>.",
    "Mum, 34, says she <consented>.",
    "He is nine years older and she <consented>.",
    "A 16 year old boyfriend; she <consented>.",
]


@pytest.mark.parametrize("text", ADULTS)
def test_another_persons_age_is_not_the_childs(ask: Asked, text: str) -> None:
    assert ask.context(text).age is None


def test_the_childs_age_is_found_beside_the_adults(ask: Asked) -> None:
    assert ask.context("Ella, 15, <consented> to a 22 year old man.").age == 15
    assert ask.context("The man is 31. Ella is 13. She <consented>.").age == 13


NUMBERS = [
    "Seen at 14:10 and he <consented>.",
    "At 4 pm he <consented>.",
    "He was gone for 14 days and <consented>.",
    "He <consented> in 2/52.",
    "He lives at 14 Mill Lane and <consented>.",
    "He missed 12 sessions and <consented>.",
    "The bill was 14 pounds; he <consented>.",
    "On 12/9 he <consented>.",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_times_dates_counts_and_addresses_are_not_ages(ask: Asked, text: str) -> None:
    assert ask.context(text).age is None


def test_each_of_several_children_keeps_an_age(ask: Asked) -> None:
    head = "Present: Ella, 15, and Kai, 12.\n\n"
    assert ask.context(head + "Ella <consented> to it.").age == 15
    assert ask.context(head + "Kai <consented> to it.").age == 12


def test_two_children_and_no_name_leave_the_age_unknown(ask: Asked) -> None:
    assert ask.context("Present: Ella, 15, and Kai, 12.\n\nThey <consented> to it.").age_band == "unknown"


def test_the_notes_one_child_gives_the_age_to_the_whole_note(ask: Asked) -> None:
    assert ask.context("Ella, 12, was at home. The house was warm.\n\nShe <consented> to it.").age == 12


def test_no_age_is_unknown(ask: Asked) -> None:
    context = ask.context("She <consented> to it.")
    assert (context.age, context.age_band) == (None, "unknown")


def test_the_age_names_the_place_it_was_read_at(ask: Asked) -> None:
    text = "Kai, 14, <consented>."
    spans = [cue.span for cue in ask.context(text).cues if cue.name == "age"]
    assert [text[span.start : span.end] for span in spans] == ["14"]


SOMEBODY_GROWN = [
    "Tia, 14, was seen. He says that he thought she was 18 when she <consented>.",
    "Tia, 14, was seen. He said she had told him she was 19 and <consented>.",
    "Dion, 14, was at his girlfriend's, she is 22. He <consented>.",
]


@pytest.mark.parametrize("text", SOMEBODY_GROWN)
def test_a_grown_persons_age_beside_a_childs_is_not_the_childs(ask: Asked, text: str) -> None:
    assert ask.context(text).age == 14


def test_a_care_leavers_age_is_that_of_the_note(ask: Asked) -> None:
    assert ask.context("She is 19 now. She <consented>.").age == 19
