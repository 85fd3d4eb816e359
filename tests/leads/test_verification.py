"""What a line of the branch's file says about which lead."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.flows.branch_file import chosen, day, is_enough, lines, named, says, without_status
from bot.leads.life import STATES
from bot.leads.verification import MOVE_OF, OUTCOMES, TO_LOOK_AT, UNREADABLE, Known, Line, Verdict, judge
from bot.sheets.headings import Table, from_json, table, to_json
from bot.sheets.reading import read
from storage.moves import MOVES
from storage.records import Interest, Lead, LeadId, StaffId
from tests.sheets.files import xlsx

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PHONE = "+6281234567890"
SARI = Interest("Bu Sari Wulandari", PHONE, "farmer", "35.28", "Sumedangan, Pademawu", ("jkk",), "morning")


def lead(state: str = "registered", number: int = 1, name: str = SARI.name, branch: str | None = "pamekasan") -> Lead:
    """A lead with Bu Sari's phone."""
    interest = replace(SARI, name=name)
    return Lead(LeadId(number), None, state, 1, "35.28", "farmer", branch, interest, StaffId(7), NOW, NOW)


def judged(*told: Line, leads: tuple[Lead, ...] = (lead(),)) -> list[tuple[str, str | None]]:
    """Outcome and reason of each line, by these leads."""
    by_phone: dict[str, list[Lead]] = {}
    for one in leads:
        by_phone.setdefault(one.interest.phone if one.interest else "", []).append(one)
    known = Known({one.id: one for one in leads}, by_phone, {"sumedangan": leads})
    verdicts = judge(told, known, "pamekasan")
    assert [verdict.line for verdict in verdicts] == [line.number for line in told]
    assert {verdict.outcome for verdict in verdicts} <= set(OUTCOMES)
    return [(verdict.outcome, verdict.why) for verdict in verdicts]


@pytest.mark.parametrize("state", STATES)
def test_only_the_life_of_a_lead_lets_it_be_confirmed(state: str) -> None:
    """By phone or by number, whatever state it is in."""
    expected = {"verified": "already", "closed": "closed", "new": "running", "offered": "running"}.get(
        state, "confirmed"
    )
    assert judged(Line(2, phone=PHONE), leads=(lead(state),)) == [(expected, None)]
    assert judged(Line(2, lead=LeadId(1)), leads=(lead(state),)) == [(expected, None)]
    assert (expected == "confirmed") == (state in MOVES[MOVE_OF["confirmed"]].origins)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (Line(2, phone=PHONE, name="SARI WULANDARI"), ("confirmed", None)),
        (Line(2, phone=PHONE, name="Wulandari, Sari (Hj.)"), ("confirmed", None)),
        (Line(2, phone=PHONE, name="Sari"), ("confirmed", None)),
        (Line(2, phone=PHONE, name="Budi Hartono"), ("look", "names")),
        (Line(2, lead=LeadId(1), phone="+6281200000000"), ("look", "phone")),
        (Line(2, lead=LeadId(99), phone=PHONE), ("look", "number")),
        (Line(2, lead=LeadId(99)), ("not_found", None)),
        (Line(2, phone="+6281200000000"), ("not_found", None)),
        (Line(2, phone="+6281200000000", name="Sari Wulandari", village="Ds. SUMEDANGAN"), ("look", "name_only")),
        (Line(2, name="Sari Wulandari", village="Galis"), ("not_found", None)),
        (Line(2, phone=PHONE, says="refused"), ("refused", None)),
        (Line(2, phone=PHONE, says="pending"), ("pending", None)),
        (Line(2, phone=PHONE, says="unclear"), ("look", "status")),
        (Line(2, phone=PHONE, since=date(2019, 1, 1)), ("look", "earlier")),
        (Line(2, phone=PHONE, since=date(2026, 11, 20)), ("confirmed", None)),
        (Line(2, wrong="formula"), ("unreadable", "formula")),
    ],
)
def test_whom_a_line_means(line: Line, outcome: tuple[str, str | None]) -> None:
    """Number before phone, phone before name, and never a name alone."""
    assert judged(line) == [outcome]


def test_a_phone_that_a_family_shares() -> None:
    """The name decides; where it does not, somebody looks."""
    family = (lead(number=1), lead(number=2, name="Pak Budi"))
    told = Line(2, phone=PHONE, name="Budi")
    assert judged(told, leads=family) == [("confirmed", None)]
    assert judged(replace(told, name=""), leads=family) == [("look", "several")]
    assert judged(replace(told, name="Ani"), leads=family) == [("look", "several")]
    assert judged(Line(2, phone=PHONE), leads=(lead("closed", 1), lead("accepted", 2))) == [("confirmed", None)]


def test_another_branch() -> None:
    """Its leads are its own; those of no branch are everybody's."""
    assert judged(Line(2, phone=PHONE), leads=(lead(branch="sumenep"),)) == [("other_branch", None)]
    assert judged(Line(2, lead=LeadId(1)), leads=(lead(branch="sumenep"),)) == [("other_branch", None)]
    assert judged(Line(2, phone=PHONE), leads=(lead(branch=None),)) == [("confirmed", None)]


def test_a_lead_that_stands_in_the_file_twice() -> None:
    """It is moved once, and not at all when the lines contradict each other."""
    yes, no = Line(2, phone=PHONE), Line(3, lead=LeadId(1), says="refused")
    assert judged(yes, replace(yes, number=3), replace(yes, number=4)) == [
        ("confirmed", None),
        ("double", None),
        ("double", None),
    ]
    assert judged(yes, no, replace(yes, number=4)) == [("look", "conflict")] * 3


def test_a_refusal_while_the_agent_still_works() -> None:
    """Nothing goes back, for nothing was promised."""
    assert judged(Line(2, phone=PHONE, says="refused"), leads=(lead("documents"),)) == [("look", "rejected")]


def test_a_person_who_is_forgotten() -> None:
    """A lead without a name is found by its number alone."""
    forgotten = replace(lead(), interest=None)
    assert judged(Line(2, lead=LeadId(1), phone=PHONE, name="Siapa pun"), leads=(forgotten,)) == [("confirmed", None)]


def test_every_reason_is_declared() -> None:
    """The words of the reasons are looked up by them."""
    assert not set(TO_LOOK_AT) & set(UNREADABLE)
    assert Verdict(1, "look", "status").why in TO_LOOK_AT


def made(*rows: tuple[object, ...]) -> Table:
    """A table of these rows, after it was stored."""
    from bot.flows.branch_file import COLUMNS

    return from_json(to_json(table(read(xlsx(rows)), COLUMNS)))


@pytest.mark.parametrize(
    ("cell", "phone", "wrong"),
    [
        (81234567890, PHONE, None),
        (6281234567890, PHONE, None),
        (81234567890.0, PHONE, None),
        ("0812-3456-7890", PHONE, None),
        ("'081234567890", PHONE, None),
        ("+62 812 3456 7890", PHONE, None),
        ("8.12346E+10", None, "rounded"),
        ("12", None, "phone_format"),
        ("0812-3456-7890 / 0813-3456-7890", None, "phone_format"),
        ("-", None, "nothing"),
        (None, None, "nothing"),
    ],
)
def test_phones_as_spreadsheets_leave_them(cell: object, phone: str | None, wrong: str | None) -> None:
    """Without their zero, without their plus, rounded, or two in one cell."""
    told = made(("Nama", "No HP", "Desa"), ("Sari", cell, None), ("x", "0", None))
    [line, _] = lines(told, chosen(told, {}))
    assert (line.phone, line.wrong) == (phone, wrong)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("AKTIF", "registered"),
        ("Tidak Aktif", "refused"),
        ("NON-AKTIF", "refused"),
        ("non aktif", "refused"),
        ("Ditolak (data tidak valid)", "refused"),
        ("Belum aktif", "pending"),
        ("Menunggu pembayaran", "pending"),
        ("Terdaftar 2026", "registered"),
        ("Sudah terdaftar per 21 November 2026", "registered"),
        ("Peserta BPU aktif", "registered"),
        ("tdk aktif", "refused"),
        ("not active", "refused"),
        ("non.aktif", "refused"),
        ("NON_AKTIF", "refused"),
        ("blm terdaftar", "pending"),
        ("calon peserta", "pending"),
        ("bukan peserta", "unclear"),
        ("not registered", "unclear"),
        ("tidak terdaftar", "unclear"),
        ("mantan peserta", "unclear"),
        ("terdaftar di cabang lain", "unclear"),
        ("terdaftar?", "unclear"),
        ("tidak ditolak", "unclear"),
        ("", "unclear"),
        ("???", "unclear"),
    ],
)
def test_what_a_status_means(status: str, meaning: str) -> None:
    """No before not yet before yes; a word that we do not know makes no yes."""
    assert says(status) == meaning


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("2026-11-02 08:00:00", date(2026, 11, 2)),
        ("02/11/2026", date(2026, 11, 2)),
        ("2-11-2026", date(2026, 11, 2)),
        ("31.02.2026", None),
        ("kemarin", None),
    ],
)
def test_days(told: str, found: date | None) -> None:
    """The day stands first, as Indonesians write it."""
    assert day(told) == found


def test_a_branch_chooses_once() -> None:
    """What it chose comes back by the words of the heading, also that a column is not used; the rest is guessed."""
    told = made(("Nama", "HP lama", "Telp Baru", "Status"), ("Sari", "1", "2", "aktif"))
    assert chosen(told, {}) == {"name": 0, "status": 3}
    kept = named({"name": 0, "phone": 2}, told)
    assert kept == {"name": "nama", "phone": "telp baru", "status": "-status"}
    assert chosen(told, kept) == {"name": 0, "phone": 2}
    assert named(chosen(told, kept), told) == kept
    assert is_enough({"phone": 2}) and not is_enough({"name": 0})


@pytest.mark.parametrize("first", [("Nama", "No HP"), ("Nama", "No HP", "Status Kepesertaan"), ("Nama", "No HP", "?")])
def test_a_status_that_the_branch_never_took_off_is_read(first: tuple[str, ...]) -> None:
    """Whatever its heading was called the last time, and also where there was none."""
    before = made(first, ("Sari", "081234567890", "aktif"))
    told = made(("Nama", "No HP", "Status"), ("Tono", "081234567889", "DITOLAK"))
    columns = chosen(told, named(chosen(before, {}), before))
    assert [line.says for line in lines(told, columns)] == ["refused"]
    assert [line.says for line in lines(told, chosen(told, {"status": ""}))] == ["refused"]


def test_another_status_than_the_one_taken_off_is_read() -> None:
    """Whoever takes "Status" off, which says who is married, has said nothing of "Hasil"."""
    before = made(("Nama", "No HP", "Status"), ("Sari", "081234567890", "kawin"))
    told = made(("Nama", "No HP", "Status", "Hasil"), ("Tono", "081234567889", "kawin", "DITOLAK"))
    assert chosen(told, named({"name": 0, "phone": 1}, before)) == {"name": 0, "phone": 1, "status": 3}


def test_which_columns_may_be_a_status_that_nobody_reads() -> None:
    """Whatever is not empty: by heading, without one, hidden, broken, or dropped because it names a card."""
    told = made(("Nama", "No HP", "Ket", "Kosong", None), ("Sari", "081234567890", "DITOLAK", None, "x"))
    assert without_status(chosen(told, {}), told) == ["Ket", ""]
    assert without_status({**chosen(told, {}), "status": 2}, told) == []
    assert without_status({"name": 0}, made(("Nama", "Ket"), ("Sari", "=1+1"))) == ["Ket"]
    assert without_status({"name": 0}, made(("Nama", "NIK", "Status KPJ"), ("Sari", "1", "batal"))) == ["Status KPJ"]
    assert without_status({"name": 0}, Table({0: "Nama"}, (), hidden=1)) == [""]
    assert without_status({"name": 0, "phone": 1}, made(("Nama", "No HP"), ("Sari", "081234567890"))) == []


def test_flaws_of_columns_that_nobody_needs() -> None:
    """A broken formula beside the point spoils nothing."""
    told = made(("Nama", "No HP", "Upah"), ("Sari", "081234567890", "=1+1"), ("Budi", "=1+1", "2"))
    assert [line.wrong for line in lines(told, chosen(told, {}))] == [None, "formula"]


def test_numbers_of_leads() -> None:
    """With words around them; two numbers are none."""
    told = made(("Nomor Minat", "No HP"), ("Minat #12", None), ("12 / 13", None), (7, None))
    assert [(line.lead, line.wrong) for line in lines(told, chosen(told, {}))] == [
        (12, None),
        (None, "lead_format"),
        (7, None),
    ]
