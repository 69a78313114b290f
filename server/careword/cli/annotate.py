"""`careword annotate`: files in, copies with a remark beside the words out. The files themselves are never touched."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.say import say, tell
from careword.cli.session import Session
from careword.note import Unread
from careword.readers.decode import UnreadableError
from careword.readers.limits import whole
from careword.readers.sources import Source, find, plain
from careword.render.summary import count

if TYPE_CHECKING:
    from careword.annotate.remark import Remark


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = (
        "Write a copy of each file with a remark beside the words: comments in .docx and .odt, highlights with notes "
        "in .pdf, notes on the cells of .xlsx. Nothing else in the copy changes. Exit 0: all read, nothing at or above "
        "--fail-on; 1: findings; 2: something could not be read or annotated."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, or folders with --out-dir")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the copy of one file")
    parser.add_argument(
        "--out-dir", type=Path, metavar="DIR", help="the folder for the copies, made where it is missing"
    )
    parser.add_argument("--force", action="store_true", help="write over an earlier copy; a file that is read never")
    parser.add_argument(
        "--date",
        type=_date,
        metavar="DATE",
        help="the date of the remarks, as 2026-11-22T09:30 (default: the file's own)",
    )
    options.add_settings(parser)


@dataclass(frozen=True, slots=True)
class _Job:
    """A file, and where its copy goes."""

    source: Source
    file: Path
    target: Path


def run(args: argparse.Namespace) -> int:
    """Check the files, then write the copies."""
    from careword.annotate.remark import remarks

    if (args.output is None) == (args.out_dir is None):
        tell("annotate: expected -o FILE for the copy of one file, or --out-dir DIR for the copies of any number")
        return 2
    jobs, faults = _jobs(args)
    tell(*faults)
    found: dict[str, list[Remark]] = {}
    failed = False
    with Session(Desk(args.config, options.given(args), silences=False), [job.source.path for job in jobs]) as session:
        for checked in session:
            found.setdefault(checked.note.path, []).extend(remarks(checked))
            failed = failed or checked.fails
    unread = {error.path for error in session.errors}
    errors = len(faults) + len(session.errors)
    for job in jobs:
        if job.source.path in found or job.source.path not in unread:
            fault = _write(job, found.get(job.source.path, []), args.date, force=args.force)
            if fault is not None:
                errors += 1
                tell(f"{job.source.path}: {fault}")
    return 2 if errors else int(failed)


def _jobs(args: argparse.Namespace) -> tuple[list[_Job], list[str]]:
    """Give what is to be done, and what cannot be."""
    from careword.annotate.copies import SUFFIXES

    kinds = ", ".join(SUFFIXES)
    jobs: dict[Path, _Job] = {}
    faults: list[str] = []
    for path in args.paths:
        if path == "-":
            faults.append("-: standard input cannot be annotated: expected a file")
            continue
        for source in find([path]):
            if isinstance(source, Unread):
                faults.append(str(source))
            elif source.file is not None and source.suffix in SUFFIXES:
                within = source.file.relative_to(path) if Path(path).is_dir() else source.file.name
                jobs.setdefault(
                    source.file.resolve(), _Job(source, source.file, args.output or Path(args.out_dir, within))
                )
            elif source.path == str(Path(path)):
                faults.append(f"{source.path}: cannot be annotated: expected a file that ends in one of {kinds}")
            else:
                tell(f"{source.path}: passed over: only files that end in one of {kinds} can be annotated")
    if args.output is not None and len(jobs) > 1:
        return [], [*faults, f"annotate: -o takes the copy of one file, not of {len(jobs)}; use --out-dir"]
    kept: list[_Job] = []
    taken: set[Path] = set()
    for job in jobs.values():
        fault = _in_the_way(job, set(jobs), taken, force=args.force)
        if fault is None:
            kept.append(job)
        else:
            faults.append(f"{job.source.path}: {fault}")
        taken.add(job.target.resolve())
    return kept, faults


def _in_the_way(job: _Job, read: set[Path], taken: set[Path], *, force: bool) -> str | None:
    """Say what keeps a copy from its place: a file that is read, another copy, or an earlier one."""
    target = job.target
    if target.suffix.lower() != job.source.suffix:
        return f"the copy is a file of the same kind: expected a name that ends in {job.source.suffix}"
    if target.resolve() in read or (target.exists() and any(target.samefile(file) for file in read)):
        return f"{target}: a file that is read is never written over: choose another place for the copy"
    if target.resolve() in taken:
        return f"{target}: two copies would be written there: use a folder for each"
    if target.exists() and not force:
        return f"{target}: is there already; --force writes over it"
    return None


def _write(job: _Job, remarks: Sequence[Remark], date: dt.datetime | None, *, force: bool) -> str | None:
    """Write a copy, or say why there is none."""
    from careword.annotate.copies import annotated

    try:
        with job.file.open("rb") as stream:
            data = whole(stream)
        changed = dt.datetime.fromtimestamp(int(job.file.stat().st_mtime), dt.UTC)
        copy = annotated(data, job.source.suffix, remarks, date or changed)
        job.target.parent.mkdir(parents=True, exist_ok=True)
        _save(job.target, copy.data, force=force)
    except UnreadableError as fault:
        return str(fault)
    except OSError as fault:
        return f"{job.target}: cannot be written: {plain(fault)}"
    say(f"{job.target}: {count(len(remarks) - len(copy.left), 'remark')}")
    for where in copy.left:
        tell(f"{job.source.path}: {where}: no remark can stand there; careword check tells what was found")
    return None


def _save(target: Path, data: bytes, *, force: bool) -> None:
    """Write a copy whole, or leave nothing of it."""
    with target.open("wb" if force else "xb") as stream:
        try:
            stream.write(data)
            stream.flush()
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _date(text: str) -> dt.datetime:
    try:
        date = dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("expected a date, as 2026-11-22 or 2026-11-22T09:30") from None
    return date.replace(tzinfo=dt.UTC) if date.tzinfo is None else date.astimezone(dt.UTC)
