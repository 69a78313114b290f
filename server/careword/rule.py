"""The schema of a rule file and of the other files of a rulebook, and nothing else.

Field names are the words that a rule's author types; the published JSON Schema is made from these classes.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

Severity = Literal["error", "warning", "information", "hint"]
Voice = Literal["own", "quote", "reported", "source", "unattributed", "scare", "label", "meta", "negated"]
Speaker = Literal["child", "parent", "sibling", "peer", "exploiter", "professional", "unknown"]
Subject = Literal["child", "parent", "other-adult", "service", "unknown"]
AgeBand = Literal["under-13", "13-15", "16-17", "adult", "unknown"]
Analysis = Literal["none", "near", "challenged", "elsewhere"]
Within = Literal["clause", "sentence", "near", "paragraph", "section", "note"]

# The contexts that keep any rule silent; an exception of a rule may not take one of these names.
CONTEXTS = ("label", "meta", "negated", "analysis", "subject", "age", "weak", "folded", "structure", "style")

MARK = re.compile(r"<([^<>]+)>")


def _listed(value: object) -> object:
    """Let an author write one thing where a list of one is meant."""
    return [value] if isinstance(value, str) else value


def _marked(text: str) -> str:
    if len(MARK.findall(text)) != 1:
        raise ValueError("expected one <marked> span in the sentence")
    return text


# YAML reads a bare off as false
Level = Annotated[
    Literal["error", "warning", "information", "hint", "off"],
    BeforeValidator(lambda value: "off" if value is False else value),
]
Words = Annotated[list[str], BeforeValidator(_listed)]
Text = Annotated[str, Field(min_length=1)]
Marked = Annotated[str, AfterValidator(_marked)]


class Model(BaseModel):
    """What all parts share: unknown keys are refused, and nothing changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Model):
    """Where a rule rests: a citation with its paragraph, and what it supports."""

    cite: Text
    url: str | None = None
    supports: str | None = None


class Find(Model):
    """One way to find candidates: words, a token pattern, or a named structure. `weak` words need help to speak."""

    phrase: Words = Field(default=[], description="Words as they stand; (a|b), ~verb and <class> allowed.")
    lemma: Words = Field(default=[], description="Verbs, in any form.")
    tokens: Words = Field(default=[], description="Patterns with gaps (...) and <number> as well.")
    structure: str | None = Field(
        default=None, description="A detector in code; with words, it says if their structure is there."
    )
    weak: bool = Field(default=False, description="Never alone: needs the child as subject, and `near` if given.")
    near: Words = Field(default=[], description="Speak only when one of these stands within reach.")
    not_near: Words = Field(default=[], description="Keep quiet when one of these stands within reach.")
    within: Within = "sentence"
    subject: Annotated[list[Subject], BeforeValidator(_listed)] = []
    voice: Annotated[list[Voice], BeforeValidator(_listed)] = []

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        words = sum(map(bool, (self.phrase, self.lemma, self.tokens)))
        if words > 1 or not (words or self.structure):
            raise ValueError("expected exactly one of: phrase, lemma, tokens; or structure, alone or with one of them")
        return self


class Unless(Model):
    """A harmless sense. Every condition that is given must hold; in a list, one is enough."""

    phrase: Words = Field(default=[], description="The found words lie inside one of these.")
    near: Words = Field(default=[], description="One of these stands within reach.")
    before: Words = Field(default=[], description="One of these stands directly before the found words.")
    after: Words = Field(default=[], description="One of these stands directly after the found words.")
    not_near: Words = Field(default=[], description="None of these stands within reach.")
    heading: Words = Field(default=[], description="The section's heading or the field's label holds one of these.")
    subject: Annotated[list[Subject], BeforeValidator(_listed)] = []
    speaker: Annotated[list[Speaker], BeforeValidator(_listed)] = []
    voice: Annotated[list[Voice], BeforeValidator(_listed)] = []
    age: Annotated[list[AgeBand], BeforeValidator(_listed)] = []
    analysis: Annotated[list[Analysis], BeforeValidator(_listed)] = []
    found: Words = Field(default=[], description="Only for these of the rule's words.")
    within: Within = "sentence"
    because: Text

    @model_validator(mode="after")
    def _some_condition(self) -> Self:
        conditions = (self.phrase, self.near, self.before, self.after, self.not_near, self.heading)
        if not any((*conditions, self.subject, self.speaker, self.voice, self.age, self.analysis)):
            raise ValueError("expected at least one condition, such as near, before, after, phrase, subject or age")
        return self


class Write(Model):
    """A meaning-preserving drop-in. It is offered only where the found words are exactly one of `for`."""

    write: Text
    for_: Words = Field(alias="for", min_length=1)
    before: Words = Field(default=[], description="Only directly after these words.")
    after: Words = Field(default=[], description="Only directly before these words.")
    not_before: Words = Field(default=[], description="Never directly after these words.")
    age: Annotated[list[AgeBand], BeforeValidator(_listed)] = []
    voice: Annotated[list[Voice], BeforeValidator(_listed)] = []


class Frame(Model):
    """A sentence with blanks that only the writer may fill."""

    frame: Text
    age: Annotated[list[AgeBand], BeforeValidator(_listed)] = []
    speaker: Annotated[list[Speaker], BeforeValidator(_listed)] = []
    voice: Annotated[list[Voice], BeforeValidator(_listed)] = []


class Ask(Model):
    """A question that helps."""

    ask: Text
    age: Annotated[list[AgeBand], BeforeValidator(_listed)] = []
    speaker: Annotated[list[Speaker], BeforeValidator(_listed)] = []
    voice: Annotated[list[Voice], BeforeValidator(_listed)] = []


class Expected(Model):
    """What an example may say about the context that careword should see."""

    child_age: int | None = Field(default=None, description="Age in years, as a record field would give it.")
    voice: Voice | None = None
    speaker: Speaker | None = None
    subject: Subject | None = None
    age_band: AgeBand | None = None
    analysis: Analysis | None = None


class Flag(Expected):
    """The rule speaks, on the marked words and nowhere else."""

    flag: Marked
    severity: Severity | None = None
    better: str | None = Field(default=None, description="The same, well recorded; no rule may speak on it.")


class Pass(Expected):
    """The rule is silent: for the reason named in `unless`, or because nothing in the sentence is found at all."""

    pass_: Text = Field(alias="pass")
    unless: str | None = None


class Miss(Model):
    """A known miss: the rule ought to speak on the marked words and does not yet."""

    miss: Marked
    child_age: int | None = None


class Overflag(Model):
    """A known false alarm: the rule speaks on the marked words and ought not to."""

    overflag: Marked
    child_age: int | None = None


def _kind(value: object) -> str | None:
    """Tell the kinds of `instead` and of `examples` apart by the word that opens them."""
    kinds = ("write", "frame", "ask", "flag", "pass", "miss", "overflag")
    keys = value if isinstance(value, dict) else {key.rstrip("_") for key in type(value).model_fields}  # type: ignore[attr-defined]
    return next((kind for kind in kinds if kind in keys), None)


Instead = Annotated[
    Annotated[Write, Tag("write")] | Annotated[Frame, Tag("frame")] | Annotated[Ask, Tag("ask")],
    Discriminator(
        _kind,
        custom_error_type="instead",
        custom_error_message="expected an entry that opens with write, frame or ask",
    ),
]
Example = Annotated[
    Annotated[Flag, Tag("flag")]
    | Annotated[Pass, Tag("pass")]
    | Annotated[Miss, Tag("miss")]
    | Annotated[Overflag, Tag("overflag")],
    Discriminator(
        _kind,
        custom_error_type="example",
        custom_error_message="expected an example that opens with flag, pass, miss or overflag",
    ),
]


class Rule(Model):
    """One rule: what it finds, why, on whose authority, when it keeps quiet, what to write instead, and the proof."""

    title: Text
    status: Literal["trial", "settled", "retired"]
    severity: Level = Field(description="In the practitioner's own voice; off: listed, but disabled by default.")
    message: Text
    why: Text
    sources: list[Source] = Field(min_length=1)
    about: list[Subject] = Field(default=["child"], description="Whose conduct the words describe.")
    topics: list[str] = Field(
        default=[], description="Topics (cues/topics.yaml) that analysis of these words is about."
    )
    consent_words: bool = Field(default=False, description="Under 13, analysis must speak of power or law (Finding 2).")
    law: list[str] = Field(default=[], description="Keys of law.yaml: facts to state when the age is known.")
    age: dict[AgeBand, Level] = {}
    find: list[Find] = Field(min_length=1)
    unless: dict[str, Unless] = {}
    instead: list[Instead] = Field(min_length=1)
    formerly: list[str] = []
    examples: list[Example]

    @model_validator(mode="after")
    def _examples_prove_it(self) -> Self:
        problems: list[str] = []
        flags = sum(isinstance(example, Flag) for example in self.examples)
        passes = [example for example in self.examples if isinstance(example, Pass)]
        if flags < 2 or len(passes) < 2:
            problems.append(f"expected at least 2 flag and 2 pass examples, found {flags} and {len(passes)}")
        named = {example.unless for example in passes if example.unless}
        problems += [f"no `pass` example shows: {name}" for name in self.unless if name not in named]
        problems += [f"`{name}` is a context's name; choose another" for name in self.unless if name in CONTEXTS]
        unknown = named - set(self.unless) - set(CONTEXTS)
        problems += [f"a `pass` names an exception that the rule lacks: {name}" for name in sorted(unknown)]
        if problems:
            raise ValueError("; ".join(problems))
        return self


class CueGroup(Model):
    """Words of one meaning, with anything the engine needs to know about them."""

    words: list[str] = Field(min_length=1)
    speaker: Speaker | None = None
    subject: Subject | None = None
    gender: Literal["f", "m", "any"] | None = None


class CueExample(Model):
    """A sentence that shows a group at work on the marked words, or (`pass`) one where it must find nothing."""

    cue: Marked | None = None
    pass_: str | None = Field(default=None, alias="pass")
    group: Text


class Cues(Model):
    """A lexicon of cues."""

    title: Text
    why: Text
    sources: list[Source] = []
    groups: dict[str, CueGroup] = Field(min_length=1)
    examples: list[CueExample] = Field(min_length=1)


class Law(Model):
    """One fact of law, stated only when the age at the event is known. Data, never code."""

    age: list[AgeBand] = Field(min_length=1)
    fact: Text
    sources: list[Source] = Field(min_length=1)


class LawBook(Model):
    """law.yaml."""

    jurisdiction: Text
    checked: Text
    facts: dict[str, Law]


class Note(Model):
    """Words added to a finding because of its voice and analysis state."""

    voice: list[Voice] = []
    speaker: list[Speaker] = []
    analysis: list[Analysis] = []
    only_challenged: bool | None = None
    say: str | None = None
    ask: str | None = None


def described(value: object) -> object:
    """Let a pack be no more than its one line."""
    return {"about": value} if isinstance(value, str) else value


class Pack(Model):
    """A folder of rules; one that is off by default is there for those who ask for it."""

    about: Text
    default: Annotated[
        Literal["on", "off"], BeforeValidator(lambda value: {True: "on", False: "off"}.get(value, value))
    ] = "on"


class Rulebook(Model):
    """rulebook.yaml: edition, jurisdiction, packs, words for patterns, and what to add by context."""

    edition: Text
    jurisdiction: Text
    packs: dict[str, Annotated[Pack, BeforeValidator(described)]] = Field(min_length=1)
    core: list[str] = Field(default=[], description="the rules whose accuracy is reported apart, by id")
    classes: dict[str, list[str]] = {}
    irregular: dict[str, str] = {}
    right_as_they_are: list[str] = []
    notes: list[Note] = []
