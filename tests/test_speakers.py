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


WHOSE = [
    ("Ella, 14, came alone. She was assessed as <Fraser competent>.", "own", None),
    ("Kai was deemed <Gillick competent> and seen alone.", "own", None),
    ("She said it was mutual. She was considered Fraser competent and was <given condoms>.", "own", None),
    ("Ella has been assessed as <Gillick competent> under the policy.", "own", None),
    ("At clinic she was found to be <Fraser competent>.", "own", None),
    ("Mia was judged <Fraser competent>, implant booked.", "own", None),
    ("The family is known to social care and <hard to engage>.", "own", None),
    ("They are well known to the police and <chaotic>.", "own", None),
    ("Her parents are known to this team and <hard to reach>.", "own", None),
    ("He is known to be <gang affiliated>.", "unattributed", None),
    ("I put in my assessment that she is <promiscuous>.", "own", None),
    ("I wrote in the statement that he was partly <complicit>.", "own", None),
    ("We have recorded in the report that she is <promiscuous>.", "own", None),
    ("There were reports that she is <promiscuous>.", "unattributed", None),
    ("Ella asked for her phone. Was told to wait. <Kicked off> in the lounge.", "own", None),
    ("I asked who the man was and she <would not say>.", "own", None),
    ("The nurse asked where she had been and Ella <refused to engage>.", "own", None),
    ("The officer asked him for the PIN and he <kicked off>.", "own", None),
    ("Ambulance crew sheet: <attention seeking>. She ate.", "source", "professional"),
    ("Paediatrician's impression: <attention seeking>.", "source", "professional"),
    ("The custody printout lists him as <a gang nominal>.", "source", "professional"),
    ("School record her as <a persistent absentee>.", "source", "professional"),
    ("His tutor has always found him <manipulative>.", "source", "professional"),
    ("Nan texted that he is <out of control>.", "reported", "parent"),
    ("Mum reminded us that he is <a liar>.", "reported", "parent"),
    ("Her nan came in at noon and alleged that Ella is <wayward>.", "reported", "parent"),
    ("He <lies>, his nan reckons. He ate.", "reported", "parent"),
    (
        "Child's voice\nKai told me he is sad.\n\nViews of others\nStaff like him. There is a <language barrier>.",
        "own",
        None,
    ),
    ("Ella stays with a woman she calls Auntie and is <promiscuous>.", "own", None),
    (
        "Re: Ella W, aged 14\n\nI saw her with her mother. Mrs W told me that Ella is <promiscuous>.",
        "reported",
        "parent",
    ),
    ("Re: Kai H, 12\n\nMr H told me that Kai <lied>.", "reported", "parent"),
    ("Seen: Kai H (12). Mrs H rang back. Mrs H says he is <promiscuous>.", "reported", "parent"),
    ("Seen: Kai H (12). Mrs B at school says he is <promiscuous>.", "source", "professional"),
    ("Call about Tilly (14).\n\nHe was angry. He told me Tilly <lied>.", "reported", "parent"),
    ("Call about Tilly (14).\n\nIt was a bad line. She thinks Tilly is <promiscuous>.", "reported", "parent"),
    ("Tilly (14) was at home.\n\nShe ate. She told me that she <lied>.", "reported", "child"),
    ("Nan rang about Tilly (14). She said Tilly <lied>.", "reported", "parent"),
    ("Tilly (14) ate. She told me that she <lied>.", "reported", "child"),
    ("Kyle (10) swam. Jayden (16) sat out. He told me that Jayden <lied>.", "reported", "child"),
    ("Grandad messaged that she is <wild>.", "reported", "parent"),
    ("Ella is eating. She <lies>, her gran feels.", "reported", "parent"),
    ("Both adults told us it was <a tiff>.", "reported", "parent"),
    ("The PNC check has him as <a runner>.", "source", "professional"),
    ("Seen at noon. Triage sheet: <histrionic>.", "source", "professional"),
    ("Home by taxi. Ambulance crew's sheet: <histrionic>. Slept.", "source", "professional"),
    ("Therapist's opinion: <histrionic>.", "source", "professional"),
    ("The midwife has always found her <evasive>.", "source", "professional"),
    ("The midwife has found her <asleep> twice.", "own", None),
    (
        "Chronology\n03/06/22 | Physiotherapy | Ella <DNA'd> in May.\n04/07/22 | School | Ella fell.",
        "source",
        "professional",
    ),
    ("Father sat down and reminded the nurse that she is <sly>.", "reported", "parent"),
    ("Her gran rang the bell and reported that Ella is <sly>.", "reported", "parent"),
    ("Mum's views\nShe is proud.\n\nHome background\nThis is a <chaotic> house.", "own", None),
    ("He missed the flat viewing and is <not engaging>.", "own", None),
    ("Missing report from his aunt. Fourth report this month, <a runner>.", "own", None),
    ("He lodges with a man he calls Boss and has been <recruited> by him.", "own", None),
    ("Staff asked about the burn and she was <evasive>.", "own", None),
    ("He ate, asked for his phone. Told no. <Lashed out> at the door.", "own", None),
    ("Police have him down as <the perp>.", "source", "professional"),
    ("Mum did not agree. Ella came out with the dog and was <pleasant>.", "own", None),
    ("When Bo asked who rang Ella <clammed up>.", "own", None),
    (
        "Chronology\n02/06/22 | GP | Cough.\n04/07/22 | Police | Seen in town. <Alleged> he hit her.",
        "source",
        "professional",
    ),
    ("Ms Loft from the flat above rang. She said Kai had <lied>.", "reported", "unknown"),
    ("Another student told the tutor that Ella is <wild>.", "reported", "peer"),
    ("Ella made several allegations about staff and was <wild>.", "own", None),
    ("Call about Tilly (14).\n\nHe told me Tilly is bad. He also said she <lied>.", "reported", "parent"),
    ("Discharge letter: Ella, 12.\n\nSeen with mum. Mum said she is <wild>.", "reported", "parent"),
    ("Officer's handover: he is <a runner>. Home at two.", "source", "professional"),
    ("At lunch the head girl said that he is <sly>.", "reported", "peer"),
    ('Older students told us: "<She is sly>."', "quote", "peer"),
    ("Ella made two allegations about staff and was <wild>.", "own", None),
    ("Re: Ivo (11) and Una (14).\n\nHe went on to say that Ivo's sister Una is <wild>.", "reported", "parent"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), WHOSE)
def test_labels_contacts_and_clinical_words_tell_whose_words_they_are(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


TURNS_AND_LINES = [
    # an age in the label of a turn
    ("Ella, 15: I'm <promiscuous>.", "reported", "child"),
    ("YP, 14: I'm <promiscuous>, everyone says so.", "reported", "child"),
    ("Ella, aged 14: I <put myself at risk>.", "reported", "child"),
    ("Mum, 38: Ella is <promiscuous>.", "reported", "parent"),
    ("Ella, 15 - he's my bf and I <consented to sex>.", "reported", "child"),
    ("Ella, 15 - it's my choice, I <wanted it>.", "reported", "child"),
    ("Ella, 15 - I visited today and she is <promiscuous>.", "own", None),
    ('DSL\'s email of 3/5: "she is <promiscuous>".', "source", "professional"),
    # a line that ends in a colon, and what stands below it
    ("Ella, 14, wrote in her letter:\nI <put myself at risk>.", "reported", "child"),
    ("Mum said:\nElla, 15, is <promiscuous>.", "reported", "parent"),
    ("Mum said:\n- Ella, 15, is out late.\n- She is <promiscuous>.", "reported", "parent"),
    ("School told us the following:\nElla, 15, is <promiscuous>.", "source", "professional"),
    ("I told mum the following:\nElla, 15, is <promiscuous>.", "own", None),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), TURNS_AND_LINES)
def test_a_label_with_an_age_and_a_line_with_a_colon_say_who_speaks(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


HANDED_ON = [
    # initials that stand for somebody
    ("CG reports YP, 15, is <promiscuous>.", "reported", "unknown"),
    ("MA reports YP, 15, is <promiscuous>.", "reported", "unknown"),
    ("BK reports that Ella, 15, is <promiscuous>.", "reported", "unknown"),
    ("KB also said Ella, 15, is <promiscuous>.", "reported", "unknown"),
    ("YP's PA reports she is <promiscuous>.", "reported", "unknown"),
    ("CP reports were sent about Ella, 15, being <promiscuous>.", "own", None),
    # a worry without a "that"
    ("Mo concerned YP is <promiscuous>.", "reported", "parent"),
    ("School concerned Ella, 15, is <promiscuous>.", "source", "professional"),
    ("Mum is worried Ella, 15, is <putting herself at risk>.", "reported", "parent"),
    ("Mum worried she is <promiscuous>. Ella is 15.", "reported", "parent"),
    ("Dad upset Ella, 15, is <promiscuous>.", "reported", "parent"),
    ("Nan frightened Ella keeps <putting herself at risk>. Ella is 15.", "reported", "parent"),
    ("Dad upset Ella, 15, by shouting. She is <promiscuous>.", "own", None),
    # shorthand
    ("Mo ref'd to YP, 15, as <promiscuous>.", "reported", "parent"),
    ("c/o mum re YP, 15, being <promiscuous>.", "reported", "parent"),
    ("Complaint from dad about Ella, 15, being <promiscuous>.", "reported", "parent"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), HANDED_ON)
def test_initials_worries_and_shorthand_hand_words_on(ask: Asked, text: str, voice: str, speaker: str | None) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)
    assert context.subject == "child"


AFTER_QUOTATIONS = [
    ("Ella, 15. \u201cShe is <promiscuous>,\u201d said mum.", "quote", "parent"),
    ('Ella, 15. "She is <promiscuous>," said her gran.', "quote", "parent"),
    ('"I am <promiscuous> and I led him on," said Ella, 15.', "quote", "child"),
    ('Ella, 15, "<promiscuous>" (mum).', "quote", "parent"),
    ('Ella, 15, is "<promiscuous>" (school).', "source", "professional"),
    ("Ella, 15, \u201c<promiscuous>\u201d (dad's word).", "quote", "parent"),
    ('Ella, 15, is "<promiscuous>" (again).', "scare", None),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), AFTER_QUOTATIONS)
def test_who_stands_after_a_quotation_says_it(ask: Asked, text: str, voice: str, speaker: str | None) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)
