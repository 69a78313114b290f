"""A note that is being edited: edits in, verdicts out, the same as a fresh check gives. An edit re-reads its piece.

What a verdict depends on is in reach of it (some sentences before, the window of analysis after), or it is a fact about
the whole note: names, ages, the sections for analysis, and words that a rule looks for in the whole note or a section.
When an edit changes one of those facts, whatever may have asked for it is judged again.
"""

from __future__ import annotations

from collections.abc import Iterator

from careword.book import RuleData
from careword.findings import Candidate, Cue, Finding, Verdict
from careword.layout import About, Layout, Sentence
from careword.lint import Linter, flagged
from careword.live import moving
from careword.live.face import Faces
from careword.live.facts import Facts, told
from careword.live.far import Asked, FarReading
from careword.live.later import Later
from careword.live.piece import LOOKAHEAD, Far, Piece
from careword.live.places import Places, alike
from careword.live.reach import around, beside, onlookers, runs
from careword.live.window import Window
from careword.segment import Section, Segmenter
from careword.text import Span, pieces


class LiveNote:
    """One note, kept in pieces."""

    def __init__(self, linter: Linter, text: str) -> None:
        self.linter, self.text = linter, ""
        self._segmenter = Segmenter(linter.book)
        self._places = Places()
        self.pieces, self._starts = self._places.pieces, self._places.starts
        self._facts, self._far = Facts(), FarReading(self.pieces)
        self._later: Later | None = None
        self._asked: dict[Asked, set[Piece]] = {}  # who looked for words from afar
        self._wide: set[Piece] = set()  # whose verdicts hang on the whole note, so that any edit may change them
        self._unmatched: set[Piece] = set()
        self._unjudged: set[Piece] = set()
        self._pointing: Piece | None = None
        self._faces = Faces(linter, self._facts, self.pieces)
        self.edit(0, 0, text)

    def start(self, piece: Piece) -> int:
        """Give where a piece begins, in code points."""
        return self._starts[piece.index]

    def line(self, piece: Piece) -> int:
        """Give the line, from 0, in which a piece begins."""
        return self._places.lines[piece.index]

    def at(self, offset: int) -> Piece | None:
        """Give the piece at an offset; the end of the note is in the last one."""
        index = min(self._places.at(offset), len(self.pieces) - 1)
        return self.pieces[index] if index >= 0 else None

    # ------------------------------------------------------------------ edits

    def edit(self, start: int, end: int, new: str) -> None:
        """Put new text in the place of what stands from `start` to `end`, in code points."""
        self.text = self.text[:start] + new + self.text[end:]
        low = max(self._places.at(start) - 1, 0)
        high = min(self._places.at(end) + 2, len(self.pieces))
        close = self._starts[high] + len(new) - (end - start) if high < len(self.pieces) else len(self.text)
        part = self.text[self._starts[low] : close]
        cut, old = [part[span.start : span.end] for span in pieces(part)], self.pieces[low:high]
        same = alike(cut, old)
        tail = alike(cut[same:][::-1], old[same:][::-1])
        fresh = [Piece(text) for text in cut[same : len(cut) - tail]]
        self._take(low + same, low + len(old) - tail, fresh)

    def _take(self, low: int, high: int, fresh: list[Piece]) -> None:
        """Put fresh pieces in the place of others, and mark what has to be judged again."""
        if high - low == len(fresh) == 1:
            self._faces.put(self.pieces[low], fresh[0])
        gone = self._places.put(low, high, fresh)
        end = self._cut_from(low, low + len(fresh), gone)
        changed = self.pieces[low:end]
        self._far = FarReading(self.pieces)
        self._read(gone, fresh)
        self._unmatched.update(changed)
        self._unmatched.update(beside(self.pieces, low, end))
        if len(gone) == len(changed) == 1:
            self._unjudged.add(fresh[0])
        else:
            self._mark(low, end)
        self._wide = {piece for piece in self._wide if piece.index >= 0}
        self._unjudged |= self._wide
        if any(piece.analyses for piece in (*gone, *changed)) or end > low + len(fresh):
            self._reconsider(end)
        if self._facts.place(self.pieces):
            self._unjudged.update(self.pieces)

    def _cut_from(self, low: int, high: int, gone: list[Piece]) -> int:
        """Cut fresh pieces, and the ones after them for as long as the section they begin in is another one.

        Give where that ends. Whoever looked from afar for words that now stand there, or stood, is matched again.
        """
        words = {asked[1] for asked in self._asked}
        before = {(pattern, host) for piece in gone for pattern in words for host in piece.hosts(pattern)}
        after = set()
        section: Section | None = self.pieces[low - 1].leaves if low else None
        index = low
        while index < len(self.pieces):
            piece = self.pieces[index]
            if index >= high:
                if piece.enters == section:
                    break
                before |= {(pattern, host) for pattern in words for host in piece.hosts(pattern)}
            piece.cut(self.linter.book, self._segmenter, section)
            if len(gone) == 1 and index == low < high:
                piece.know(gone[0])
            after |= {(pattern, host) for pattern in words for host in piece.hosts(pattern)}
            section = piece.leaves
            index += 1
        other = {pattern for pattern, _ in before ^ after}
        for asked, askers in self._asked.items():
            askers.difference_update(gone)
            if asked[1] in other:
                self._unmatched |= askers
                for piece in askers:
                    self._mark(piece.index, piece.index + 1)
        return index

    def _read(self, gone: list[Piece], fresh: list[Piece]) -> None:
        """Read names and ages where the text is new, and judge everything again where the note now says others."""
        first = fresh[0].index if fresh else 0
        behind = [piece for piece in self.pieces[max(first - 2, 0) : first] if fresh] or self.pieces
        before = told([*behind, *gone])
        for piece in (*behind, *fresh):
            ahead = "".join([item.text for item in self.pieces[piece.index + 1 : piece.index + 3]])[:LOOKAHEAD]
            if piece.ahead != ahead:
                piece.read(self.linter.book, ahead)
        named, aged = self._facts.take(before, told([*behind, *fresh]), self.pieces)
        if self._facts.head(self.text, self.linter.book) or named or aged:
            self._unjudged.update(self.pieces)
        if named:
            for piece in self.pieces:
                piece.memo = {}

    # ------------------------------------------------------------------ what has to be judged again

    def _mark(self, low: int, high: int) -> None:
        """Have judged again the pieces from `low` to `high`, and what may look at them."""
        self._unjudged.update(self.pieces[low:high])
        self._unjudged.update(onlookers(self.pieces, low, high))

    def _reconsider(self, end: int) -> None:
        """Have judged again what has no analysis near it, since a later section may now have some, or none."""
        self._later = None
        for piece in self.pieces[:end]:
            if any(item.context and item.context.analysis in ("none", "elsewhere") for item in piece.verdicts):
                self._unjudged.add(piece)

    # ------------------------------------------------------------------ judging

    def settle(self) -> Iterator[None]:
        """Judge what has to be judged again; between two steps something else may have its turn."""
        for low, high in runs(self._unmatched):
            self._match(low, high)
            yield
        self._unjudged.update(self._faces.differing())
        for piece in [piece for piece in self._unjudged if not piece.speaking]:
            piece.verdicts, piece.far, piece.shown = [], {}, None
            self._unjudged.discard(piece)
        for low, high in runs(self._unjudged):
            self._judge(low, high)
            yield

    @property
    def settled(self) -> bool:
        """Say whether every verdict is that of the text as it is now."""
        return not self._unmatched and not self._unjudged and not self._faces.changed

    def _window(self, low: int, high: int) -> Window:
        window = Window(self.pieces[low:high], self.linter.book, self._segmenter, self._facts, self._far)
        window.know(self._facts.ages(self._starts, self._starts[low]))
        window.beyond = self._beyond
        return window

    def _match(self, low: int, high: int) -> None:
        first, last = low, high
        window = self._window(low, high)
        found = self.linter.candidates(window)
        if window.near:  # a rule looks at neighbouring sentences: let them be there
            first, last = around(self.pieces, low, high, behind=1, ahead=1, words=0)
            window = self._window(first, last)
            found = self.linter.candidates(window)
        window.keep()
        of: dict[int, list[Candidate]] = {}
        for item in found:
            index = self._places.at(item.span.start + self._starts[first])
            of.setdefault(index, []).append(moving.candidate(item, self._starts[first] - self._starts[index]))
        self._remember(window)
        for piece in self.pieces[low:high]:
            if piece not in self._unmatched:
                continue
            self._unmatched.discard(piece)
            piece.near = piece in window.near
            candidates = of.get(piece.index, [])
            if candidates != piece.candidates:
                piece.candidates = candidates
                piece.memo = {key: value for key, value in piece.memo.items() if key[0] != "later"}
                if piece not in self._faces.changed:
                    self._mark(piece.index, piece.index + 1)
                if piece.analyses:
                    self._reconsider(piece.index + 1)

    def _judge(self, low: int, high: int) -> None:
        window = self._judging(low, high)
        window.watch()
        for piece in self.pieces[low:high]:
            if piece in self._unjudged:
                piece.far = {}
                piece.verdicts, piece.shown = self._judged(window, piece, piece.speaking), None
                piece.looks = window.looked(piece)
                self._unjudged.discard(piece)
        window.keep()
        self._remember(window)
        if window.wide:
            self._wide.update(piece for piece in self.pieces[low:high] if piece.speaking)

    def _judging(self, low: int, high: int) -> Window:
        """Give a window in which the pieces from `low` to `high` can be judged."""
        window = self._window(*around(self.pieces, low, high))
        window.flagged = tuple(
            moving.span(span, self.start(piece) - self.start(window.pieces[0]))
            for piece in window.pieces
            for span in flagged(piece.candidates, self.linter.book)
        )
        return window

    def _judged(self, window: Window, piece: Piece, candidates: list[Candidate]) -> list[Verdict]:
        self._pointing = piece
        by = self.start(piece) - self.start(window.pieces[0])
        judged = self.linter.judged(window, [moving.candidate(item, by) for item in candidates])
        return [moving.verdict(item, -by) for item in judged]

    def _remember(self, window: Window) -> None:
        for asked in window.asked:
            self._asked.setdefault(asked, set()).update(piece for piece in window.pieces if piece.index >= 0)

    def _beyond(self, about: About, layout: Layout, sentence: Sentence, rule: RuleData, span: Span) -> Cue | None:
        """Find analysis of the words in a later section, and remember where for the finding."""
        if not isinstance(layout, Window) or self._pointing is None:
            raise TypeError("only a window that is judged looks beyond itself")
        origin = self.start(layout.pieces[0])
        self._later = self._later or Later(self.pieces, self._alone)

        def free(far: Far) -> bool:
            return not moving.span(far.span, self.start(far.piece) - origin).overlaps(span)

        found = self._later.find(about, *layout.place(sentence), rule, free)
        if found is None:
            return None
        self._pointing.far[moving.span(span, origin - self.start(self._pointing))] = found
        return Cue("analysis elsewhere", moving.span(found.span, self.start(found.piece) - origin))

    def _alone(self, piece: Piece) -> Window:
        window = self._window(piece.index, piece.index + 1)
        window.flagged = flagged(piece.candidates, self.linter.book)
        return window

    # ------------------------------------------------------------------ asking

    def verdicts(self) -> list[Verdict]:
        """Give every verdict at its place in the note; it is that of the text as it is now when all is settled."""
        return [self.placed(piece, item) for piece in self.pieces for item in self.every(piece)]

    def every(self, piece: Piece) -> list[Verdict]:
        """Give the verdicts on all candidates of a piece; why weak ones are silent is found out when somebody asks."""
        weak = [item for item in piece.candidates if not item.within]
        if not weak:
            return piece.verdicts
        judged = self._judged(self._judging(piece.index, piece.index + 1), piece, weak)
        return sorted((*piece.verdicts, *judged), key=lambda item: (*item.candidate.span, item.candidate.rule))

    def voices(self, piece: Piece) -> list[tuple[Span, str]]:
        """Give the passages of a piece that somebody else says, and who says them."""
        window = self._alone(piece)
        found = self.linter.voices(window)
        window.keep()
        return found

    def findings(self) -> Iterator[tuple[Piece, Finding]]:
        """Give the findings in order of place, each with its piece, from whose beginning its offsets count."""
        return ((piece, item) for piece in self.pieces for item in piece.verdicts if isinstance(item, Finding))

    def placed(self, piece: Piece, verdict: Verdict) -> Verdict:
        """Give a verdict at its place in the note, with what it points at far away at its place too."""
        here = moving.verdict(verdict, self.start(piece))
        if here.context is None or not here.context.cues:
            return here  # most silences: nothing is looked up for them
        far = piece.far.get(verdict.candidate.span)
        said = self._facts.ages(self._starts, 0)
        age = next((age.span for age in (*said.now, *said.spread) if age), None)
        return moving.pointing(here, here.context, moving.span(far.span, self.start(far.piece)) if far else None, age)
