"""The names that careword uses for voices, states and decisions in, the words that people read out."""

from __future__ import annotations

VOICES = {
    "own": "the writer's own words",
    "quote": "exact words, quoted",
    "reported": "reported, not exact words",
    "source": "from another record or agency",
    "unattributed": "nobody is named as the speaker",
    "scare": "in quotation marks, no speaker",
    "label": "a label or heading",
    "meta": "words about the words",
    "negated": "negated",
}
SPEAKERS = {
    "child": "the child",
    "parent": "a parent or carer",
    "sibling": "a brother or sister",
    "peer": "a friend or peer",
    "exploiter": "the person who may have harmed the child",
    "professional": "a professional",
    "unknown": "somebody",
}
ANALYSIS = {
    "none": "no analysis found near these words",
    "near": "analysis found near these words",
    "challenged": "analysis found, and it was challenged or explained",
    "elsewhere": "analysis found in another part of the note",
}
AGES = {
    "under-13": "under 13",
    "13-15": "13 to 15",
    "16-17": "16 or 17",
    "adult": "18 or over",
    "unknown": "not known",
}
SEVERITIES = {
    "error": "Please change",
    "warning": "Look again",
    "information": "Worth a thought",
    "hint": "Style",
}
VERDICTS = {
    "rewording": "Needs rewording",
    "kept": "Words kept, analysis is there",
    "not-here": "Not a problem here",
    "supervision": "For supervision",
}
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
ROLES = {
    "practitioner": "Practitioner: sees their own notes",
    "supervisor": "Supervisor: sees the team's notes and decides",
    "auditor": "Auditor: sees the notes in dip samples, and changes nothing",
    "administrator": "Administrator: looks after people and teams, and sees no notes",
}


def voice(name: str, speaker: str | None) -> str:
    """Say whose words they are."""
    if speaker in (None, "unknown") or name not in ("quote", "reported", "source"):
        return VOICES.get(name, name)
    who = SPEAKERS.get(speaker or "", speaker or "")
    return {"quote": f"{who}, exact words", "reported": f"{who}, reported", "source": f"{who}, from a record"}[name]
