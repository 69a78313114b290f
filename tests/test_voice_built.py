"""Whose words they are by how a note is built: labels, rows, calls, minutes, clauses and what trails behind."""

from __future__ import annotations

import pytest

from conftest import Asked

WHO_SAYS_IT = [
    (
        "Family support (T. Ode): Parents are <resistant> to it all.",
        "source",
        "professional",
    ),
    (
        "Family support worker: I took Leah out. She said that the man is 28 and she <loves him>.",
        "source",
        "professional",
    ),
    (
        "Parents' relationship: Ms G and Mr D have a <volatile> time of it.",
        "own",
        None,
    ),
    (
        "Mum's response: she is <easily led>.",
        "reported",
        "parent",
    ),
    (
        "SW (writer): Leah stayed out. This is her <lifestyle> and that is it.",
        "own",
        None,
    ),
    (
        "Children's home link nurse: <unsafe> habits continue.",
        "source",
        "professional",
    ),
    (
        "Community dental nurse: <unsafe> habits continue.",
        "source",
        "professional",
    ),
    (
        "GP letter read out: parents <not co-operating> with it.",
        "source",
        "professional",
    ),
    (
        "Year 6 report: <sexually active>, mature for her age.",
        "source",
        "professional",
    ),
    (
        "Previous worker's closing summary: <awkward mother> who blocks every offer.",
        "source",
        "professional",
    ),
    (
        "Engagement: attends all mtgs. <Telling us what we want> to hear.",
        "own",
        None,
    ),
    (
        "Detained: Jaden O, 15, arrested with his wraps. He is <trapping for> us.",
        "own",
        None,
    ),
    (
        "2017 | Home visit.\n2018 | School nurse: <unlawful> contact discussed, age 11.",
        "source",
        "professional",
    ),
    (
        "You will recall the <allegation> came in on Monday.",
        "own",
        None,
    ),
    (
        "As you may remember, the <allegation> was made in May and you asked for the file.",
        "own",
        None,
    ),
    (
        "Luca shows defiance when asked for a reason and only <wants attention>.",
        "own",
        None,
    ),
    (
        "She laughed if told to stop and was <promiscuous> in all she did.",
        "own",
        None,
    ),
    (
        "Jaden has form for saying things like this and can be very <sly>.",
        "own",
        None,
    ),
    (
        "She has a habit of telling people what they want to hear and is <manipulative>.",
        "own",
        None,
    ),
    (
        "She first attended in May asking for contraception and was <deemed competent>.",
        "own",
        None,
    ),
    (
        "Kayden 13 asked to move seat, <kicked off> big style.",
        "own",
        None,
    ),
    (
        "Mum asked for him to be moved because he is <out of control>.",
        "reported",
        "parent",
    ),
    (
        "Deputy head informed and will look into the <allegation> after half term.",
        "own",
        None,
    ),
    (
        "Night staff please note that Shay is <boy mad> at the minute.",
        "own",
        None,
    ),
    (
        "She has been told of the danger and goes back because it is <how she wants to live>.",
        "own",
        None,
    ),
    (
        "Kai had been told about this twice and still <puts himself at risk>.",
        "own",
        None,
    ),
    (
        "We have been told that she is <sexually active>.",
        "unattributed",
        None,
    ),
    (
        'Reece stated he had been "given a job by olders", and then he <would not name> them.',
        "own",
        None,
    ),
    (
        'He says he was "trapping out of Luton", and has <brought this on himself>.',
        "own",
        None,
    ),
    (
        "She stayed on her phone as per her plan, and <sleeps around> most weekends.",
        "own",
        None,
    ),
    (
        "As per the school chronology she is <sexually active>.",
        "source",
        "professional",
    ),
    (
        "Home's manager puts him down as a <danger-seeker>.",
        "source",
        "professional",
    ),
    (
        "The last worker put down that he lives this way <of his own free will>.",
        "source",
        "professional",
    ),
    (
        "Police gave it to us as <selling herself> and want a bed.",
        "source",
        "professional",
    ),
    (
        "His mother rang the surgery on 4 April, worried that he is <mixing with grown men>.",
        "reported",
        "parent",
    ),
    (
        "Rumoured on the stairs that she <sleeps around>.",
        "unattributed",
        None,
    ),
    (
        "Talk on the estate is that she <sleeps around>.",
        "unattributed",
        None,
    ),
    (
        "Kim came in. She gives a history of <eight partners> since last summer.",
        "reported",
        "child",
    ),
    (
        "The counselling service wrote in February that Dylan is <too chaotic> for them.",
        "source",
        "professional",
    ),
    (
        "Her outreach project told us in May that she is <promiscuous>.",
        "source",
        "professional",
    ),
    (
        "W/N wrote in book liv is <selling herself> for trainers.",
        "source",
        "professional",
    ),
    (
        "T/C from Josh's gdad. gdad thinks hes got himself <mixed up> in it.",
        "reported",
        "parent",
    ),
    (
        "Harry went home. His account was <inconsistent> when I asked him again.",
        "own",
        None,
    ),
    (
        "Mum came in. Her account was that she is <promiscuous>.",
        "reported",
        "parent",
    ),
    (
        "SW told us last placement ended because he is <manipulative>.",
        "source",
        "professional",
    ),
    (
        "SW told us about the new plan. She is <manipulative>.",
        "own",
        None,
    ),
    (
        "Found at 2am. Told officers the male is her <boyfriend>.",
        "reported",
        "child",
    ),
    (
        "Told mum that she was <putting herself at risk>.",
        "own",
        None,
    ),
    (
        "Asked where he had been and <declined to say>.",
        "own",
        None,
    ),
    (
        "CAMHS sent letter in jan, she's <not suitable for therapy> until settled.",
        "source",
        "professional",
    ),
    (
        "Clinic wrote again last week, he is <too chaotic> for them.",
        "source",
        "professional",
    ),
    (
        "T/C from DC Kerr, 12.20.\n\nShe had <no faith in> the account, she added.",
        "source",
        "professional",
    ),
    (
        "Call with Ms Idowu at the centre. She described him as tall.\n\nHe has <refused to give> the name, she added.",
        "source",
        "professional",
    ),
    (
        "The deputy rang. She said Reece had been in late. Reece <wouldn't talk> to anybody, she said.",
        "source",
        "professional",
    ),
    (
        "T/C from mum (Sharon) 09:05.\n\nSharon said Declan is <out of control> since Christmas.",
        "reported",
        "parent",
    ),
    (
        "T/C to nan (Doreen), 11:40, re Skye, 14.\n\nDoreen - she's a right little <slag> like her mother was.",
        "reported",
        "parent",
    ),
    (
        "Debrief led by the manager. Present: Chidi, Moira, Beth.\n\nMoira's view is that Ruby <sleeps around>.",
        "source",
        "professional",
    ),
    (
        "Debrief led by the manager. Present: Chidi, Moira, Beth.\n\nChidi said she is <hard as nails>.",
        "source",
        "professional",
    ),
    (
        "Supervision of RN by the team manager. RN says that she <sleeps around>.",
        "source",
        "professional",
    ),
    (
        "Ellie-Mae (14yo) seen in her bedroom. Ellie-Mae said she <gave her consent> each time.",
        "reported",
        "child",
    ),
    (
        (
            "T/C from Tessa's grandad, 10:20. Tessa is 15 and has lived with him since March. He said "
            '"she\'s <sleeping around>, her mother was the same".'
        ),
        "quote",
        "parent",
    ),
    (
        "T/C from Kim's nan. Kim is 15 and lives with her. She said Kim is <sleeping around>.",
        "reported",
        "parent",
    ),
    (
        (
            "Read the messages on Jaya's tablet. Jaya is 12. The other account belongs to a man calling "
            "himself Zed. On 2/11 he writes that she <was willing>."
        ),
        "reported",
        "exploiter",
    ),
    (
        "One of the men, aged 21, told police that it <was mutual>.",
        "reported",
        "exploiter",
    ),
    (
        "His dad, on the phone last month: <attention-seeking>, nothing more.",
        "reported",
        "parent",
    ),
    (
        "Lee's sister, who is Bo's carer in the week, says the child \"does it <just for attention>\".",
        "quote",
        "parent",
    ),
    (
        "Kacey gave an account in school but has since told the officer she <doesn't want> to take it further.",
        "reported",
        "child",
    ),
    (
        'Ruby came to the top of the stairs as officers left and said "<he had her by the hair>".',
        "quote",
        "child",
    ),
    (
        "Kai came in when the police called and said he is <sleeping around>.",
        "reported",
        "child",
    ),
    (
        "Dominik had put in a note to her pigeonhole saying his mum's partner \"<batters me> when she's on lates\".",
        "quote",
        "child",
    ),
    (
        'Skye left a letter on the desk which said "<I am a slag>, everyone knows".',
        "quote",
        "child",
    ),
    (
        "I have seen the file note that calls her <cunning>.",
        "source",
        "professional",
    ),
    (
        'Sgt Bell: YP "well <involved in county lines>", third time this month.',
        "source",
        "professional",
    ),
    (
        'Seen at home. YP: "he\'s my <boyfriend>".',
        "quote",
        "child",
    ),
    (
        "Family support tell us that Reece is not coming. The house is said by them to be in a state of <chaos>.",
        "source",
        "professional",
    ),
    (
        "He said I could not go up to her, so she was <not spoken to> because dad did not want it.",
        "own",
        None,
    ),
    (
        "mum said cant see Jodie in bedrm, so <not able to see YP>.",
        "own",
        None,
    ),
    (
        'Ambulance sheet: "pt had a fall". Bloods normal. She was <flirty> with the porters.',
        "own",
        None,
    ),
    (
        'Ambulance sheet: "pt had a fall". Hannah adds that they are <a couple> and happy.',
        "reported",
        "child",
    ),
    (
        "Ambulance sheet: pt had a fall. She was <flirty> with the crew.",
        "source",
        "professional",
    ),
    (
        "MGM - he's out of hand. PE kit lost. YP on phone after: I'm with the olders now. <Resistant to any support>.",
        "own",
        None,
    ),
    (
        "H/V 4/5. Flat warm.\n\nHealth: her asthma check is due. <Missed appt> on the 4th.\nEducation: attends well.",
        "own",
        None,
    ),
    (
        (
            "Core group, 9 May.\nPresent: Dawn Achebe (SW, chair), Mrs Lister (school), stepdad Gaz.\n\nMrs "
            "Lister: attendance 61% this term.\nGaz: says Harvey has <fallen in with> the wrong crowd."
        ),
        "reported",
        "parent",
    ),
    (
        (
            "Core group, 9 May.\nPresent: Dawn Achebe (SW, chair), Mrs Lister (school), stepdad Gaz.\n\nMrs "
            "Lister: attendance 61% this term.\nGaz: has <fallen in with> the wrong crowd, he's out all "
            "night."
        ),
        "reported",
        "parent",
    ),
    (
        "Statutory visit 14/10. Seen: Mrs Pell and Jodie (15). Mrs Pell says Jodie is <taking risks>.",
        "reported",
        "parent",
    ),
    (
        "Home visit 14/10. Mum in. Mrs Pell from school rang and says Jodie is <taking risks>.",
        "source",
        "professional",
    ),
    (
        "Case discussion with RN. Kacey, 15. She is late and RN says that she <sleeps around> a lot.",
        "source",
        "professional",
    ),
    (
        "Supervision record 2 October with Natalie. Kai is 15. Natalie described him as <not engaging>.",
        "source",
        "professional",
    ),
    (
        (
            "0142 hrs. Night staff at Alder House ring in: Tia, 14, left at 2110. Caller states she is a "
            "<prolific misper>."
        ),
        "source",
        "professional",
    ),
    (
        "T/C from dad, late. Kim is 14. The caller says she is a <prolific misper>.",
        "reported",
        "parent",
    ),
    (
        'T/C fm Sgt Bell. YP had 2 phones. Sgt Bell: YP "well <involved in county lines>", third time.',
        "source",
        "professional",
    ),
    (
        'Nurse: Maisie was weighed. In the session Maisie said her uncle "<does things> and it\'s our game".',
        "source",
        "professional",
    ),
    (
        (
            "Present: Nuala Byrne (chair), Tomasz Wirth (social worker)\n\nTomasz Wirth: Her sister told me "
            "she is <boy crazy> and more."
        ),
        "source",
        "professional",
    ),
    (
        (
            "T/C from Mrs Ode, DSL at Hill Academy, 11.40.\n\nMrs Ode said a pupil had seen it. Safer schools "
            "officer came at break but Reece <wouldn't talk> to her, she said."
        ),
        "source",
        "professional",
    ),
    (
        (
            "Core group 9 May, Harvey T, 16\n\nPresent: Dawn Achebe (SW, chair), Mrs Lister (school), Tom "
            "Birch (YJS), stepdad Gaz.\n\nMrs Lister: attendance 61%. Harvey polite when in but drifts off by "
            "lunch.\nGaz: says Harvey has <fallen in with> the wrong crowd and gets mouthy when they tell "
            "him no."
        ),
        "reported",
        "parent",
    ),
    (
        "Monday. School rang, he had been <rude> to a supply teacher.",
        "source",
        "professional",
    ),
    (
        "Nan phoned, she is <out of control> again.",
        "reported",
        "parent",
    ),
    (
        "Nan rang. She is <out of control> again.",
        "own",
        None,
    ),
]


@pytest.mark.parametrize(("text", "voice", "speaker"), WHO_SAYS_IT)
def test_whose_words_they_are_is_told_by_how_a_note_is_built(
    ask: Asked, text: str, voice: str, speaker: str | None
) -> None:
    context = ask.context(text)
    assert (context.voice, context.speaker) == (voice, speaker)
