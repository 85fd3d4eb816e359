"""Whether a typed text tells of violence against somebody: "dipukuli majikan", "diperkosa mandor". Pure."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answers.emergency_words import CLOSE, DONE, KIN, LINKS, ME, NOT, PEOPLE, SUPPOSING
from bot.answers.spelling import APOSTROPHES
from bot.answers.stretches import stretches
from bot.answers.texts import clean
from bot.answers.vocabulary import listed

_CLAUSE: Final = re.compile(r"[.,;:!?()\n]+|\b(?:tapi|tetapi|but)\b")
_SURE: Final = listed("""
    dipukuli dipukulin dipukulnya digebuk digebuki digebukin digebugi digebukkan dianiaya dianiyaya dianaya teraniaya
    disiksa diperkosa diprkosa diperkaos dirudapaksa dicabuli dicabulin dilecehkan dilecehin dilecehke dikeroyok
    dikroyok disekap ditonjok ditonjokin ditinju ditempeleng ditampari ditamparin dijotos dijotosi diantemi dijambak
    dijambakin dicekik dibacok dibacokin ditikam ditendangi ditendangin digerayangi digrepe digrepek dibegal kdrt raped
    molested abused
""")
"""Done to people by people."""
_DOUBTFUL: Final = listed(
    "dipukul ditampar ditendang ditusuk ditembak dihajar dibanting diseret disiram stabbed beaten"
)
"""Done to balls, prices and boats as well: it needs somebody who did it, or to whom it was done."""
_DOING: Final = listed("""
    mukul mukuli mukulin memukul memukuli nampar nampari menampar nendang nendangin menendang nyiksa menyiksa nganiaya
    menganiaya perkosa memperkosa merkosa melecehkan ngelecehin lecehin ngeroyok mengeroyok gebukin menggebuki nggebuki
    ngegebukin nonjok menonjok nonjokin nyekik mencekik mencabuli nyabuli hits hit beat beats
""")
"""Said of who does it: it needs somebody of one's own behind it."""
_HABIT: Final = listed("suka sering selalu terus kerap hobi main tukang")
_NAMED: Final = listed("kekerasan pelecehan penganiayaan pemerkosaan perkosaan begal pencabulan penyiksaan")
_SUFFERING: Final = listed("korban mengalami ngalami alami kena dapat dapet jadi menerima trauma")
"""Before the name of it: "korban pelecehan"; by itself that is a subject."""
_DOERS: Final = listed("""
    bos bosku boss majikan majikanku juragan juragane mandor mandornya atasan atasanku tuan nyonya nonya preman begal
    rampok perampok orang wong oreng urang suami suamiku istri istriku bojo bojoku polisi satpam tetangga mertua pacar
    rekan teman temen senior kapten nahkoda tekong pelanggan pembeli penumpang debcol collector depkolektor warga massa
    supervisor manajer pimpinan employer husband
""")
_NOBODY: Final = listed("""
    maling copet timnas tim klub persebaya persib persija arema harga bola sapi kambing ayam kucing anjing ikan kuda
    film sinetron berita artis aktor kucingku padi tembok
""")
"""To whom, or to what, it was done that is told of and not suffered."""
_THINGS: Final = listed("""
    ombak angin badai hujan panas macet rata rindu batin perasaan sapi kuda kerbau kambing palu ranting kerjaan
    pekerjaan utang hutang keadaan harga
""")
"""Behind it these do no violence that anybody could report."""
_OF_RULES: Final = listed("""
    jkk jkm bpjs jamsostek ditanggung tanggung dijamin dicover dikover klaim diklaim santunan termasuk masuk
""")
_LINKING: Final = LINKS | DONE | listed("pernah terus sering selalu malah sampai sampe mau hampir oleh sama sm ama")
_NEAR: Final = 3


def is_violence(text: str) -> bool:
    """Whether this says that somebody beats, rapes or torments a person, whoever that is.

    A denial, a figure of speech, a match and a question of the rules alone ("kalau dipukul preman ditanggung?") do not.
    """
    return any(map(_is_told, stretches(clean(text).casefold())))


def _is_told(stretch: str) -> bool:
    clauses = tuple(_clauses(stretch))
    whole = {word for clause in clauses for word in clause}
    if SUPPOSING.intersection(whole) and _OF_RULES.intersection(whole) and not ME.intersection(whole):
        return False
    return any(_is_done(clause, place) for clause in clauses for place in range(len(clause)))


def _clauses(stretch: str) -> Iterator[tuple[str, ...]]:
    plain = re.sub(r"(?<=[a-z])2", "", APOSTROPHES.sub("", stretch))
    for part in _CLAUSE.split(plain):
        if words := tuple(re.findall(r"[a-z]+", part)):
            yield words


def _is_done(clause: tuple[str, ...], place: int) -> bool:
    word, before, after = clause[place], clause[:place], clause[place + 1 : place + 1 + _NEAR]
    if _THINGS.intersection(after[:1]) or _is_denied(before):
        return False
    subject = next((each for each in reversed(before) if each not in _LINKING | ME), "")
    if word in _SURE:
        return subject not in _NOBODY
    if word in _DOUBTFUL:
        return _is_person(before[-_NEAR:], after) and subject not in _NOBODY
    if word in _DOING:
        habit = _HABIT.intersection(before[-1:]) and _DOERS.intersection(before)
        return bool(habit) or _is_of_oneself(after[:2])
    return word in _NAMED and bool(_SUFFERING.intersection(before[-1:]))


def _is_person(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether a person suffered it, or did it."""
    behind = next((word for word in after if word not in _LINKING), "")
    return bool((ME | PEOPLE).intersection(before)) or behind in _DOERS


def _is_of_oneself(after: tuple[str, ...]) -> bool:
    """Whether it is done to who writes, or to somebody of theirs."""
    return bool(after) and (
        after[0] in ME | KIN | {"me"} or (after[0] in CLOSE | PEOPLE and bool(ME.intersection(after[1:])))
    )


def _is_denied(before: tuple[str, ...]) -> bool:
    return next((word in NOT for word in reversed(before) if word not in _LINKING), False)
