"""A candidate in, its voice out: whose words they are, in the order of domain.md 4.1, with the cues that told it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careword.book import Book
from careword.entry import Entries
from careword.findings import Cue
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import People
from careword.reading import Frame
from careword.structure import SCARE_WORDS
from careword.text import Span

_PUTS = re.compile(r"(?:'s)?[\s:\-]*(.*?)[\s:\-]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """Whose words a candidate is in."""

    voice: str
    speaker: str | None
    cues: tuple[Cue, ...] = ()
    verbatim: bool = False


class Voices:
    """Tells voices apart by the rulebook's cues."""

    def __init__(self, book: Book, people: People, frames: Frames) -> None:
        self._people, self._frames = people, frames
        self._entries = Entries(book, people, frames)
        self._own_words = book.cue("attribution", "own-words")
        self._calls = book.cue("attribution", "described-as")
        self._clause = book.cue("attribution", "clause-opener")
        self._self = book.cue("grammar", "self")
        self._told = book.cue("attribution", "told")
        self._holding = book.cue("attribution", "holding")
        self._one_thing, self._the_thing = book.cue("attribution", "one-thing"), book.cue("attribution", "the-thing")

    def of(self, layout: Layout, sentence: Sentence, span: Span, *, of_reporting: bool = False) -> Said:
        """Tell whose words a span is in: quote, source, reported, unattributed, scare or own.

        `of_reporting` is set for rules about reporting itself, whose words are the words that attribute.
        """
        quote = layout.quote_around(span)
        if quote is not None:
            return self._quoted(layout, sentence, quote)
        if of_reporting:
            for frame in self._frames.heard(layout, sentence):
                if frame.speaker == "child" and layout.inside(sentence, frame.verb, frame.cue[1]).overlaps(span):
                    return Said("own", None, _cue(layout, sentence, frame))  # "she alluded to": how the writer puts it
                if frame.speaker != "own" and layout.inside(sentence, *frame.cue).overlaps(span):
                    return _by_frame(layout, sentence, frame, "reported")
        if sentence.segment.kind == "block-quote":
            return self._block(layout, sentence)
        return self._unquoted(layout, sentence, span)

    # ------------------------------------------------------------------ inside quotation marks

    def _quoted(self, layout: Layout, sentence: Sentence, quote: Span) -> Said:
        """Tell whose words a quotation is: who is named in its sentence, before it, after it, or by its section."""
        first = layout.sentence_at(quote.start) or sentence
        last = layout.sentence_at(max(quote.start, quote.end - 1)) or first
        low = max(layout.folded.forward(quote.start) - first.start, 0)
        turn = self._frames.turn(layout, first)
        chain = (first.segment.kind == "turn" and layout.speaker(first) == "professional") or (
            turn is not None and turn[0] == "professional"
        )
        if (cited := self._frames.cited(layout, last, quote)) is not None:
            return _named(cited[0], "quote", (cited[1],))
        if self._is_thing(layout, first, quote, low):
            return Said("scare", None, verbatim=True)
        for host in (first, *([last] if last.number != first.number else [])):
            at = low if host is first else max(layout.folded.forward(quote.end) - host.start, 0)
            frames = self._frames.heard(layout, host)
            frame = _nearest(frames, at)
            if frame is not None and frame.speaker == "own" and (host is not first or frame.verb <= low):
                return Said("own", None, _cue(layout, host, frame), verbatim=True)
            if frame is not None and frame.speaker not in (None, "own"):
                speaker = "professional" if chain or _handed_on(frames, frame) else frame.speaker
                return _named(speaker, "quote", _cue(layout, host, frame))
        before = None if self._in_turn(layout, first, low) else self._speaker_before(layout, first, low)
        if before is not None:
            return _named("professional" if chain else before[0], "quote", (before[1],))
        return self._quoted_beyond(layout, first, last) or self._nobodys(layout, first, quote, low)

    def _is_thing(self, layout: Layout, sentence: Sentence, quote: Span, low: int) -> bool:
        """Say whether a word in quotation marks is a thing that a record holds: "the file has a ‘rape’ in May"."""
        if sentence.segment.kind in ("turn", "field") and layout.speaker(sentence) == "professional":
            return False  # 'Hal: father was a "hands-on dad"'
        words = layout.plain_text[quote.start : quote.end].split(maxsplit=SCARE_WORDS)
        before = sentence.text[:low].split()
        if len(words) > SCARE_WORDS or not before:
            return False
        frames = [frame for frame in self._frames.heard(layout, sentence) if frame.verb <= low]
        if len(words) == 1 and self._the_thing.fullmatch(before[-1]):
            return all(frame.speaker is None for frame in frames)  # "nothing has been said of the ‘rape’"
        if not self._one_thing.fullmatch(before[-1]):
            return False
        held = [frame for frame in frames if frame.speaker == "professional" and self._keeps(sentence, frame)]
        return not frames or (
            held == frames and self._one_thing.fullmatch(sentence.text[held[-1].cue[1] : low].strip()) is not None
        )

    def _keeps(self, sentence: Sentence, frame: Frame) -> bool:
        """Say whether a record has something in it, and does not speak of it."""
        return self._holding.fullmatch(sentence.spoken[: frame.cue[1]].rpartition(" ")[2]) is not None

    @staticmethod
    def _in_turn(layout: Layout, sentence: Sentence, low: int) -> bool:
        """Say whether a label names who speaks and nobody else does: 'Mum by phone: Kai "makes things up"'."""
        turn = sentence.segment.kind == "turn" and layout.speaker(sentence) not in (None, "professional")
        return turn and not sentence.spoken[:low].rstrip().endswith(":")

    def _quoted_beyond(self, layout: Layout, first: Sentence, last: Sentence) -> Said | None:
        """Find the speaker of a quotation in the sentence that goes on after it, or in the one before it."""
        following = layout.sentences[last.number + 1] if last.number + 1 < len(layout.sentences) else None
        if following and following.segment == last.segment and layout.document.text[following.span.start].islower():
            for frame in self._frames.heard(layout, following)[:1]:
                if frame.speaker not in (None, "own"):
                    return _by_frame(layout, following, frame, "quote")
        previous = layout.previous(first)
        if previous is not None and not (layout.speaker(first) and previous.segment != first.segment):
            for frame in self._frames.spoken(layout, previous)[-1:]:
                return _by_frame(layout, previous, frame, "quote")
        return None

    def _nobodys(self, layout: Layout, sentence: Sentence, quote: Span, low: int) -> Said:
        """Give the voice of a quotation that no verb gives to anybody.

        The speaker may be told by the section, by who opens "Kai out of the blue: …", or by a child's "me" and "my".
        """
        speaker = layout.speaker(sentence)
        if speaker:
            return _named(speaker, "quote", (_section_cue(sentence),))
        first = next(iter(self._people.mentions(layout, sentence)), None)
        if first and first.speaker and not (first.start or first.owner) and sentence.spoken[:low].endswith((":", ": ")):
            return _named(first.speaker, "quote", (Cue("speaker", layout.inside(sentence, first.start, first.end)),))
        for frame in self._frames.heard(layout, sentence):
            if frame.speaker is None and frame.cue[1] <= low < frame.end:
                return Said("unattributed", None, _cue(layout, sentence, frame), verbatim=True)
        words = layout.plain_text[quote.start : quote.end]
        if len(words.split(maxsplit=SCARE_WORDS)) <= SCARE_WORDS:
            return Said("scare", None, verbatim=True)
        if self._self.search(words):
            return Said("quote", "child", verbatim=True)
        previous = layout.previous(sentence)
        before = next(iter(self._people.mentions(layout, previous)), None) if previous and not low else None
        if before and before.speaker not in (None, "child") and not (before.start or before.owner):
            return _named(before.speaker, "quote", ())  # "Dad moved on to school. “…”"
        return Said("unattributed", None, verbatim=True)

    def _speaker_before(self, layout: Layout, sentence: Sentence, low: int) -> tuple[str, Cue] | None:
        """Find a speaker that stands right before a quotation: Mum: "…", her friend's words, 'as mum put it'."""
        for mention in reversed(self._people.mentions(layout, sentence)):
            if mention.end > low or mention.speaker is None or mention.object:
                continue
            between = _PUTS.fullmatch(sentence.spoken, mention.end, low)
            if between and not between[1] and mention.owner and ":" not in between[0]:
                return None  # Kai's 'friend' is not in Kai's words
            if between and (not between[1] or self._own_words.fullmatch(between[1])):
                return mention.speaker, Cue("speaker", layout.inside(sentence, mention.start, mention.end))
        return None

    def _block(self, layout: Layout, sentence: Sentence) -> Said:
        """Tell whose words a block quote is: who opens it, or who is named last before it."""
        turn = self._frames.turn(layout, sentence)
        if turn is not None:
            return _named(turn[0], "quote", (turn[1],))
        if layout.speaker(sentence) == "professional":
            return _named("professional", "quote", (_section_cue(sentence),))
        earlier = layout.before_segment(sentence)
        if earlier is not None:
            for frame in self._frames.spoken(layout, earlier)[-1:]:
                return _by_frame(layout, earlier, frame, "quote")
            for mention in self._people.mentions(layout, earlier):
                if mention.speaker:
                    place = layout.inside(earlier, mention.start, mention.end)
                    return _named(mention.speaker, "quote", (Cue("speaker", place),))
        speaker = layout.speaker(sentence)
        if speaker:
            return _named(speaker, "quote", (_section_cue(sentence),))
        return Said("quote", "unknown", verbatim=True)

    # ------------------------------------------------------------------ without quotation marks

    def _unquoted(self, layout: Layout, sentence: Sentence, span: Span) -> Said:
        """Tell whose words a span without quotation marks is: by the frames over it, the turn, or the section."""
        low = layout.folded.forward(span.start) - sentence.start
        high = layout.folded.forward(span.end) - sentence.start
        every = self._frames.heard(layout, sentence)
        frames = [frame for frame in every if self._covers(frame, low, high, sentence)]
        if not frames:  # "it is alleged that": the found words are the report that nobody makes
            for frame in every:
                if not frame.speaker and frame.cue[0] < high and low < frame.cue[1]:
                    if layout.speaker(sentence) == "professional":
                        break  # "Police | Alleged he …": the source says so
                    return Said("unattributed", None, _cue(layout, sentence, frame))
        if self._entries.theirs(layout, sentence):
            frames = [frame for frame in frames if frame.speaker != "own"]
        innermost = max(frames, key=lambda frame: frame.begin, default=None)
        if innermost is not None and innermost.speaker == "own":
            return Said("own", None, _cue(layout, sentence, innermost))
        named = [frame for frame in frames if frame.speaker not in (None, "own")]
        turn, speaker = self._frames.turn(layout, sentence), layout.speaker(sentence)
        if speaker and self._entries.over(layout, sentence):
            speaker = None
        if named:
            chosen = next((frame for frame in named if frame.speaker == "professional"), named[0])
            handed_on = speaker == "professional" and not self._told_in_row(sentence, chosen)
            if (turn and turn[0] == "professional") or handed_on:
                return _named("professional", "reported", _cue(layout, sentence, chosen))
            return _by_frame(layout, sentence, chosen, "reported")
        if turn is not None:
            return _named(turn[0], "reported", (turn[1],))
        if speaker and sentence.segment.role != "analysis-section" and not frames:
            return _named(speaker, "reported", (_section_cue(sentence),))
        if frames and speaker == "professional":
            return _named(speaker, "reported", (_section_cue(sentence),))  # "DC Ode: known to be …"
        if frames:
            return Said("unattributed", None, _cue(layout, sentence, frames[-1]))
        if (led := self._entries.led(layout, sentence)) is not None:
            return _by_frame(layout, led[1], led[0], "reported")
        entry = self._entries.goes_on(layout, sentence, low)
        if entry is not None:
            return _named(entry[0], "reported", (Cue("speaker", entry[1].span),))
        return Said("own", None)

    def _told_in_row(self, sentence: Sentence, frame: Frame) -> bool:
        """Say whether a row is of a child who told somebody: its source is where that is kept."""
        if sentence.segment.kind != "row" or frame.speaker != "child":
            return False
        return self._told.fullmatch(sentence.spoken[: frame.cue[1]].rpartition(" ")[2]) is not None

    def _covers(self, frame: Frame, low: int, high: int, sentence: Sentence) -> bool:
        """Say whether a frame lies over words that are not the frame's own cue or verb."""
        if not (frame.begin < high and low < frame.end):
            return False
        if not frame.speaker:
            return True
        if frame.cue[0] <= low and high <= frame.cue[1]:
            return False
        text, begin = sentence.spoken, frame.begin
        if low <= frame.verb < high and frame.speaker != "own" and self._calls.match(text, frame.verb):
            return True  # "mum calls this a fling"
        opens = text.startswith(" ", begin) and self._clause.match(text, begin + 1)
        return not low <= frame.verb < high or bool(opens)


def _nearest(frames: list[Frame], at: int) -> Frame | None:
    """Choose the frame a quotation belongs to: the last one before it, else the first after it."""
    before = [frame for frame in frames if frame.verb <= at]
    after = [frame for frame in frames if frame.verb > at]
    return before[-1] if before else after[0] if after else None


def _handed_on(frames: list[Frame], frame: Frame) -> bool:
    """Say whether a worker or a record hands on what somebody said: "the tutor says that Kai told her …"."""
    return any(
        outer.speaker == "professional" and outer.verb < frame.verb and outer.begin <= frame.verb < outer.end
        for outer in frames
    )


def _by_frame(layout: Layout, sentence: Sentence, frame: Frame, voice: str) -> Said:
    """Give the voice of words in a frame: its speaker's, or nobody's."""
    cues = _cue(layout, sentence, frame)
    return _named(frame.speaker, voice, cues) if frame.speaker else Said("unattributed", None, cues)


def _named(speaker: str, voice: str, cues: tuple[Cue, ...]) -> Said:
    if speaker == "own":
        return Said("own", None, cues, verbatim=voice == "quote")
    if speaker == "professional":
        return Said("source", speaker, cues, verbatim=voice == "quote")
    return Said(voice, speaker, cues, verbatim=voice == "quote")


def _cue(layout: Layout, sentence: Sentence, frame: Frame) -> tuple[Cue, ...]:
    return (Cue("attribution", layout.inside(sentence, *frame.cue)),)


def _section_cue(sentence: Sentence) -> Cue:
    """Give the cue of a section's own speaker: an empty span where the section's text begins."""
    start = sentence.segment.span.start
    return Cue(f"section {sentence.segment.role or 'speaker'}", Span(start, start))
