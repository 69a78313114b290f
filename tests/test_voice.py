"""Whose words they are: the nine voices of domain.md 4.1 in their order, with the type of speaker."""

from __future__ import annotations

import pytest

from conftest import Asked

OWN = [
    "She <puts herself at risk> most weekends.",
    "I think she is <promiscuous> in how others describe her.",
    "I told mum that he <groomed> her.",
    "In my view she was <exploited> by the driver.",
    "We spent the visit on the garden. Her <lifestyle> came up.",
    "Mum made tea. Kayla is <streetwise>.",
    "SW explained that he has been <grooming> her.",
    "This worker told dad that she was not <to blame>.",
]


@pytest.mark.parametrize("text", OWN)
def test_words_that_nobody_else_said_are_the_writers_own(ask: Asked, text: str) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) in {("own", None), ("negated", None)}
    assert context.voice == ("negated" if " not <" in text else "own")


QUOTE = [
    ('Lola said: "I <consented> to it."', "child"),
    ('"I <consented>," Lola said.', "child"),
    ('"I <consented>", she told me.', "child"),
    ('Lola talked about Saturday. She told me: "He is my <boyfriend>."', "child"),
    ('Lola told me what happened next. "I <led him on>."', "child"),
    ("Lola said 'I'm <a bad girl> and it's my fault'.", "child"),
    ("Lola said \u2018I\u2019m <a bad girl> and it\u2019s my fault\u2019.", "child"),
    ("Lola said \u201cI was <asking for it>\u201d.", "child"),
    ("Lola said \u00abI was <asking for it>\u00bb.", "child"),
    ('YP: "he\'s my <boyfriend>".', "child"),
    ('Mum said: "She is <promiscuous>."', "parent"),
    ('Nan\'s words were "<she asked for it>".', "parent"),
    ('Dad - "she is <promiscuous>, always was".', "parent"),
    ('Her sister told me "she\'s <easy>".', "sibling"),
    ('A friend said "she is <up for it>".', "peer"),
    ('Her boyfriend said "she <wanted it>".', "exploiter"),
    ("Lola wrote to me:\n\n> I <consented> to it and I am sorry\n", "child"),
]


@pytest.mark.parametrize(("text", "speaker"), QUOTE)
def test_words_in_quotation_marks_with_a_speaker_are_a_quotation(ask: Asked, text: str, speaker: str) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == ("quote", speaker)
    assert context.verbatim


SOURCE = [
    "The referral reads '<not engaging>'.",
    'Police log: "<promiscuous> female".',
    "The GP letter states that she is <sexually active>.",
    "As per the school chronology she is <sexually active>.",
    "According to the health visitor, she is <promiscuous>.",
    "School's referral says mum told them she is <promiscuous>.",
    "A&E discharge summary records her as <promiscuous>.",
    "PC Marsh said she was <a willing participant>.",
    "The previous assessment describes her as <promiscuous>.",
    "CAMHS report that she is <attention seeking>.",
    "T/C from school: she is <promiscuous>.",
    "It was reported by school that she is <promiscuous>.",
    "She was described as <promiscuous> in the police report.",
    "Records state she is <promiscuous>.",
    'The night staff wrote "she is <promiscuous>".',
]


@pytest.mark.parametrize("text", SOURCE)
def test_an_agency_or_a_document_is_a_source_quoted_or_not(ask: Asked, text: str) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == ("source", "professional")


REPORTED = [
    ("Mum reports she is <engaging in risky behaviours>.", "parent"),
    ("Julia, 12, told me she <consented to sex> with him.", "child"),
    ("Nan - <sexually active> since 11", "parent"),
    ("YP: he's my <bf>", "child"),
    ("Mo rptd she is <sexually active>.", "parent"),
    ("YP st. he is her <bf>.", "child"),
    ("Mum says that she is <promiscuous>.", "parent"),
    ("Dad described her as <promiscuous>.", "parent"),
    ("Dad feels she is <promiscuous>.", "parent"),
    ("Foster carer thinks she is <promiscuous>.", "parent"),
    ("Lola disclosed that she had <consented> to it.", "child"),
    ("Lola admitted that she was <easy>.", "child"),
    ("She is <promiscuous>, mum says.", "parent"),
    ("According to nan she is <promiscuous>.", "parent"),
    ("Mum calls it a <lifestyle choice>.", "parent"),
    ("Mum rang to say that she is <promiscuous>.", "parent"),
    ("Mum was worried that she is <promiscuous>.", "parent"),
    ("MGM informed me she has been <promiscuous> since Y8.", "parent"),
    ("Her brother told mum that she is <promiscuous>.", "sibling"),
    ("Lola's friend said she is <promiscuous>.", "peer"),
    ("FC: <promiscuous>, out every night.", "parent"),
    ("Mum was talking about the house and then mum was saying that she is <promiscuous>.", "parent"),
]


@pytest.mark.parametrize(("text", "speaker"), REPORTED)
def test_words_after_a_speaker_and_a_verb_of_speaking_are_reported(ask: Asked, text: str, speaker: str) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == ("reported", speaker)
    assert not context.verbatim


UNATTRIBUTED = [
    "It was reported that she is <sexually active>.",
    "Allegedly she is <promiscuous>.",
    "Concerns were raised that she is <promiscuous>.",
    "She is understood to be <promiscuous>.",
    "She is known to be <promiscuous>.",
    "There are rumours that she is <promiscuous>.",
    "It is believed that she is <promiscuous>.",
    "She is said to be <promiscuous>.",
    "We have been told that she is <promiscuous>.",
    "Reportedly <promiscuous> since last summer.",
]


@pytest.mark.parametrize("text", UNATTRIBUTED)
def test_a_report_without_a_speaker_is_unattributed(ask: Asked, text: str) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == ("unattributed", None)


SCARE = [
    "She had a '<boyfriend>' in Leeds.",
    'Kyle was at his "<place of work>" again.',
    "The car was left outside. It was \u201cher <choice>\u201d to get in.",
    "Gone to see her \u2018<boyfriend>\u2019.",
]


@pytest.mark.parametrize("text", SCARE)
def test_up_to_four_words_in_quotation_marks_without_a_speaker_are_scare_quotes(ask: Asked, text: str) -> None:
    assert ask.context(text).voice == "scare"


META = [
    "I would not use the word '<promiscuous>'.",
    "I would not call her <promiscuous>.",
    "I want to correct the phrase '<lifestyle choice>' in the last note.",
    "The word <promiscuous> hides who harmed her.",
    "I do not accept the label '<promiscuous>'.",
    "The term '<lifestyle choice>' implies that she was free to choose.",
    "This record should not say '<promiscuous>'.",
    "The phrase '<puts herself at risk>' is unhelpful.",
    "The first note said '<promiscuous>'. We agreed that the word hides the men.",
    "Her carer wrote that she is <selling herself>. I do not accept that wording.",
    "The plan says <promiscuous> twice; this phrase blames a child.",
    "Dad's line that it is a <lifestyle choice> is not one I can put my name to.",
    "I asked nan what she meant by <promiscuous>.",
    "What he calls a <relationship> is sexual abuse.",
    "<Lifestyle choice> is a phrase I do not want in the plan.",
]


@pytest.mark.parametrize("text", META)
def test_words_that_are_talked_about_are_mentioned_and_not_used(ask: Asked, text: str) -> None:
    assert ask.context(text).voice == "meta"


def test_calling_somebody_something_is_a_report_and_not_a_mention(ask: Asked) -> None:
    assert ask.context("Dad calls it a <lifestyle choice>.").voice == "reported"
    assert ask.context("The police log described her as <promiscuous>.").voice == "source"


def test_a_criticism_of_other_words_is_no_mention_of_these(ask: Asked) -> None:
    assert (
        ask.context("Dad calls her <promiscuous>. I do not like the phrase 'her age' in the form.").voice == "reported"
    )
    assert ask.context("What he calls a <relationship> began in May.").voice == "reported"


LABEL = [
    "<Sexually Active> Young People Procedure 5.10 was followed.",
    "The <Risky Behaviour> Panel met on Tuesday.",
    "# <Risky behaviour>\n\nHe was in bed.",
    "<Risky behaviour>:\nHe was in bed.",
    "Category: <Promiscuous>\nHe was in bed.",
    "| Date | <Lifestyle choice> |\n|---|---|\n| 4 May | he was in bed |",
]


@pytest.mark.parametrize("text", LABEL)
def test_headings_field_names_and_titles_are_labels(ask: Asked, text: str) -> None:
    assert ask.context(text, rule="risky-behaviour").voice == "label"


def test_a_label_goes_before_every_other_voice(ask: Asked) -> None:
    assert ask.context('# Mum said: "<risky behaviour>"').voice == "label"


def test_a_mention_goes_before_a_quotation(ask: Asked) -> None:
    assert ask.context("Mum used the word 'flirt'; I would not use mum's word '<promiscuous>' either.").voice == "meta"


def test_a_negation_goes_before_a_quotation(ask: Asked) -> None:
    assert ask.context('Lola said: "I did not <consent to sex>."').voice == "negated"


def test_after_a_closing_quote_the_writer_speaks_again(ask: Asked) -> None:
    for close in ('."', '!"', '?"', ".'", ".\u201d"):
        opening = {'"': '"', "'": "'", "\u201d": "\u201c"}[close[-1]]
        text = f"Mum said {opening}she asked for it{close} She is <promiscuous> and hard to place."
        assert ask.context(text).voice == "own", text


def test_the_writers_turn_ends_a_report_inside_the_sentence(ask: Asked) -> None:
    assert ask.context("Mum says it is her own doing, but I think she was <exploited> by him.").voice == "own"


SECTIONS = [
    ("Child's voice\nHe is my <boyfriend> and he is nice.", "reported", "child"),
    ("Child's voice: He is my <boyfriend> and he is nice.", "reported", "child"),
    ("Wishes and feelings:\nWants to live with her <boyfriend>.", "reported", "child"),
    ("Parent's views\nShe is <promiscuous> and will not listen.", "reported", "parent"),
    ("Analysis\nHer <lifestyle> is the reason.", "own", None),
    ("Management oversight\nShe is <promiscuous>.", "own", None),
    ("Information from other agencies\nShe is <promiscuous>.", "source", "professional"),
    ("What happened?\nShe is <promiscuous>.", "own", None),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), SECTIONS)
def test_a_heading_or_field_says_whose_words_stand_under_it(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


def test_an_own_sentence_under_the_childs_voice_stays_own(ask: Asked) -> None:
    assert ask.context("Child's voice\nI think that she is <exploited> by him.").voice == "own"


def test_the_voice_names_the_cue_that_told_it(ask: Asked) -> None:
    text = "Mum says that she is <promiscuous>."
    context = ask.context(text)
    bare = text.replace("<", "").replace(">", "")
    assert [bare[cue.span.start : cue.span.end] for cue in context.cues if cue.name == "attribution"] == ["Mum says"]


MINUTES = [
    ("The GP, Dr Vale, has her down as <promiscuous>.", "source", "professional"),
    ("Spoke to the DSL. She said Kai is <promiscuous>.", "source", "professional"),
    ("Email from PC Vale. He says Kai is <promiscuous>.", "source", "professional"),
    ("Officers spoke to the man, 31. He said she is <promiscuous>.", "reported", "exploiter"),
    ("Stepdad (Lee) reckons Kayla is <promiscuous>.", "reported", "parent"),
    ("Saw Donna, Kayla's mother. Donna says she is <promiscuous>.", "reported", "parent"),
    ("Met Jo (CAMHS) and Sam (school nurse). Jo said she is <promiscuous>.", "source", "professional"),
    ("Kayla herself says she is <promiscuous>.", "reported", "child"),
    ("Referred to CAMHS as she is <promiscuous>.", "own", None),
    ("Kai's mum: she is <promiscuous> and won't listen.", "reported", "parent"),
    ("T/C 9.45 paed ward: she is <promiscuous> and rude.", "source", "professional"),
    ("DC Vale: two lines in the town. Known to be <promiscuous>.", "source", "professional"),
    ("Put down to her being <promiscuous>, no follow up.", "own", None),
    ("Mum has reported that she is <promiscuous>.", "reported", "parent"),
    ("DC Vale: no new intelligence.\nMarta: he is <promiscuous> and easily led.", "source", "professional"),
    ("Health: all up to date now.\nBreakfast: she is <promiscuous> with the lads.", "own", None),
    (
        "DC Vale: no new intelligence.\nYOT: nothing to add.\nMarta Oduya said he is in school. He is <promiscuous>.",
        "source",
        "professional",
    ),
    ("Seen: Kai (14).\n\nDC Vale: no new intelligence.\nKai: cross with all of us. He is <promiscuous>.", "own", None),
    ("Mr Fenn, stepfather, came.\n\nMr Fenn: she is <promiscuous>.", "reported", "parent"),
    ("Mr Fenn: she is <promiscuous>.", "source", "professional"),
    ("Date | Source | Event\n3/4/22 | Paediatrics | Seen. She is <promiscuous>.", "source", "professional"),
    ("Date | Source | Event\n3/4/22 | Allocated SW | Seen. She is <promiscuous>.", "own", None),
    ("Date | Event | Source\n3/4/22 | She is <promiscuous> | YOT", "source", "professional"),
    ("Date | Event | Source\n3/4/22 | She is <promiscuous> | not known", "own", None),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), MINUTES)
def test_minutes_and_rows_say_who_speaks(ask: Asked, text: str, voice: str, speaker: str | None) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


TRAILING = [
    ("She is out late and is <promiscuous>, writes Officer Tarn.", "source", "professional"),
    ("She is <promiscuous> (source: police).", "source", "professional"),
    ("She is <promiscuous> - info from the DSL.", "source", "professional"),
    ("She is <promiscuous>, so nan says.", "reported", "parent"),
    ("It says on the CPOMS entry that she is <promiscuous>.", "source", "professional"),
    ("She has been called <promiscuous> in the last two assessments.", "source", "professional"),
    ("She is <promiscuous> and had a call from school.", "own", None),
    ("The officer recorded in 2019 that the carer felt she was <promiscuous>.", "source", "professional"),
    ("T/C from school: she is in today. I drove out at two. She is <promiscuous>.", "own", None),
    ("T/C from school: she is in today. She is <promiscuous>.", "source", "professional"),
    ("Dad says he has had enough. <Promiscuous>, like all of them.", "reported", "parent"),
    ("Dad says he has had enough. Her <promiscuous> talk went on.", "own", None),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), TRAILING)
def test_who_is_named_after_the_words_said_them(ask: Asked, text: str, voice: str, speaker: str | None) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


MAILS_AND_CALLS = [
    (
        (
            "From: L. Prior (Housing)\nTo: SW duty\nDate: 3/5/22\n\nThanks.\n\nFrom: Dan Holt (YJS)\n"
            "To: L. Prior\nDate: 2/5/22\n\nShe is <promiscuous>."
        ),
        "source",
        "professional",
    ),
    ("From: Dan Holt (YJS)\nTo: L. Prior\nDate: 2/5/22\n\nShe is <promiscuous>.", "own", None),
    (
        "From: Dan Holt\nSent: 2 May 2022 10:11\nTo: SW\nSubject: Ellie\n\nHi\nShe is <promiscuous>.\nDan",
        "own",
        None,
    ),
    (
        (
            "Hi Dan, noted, I will ring you.\nLou\n\n-----Original Message-----\nFrom: Dan Holt\n"
            "Sent: 2 May 2022 10:11\nTo: Lou Prior\nSubject: Ellie\n\nShe is <promiscuous>."
        ),
        "source",
        "professional",
    ),
    (
        'Email from Dan Holt, YJS worker, 2/5:\n"She is <promiscuous>."',
        "source",
        "professional",
    ),
    ("Email from YJS worker pasted below:\nShe is <promiscuous>.", "source", "professional"),
    (
        "I am writing as the allocated social worker. You told us in your letter of 3 May that Ellie is <promiscuous>.",
        "source",
        "professional",
    ),
    ("Your letter says that Ellie is <promiscuous>.", "source", "professional"),
    ("You mention that she is <promiscuous>.", "source", "professional"),
    ("You also describe her as <promiscuous>.", "source", "professional"),
    ("Dear Ellie, you told me that you felt sad. I think you are <promiscuous>.", "own", None),
    ("Dear Dr Holt, I saw Ellie with her mother on 3 May. She is <promiscuous> and needs the implant.", "own", None),
    (
        "Dear Dr Holt, I saw Ellie with her mother on 3 May. Her mother feels she is <promiscuous>.",
        "reported",
        "parent",
    ),
    ("Dear Dr Holt, I saw Ellie on 3 May. Mother reports she is <promiscuous> since year 8.", "reported", "parent"),
    ("Assessment by previous team (2019): she was <promiscuous>.", "source", "professional"),
    ("GP summary on file: she is <promiscuous>, implant in situ.", "source", "professional"),
    ("Summary from last placement - she is <promiscuous>, steals.", "source", "professional"),
    ('The form has a tick against "<promiscuous>". It was filled in by the school.', "source", "professional"),
    ("Section 4 of the school's form says <promiscuous>.", "source", "professional"),
    ("School's own note of the call: she is <promiscuous>.", "source", "professional"),
    ("Heard from the SENCo that she is <promiscuous>.", "source", "professional"),
    ("Heard from nan that she is <promiscuous>.", "reported", "parent"),
    ("The word from police is that she is <promiscuous>.", "source", "professional"),
    ("What I have from CAMHS is that she is <promiscuous>.", "source", "professional"),
    ("CAMHS formulation: a <promiscuous> girl with low mood.", "source", "professional"),
    ("CAMHS view is she is <promiscuous>.", "source", "professional"),
    ("Police intel: <promiscuous>.", "source", "professional"),
    ("Dad, on the doorstep: she's <promiscuous>, take her.", "reported", "parent"),
    ("Spoke with foster carer. FC says she's <promiscuous>.", "reported", "parent"),
    ("Spoke with foster carer; <promiscuous>, she says.", "reported", "parent"),
    ("FC (Jan) - she's <promiscuous> and out all night.", "reported", "parent"),
    ("Two girls in her form told the DSL's office they think she is <promiscuous>.", "reported", "peer"),
    ("Kai's sister, 12, says he is <promiscuous>.", "reported", "sibling"),
    ('A boy in her class called her "<promiscuous>". We spoke to him.', "quote", "peer"),
    ('Her friends call her "the <promiscuous> one". We spoke to them.', "quote", "peer"),
    ('The man had texted her "you are so <promiscuous>". Phone kept.', "quote", "exploiter"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), MAILS_AND_CALLS)
def test_mails_letters_and_calls_say_whose_words_they_are(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


NOTE_STYLE = [
    ('The consultant\'s letter closes with the words "<promiscuous> and hard to help".', "source", "professional"),
    ('The discharge summary speaks of a "<promiscuous>" girl. Copy to GP.', "source", "professional"),
    ("The last paragraph of the psychologist's report calls her <promiscuous>.", "source", "professional"),
    ("Dr Amin's report gives her history in brief and has her as <promiscuous> from 12.", "source", "professional"),
    ("His report to court paints her as <promiscuous>.", "source", "professional"),
    ("Dr Amin summed her up as <promiscuous> in his letter.", "source", "professional"),
    ("A letter from the clinic dated 3 June describes her as <promiscuous>.", "source", "professional"),
    ("Also on file: a YOT report that has her as <promiscuous>.", "source", "professional"),
    ("In the words of the ward sister, she is <promiscuous>.", "source", "professional"),
    ("The email chain from housing shows the officer calling her <promiscuous>.", "source", "professional"),
    ("In his email the headteacher puts it down to her being <promiscuous>.", "source", "professional"),
    ("The school puts this down to her being <promiscuous>.", "source", "professional"),
    ("Police put her going missing down to her being <promiscuous>.", "source", "professional"),
    ("Mum puts the whole thing down to Ellie being <promiscuous>.", "reported", "parent"),
    ("Event: seen with adult males, <promiscuous> (Source: police log)", "source", "professional"),
    ("12/3/21 (School): <promiscuous>, out of lessons again.", "source", "professional"),
    ("12/3/21 - School: <promiscuous>, out of lessons again.", "source", "professional"),
    ("12/3/21. Police report: found in hotel, <promiscuous>.", "source", "professional"),
    ("Date: 12/3/21\nSource: Police\nEvent: found at flat, <promiscuous>, taken home.", "source", "professional"),
    ('Date,Source,Event\n12/3/21,Police,"She is <promiscuous> and was taken home"', "source", "professional"),
    ("Mother (Ms Dunne): she is <promiscuous> and won't listen.", "reported", "parent"),
    ("Chair asked mum for her view. Mum: she is <promiscuous> and won't listen.", "reported", "parent"),
    ("Ms Dunne (mum) felt that Ellie is <promiscuous> and wanted help.", "reported", "parent"),
    ("Education update - S. Khan reported that she is <promiscuous>.", "source", "professional"),
    ("School (KS): attendance 40 per cent. She is <promiscuous>.", "source", "professional"),
    ("YJS / A. Rudd: she is <promiscuous> and rude.", "source", "professional"),
    ("DSL (by phone): she is <promiscuous> and rude.", "source", "professional"),
    ("Update from placement: she is <promiscuous> and rude.", "source", "professional"),
    ("Police update - she is <promiscuous>.", "source", "professional"),
    ("Social worker's report to conference notes that she is <promiscuous>.", "source", "professional"),
    ("Gran told the officer, who told me, that she is <promiscuous>.", "source", "professional"),
    ("The log records mum as saying she is <promiscuous>.", "source", "professional"),
    ("Mum is recorded as saying that she is <promiscuous> in the CAMHS notes.", "source", "professional"),
    ("Police say that gran says she is <promiscuous>.", "source", "professional"),
    ("In the referral mum is quoted as saying she is <promiscuous>.", "source", "professional"),
    ("She is <promiscuous>, according to nan.", "reported", "parent"),
    ("She is <promiscuous> in nan's eyes.", "reported", "parent"),
    ("As nan sees it she is <promiscuous>.", "reported", "parent"),
    ("To nan's mind she is <promiscuous>.", "reported", "parent"),
    ("She is, mum feels, <promiscuous>.", "reported", "parent"),
    ("She is <promiscuous> - mum's words.", "reported", "parent"),
    ("She is <promiscuous> [police].", "source", "professional"),
    ("She is <promiscuous> (DSL, 3/5).", "source", "professional"),
    ("She is <promiscuous> (as told to me by the DSL).", "source", "professional"),
    ("She is said on the estate to be <promiscuous>. No names.", "unattributed", None),
    ("She was put down by the ward as <promiscuous>. Case closed.", "source", "professional"),
    ("She has been spoken of as <promiscuous> in each CAMHS letter since May.", "source", "professional"),
    ("I was informed by housing that she is <promiscuous>. Letter to follow.", "source", "professional"),
    ("She is described in the log as <promiscuous>.", "source", "professional"),
    ("She is down on the police system as <promiscuous>.", "source", "professional"),
    ("She has been labelled by staff as <promiscuous>.", "source", "professional"),
    ("She was thought by the panel to be <promiscuous>.", "source", "professional"),
    ("She was felt by ward staff to be <promiscuous>.", "source", "professional"),
    ("She came across to the nurse as <promiscuous>.", "source", "professional"),
    ("She has been noted by teachers to be <promiscuous>.", "source", "professional"),
    ("She is known locally as <promiscuous>.", "unattributed", None),
    ("She is widely seen as <promiscuous>.", "unattributed", None),
    ("She was written up by night staff as <promiscuous>.", "source", "professional"),
    ("We have been advised by CAMHS that she is <promiscuous>.", "source", "professional"),
    ("It was felt by school that she is <promiscuous>.", "source", "professional"),
    ("The view of the core group was that she is <promiscuous>.", "source", "professional"),
    ("Information shared by police states that she is <promiscuous>.", "source", "professional"),
    ("The police view is that she is <promiscuous>.", "source", "professional"),
    ("In the opinion of the school nurse she is <promiscuous>.", "source", "professional"),
    ("Concern from school that she is <promiscuous>.", "source", "professional"),
    ("School have concerns that she is <promiscuous>.", "source", "professional"),
    ("On the referral she is down as <promiscuous>.", "source", "professional"),
    ("Referral: <promiscuous>, out at night.", "source", "professional"),
    ("The police referral lists promiscuity and a history of <promiscuous> behaviour.", "source", "professional"),
    ("She was described by her own mother as <promiscuous>.", "reported", "parent"),
    ("Mum's take is that she is <promiscuous>.", "reported", "parent"),
    ("Mum put it down, as she has before, to her being <promiscuous>.", "reported", "parent"),
    ("Guardian's position statement: she is <promiscuous> and needs a move.", "source", "professional"),
    ("GP letter: <promiscuous> teenager, implant in place.", "source", "professional"),
    ("- Housing: nothing new.\n- YOT: she is <promiscuous> and late for sessions.", "source", "professional"),
    ("4. Housing (P. Lowe): she is <promiscuous> and has had two warnings.", "source", "professional"),
    ("Update from police (DS Bell): she is <promiscuous>. Found at the flat.", "source", "professional"),
    ('DSL\'s email of 3/5: "she is <promiscuous>".', "source", "professional"),
    ("Discussed with the SENCo, who finds her <promiscuous>.", "source", "professional"),
    ("Spoke to the school nurse who said that she is <promiscuous>.", "source", "professional"),
    ("Police called and told us she is <promiscuous>.", "source", "professional"),
    ("Police called. She is <promiscuous> and was taken home.", "own", None),
    ("Mum called the police. She is <promiscuous> and was taken home.", "own", None),
    ("Police called by neighbours as she was <promiscuous> in the street.", "own", None),
    ("Applicant, 15, told me that she is <promiscuous>.", "reported", "child"),
    ("Mrs Vance, the grandmother, told me that she is <promiscuous>.", "reported", "parent"),
    ("Mrs Vance, her class teacher, told me that she is <promiscuous>.", "source", "professional"),
    ("The class teacher, Mrs Vance, told me that she is <promiscuous>.", "source", "professional"),
    ("Letter read from Ellie's grandmother, Mrs Vance, who writes that she is <promiscuous>.", "reported", "parent"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), NOTE_STYLE)
def test_note_style_says_in_many_ways_whose_words_they_are(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)


NAMED_OR_CALLED = [
    ("TC DC Vale 1420 re Mia, 12. He says she is <promiscuous>.", "source", "professional"),
    ("T/C Ms Ode (DSL) 0915. Kai, 15, not in since Weds. She reckons he is <promiscuous>.", "source", "professional"),
    ("T/C to Mia, 12, at 1420. She says he is <promiscuous>.", "reported", "child"),
    ("Visited Donna B, with daughters Mia (17) and Ada (9).\n\nDonna said Mia is <promiscuous>.", "reported", "parent"),
    ("Mia, 15, came with her two mothers, Sue and Kath.\n\nKath told me Mia is <promiscuous>.", "reported", "parent"),
    ("Saw Mia (13) and her half-sister Amy (18).\n\nAmy told me Mia is <promiscuous>.", "reported", "sibling"),
    ("Saw Mia (13) and Jordan (15).\n\nMia told me Lee is <promiscuous>.", "reported", "child"),
    ("The officer wrote in the log that Mia is <promiscuous>.", "source", "professional"),
    ("The worker on shift has put that Mia is <promiscuous>.", "source", "professional"),
    ("Nights also have him as <promiscuous>.", "source", "professional"),
    ("Described by the last social worker as <promiscuous>.", "source", "professional"),
    ("Mia, 15, is at home. Ms Ode answered the door. She told me he is <promiscuous>.", "reported", "parent"),
    ("Kai (15) has been with the Carters since May. Mr Carter states that he is <promiscuous>.", "reported", "parent"),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), NAMED_OR_CALLED)
def test_who_is_named_with_a_family_or_called_is_who_speaks(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)
