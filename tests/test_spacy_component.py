"""careword as a spaCy component: spans, verdicts, settings, bytes, processes and memory zones."""

from __future__ import annotations

import sys

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from careword import spacy_component
from careword.findings import Finding, Silence
from careword.lint import Linter
from careword.text import Document

TEXT = "Julia, 14, consented to sex with him. Mother consented to the CAMHS referral."
OTHER = "Mum says that she is promiscuous. \U0001f600 He said she's \u201cup for it\u201d."


@pytest.fixture
def nlp() -> Language:
    """Give an empty English pipeline with careword in it."""
    made = spacy.blank("en")
    made.add_pipe("careword")
    return made


def test_findings_are_spans_with_the_rules_id(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["careword"]] == [("consented to sex", "consent")]


def test_verdicts_are_those_of_the_linter(nlp: Language, linter: Linter) -> None:
    for text in (TEXT, OTHER, "", "The kitchen was warm."):
        assert nlp(text)._.careword == linter.verdicts(Document(text))


def test_a_span_gives_its_finding(nlp: Language) -> None:
    doc = nlp(TEXT)
    finding = doc.spans["careword"][0]._.careword
    assert isinstance(finding, Finding)
    assert finding.candidate.rule == "consent"
    assert finding.context.age == 14
    assert doc[0:2]._.careword is None


def test_silences_are_verdicts_too(nlp: Language) -> None:
    reasons = {item.reason for item in nlp(TEXT)._.careword if isinstance(item, Silence)}
    assert "care-consent" in reasons


def test_spans_take_whole_tokens(nlp: Language) -> None:
    for text in (TEXT, OTHER):
        doc = nlp(text)
        for span in doc.spans["careword"]:
            assert span.start_char <= span._.careword.candidate.span.start
            assert span._.careword.candidate.span.end <= span.end_char


def test_a_record_gives_the_age(nlp: Language) -> None:
    doc = nlp.make_doc("She consented to sex with him.")
    doc._.careword_fields = {"child_age": "12"}
    assert [span._.careword.severity for span in nlp(doc).spans["careword"]] == ["error"]


def test_settings_move_and_hide() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("careword", config={"min_severity": "error", "levels": {"consent": "off"}})
    doc = nlp(TEXT + " " + OTHER)
    assert "consent" not in {item.candidate.rule for item in doc._.careword}
    assert all(span._.careword.severity == "error" for span in doc.spans["careword"])
    assert any(isinstance(item, Finding) for item in doc._.careword)


def test_a_rule_may_be_named_as_it_was_formerly() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("careword", config={"levels": {"consent-13-15": "hint"}})
    doc = nlp(TEXT)
    assert [span._.careword.severity for span in doc.spans["careword"]] == ["hint"]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"min_severity": "fatal"}, "min_severity: expected one of error"),
        ({"levels": {"consnt": "off"}}, "no such rule: consnt"),
        ({"levels": {"consent": "loud"}}, "consent: expected one of error"),
    ],
)
def test_settings_that_are_wrong_are_refused(config: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        spacy.blank("en").add_pipe("careword", config=config)


def test_a_stream_of_texts(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, OTHER, TEXT], batch_size=2))
    assert [len(doc.spans["careword"]) for doc in docs] == [1, len(docs[1].spans["careword"]), 1]
    assert docs[0]._.careword == docs[2]._.careword


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded, use of fork:DeprecationWarning")
def test_a_stream_over_two_processes(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, OTHER] * 3, n_process=2, batch_size=2))
    assert [doc._.careword for doc in docs] == [doc._.careword for doc in nlp.pipe([TEXT, OTHER] * 3)]


def test_a_doc_survives_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.careword == doc._.careword
    assert [span._.careword for span in again.spans["careword"]] == [span._.careword for span in doc.spans["careword"]]
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (binned,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert binned._.careword == doc._.careword


def test_a_pipeline_survives_bytes_with_its_settings(nlp: Language) -> None:
    again = spacy.blank("en")
    again.add_pipe("careword")
    again.from_bytes(nlp.to_bytes())
    assert again(TEXT)._.careword == nlp(TEXT)._.careword
    assert spacy.blank("en").from_config(nlp.config)(TEXT)._.careword == nlp(TEXT)._.careword


def test_nothing_of_a_note_stays_after_a_memory_zone(nlp: Language) -> None:
    nlp("A note to warm up with.")
    before = set(nlp.vocab.strings), {lexeme.orth for lexeme in nlp.vocab}
    for number in range(20):
        with nlp.memory_zone():
            doc = nlp(f"Zanthe{number}, 14, consented to sex with Brixo{number}.")
            assert doc.spans["careword"][0].label_ == "consent"
            del doc
    assert (set(nlp.vocab.strings), {lexeme.orth for lexeme in nlp.vocab}) == before


def test_it_stands_beside_other_components(nlp: Language) -> None:
    nlp.add_pipe("sentencizer", first=True)
    doc = nlp(TEXT)
    assert len(list(doc.sents)) == 2
    assert len(doc.spans["careword"]) == 1


def test_it_is_found_without_an_import(nlp: Language) -> None:
    assert nlp.get_pipe_meta("careword").factory == "careword"
    assert spacy_component.__name__ in sys.modules
