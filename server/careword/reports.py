"""A sentence in, the frames over it that hang on no verb of a person's out: "it was said …", "according to …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.beside import Beside
from careword.book import Book
from careword.reading import Frame, Reading, after_comma, ends
from careword.speakers import Speakers

_WHEN_COLON = re.compile(r"(?: [\w/']+){0,5}\s*:\s")
_COLON = re.compile(r" ?: ")


class Reports:
    """Finds what nobody is said to have said, and what is handed on by a noun or a record."""

    def __init__(self, book: Book, speakers: Speakers, beside: Beside) -> None:
        self._speakers, self._beside = speakers, beside
        cue = {name: book.cue("attribution", name) for name in book.cues["attribution"]}
        self._agentless, self._report_of = cue["agentless"], cue["report-of"]
        self._according, self._from, self._carries = cue["according"], cue["from"], cue["carries"]
        self._then, self._in_keeping, self._from_you = cue["then"], cue["in-keeping"], cue["from-you"]
        self._their_words, self._contacts = cue["their-words"], cue["contacts"]
        self._relays, self._told, self._opening_noun = cue["relays"], cue["told"], cue["opening-noun"]
        self._known_to, self._goes_on = cue["known-to"], book.ending("attribution", "goes-on")
        self._and_is, self._to_be = cue["and-is"], book.ending("attribution", "to-be")
        self._record_of, self._clause = cue["record-of"], cue["clause-opener"]
        self._described = cue["is-described"]
        self._doer = book.ending("attribution", "doer")
        self._none, self._holds, self._that = (
            book.ending("attribution", name) for name in ("none", "holds", "clause-opener")
        )

    def by_nobody(self, reading: Reading) -> Iterator[Frame]:
        """Give the frames of reports that name nobody."""
        for found in self._agentless.within(reading.text, reading.sentence.vocabulary):
            frame = self._nobody(reading, found)
            if frame is not None:
                yield frame

    def _nobody(self, reading: Reading, found: re.Match[str]) -> Frame | None:
        """Give the frame of a report that names nobody: "it was reported that …"."""
        text, start, end = reading.text, found.start(), found.end()
        if ends(self._none, text[:start].removesuffix(" ")) or self._known_to.match(text, start):
            return None
        if self._report_of.match(found[0]) and reading.mentions and ends(self._goes_on, text[:start].removesuffix(" ")):
            return None  # "Mum came at nine and reported that …" has somebody who reports
        records = [item for item in reading.mentions if item.speaker == "professional"]
        if self._report_of.match(found[0]) and any(self._just(text, item.end, start) for item in reading.mentions):
            return None  # "CAMHS report that …" has a source
        if any(item.start < start < item.end or (item.owner and start - 3 <= item.end < start) for item in records):
            return None  # "the school's report states that …" has one
        holder = ends(self._holds, text[:start].rstrip()) if self._opening_noun.match(found[0]) else None
        if holder is not None and any(item.end == holder.start() - 1 for item in reading.mentions):
            return None  # "School have concerns that …" has one too
        if self._told.fullmatch(found[0].split()[-1]) and any(
            item.group != "writer" and self._just(text, item.end, start) for item in reading.mentions
        ):
            return None  # "she has been told of the danger": what was said to her
        # in "it was said that …" whoever acts, and where, is in what was said
        told = found[0].endswith("ly") or ends(self._that, found[0]) or self._clause.match(text, end + 1)
        source = None if told else self._speakers.agent(reading, start) or self._speakers.in_document(reading)
        source = source or (self._speakers.record_before(reading) if self._described.match(found[0]) else None)
        begin = 0 if found[0].endswith("ly") else end
        until = reading.until(end)
        then = self._and_is.search(text, end, until) if ends(self._to_be, found[0]) else None
        return Frame(source, begin, then.start() if then else until, found.span(), start)

    def _just(self, text: str, end: int, start: int) -> bool:
        """Say whether no more than "also" or "has" stands between a person and a verb."""
        return end == start - 1 or (
            end < start and self._relays.fullmatch(text[end:start].strip(" 0123456789")) is not None
        )

    def of(self, reading: Reading) -> Iterator[Frame]:
        """Give the frames of "according to school", "call from nan: …" and "the log lists …"."""
        yield from self._named(reading)
        yield from self._beside.of(reading)
        yield from self._opened(reading)
        yield from self._record(reading)

    def _named(self, reading: Reading) -> Iterator[Frame]:
        """Give the frames of "according to school" and "call from nan: …"."""
        text = reading.text
        for found in reading.find(self._according):
            mention = reading.after(found.end())
            if mention and self._in_keeping.fullmatch(mention.words):
                continue  # "as per her plan" says how it was done, and not who says so
            if mention and (mention.speaker or mention.group == "name"):
                cue = (found.start(), mention.end)
                yield Frame(mention.speaker or "unknown", 0, len(text), cue, found.start())
        for found in reading.find(self._from_you):
            yield Frame("professional", found.end(), reading.until(found.end()), found.span(), found.start())
        for found in reading.find(self._their_words):
            goes_on = self._opens_talk(reading, found.end())
            if goes_on and (speaker := self._speakers.before(reading)) is not None:
                yield Frame(speaker, found.end(), reading.until(found.end()), found.span(), found.start())
        for found in reading.find(self._from):
            mention = reading.after(found.end())
            goes_on = text.startswith((" - ", ":"), mention.end) if mention else False
            if mention and mention.speaker and (goes_on or self._then.match(text, mention.end + 1)):
                yield Frame(mention.speaker, mention.end, len(text), (found.start(), mention.end), found.start())

    def _opened(self, reading: Reading) -> Iterator[Frame]:
        """Give the frames that a colon opens: "Nan there too, nan: …", "YOT worker emailed last week: …"."""
        text = reading.text
        for mention in reading.mentions:
            colon = _COLON.match(text, mention.end)
            if not (colon and mention.speaker) or mention.owner or mention.group == "document":
                continue
            apart = mention.start > 0 and after_comma(reading.layout, reading.sentence, mention.start)
            doer = mention.speaker == "professional" and ends(self._doer, text[: mention.start].rstrip())
            if apart or doer:  # "Nan there too, nan: he is …", "File read by the DI: …"
                cue = (mention.start, mention.end)
                yield Frame(mention.speaker, colon.end(), len(text), cue, mention.start)
        for found in self._contacts.finditer(text):
            colon = _WHEN_COLON.match(text, found.end())
            sender = self._speakers.subject_of(reading, found) if colon else None
            if colon and sender and sender.group != "writer":  # "YOT worker emailed last week: …"
                cue = (sender.start, found.end())
                yield Frame(self._speakers.of(reading, sender), colon.end(), len(text), cue, found.start())

    def _record(self, reading: Reading) -> Iterator[Frame]:
        """Give the frames of what a record holds: "the log lists …"."""
        for found in reading.find(self._carries):
            for item in reading.mentions:
                between = reading.text[item.end : found.start()].strip()
                near = not between or self._relays.fullmatch(between) or self._record_of.fullmatch(between)
                if item.group == "document" and item.end <= found.start() and near:
                    reading.spoke = "professional"
                    cue = (item.start, found.end())
                    yield Frame("professional", found.end(), reading.until(found.end()), cue, found.start())
                    break

    def _opens_talk(self, reading: Reading, at: int) -> bool:
        """Say whether somebody's words follow "her account was", and not what the writer makes of it."""
        rest = reading.text[at:].lstrip()
        opens = not rest[:1].isalpha() or self._clause.match(rest)
        return bool(opens) or any(0 <= item.start - at <= 1 for item in reading.mentions)
