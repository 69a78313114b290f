"""The pattern language that rules are written in."""

from __future__ import annotations

import re

import pytest

from careword.fold import fold
from careword.pattern import LIMIT, PatternError, Vocabulary, alternatives, compile_pattern, expression

WORDS = Vocabulary({"her": ["her", "his", "their"], "sex": ["sex", "(oral|anal) sex"]}, {"give": "gave given"})


def finds(source: str, text: str) -> bool:
    """Say whether a pattern finds something in a text, by its literals or its expression."""
    pattern, folded = compile_pattern(source, WORDS), fold(text).text
    words = pattern.regex or "|".join(map(re.escape, sorted(pattern.literals, key=len, reverse=True)))
    found = re.search(rf"(?<!\w)(?:{words})(?!\w)", folded)
    assert not found or pattern.regex is None or any(anchor in folded for anchor in pattern.anchors)
    return found is not None


CASES = [
    ("consented to sex", "She consented to sex.", True),
    ("consented to sex", "She consented, to 'sex'.", True),
    ("consented to sex", "She consented. To sex he said no.", False),
    ("self-harm", "Self harm and self-harm.", True),
    ("can't say no", "She can\u2019t say no.", True),
    ("(put|puts) (|a) risk", "She put risk first.", True),
    ("(put|puts) (|a) risk", "She puts a risk first.", True),
    ("(put|puts) (|a) risk", "She puts the risk first.", False),
    ("~refuse to talk", "He refused to talk.", True),
    ("~refuse to talk", "He is refusing to talk.", True),
    ("~give consent", "Consent was given. She has given consent.", True),
    ("~give consent", "He gave consent.", True),
    ("<her> fault", "It was their fault.", True),
    ("<her> fault", "It was the fault.", False),
    ("had <sex>", "They had oral sex.", True),
    ("<number> partners", "She has 12 partners.", True),
    ("<number> partners", "She has three or four partners.", True),
    ("<number> partners", "She has many partners.", False),
    ("a <word> girl", "She is a silly girl.", True),
    ("a <word> girl", "She is a very silly girl.", False),
    ("putting ... at risk", "She is putting at risk.", True),
    ("putting ... at risk", "She is putting her two friends at risk.", True),
    ("putting ... at risk", "She is putting one two three four at risk.", False),
    ("putting ...6 at risk", "She is putting one two three four at risk.", True),
    ("putting ... at risk", "She is putting it off. He is at risk.", False),
    ("(a|the|) (bad|poor) choice", "She made a bad choice.", True),
    ("(a|the|) (bad|poor) choice", "Bad choice.", True),
]


@pytest.mark.parametrize(("source", "text", "expected"), CASES)
def test_the_small_language(source: str, text: str, expected: bool) -> None:
    assert finds(source, text) is expected


def test_words_alone_become_literals_to_look_up() -> None:
    pattern = compile_pattern("(has|had) <sex>", WORDS)
    assert pattern.regex is None
    assert set(pattern.literals) == {
        f"{have} {kind}" for have in ("has", "had") for kind in ("sex", "oral sex", "anal sex")
    }


def test_many_combinations_become_an_expression_with_anchors() -> None:
    source = " ".join(f"({'|'.join(f'{letter}{n}' for n in range(9))})" for letter in "xyz")
    pattern = compile_pattern(source, WORDS)
    assert LIMIT < 9**3
    assert pattern.regex
    assert pattern.anchors


WIDE = f"({'|'.join(f'x{n}' for n in range(20))}) ({'|'.join(f'y{n}' for n in range(20))})"


def test_a_class_or_bracket_of_very_many_texts_is_never_spelt_out() -> None:
    words = Vocabulary({"wide": [WIDE]}, {})
    for source in ("agreed to <wide>", f"agreed to ({WIDE}|z)", "agreed to (<wide>|do <wide>)"):
        pattern = compile_pattern(source, words)
        assert pattern.anchors == ("agreed to",)
        assert len(pattern.regex or "") < 10 * len(source) + 2 * len(WIDE)
        assert re.fullmatch(pattern.regex or "", "agreed to x3 y17")
        assert not re.fullmatch(pattern.regex or "", "agreed to x3y17")


def test_a_pattern_that_is_one_bracket_stands_for_its_alternatives() -> None:
    assert alternatives("(a b|(c|d e)|f (|g))") == ["a b", "c", "d e", "f (|g)"]
    assert alternatives("(a|b) (c|d)") == ["(a|b) (c|d)"]


def test_capitals_are_asked_for_where_a_pattern_writes_them() -> None:
    assert compile_pattern("DNA appointment", WORDS).capitals == ("dna",)
    assert compile_pattern("Dna appointment", WORDS).capitals == ()


def test_every_expression_that_is_offered_compiles() -> None:
    for source in ("(a|b (c|)) d", "x (|y) (|z) w", "(|a) b ... c", "~give (|<her> )<number>"):
        re.compile(expression(source, WORDS))


BROKEN = ["", "   ", "(a|b", "<nobody> fault", "<number>", "... ", "(a ... b|c) d"]


@pytest.mark.parametrize("source", BROKEN)
def test_what_cannot_be_read_is_refused_with_what_was_expected(source: str) -> None:
    with pytest.raises(PatternError) as fault:
        compile_pattern(source, WORDS)
    assert str(fault.value)


def test_an_unknown_class_names_the_ones_there_are() -> None:
    with pytest.raises(PatternError, match="expected one of: number, her, sex"):
        compile_pattern("<hers> fault", WORDS)
