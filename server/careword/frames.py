"""A sentence in, its frames out: the stretches that somebody is said to have said, and the speaker that opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from careword.antecedent import Antecedents
from careword.beside import Beside
from careword.book import Book
from careword.findings import Cue
from careword.layout import Layout, Sentence
from careword.opening import Openings
from careword.people import Mention, People
from careword.reading import Frame, Reading, after_comma, ends, set_off
from careword.reports import Reports
from careword.speakers import Speakers
from careword.text import Span

_GAP = 7  # words that may stand between a speaker and the verb of speaking
_TRAILING = 3  # words after "…, she said" that do not yet make it an opening
_OBJECT = 4  # code points between a verb and the one who is told
_AGED = 2  # words after a person whose age and verb they may be
_RUN = 50  # sentences in a row that may each go on from the one before without being read from the first


class Frames:
    """Finds who is said to have said what, by the rulebook's cues."""

    def __init__(self, book: Book, people: People, antecedents: Antecedents) -> None:
        self._people = people
        self._speakers = Speakers(book, people, antecedents, self.of)
        cue = {name: book.cue("attribution", name) for name in book.cues["attribution"]}
        self._says, self._not_says = cue["says"], cue["reported-missing"]
        self._breaks, self._new_clause, self._my_view = cue["breaks"], cue["new-clause"], cue["my-view"]
        self._tells, self._told, self._told_whom = cue["tells"], cue["told"], cue["told-whom"]
        self._noun_or_verb, self._opening_noun, self._certain = cue["noun-or-verb"], cue["opening-noun"], cue["certain"]
        self._it, self._be_worried = cue["it"], cue["be-worried"]
        self._passive, self._openings = cue["passive-be"], Openings(book, people)
        self._be = book.shaped("attribution", "be", after=r"(?:(?<! also) \w+ly)?\Z")
        self._what = book.shaped("attribution", "what", after=r" (?:\w+ ){0,1}\w+\Z")
        self._thing = book.ending("attribution", "thing")
        self._opening_verb, self._of_what = cue["opening-verb"], cue["of-what"]
        self._described_as, self._opens_own = cue["described-as"], cue["opens-own"]
        self._beside = Beside(book)
        self._by_whom = book.shaped("attribution", "by-whom", before=" ")  # "parents described by school as …"
        self._doer = book.shaped("attribution", "doer", before=" ")  # "noted by triage to be …"
        self._reports = Reports(book, self._speakers, self._beside)
        self._next_verb = book.ending("attribution", "next-verb")
        self._after_quote = cue["after-quote"]
        self._asks, self._for_what, self._told_them = cue["asks"], cue["for-what"], cue["told-them"]
        self._joins, self._and_is = book.cue("grammar", "joins"), cue["and-is"]
        self._clause_before = book.ending("attribution", "clause-before")
        self._bare_worry, self._of_age, self._does = cue["bare-worry"], cue["of-age"], cue["does"]
        self._me, self._i = book.cue("grammar", "me"), book.cue("grammar", "self")
        self._to_be = book.ending("attribution", "to-be")  # "…, police have him down as a risk"
        self._mine = book.ending("grammar", "my")
        self._lead_in = book.ending("attribution", "lead-in")

    def of(self, layout: Layout, sentence: Sentence) -> list[Frame]:
        """Give the stretches of a sentence that somebody is said to have said, in order; made once a sentence."""
        if ("frames", sentence.number) not in layout.memo:
            for item in self._waiting(layout, sentence):
                made = sorted(self._made(layout, item), key=lambda frame: frame.verb)
                layout.memo["frames", item.number] = made
        frames: list[Frame] = layout.memo["frames", sentence.number]
        return frames

    def heard(self, layout: Layout, sentence: Sentence) -> list[Frame]:
        """Give the same, with whoever is named in a paragraph before as the one who speaks."""
        return [
            frame if (known := self._speakers.known(layout, sentence, frame.speaker)) == frame.speaker
            else replace(frame, speaker=known)
            for frame in self.of(layout, sentence)
        ]  # fmt: skip

    def spoken(self, layout: Layout, sentence: Sentence) -> list[Frame]:
        """Give the frames of a sentence in which somebody other than the writer is named as the speaker."""
        return [frame for frame in self.heard(layout, sentence) if frame.speaker not in (None, "own")]

    def turn(self, layout: Layout, sentence: Sentence) -> tuple[str, Cue] | None:
        """Find a speaker that opens the sentence: "Nan - …", "YP: …"."""
        return self._openings.of(layout, sentence)

    def cited(self, layout: Layout, sentence: Sentence, quote: Span) -> tuple[str, Cue] | None:
        """Find a speaker in brackets right after a quotation."""
        return self._openings.cited(layout, sentence, quote)

    def _waiting(self, layout: Layout, sentence: Sentence) -> list[Sentence]:
        """Give the sentences to read, the last one `sentence`.

        A verb without a subject goes on from the sentence before. Where very many stand in a row, they are read from
        the first, so that none is read while another one waits for it.
        """
        run = [sentence]
        before = layout.previous(sentence)
        while before is not None and ("frames", before.number) not in layout.memo:
            run.append(before)
            before = layout.previous(before)
        return run[::-1] if len(run) > _RUN else [sentence]

    def _made(self, layout: Layout, sentence: Sentence) -> Iterator[Frame]:
        text = sentence.spoken
        says = self._says.within(text, sentence.vocabulary)
        breaks = [found.span() for found in self._breaks.within(text, sentence.vocabulary)]
        reading = Reading(layout, sentence, text, self._people.mentions(layout, sentence), [])
        reading.breaks = sorted(
            [start for start, _ in breaks if start > 0]
            + [place for place, mark in enumerate(text) if mark == ";"]
            + [
                found.start()
                for found in self._new_clause.within(text, sentence.vocabulary)
                if after_comma(layout, sentence, found.start())
            ]
            + [
                found.start()
                for found in self._after_quote.within(text, sentence.vocabulary)
                if text[: found.start()].rstrip().endswith("\x00")
            ]
        )
        taken: list[tuple[int, int]] = []
        for report in self._reports.by_nobody(reading):
            taken.append(report.cue)
            yield report
        yield from self._reports.of(reading)
        missing = [found.span() for found in self._not_says.within(text, sentence.vocabulary)] if says else []
        worries = [
            found for found in self._bare_worry.within(text, sentence.vocabulary) if self._of_whom(reading, found)
        ]
        says += [item for item in worries if not any(item.start() < x.end() and x.start() < item.end() for x in says)]
        for found in sorted(says, key=re.Match.start):
            if any(
                low <= found.start() < found.end() <= high and "\x00" not in text[high : high + 3]
                for low, high in missing
            ):
                continue
            if any(low < found.end() and found.start() < high for low, high in taken):
                continue
            frame = self._verb(reading, found)
            if frame is not None:
                reading.spoke = frame.speaker
                yield frame
        for start, end in breaks:
            if start > 0 or self._my_view.match(text):
                yield Frame("own", start, len(text), (start, end), start)

    def _of_whom(self, reading: Reading, worry: re.Match[str]) -> bool:
        """Say whether a worry is about what somebody does: "mum worried Ella, 15, is …", and not "dad upset Ella"."""
        person = next((item for item in reading.mentions if item.start == worry.end() + 1), None)
        if person is None or person.owner or not any(item.end <= worry.start() for item in reading.mentions):
            return False
        rest = reading.text[person.end :].lstrip(" (").split(maxsplit=_AGED)
        return any(self._does.fullmatch(word) for word in rest[:1]) or (
            len(rest) > 1 and self._of_age.fullmatch(rest[0]) is not None and self._does.fullmatch(rest[1]) is not None
        )

    def _verb(self, reading: Reading, found: re.Match[str]) -> Frame | None:
        """Give the frame of a verb of speaking, or none where nobody says anything by it."""
        text, start = reading.text, found.start()
        end = reading.until(found.end())
        if self._asks.fullmatch(found[0]) and self._for_what.match(text, found.end() + 1):
            end = min(
                end, reading.clause_end(found.end(), self._joins)
            )  # "asked for a lift, kicked off": what was asked is over
        left = text[:start].rstrip()
        if self._noun_or_verb.fullmatch(found[0]) and ends(self._mine, left):
            return None  # "Ms Ode, in my view, was …"
        if ends(self._what, left) and not self._described_as.match(text, start):
            return None  # "what he told us about …" names his account and says nothing of it
        apart = set_off(reading.layout, reading.sentence, start)
        last = reading.last(found.end()) if apart or after_comma(reading.layout, reading.sentence, start) else None
        if last and last[0].group != "writer":
            return Frame(self._speakers.of(reading, last[0]), 0, start, (start, last[1]), start)  # "…, writes Dr Ode"
        thing = ends(self._thing, left)
        if thing is not None:
            document = next((item for item in reversed(reading.mentions) if item.end <= thing.start()), None)
            if document and document.group == "document" and not text[document.end : thing.start()].strip(" ,"):
                return Frame("professional", found.end(), end, (document.start, found.end()), start)
            named = self._beside.record(reading, found.end())
            if named is not None:
                return Frame("professional", named.end, end, (thing.start(), named.end), start)
            if self._it.match(thing[0]) and self._record_before(reading):
                return Frame("professional", found.end(), end, (thing.start(), found.end()), start)
            return None  # "this suggests …" is the writer's own reading
        passive = self._is_participle(left, found[0]) or (
            found[0].endswith(("d", "t", "n"))
            and not self._told.fullmatch(found[0])
            and self._by_somebody(reading, found.end())
        )
        if passive and not self._be_worried.match(found[0]):
            agent = self._speakers.agent(reading, found.end())
            whom = next((item for item in reversed(reading.mentions) if item.end <= start), None)
            if agent is None and whom is not None and whom.group != "writer" and self._told.fullmatch(found[0]):
                return None  # "mum was told that …" says what was said to mum, not by whom
            agent = agent or self._speakers.in_document(reading)
            return Frame(agent, found.end(), end, found.span(), start)
        mention = self._speakers.subject_of(reading, found)
        asks = self._asks.fullmatch(found[0]) is not None
        if mention and asks and ends(self._clause_before, text[: mention.start].rstrip()):
            return None  # "When Jo asked who he is Kai would not talk": the question is over
        if self._described_as.match(text, start) and (then := self._and_is.search(text, found.end(), end)):
            end = then.start()  # "a man he calls Uncle and had been …"
        if mention is None:
            speaker = self._without_subject(reading, found, left)
            return Frame(speaker, found.end(), end, found.span(), start) if speaker else None
        if mention.group == "writer" and any(
            item.group == "document" and item.start <= start < item.end for item in reading.mentions
        ):
            return None  # "I read a sanction record": no verb
        speaker = self._speakers.of(reading, mention)
        if mention.group == "writer" and self._me.match(text, found.end() + 1) and not self._i.fullmatch(mention.words):
            speaker = "professional"  # "SW told us": another's social worker
        return self._framed(reading, mention, speaker, found, end)

    def _is_participle(self, left: str, verb: str) -> bool:
        passive = self._passive.search(left[-16:])
        if passive is not None and left.endswith(passive[0].strip()) and verb.endswith(("d", "t", "n")):
            return True
        return verb.endswith("d") and ends(self._be, left) is not None

    def _by_somebody(self, reading: Reading, at: int) -> bool:
        """Say whether "by" and a person follow a verb: "noted by triage to be …", "described by the ward as …"."""
        if self._by_whom.match(reading.text, at):
            return True
        return self._doer.match(reading.text, at) is not None and self._speakers.agent(reading, at) is not None

    def _without_subject(self, reading: Reading, found: re.Match[str], left: str) -> str | None:
        """Give the speaker of a verb that nobody before it belongs to, or none where it is no verb or nobody's."""
        if not left and (self._opens_with_noun(reading, found) or self._opens_own.match(reading.text)):
            return None  # "Reports of …"; "Noted as …", which the writer does
        if self._noun_or_verb.fullmatch(found[0]):
            return None  # "Message from …", "Reports of …": a noun, or a verb that nobody does
        if len(left.split()) > _GAP and not ends(self._next_verb, left):
            return None
        speaker = self._speakers.carried(reading, left)
        if not left and self._has_object(reading, found.end()):
            return "own"  # "Advised mum that …": the writer, who leaves the "I" out
        if speaker is None and left and self._certain.fullmatch(found[0]):
            return "unknown"  # "Taxi marshal told the manager …": somebody whom no list holds
        return speaker

    def _opens_with_noun(self, reading: Reading, found: re.Match[str]) -> bool:
        """Say whether a sentence opens with a noun: "Reports of …", and not "Reports three headaches"."""
        if not self._opening_noun.fullmatch(found[0]):
            return False
        return not self._opening_verb.fullmatch(found[0]) or bool(self._of_what.match(reading.text, found.end() + 1))

    def _framed(self, reading: Reading, mention: Mention, speaker: str | None, found: re.Match[str], end: int) -> Frame:
        """Give the frame of a verb: what follows it, or what stands before ", mum says"."""
        start = mention.start
        rest = reading.text[found.end() : end].strip(" .-\x00")
        cue = (start, found.end())
        set_apart = start > 0 and after_comma(reading.layout, reading.sentence, start)  # "… to her, she said"
        lead = None if set_apart else ends(self._lead_in, reading.text[:start].rstrip())
        start = lead.start() if lead else start  # "…, so mum says"
        # "…, officer informed": what was done, and nobody's words
        done = (not rest or self._joins.match(rest)) and self._told.fullmatch(found[0])
        if done:
            return Frame(speaker, found.end(), found.end(), cue, found.start())
        apart = (start > 0 and after_comma(reading.layout, reading.sentence, start)) if lead else set_apart
        if not apart:
            return Frame(speaker, found.end(), end, cue, found.start())
        quoted = reading.text[:start].rstrip().endswith("\x00")
        trailing = speaker if quoted else self._speakers.aside(reading, mention, speaker)
        if rest and found.end() < end and after_comma(reading.layout, reading.sentence, found.end() + 1):
            return Frame(trailing, 0, end, cue, found.start())  # "She is, mum feels, …"
        apposed = after_comma(reading.layout, reading.sentence, found.start())  # "The GP, Dr Ode, has her as …"
        if not apposed and len(rest.split()) <= _TRAILING and not ends(self._to_be, found[0]):
            return Frame(trailing, 0, start, cue, found.start())
        return Frame(speaker, found.end(), end, cue, found.start())

    def _record_before(self, reading: Reading) -> bool:
        """Say whether the sentence before speaks of a record, which "it adds that …" then goes on with."""
        previous = reading.layout.previous(reading.sentence)
        return previous is not None and any(
            item.group == "document" for item in self._people.mentions(reading.layout, previous)
        )

    def _has_object(self, reading: Reading, at: int) -> bool:
        """Say whether a verb is followed by the person who was told, and not by who writes or their like."""
        if self._told_them.match(reading.text, at + 1):
            return False  # "Told officers that …": the child, in an officer's words
        near = (item for item in reading.mentions if 0 <= item.start - at <= _OBJECT)
        whom_told = next((item for item in near if item.group not in ("pronoun", "writer")), None)
        if whom_told and whom_told.group == "name" and whom_told.speaker == "professional":
            return False  # "Told Bo that …": the child, in the words of Bo's house
        told = whom_told is not None
        if told and self._tells.search(reading.text[max(0, at - 16) : at]):
            return True
        whom = self._told_whom.match(reading.text, at + 1) if reading.text.startswith(" ", at) else None
        to = whom is not None and whom[0].startswith("to ")
        return to or (whom is not None and self._tells.search(reading.text[max(0, at - 16) : at]) is not None)
