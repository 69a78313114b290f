"""Who speaks: calls, doubles, titles, initials, brothers and sisters, shorthand, and where a report is over."""

from __future__ import annotations

import pytest

from conftest import Asked

WHO = [
    # two or more who speak as one, and people whom no list held
    ("Both men said it was all <consensual>.", "reported", "exploiter"),
    ("The two males told officers that she was <up for it>.", "reported", "exploiter"),
    ("The people next door reckon she is <promiscuous>.", "reported", "unknown"),
    ("A friend of Ella's told the tutor that Ella is <promiscuous>.", "reported", "peer"),
    # me and us are no speakers
    ("Her aunt joined us later and said Ella is <promiscuous>.", "reported", "parent"),
    ("Kai stopped me at the gate and said he is <out of control>.", "reported", "child"),
    ('Kai walked me to the car and said, "I am <the problem>".', "quote", "child"),
    ("She gave one name, Tariq, and says that she <wanted it>.", "reported", "child"),
    # roles beside titles
    (
        "T/C from her grandmother, Mrs Odell, at nine.\n\nMrs Odell told me that Ella is <promiscuous>.",
        "reported",
        "parent",
    ),
    ("Ella's stepmother, Ms Kent, let me in. Ms Kent said that Ella is <promiscuous>.", "reported", "parent"),
    ("Seen: Idris and father Mr Warsame.\n\nMr Warsame said that Idris is <defiant>.", "reported", "parent"),
    ("Seen with FC Mrs Abara. Mrs Abara says he is <defiant>.", "reported", "parent"),
    ("We met the head, Mrs Abara. Mrs Abara says he is <defiant>.", "source", "professional"),
    # how a call is told of
    ("His mother rang afterwards to say he is <a liar>.", "reported", "parent"),
    ("His mother rang in April to say that he is <drug dealing>.", "reported", "parent"),
    ("The respiratory team has written to say he <DNA'd> in May.", "source", "professional"),
    (
        "Call from a neighbour at nine.\n\nShe says they shout. She thinks that Ella is <promiscuous>.",
        "reported",
        "unknown",
    ),
    ('T/C earlier fr sch - "<not engaging>".', "source", "professional"),
    ("We understand from his adviser that he has been <selling drugs>.", "source", "professional"),
    # what a child says with hands, and talks about
    ("She used her cards and signed that he had <messed with> her.", "reported", "child"),
    ("He talked about wanting to <end his life>.", "reported", "child"),
    # told somebody who is at work
    ("Back at six. Told the nurse that she <wanted it>.", "reported", "child"),
    # records
    ("His last school's report states that he is <out of control>.", "source", "professional"),
    ("Her notes hold an entry for <underage sex>.", "source", "professional"),
    ("She has been <sexually active> per patient summary.", "source", "professional"),
    ('The booking form from the midwife has "<consensual>" across the box.', "source", "professional"),
    (
        "The referral form says she is a risk. It goes on to say that it was by <mutual agreement>.",
        "source",
        "professional",
    ),
    # labels
    ("Chair's record.\n\nFather: he is wild. Nurse Achebe: two <hearing tests missed>.", "source", "professional"),
    ("Rob Ayling (placements): Ella is now <hard to place> and we have asked eleven homes.", "source", "professional"),
    ("Triage RN: <histrionic> in the bay.", "source", "professional"),
    # where a report is over
    ("He is believed to be running for two men and is <gang affiliated>.", "own", None),
    ("Ella has been messaging strangers from the library, and <sending nudes>.", "own", None),
    ("Mother: Ella should have told someone, and <leads men on>.", "reported", "parent"),
    ("DS Ode said that it looks mutual, and there is <not enough evidence>.", "source", "professional"),
    # who goes on, and who rang
    ("According to Gareth she is wild. He also thinks that Ella <made it up>.", "reported", "child"),
    ("Dad says she is wild. He also thinks that Ella <made it up>.", "reported", "parent"),
    ("Nan told us she is wild. She further said that Ella <made it up>.", "reported", "parent"),
    ("Mum rang at nine.\n\nI was out. She said that Kai <made it up>.", "reported", "parent"),
    (
        "T/C with Mrs Ode (mother of Kai, 11).\n\nMrs Ode rang about Friday. She said that Kai <made it up>.",
        "reported",
        "parent",
    ),
    (
        'Seen: Ella.\n\nMum by phone: Zach "<makes things up>, always has" and she would like a visit.',
        "quote",
        "parent",
    ),
    ("T/C to dad 14.35 - he's <a liar>, that one.", "reported", "parent"),
    ("T/C from nan 09:10 - she's <out of control>, can't do a thing with her.", "reported", "parent"),
    # labels that are parts of a form, and records
    ("Seen with a worker.\n\nSexual health: history of <underage sex> with a friend of his.", "own", None),
    ("Mental health: Ella is <attention seeking> at night.", "own", None),
    ("Earlier log from Kent: the lad <agreed to come> for work.", "source", "professional"),
    ("The officer's impression is that he is <covering for> the driver.", "source", "professional"),
    ("Mason: thirty words, walks. Lorraine told me he eats. The home is <chaotic>.", "own", None),
    # what somebody calls a thing
    ("His mother <calls this a fling>.", "reported", "parent"),
    ("Her mother, who was there, <described this as a phase>.", "reported", "parent"),
    ("I <call this a crime>.", "own", None),
    # brothers, sisters and initials
    ("Present: Sade (17), Tola (12).\n\nSade told me that Tola was <happy to go along>.", "reported", "sibling"),
    ("Kyle (10) swam. Jayden (16) sat out. Kyle told me that Jayden <hangs around> with men.", "reported", "sibling"),
    ('Kyle (10) swam. Jayden (16) sat out. Kyle said: "I saw Jayden in the <boot> with me."', "quote", "child"),
    ("Kyle (10) swam. Jayden (16) sat out. Jayden told me he <hangs around> with men.", "reported", "child"),
    ("Keziah (14) seen on her own. K says she was <happy to> do it.", "reported", "child"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), WHO)
def test_who_speaks_is_told_by_what_stands_round_the_words(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)
