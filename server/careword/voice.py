"""A candidate in, its voice out: whose words they are, told in the order of domain.md 4.1, with the cues that told it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careword.book import Book
from careword.findings import Cue
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.structure import SCARE_WORDS
from careword.text import Span

_BACK = 4  # sentences that a chain of pronouns may reach back
_NEVER = ("writer", "document", "other-adult")  # whom "she" or "he" is not taken to stand for
_WORKERS = ("professional", "titled")
_REPORT_GAP = 7  # words that may stand between a speaker and the verb of speaking


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a sentence that somebody is said to have said; offsets are in the sentence's folded text."""

    speaker: str | None  # a type of speaker; own for the writer; none where nobody is named
    begin: int
    end: int
    cue: tuple[int, int]
    verb: int


@dataclass(frozen=True, slots=True)
class Said:
    """Whose words a candidate is in."""

    voice: str
    speaker: str | None
    cues: tuple[Cue, ...] = ()
    verbatim: bool = False


class Voices:
    """Tells voices apart by the rulebook's cues."""

    def __init__(self, book: Book, people: People) -> None:
        self._people = people
        cue = {name: book.cue("attribution", name) for name in book.cues["attribution"]}
        self._says, self._not_says = cue["says"], cue["reported-missing"]
        self._according, self._by, self._passive = cue["according"], cue["by"], cue["passive-be"]
        self._agentless, self._breaks, self._relays = cue["agentless"], cue["breaks"], cue["relays"]
        self._tells = book.cue("attribution", "tells")
        self._carries, self._contacts = cue["carries"], cue["contacts"]
        self._from = cue["from"]
        self._first_person = cue["first-person"]

    def of(self, layout: Layout, sentence: Sentence, span: Span, *, of_reporting: bool = False) -> Said:
        """Tell whose words a span is in: quote, source, reported, unattributed, scare or own.

        `of_reporting` is set for rules about reporting itself, whose words are the words that attribute.
        """
        if of_reporting and layout.quote_around(span) is None:
            for frame in self.frames(layout, sentence):
                if frame.speaker != "own" and layout.inside(sentence, *frame.cue).overlaps(span):
                    cues = self._cue(layout, sentence, frame)
                    return (
                        self._named(frame.speaker, "reported", cues)
                        if frame.speaker
                        else Said("unattributed", None, cues)
                    )
        quote = layout.quote_around(span)
        if quote is not None:
            return self._quoted(layout, sentence, quote)
        if sentence.segment.kind == "block-quote":
            return self._block(layout, sentence)
        return self._unquoted(layout, sentence, span)

    # ------------------------------------------------------------------ inside quotation marks

    def _quoted(self, layout: Layout, sentence: Sentence, quote: Span) -> Said:
        first = layout.sentence_at(quote.start) or sentence
        last = layout.sentence_at(max(quote.start, quote.end - 1)) or first
        low = max(layout.folded.forward(quote.start) - first.start, 0)
        for host in (first, *([last] if last.number != first.number else [])):
            at = low if host is first else max(layout.folded.forward(quote.end) - host.start, 0)
            frame = self._nearest(self.frames(layout, host), at)
            if frame is not None:
                if frame.speaker == "own" and (host is not first or frame.verb <= low):
                    return Said("own", None, self._cue(layout, host, frame), verbatim=True)
                if frame.speaker not in (None, "own"):
                    return self._named(frame.speaker or "", "quote", self._cue(layout, host, frame))
        before = self._speaker_before(layout, first, low)
        if before is not None:
            return self._named(before[0], "quote", (before[1],))
        following = layout.sentences[last.number + 1] if last.number + 1 < len(layout.sentences) else None
        if following and following.segment == last.segment and layout.document.text[following.span.start].islower():
            for frame in self.frames(layout, following)[:1]:
                if frame.speaker not in (None, "own"):
                    return self._named(frame.speaker or "", "quote", self._cue(layout, following, frame))
        previous = self._previous(layout, first)
        if previous is not None:
            frames = [frame for frame in self.frames(layout, previous) if frame.speaker not in (None, "own")]
            if frames:
                return self._named(frames[-1].speaker or "", "quote", self._cue(layout, previous, frames[-1]))
        if first.segment.speaker:
            return self._named(first.segment.speaker, "quote", (self._section_cue(layout, first),))
        if len(layout.document.text[quote.start : quote.end].split()) <= SCARE_WORDS:
            return Said("scare", None, verbatim=True)
        return Said("unattributed", None, verbatim=True)

    def _speaker_before(self, layout: Layout, sentence: Sentence, low: int) -> tuple[str, Cue] | None:
        """Find a speaker that stands right before a quotation: Mum: "…", her friend's words, 'as mum put it'."""
        for mention in reversed(self._people.mentions(layout, sentence)):
            if mention.end > low or mention.speaker is None:
                continue
            between = sentence.spoken[mention.end : low]
            if not mention.object and _PUTS.fullmatch(between):
                span = layout.inside(sentence, mention.start, mention.end)
                return mention.speaker, Cue("speaker", span)
        return None

    @staticmethod
    def _nearest(frames: list[Frame], at: int) -> Frame | None:
        """Choose the frame a quotation belongs to: the last one before it, else the first after it."""
        before = [frame for frame in frames if frame.verb <= at]
        after = [frame for frame in frames if frame.verb > at]
        return before[-1] if before else after[0] if after else None

    def _block(self, layout: Layout, sentence: Sentence) -> Said:
        turn = self._turn(layout, sentence)
        if turn is not None:
            return self._named(turn[0], "quote", (turn[1],))
        number = sentence.number
        while number > 0 and layout.sentences[number].segment == sentence.segment:
            number -= 1
        for earlier in (layout.sentences[number],):
            frames = [frame for frame in self.frames(layout, earlier) if frame.speaker not in (None, "own")]
            if frames and earlier.segment != sentence.segment:
                return self._named(frames[-1].speaker or "", "quote", self._cue(layout, earlier, frames[-1]))
            for mention in self._people.mentions(layout, earlier):
                if mention.speaker and earlier.segment != sentence.segment:
                    place = layout.inside(earlier, mention.start, mention.end)
                    return self._named(mention.speaker, "quote", (Cue("speaker", place),))
        if sentence.segment.speaker:
            return self._named(sentence.segment.speaker, "quote", (self._section_cue(layout, sentence),))
        return Said("quote", "unknown", verbatim=True)

    # ------------------------------------------------------------------ without quotation marks

    def _unquoted(self, layout: Layout, sentence: Sentence, span: Span) -> Said:
        at = layout.folded.forward(span.start) - sentence.start
        end = layout.folded.forward(span.end) - sentence.start
        frames = [
            frame
            for frame in self.frames(layout, sentence)
            if frame.begin < end
            and at < frame.end
            and not (frame.cue[0] <= at and end <= frame.cue[1] and frame.speaker)
            and not (frame.speaker and at <= frame.verb < end and not _CLAUSE.match(sentence.spoken, frame.begin))
        ]
        if not frames:
            cue = next(
                (
                    item
                    for item in self.frames(layout, sentence)
                    if not item.speaker and item.cue[0] < end and at < item.cue[1]
                ),
                None,
            )
            if cue is not None:  # "it is alleged that": the found words are the report that nobody makes
                return Said("unattributed", None, self._cue(layout, sentence, cue))
        if frames and max(frames, key=lambda frame: frame.begin).speaker == "own":
            last = max(frames, key=lambda frame: frame.begin)
            return Said("own", None, self._cue(layout, sentence, last))
        named = [frame for frame in frames if frame.speaker not in (None, "own")]
        turn = self._turn(layout, sentence)
        if named:
            chosen = next((frame for frame in named if frame.speaker == "professional"), named[0])
            if (turn and turn[0] == "professional") or sentence.segment.speaker == "professional":
                return self._named("professional", "reported", self._cue(layout, sentence, chosen))
            return self._named(chosen.speaker or "unknown", "reported", self._cue(layout, sentence, chosen))
        if turn is not None:
            return self._named(turn[0], "reported", (turn[1],))
        if sentence.segment.speaker and sentence.segment.role != "analysis-section" and not frames:
            return self._named(sentence.segment.speaker, "reported", (self._section_cue(layout, sentence),))
        if frames:
            return Said("unattributed", None, self._cue(layout, sentence, frames[-1]))
        return Said("own", None)

    def _turn(self, layout: Layout, sentence: Sentence) -> tuple[str, Cue] | None:
        """Find a speaker that opens the sentence: "Nan - …", "YP: …"."""
        opening = re.match(r"([^:;.!?]{1,40}?)(?:\s*:\s| - )", sentence.spoken)
        if opening is None:
            return None
        for mention in self._people.mentions(layout, sentence):
            if mention.start <= 4 and mention.speaker and abs(mention.end - opening.end(1)) <= 1:
                rest = sentence.spoken[opening.end() :]
                colon = ":" in opening[0]
                if mention.speaker == "child" and not (
                    self._first_person.search(rest) or (colon and mention.group == "child")
                ):
                    return None
                return mention.speaker, Cue("speaker", layout.inside(sentence, mention.start, mention.end))
        return None

    # ------------------------------------------------------------------ frames

    def frames(self, layout: Layout, sentence: Sentence) -> list[Frame]:
        """Give the stretches of a sentence that somebody is said to have said, in order; made once a sentence."""
        key = ("frames", sentence.number)
        if key not in layout.memo:
            layout.memo[key] = sorted(self._made(layout, sentence), key=lambda frame: frame.verb)
        frames: list[Frame] = layout.memo[key]
        return frames

    def _made(self, layout: Layout, sentence: Sentence) -> list[Frame]:
        text, out = sentence.spoken, list[Frame]()
        self._spoke: str | None = None
        if not text:
            return out
        mentions = self._people.mentions(layout, sentence)
        breaks = sorted(
            [found.start() for found in self._breaks.finditer(text) if found.start() > 0]
            + [found.start() for found in re.finditer(r";", text)]
            + [found.start() for found in _AND.finditer(text) if self._after_comma(layout, sentence, found.start())]
        )
        skip = [found.span() for found in self._not_says.finditer(text)]
        taken: list[tuple[int, int]] = []
        for found in self._agentless.finditer(text):
            if text[: found.start()].endswith("no "):
                continue
            if _NOUN.match(found[0]) and any(item.end == found.start() - 1 for item in mentions):
                continue  # "CAMHS report that …" has a source
            taken.append(found.span())
            source = self._source_in(layout, mentions, found.end(), text) or self._document_in(mentions, text)
            whole = found[0].endswith("ly") or found[0].startswith(("have", "has", "been"))
            begin = 0 if whole and found[0].endswith("ly") else found.end()
            out.append(Frame(source, begin, self._until(breaks, found.end(), text), found.span(), found.start()))
        for found in self._according.finditer(text):
            mention = next((item for item in mentions if 0 <= item.start - found.end() <= 6), None)
            if mention and (mention.speaker or mention.group == "name"):
                out.append(
                    Frame(mention.speaker or "unknown", 0, len(text), (found.start(), mention.end), found.start())
                )
        for found in self._from.finditer(text):
            mention = next((item for item in mentions if 0 <= item.start - found.end() <= 6), None)
            after = text[mention.end : mention.end + 3] if mention else ""
            if (
                mention
                and mention.speaker
                and (after.startswith((" - ", ":")) or text[mention.end : mention.end + 5] == " that")
            ):
                out.append(Frame(mention.speaker, mention.end, len(text), (found.start(), mention.end), found.start()))
        for found in self._carries.finditer(text):
            mention = next(
                (
                    item
                    for item in mentions
                    if item.group == "document" and self._adjacent(text, item.end, found.start())
                ),
                None,
            )
            if mention is not None:
                self._spoke = "professional"
                out.append(
                    Frame(
                        "professional",
                        found.end(),
                        self._until(breaks, found.end(), text),
                        (mention.start, found.end()),
                        found.start(),
                    )
                )
        for found in self._says.finditer(text):
            if any(low <= found.start() < high for low, high in skip):
                continue
            if any(low < found.end() and found.start() < high for low, high in taken):
                continue
            frame = self._verb(layout, sentence, found, mentions, breaks)
            if frame is not None:
                self._spoke = frame.speaker
                out.append(frame)
        for found in self._breaks.finditer(text):
            if found.start() > 0 or re.match(r"(?:in )?(?:my|our)\b", text):
                out.append(Frame("own", found.start(), len(text), found.span(), found.start()))
        return out

    @staticmethod
    def _until(breaks: list[int], at: int, text: str) -> int:
        return next((place for place in breaks if place >= at), len(text))

    def _verb(
        self, layout: Layout, sentence: Sentence, found: re.Match[str], mentions: list[Mention], breaks: list[int]
    ) -> Frame | None:
        text = sentence.spoken
        end = self._until(breaks, found.end(), text)
        left = text[: found.start()].rstrip()
        if re.search(r"\bwhat (?:\w+ ){1,2}$", left + " ") and not left.endswith("what"):
            return None  # "what he told us about …" names his account and says nothing of it
        thing = _THING.search(left)
        if thing is not None:
            if thing[0].startswith("it") and self._record_before(layout, sentence):
                return Frame("professional", found.end(), end, (thing.start(), found.end()), found.start())
            return None  # "this suggests …" is the writer's own reading
        passive = self._passive.search(left[-16:]) if left else None
        participle = passive is not None and left.endswith(passive[0].strip()) and found[0].endswith(("d", "t", "n"))
        if not participle:
            participle = bool(
                left
                and found[0].endswith(("ed", "d"))
                and re.search(r"\b(?:is|was|were|been|being|are)(?: \w+ly| also)?$", left)
            )
        if participle and not found[0].startswith(("is ", "was ", "are ", "were ")):
            agent = self._source_in(layout, mentions, found.end(), text)
            whom = next((item for item in reversed(mentions) if item.end <= found.start()), None)
            if (
                agent is None
                and whom is not None
                and whom.group != "writer"
                and found[0] in ("told", "informed", "advised", "asked")
            ):
                return None  # "mum was told that …" says what was said to mum, not by whom
            agent = agent or self._document_in(mentions, text)
            return Frame(agent, found.end(), end, found.span(), found.start())
        mention = self._subject_of(found.start(), mentions, text)
        if mention is None:
            if _BASE.fullmatch(found[0]) or self._opens_with_noun(found, left):
                return None  # "Message from …", "report": a noun, or a verb that nobody does
            if len(left.split()) > _REPORT_GAP and not text[: found.start()].rstrip().endswith("and"):
                return None
            speaker = self._carried(layout, sentence, left, mentions)
            if not left and self._has_object(sentence.spoken, found.end(), mentions):
                speaker = "own"  # "Advised mum that …": the writer, who leaves the "I" out
            if speaker is None:
                return None
            return Frame(speaker, found.end(), end, found.span(), found.start())
        return self._framed(
            layout, sentence, mention.start, self._speaker(layout, sentence, mention, mentions), found, end
        )

    def _framed(
        self, layout: Layout, sentence: Sentence, start: int, speaker: str | None, found: re.Match[str], end: int
    ) -> Frame:
        """Give the frame of a verb: what follows it, or what stands before ", mum says"."""
        rest = sentence.spoken[found.end() : end].strip(" .-\x00")
        cue = (start, found.end())
        if start > 0 and len(rest.split()) <= 3 and self._after_comma(layout, sentence, start):
            return Frame(speaker, 0, start, cue, found.start())
        return Frame(speaker, found.end(), end, cue, found.start())

    def _record_before(self, layout: Layout, sentence: Sentence) -> bool:
        """Say whether the sentence before speaks of a record, which "it adds that …" then goes on with."""
        previous = self._previous(layout, sentence)
        return previous is not None and any(
            item.group == "document" for item in self._people.mentions(layout, previous)
        )

    def _adjacent(self, text: str, end: int, start: int) -> bool:
        between = text[end:start].strip() if start >= end else "x"
        return not between or self._relays.fullmatch(between) is not None

    def _has_object(self, text: str, at: int, mentions: list[Mention]) -> bool:
        """Say whether a verb is followed by the person who was told."""
        told = any(0 <= item.start - at <= 4 and item.group != "pronoun" for item in mentions)
        told = told and self._tells.search(text[max(0, at - 16) : at]) is not None
        return told or re.match(r" (?:to )?(?:her|him|them|both)\b", text[at:]) is not None

    @staticmethod
    def _opens_with_noun(found: re.Match[str], left: str) -> bool:
        """Say whether a word that opens the sentence is a noun: "Reports of …", "Concerns that …"."""
        return not left and found[0] in (
            "reports",
            "notes",
            "records",
            "calls",
            "texts",
            "messages",
            "concerns",
            "views",
            "claims",
        )

    def _after_comma(self, layout: Layout, sentence: Sentence, start: int) -> bool:
        place = layout.folded.back(sentence.start + start)
        before = layout.document.text[sentence.span.start : place].rstrip()
        return before.endswith((",", '"', "\u201d", "'", "\u2019"))

    def _subject_of(self, verb: int, mentions: list[Mention], text: str) -> Mention | None:
        """Find the person that a verb of speaking belongs to, to its left."""
        left = [item for item in mentions if item.end <= verb and len(text[item.end : verb].split()) <= _REPORT_GAP]
        for item in reversed(left):
            between = text[item.end : verb].strip()
            if ";" in between or (":" in between and item.group != "document"):
                break
            if item.group == "writer" and item.owner:
                if not between and not _BASE.fullmatch(text[verb:].split(maxsplit=1)[0]):
                    return item  # "my view is that"; but "my note" says nothing
                continue
            owner = next((other for other in mentions if other.owner and 0 <= item.start - other.end <= 3), None)
            if item.group == "document" and owner is not None and owner.speaker not in (None, "professional"):
                return owner  # the father's statement says
            if item.owner and text[verb : verb + 2] == "'s":
                return item  # nan's words were
            if item.owner and not between.startswith("'s"):
                continue
            if item.owner:
                if len(between.removeprefix("'s").split()) <= 2:
                    return item  # mum's text, the father's statement
                continue
            direct = not between or self._relays.fullmatch(between) is not None
            came = text[: item.start].rstrip().endswith(("from", "from the", "from her", "from his"))
            if direct and (not item.object or came or between.startswith("who")):
                return item
        if self._spoke is not None and text[:verb].rstrip().endswith(("and", "and then", "and also")):
            return None  # "I asked who they were and explained": the one who asked goes on
        for item in reversed(left):
            between = text[item.end : verb]
            if not item.object and not item.owner and ";" not in between and ":" not in between:
                return item
        return None

    def _carried(self, layout: Layout, sentence: Sentence, left: str, mentions: list[Mention]) -> str | None:
        """Give the speaker of a verb with no subject of its own: the sentence opens with it, or it follows "and"."""
        if self._spoke is not None and left.endswith(("and", "and then", "and also")):
            return self._spoke
        if left and not re.search(r"(?:\band|-|:|,|\bthen)$", left) and len(left.split()) > 2:
            return None
        objects = [item for item in mentions if item.end <= len(left) and item.speaker]
        if objects:
            return objects[-1].speaker
        previous = self._previous(layout, sentence)
        if previous is not None:
            spoke = [frame for frame in self.frames(layout, previous) if frame.speaker]
            if spoke:
                return spoke[-1].speaker
            people = [item for item in self._people.mentions(layout, previous) if item.speaker and not item.owner]
            subjects = [item for item in people if not item.object] or people
            if subjects:
                return subjects[0].speaker
        return sentence.segment.speaker or ("child" if not left else None)

    def _speaker(self, layout: Layout, sentence: Sentence, mention: Mention, mentions: list[Mention]) -> str | None:
        if mention.group == "writer":
            return "own"
        if mention.owner and mention.group in ("mother", "father", "parent", "child"):
            return mention.speaker
        if mention.group != "pronoun":
            role = next((item for item in mentions if item.end == mention.start - 1 and not item.owner), None)
            if mention.group == "name" and role is not None and role.speaker:
                return role.speaker  # "her friend Chloe told staff"
            return mention.speaker or "unknown"
        antecedent = self.antecedent(layout, sentence, mention, mentions)
        return antecedent.speaker if antecedent and antecedent.speaker else "child"

    def antecedent(
        self, layout: Layout, sentence: Sentence, pronoun: Mention, mentions: list[Mention]
    ) -> Mention | None:
        """Find whom a pronoun stands for: somebody before it in the sentence, else the last sentence's subject."""
        here = [
            item
            for item in mentions
            if item.end <= pronoun.start and _fits(item, pronoun) and item.group not in _WORKERS
        ]
        subjects = [item for item in here if not item.object and not item.owner]
        if subjects:
            return subjects[-1]
        if here and not here[-1].owner:
            return here[-1]
        last = sentence
        for earlier in reversed(
            [item for item in layout.paragraph(sentence) if item.number < sentence.number][-_BACK:]
        ):
            people = [item for item in self._people.mentions(layout, earlier) if item.group != "writer"]
            subjects = [item for item in people if not item.object and not item.owner and item.group not in _NEVER]
            if subjects and subjects[0].group == "pronoun" and _agrees(subjects[0], pronoun):
                last = earlier
                continue  # the chain of pronouns goes further back
            fitting = [
                item
                for item in subjects or people
                if _fits(item, pronoun)
                and not item.owner
                and not (
                    item.group in _WORKERS
                    and item.subject != "other-adult"
                    and (item.object or not self._called(earlier, last))
                )
            ]
            if fitting:
                return fitting[0]
        return None

    def _called(self, earlier: Sentence, sentence: Sentence) -> bool:
        """Say whether the sentence right before tells of a call or a letter, whose sender "she" then is."""
        near = earlier.number == sentence.number - 1
        return near and bool(self._contacts.search(earlier.spoken) or self._from.search(earlier.spoken))

    def _source_in(self, layout: Layout, mentions: list[Mention], at: int, text: str) -> str | None:
        """Find "by mum", "from school" after a passive verb."""
        for item in mentions:
            between = text[at : item.start].strip() if item.start >= at else None
            if (
                between is not None
                and item.speaker
                and re.search(r"\b(?:by|from)(?: the| a| an| her| his| their)?$", between)
            ):
                if len(between.split()) <= 8:
                    return item.speaker
        return None

    @staticmethod
    def _document_in(mentions: list[Mention], text: str) -> str | None:
        """Find "in the referral", "on the police log", which makes a passive sentence a source."""
        for item in mentions:
            if item.group in ("document", "professional") and re.search(
                r"\b(?:in|on|within|from|by|via|per)(?: the| a| an| this| that)? $",
                text[: item.start] + ("" if text[: item.start].endswith(" ") else " "),
            ):
                return "professional"
        return None

    @staticmethod
    def _previous(layout: Layout, sentence: Sentence) -> Sentence | None:
        if sentence.number == 0:
            return None
        before = layout.sentences[sentence.number - 1]
        return before if before.segment.paragraph == sentence.segment.paragraph else None

    @staticmethod
    def _named(speaker: str, voice: str, cues: tuple[Cue, ...]) -> Said:
        if speaker == "own":
            return Said("own", None, cues, verbatim=voice == "quote")
        if speaker == "professional":
            return Said("source", speaker, cues, verbatim=voice == "quote")
        return Said(voice, speaker, cues, verbatim=voice == "quote")

    @staticmethod
    def _cue(layout: Layout, sentence: Sentence, frame: Frame) -> tuple[Cue, ...]:
        return (Cue("attribution", layout.inside(sentence, *frame.cue)),)

    @staticmethod
    def _section_cue(layout: Layout, sentence: Sentence) -> Cue:
        return Cue(
            f"section {sentence.segment.role or 'speaker'}",
            Span(sentence.segment.span.start, sentence.segment.span.start),
        )


_BASE = re.compile(
    r"(?:message|text|call|report|note|record|comment|view|claim|share|shout|label|refer|quote|joke|answer|state|query)"
)
_PUTS = re.compile(
    r"(?:'s)?[\s:\-]*(?:(?:own |exact )?(?:words?|view|text|message|description)(?: were| was| is| are)?)?[\s:\-]*"
)
_NOUN = re.compile(
    r"(?:report|reports|claims|queries|reported|alleged|rumoured|understood|believed|known) (?:that|she|he|they)\b"
)
_THING = re.compile(
    r"\b(?:this|that|these|it|which|those|all of this|evidence|pattern|picture|words|timing)(?: all| also| may| might| could| strongly| clearly| also| then| further)?$"
)
_CLAUSE = re.compile(r" (?:that|she|he|they|it|her|his|their)\b")
_AND = re.compile(r"\b(?:and|but|so) (?:the|it|there|no|this|that)\b")


def _agrees(one: Mention, other: Mention) -> bool:
    return "any" in (one.gender, other.gender) or one.gender == other.gender


def _fits(person: Mention, pronoun: Mention) -> bool:
    if person.group in ("pronoun", *_NEVER):
        return False
    return pronoun.gender in (None, "any") or person.gender in (None, "any", pronoun.gender)
