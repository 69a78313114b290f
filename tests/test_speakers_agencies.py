"""Who speaks, where no list names them: agencies, records, staff on a shift, callers, and parents who go by a title."""

from __future__ import annotations

import pytest

from conftest import Asked

RECORDS = [
    ("The Coastguard report says he is <a runner>.", "source", "professional"),
    ("The Harbour Unit record says that Ella is <promiscuous>.", "source", "professional"),
    ("The cab firm's report says he <put himself in danger>.", "source", "professional"),
    ("The bus company says that he is <rude>.", "source", "professional"),
    ("The letting agency told me that Ella is <promiscuous>.", "source", "professional"),
    ("The harbour team have logged him as <a runner>.", "source", "professional"),
    ("An earlier assessment (Derby, 2021) states that Ella <made it up>.", "source", "professional"),
    ("Our spreadsheet has him as <gang affiliated>.", "source", "professional"),
    ("The case formulation still mentions <anger issues>.", "source", "professional"),
    ("Old notes show one <failed suicide attempt> in May.", "source", "professional"),
    ("The bundle begins with the <toxic trio>.", "source", "professional"),
    ('Evening staff book: "<She is streetwise>."', "source", "professional"),
    ("Third officer's note: <technically an offence>.", "source", "professional"),
    ("Bail checked by sergeant: <insufficient evidence to charge>.", "source", "professional"),
    ("Letter from the eye clinic: Kai <DNA x2>.", "source", "professional"),
    ("Email from the tenancy team: he is <wild>.", "source", "professional"),
    ("Form tutor logged that Ella is <promiscuous>.", "source", "professional"),
    ("Described by the ward as <histrionic>.", "source", "professional"),
    ("Thought by reception to be <scantily dressed>.", "source", "professional"),
    ("Your report speaks of low mood. The cuts are described as <superficial>.", "source", "professional"),
    ('Health summary, as shared by the tutor: "<UASI>, seen x2".', "source", "professional"),
    ("Attending officer's comment: <went there of her own free will>.", "source", "professional"),
    ("Duty nurse's words: <histrionic> again.", "source", "professional"),
    ("One of our volunteers thinks that Ella is <a bit of a flirt>.", "source", "professional"),
    ("The drop-in worker said that she is <wild>.", "source", "professional"),
    ("The surgery print-out lists <multiple sexual partners>.", "source", "professional"),
    ("Your last line says the family are <chaotic>.", "source", "professional"),
    ("He was found in a loft, police have him down as a <cannabis gardener>.", "source", "professional"),
    # a record of one's own, people who are no agency, and what is done to somebody
    ("My report says he is <a runner>.", "own", None),
    ("The bus driver said that he is <rude>.", "reported", "unknown"),
    ("Older sister's bedroom: <chaotic> and cold.", "own", None),
    ("Mum's letter says he is <a runner>.", "reported", "parent"),
    ("Visit checked by me: he was <rude>.", "own", None),
    ("Seen by the nurse and <not engaging>.", "own", None),
    ("Staff told to expect his <usual pattern of missing>.", "own", None),
    ("He was asked quietly where he had heard the words. Kai was <evasive>.", "own", None),
]

CALLS = [
    ("Rang the tutor at 12.50, who said that he <should have known better>.", "source", "professional"),
    ("Spoke to the nurse on the ward, who says that she is <histrionic>.", "source", "professional"),
    ("Rang her mother this morning, who says that Ella is <wild>.", "reported", "parent"),
    ("Mother rung at 16:55, said Kai is <sly>.", "reported", "parent"),
    ("His aunt, who came at 07:30, told the nurse that he is <sly>.", "reported", "parent"),
    ("The neighbour at number 4, seen when I left the flat, said that Ella is <promiscuous>.", "reported", "unknown"),
    ("His nan, met as I walked in, says that he is <sly>.", "reported", "parent"),
    (
        "Call back to Dr Ode at nine. He saw Ella, 15, on Monday. He wrote that she is <wild>.",
        "source",
        "professional",
    ),
    # the writer goes on, or somebody else does
    ("Call from the attendance officer. I saw Kai on Monday. He was <defiant>.", "own", None),
    ("Call from nan. Visited Kai at home. He was <defiant>.", "own", None),
    ("Rang the tutor at ten, and I said that Ella is <wild>.", "own", None),
]

STAFF = [
    (
        "Night log. Staff on: Bev, Tunde.\n\n19:30 Kai (14) ate. Tunde felt this was <all done to wind us up>.",
        "source",
        "professional",
    ),
    ("On shift: Marek.\n\nKai (14) ate. Marek said that he was <sly>.", "source", "professional"),
    ("Staff on duty - Ola and Priya\n\nKai (14) ate. Priya thinks he is <sly>.", "source", "professional"),
    (
        "Present: Ella, her carers, SW Tomas Ode, IRO Dee.\n\nElla, 12, said hi. Tomas said that Ella is <sly>.",
        "source",
        "professional",
    ),
    ("Present: Kai (14), class teacher Rita Ode.\n\nRita thinks that Kai is <sly>.", "source", "professional"),
    (
        'Present: Ms Ode (mother), SW Hal Pike, nurse Jo.\n\nJo: he is off.\nHal: father was a "<hands-on dad>".',
        "source",
        "professional",
    ),
    # who was there is not on the staff
    (
        "Present: Ella, mum Rita, SW Tomas Ode.\n\nElla, 12, said hello. Rita said that Ella is <sly>.",
        "reported",
        "parent",
    ),
    ("Night log. Staff on: Bev.\n\nKai (14) ate. Marek said that he was <sly>.", "reported", "unknown"),
]

FAMILY = [
    ("Visit to the Ode children: Nathan (16) and Skye (12).\n\nMs Ode said that Skye is <sly>.", "reported", "parent"),
    ("Seen: the Ode siblings, Skye (12) and Poppy (4). Mrs Ode added that Skye is <wild>.", "reported", "parent"),
    (
        "Rang Mrs Ode. She is the maternal grandmother and has had Lena (15) since May. She says Lena is <wild>.",
        "reported",
        "parent",
    ),
    ("Met Mr Ode at school. He is his uncle. Mr Ode says Kai (12) is <sly>.", "reported", "parent"),
    (
        "Ms Ode rang to cancel. She said Zayn (10) is <naughty>. She has split up with Zayn's father.",
        "reported",
        "parent",
    ),
    ("Passed on by phone. Tenant rang back at three: she said Kai is <sly>.", "reported", "parent"),
    # a teacher stays one, and who lived there before is nobody's parent
    ("The previous tenant left a <wild> garden. Ella was out.", "own", None),
    ("Ms Ode rang to cancel. She said Zayn (10) is <naughty>. She has his tutor group.", "source", "professional"),
    ("Met Mr Ode at school. He is head of year. Mr Ode says Kai (12) is <sly>.", "source", "professional"),
]

NESTED = [
    ('Worker says that Kai told her: "<He films me>."', "source", "professional"),
    ('The tutor said that Ella told the class "<I am the problem>".', "source", "professional"),
    ('School nurse reports mum told her Kai is "<a nightmare>".', "source", "professional"),
    (
        'Call from the attendance officer. She said dad told the head that Kai was "<a nightmare>".',
        "source",
        "professional",
    ),
    # what comes first is not always about what comes after
    ('The tutor said she was late; Ella told me "<I am the problem>".', "quote", "child"),
    (
        "Date | Event | Source\n12/01/23 | Ella (14) told the school nurse she was <having sex> | School",
        "reported",
        "child",
    ),
    ("Date | Event | Source\n12/01/23 | Ella (14) missing, <out of control> | School record", "source", "professional"),
]

CHILDREN = [
    (
        "Thank you for seeing this 12-year-old, who came with an older cousin. She tells me she <agreed to it>.",
        "reported",
        "child",
    ),
    ("Mum said hello. After mum had gone she said that she <went along with it>.", "reported", "child"),
    ("Once her nan had left the room she told me that she <went along with it>.", "reported", "child"),
    ("When her mother went out she said she <went along with it>.", "reported", "child"),
    ("Patient: Ella, 15. Came in with a friend for a check. She said one of them is <her fella>.", "reported", "child"),
    ("Patient: Ella, 15. Came in with a friend for a check. <Consent not an issue>.", "own", None),
    (
        "23:30 On the phone to a man who day staff say is her uncle. 00:20 Told Jo that she was <just experimenting>.",
        "reported",
        "child",
    ),
    # who stays, speaks
    ("When mum came in she said that Ella is <sly>.", "reported", "parent"),
    ("Mum had gone quiet. She said that Ella is <sly>.", "reported", "parent"),
]

OVER = [
    (
        "Father came to the door. He said that I could come in only if he stayed. <Unable to see Kai> alone.",
        "own",
        None,
    ),
    ("Father says it is illegal and no more. <Criminal investigation closed> in May.", "own", None),
    ("She told me about a weekend away. <Consent not an issue>.", "own", None),
    # what goes on
    ("Mum says never. <Out of control> all week.", "reported", "parent"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), [*RECORDS, *CALLS, *STAFF, *FAMILY, *NESTED, *CHILDREN, *OVER])
def test_who_speaks_is_told_by_what_a_note_says_of_them(ask: Asked, text: str, voice: str, speaker: str | None) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)
