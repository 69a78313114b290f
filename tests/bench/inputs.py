"""A seed in, the benchmark's texts out: short notes, one long note, one long document, with findings and without."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parent
WORDS: dict[str, Any] = yaml.safe_load((HOME / "words.yaml").read_text(encoding="utf-8"))
CONCEPTS: dict[str, list[str]] = WORDS["concepts"]
FORMS = [form for forms in CONCEPTS.values() for form in forms]
SEED = 7


def sentence(chance: random.Random, *, clean: bool) -> str:
    """Give one sentence: plain, with a concept's words, or with them inside quotation marks."""
    drawn = 1.0 if clean else chance.random()
    kind = "quoted" if drawn < 0.05 else "with" if drawn < 0.23 else "plain"
    made: str = chance.choice(WORDS[kind]).format(
        n=chance.choice(WORDS["first"]),
        r=chance.choice(WORDS["role"]),
        p=chance.choice(WORDS["place"]),
        d=chance.choice(WORDS["day"]),
        t=chance.choice(chance.choice(list(CONCEPTS.values()))),
        k=chance.randint(0, 7),
        y=chance.randint(5, 11),
    )
    return made[0].upper() + made[1:]


def note(chance: random.Random, words: int = 250, *, clean: bool = False) -> str:
    """Give a note of about so many words, in short paragraphs."""
    out = [f"Visit to {chance.choice(WORDS['first'])} on {chance.choice(WORDS['day'])}", ""]
    count = 4
    while count < words:
        paragraph = [sentence(chance, clean=clean) for _ in range(chance.randint(2, 5))]
        count += sum(len(one.split()) for one in paragraph)
        out += [" ".join(paragraph), ""]
    return "\n".join(out)


def write(folder: Path, notes: int) -> dict[str, Path]:
    """Write the texts under a folder and give their places by name."""
    chance = random.Random(SEED)  # noqa: S311 - the same texts every time
    places = {name: folder / name for name in ("notes", "clean-notes")}
    for name, place in places.items():
        place.mkdir(parents=True, exist_ok=True)
        for number in range(notes):
            text = note(chance, clean=name != "notes")
            (place / f"note_{number:04d}.txt").write_text(text, encoding="utf-8")
    long, size = [], 0
    while size < 2 << 20:
        long.append(note(chance))
        size += len(long[-1].encode()) + 1
    document = " ".join(long).split(" ")[:50_000]
    texts = {
        "one-clean": note(chance, clean=True),
        "one": note(chance),
        "long-note": "\n".join(long),
        "long-document": " ".join(document),
    }
    for name, text in texts.items():
        places[name] = folder / f"{name}.txt"
        places[name].write_text(text, encoding="utf-8")
    return places


def count(place: Path) -> int:
    """Count the words of a text or of a folder of texts."""
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return sum(len(file.read_text(encoding="utf-8").split()) for file in files)
