"""`python -m bot ask`: one object for each line, whatever the line is."""

import json
import os
from datetime import date
from functools import cache
from time import process_time
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli.ask import _answers, _lines, _moment, ask_command
from bot.cli.topics import topics_group
from bot.facts.base import load
from bot.facts.contributions import quote

ODD = b"\nklo telat bayar gmn\n\x00\xff\xfe\n" + "😂😂".encode() + b"\n" + b"bayar " * 2000 + b"\n\x1b[31m\r\n"


@cache
def asked(*arguments: str, lines: bytes | None = None, on: str = "2026-11-22") -> list[dict[str, Any]]:
    found = CliRunner().invoke(ask_command, [*arguments, "--json", "--on", on], input=lines)
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.output.splitlines()]


def test_every_line_gets_one_object_however_odd_it_is() -> None:
    found = asked("--batch", "-", lines=ODD)
    assert len(found) == 6
    assert all({"question", "topic", "confidence", "alternatives", "answer"} <= set(each) for each in found)
    assert all(each["topic"] not in {other["topic"] for other in each["alternatives"]} for each in found)
    assert (found[0]["topic"], found[0]["confidence"], found[0]["alternatives"]) == ("luar_topik", 0, [])


def test_a_line_without_an_end_costs_no_more_than_one_that_has_one() -> None:
    """Megabytes of it, all letters, figures, words or marks; and each line after it is answered as ever."""
    endless = b"\n".join(each * 500_000 for each in (b"a", b"1", b"bukan ", b"? ", b"dan apa "))
    began = process_time()
    *_, last = asked("--batch", "-", lines=endless + b"\nklo telat bayar gmn")
    assert process_time() - began < 10
    assert last["topic"] == "iuran.menunggak"


def test_a_batch_is_answered_line_by_line() -> None:
    """Who pipes ten thousand questions reads the first answer before the last question is written."""
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as questions, os.fdopen(writer, "wb", buffering=0) as asker:
        told = _answers(_lines(questions), _moment(date(2026, 11, 22)), "id", why=False)
        for _ in range(3):
            asker.write(b"klo telat bayar gmn\n")
            assert next(told)["topic"] == "iuran.menunggak"


def test_where_the_law_is_silent_on_that_day_it_says_so() -> None:
    """The topic was understood: it is not that we do not know what was asked."""
    (found,) = asked("iuran bpu sebulan berapa", on="2010-01-01")
    assert found["topic"] == "iuran.bpu" and "tidak mau menebak" in found["answer"]


def test_an_accident_is_heard_wherever_it_stands() -> None:
    """Behind a greeting, a question and figures."""
    said = "halo min, mau tanya iurannya berapa kalo gaji 3jt. oh ya tolong suami saya barusan jatuh dari pohon"
    (found,) = asked(said)
    assert found["emergency"] == "accident" and "rumah sakit" in found["answer"] and "Rp" not in found["answer"]


def test_the_price_is_that_of_the_income_in_the_question() -> None:
    (found,) = asked("penghasilan 3jt sebulan, bayar iurannya brp")
    priced = quote(load(), 3_000_000, "other", "self", ("jkk", "jkm"), date(2026, 11, 1))
    assert found["topic"] == "iuran.bpu"
    assert f"{priced.total:,}".replace(",", ".") in found["answer"]


def test_a_month_in_the_question_is_the_one_that_is_priced() -> None:
    (found,) = asked("Januari jadi brp?")
    priced = quote(load(), 1_000_000, "other", "self", ("jkk", "jkm"), date(2027, 1, 1))
    assert "Januari 2027" in found["answer"]
    assert f"{priced.total:,}".replace(",", ".") in found["answer"]


@pytest.mark.parametrize(
    ("asked_for", "income", "month"),
    [
        ("penghasilan 100rb sehari, iurannya berapa sebulan", 2_500_000, date(2026, 11, 1)),
        ("penghasilan 3 juta, tahun depan iurannya berapa", 3_000_000, date(2027, 1, 1)),
    ],
)
def test_a_day_s_income_and_next_year_are_heard_as_in_the_chat(asked_for: str, income: int, month: date) -> None:
    (found,) = asked(asked_for)
    priced = quote(load(), income, "other", "self", ("jkk", "jkm"), month)
    assert f"{priced.total:,}".replace(",", ".") in found["answer"]


def test_a_secret_is_warned_of_and_not_repeated() -> None:
    (found,) = asked("kode otp saya 482913 mau daftar")
    assert "482913" not in json.dumps(found)
    assert found["answer"].startswith("⚠️")


def test_an_accident_is_answered_with_what_to_do_first() -> None:
    (found,) = asked("tolong suami saya jatuh dari pohon barusan")
    assert found["emergency"] == "accident"
    assert "rumah sakit" in found["answer"]


def test_why_names_the_words_and_the_examples() -> None:
    (found,) = asked("klo telat bayar iuran gmn", "--explain")
    assert found["why"]["words"][:2] == ["kalau", "terlambat"]
    assert found["why"]["spoken"]
    assert found["why"]["examples"]
    assert not found["why"]["ruled_out"]


def test_why_names_what_somebody_said_they_do_not_mean() -> None:
    (found,) = asked("bukan bpjs kesehatan, yang ketenagakerjaan iurannya berapa", "--explain")
    assert found["topic"] == "iuran.bpu" and found["why"]["ruled_out"] == ["beda.kesehatan"]


def test_no_more_questions_of_a_message_are_answered_than_in_the_chat() -> None:
    (found,) = asked("cara daftar gimana? iurannya berapa? kantor di sampang dimana? beasiswa anak dapat apa?")
    assert len(found["more"]) == 2 and found["later"] == ["beasiswa"]
    assert "Tiga dulu" in found["answer"]


def test_a_question_or_a_batch_but_not_both() -> None:
    assert CliRunner().invoke(ask_command, []).exit_code == 2
    assert CliRunner().invoke(ask_command, ["apa", "--batch", "-"]).exit_code == 2


def test_the_ranker_is_measured_on_a_table(tmp_path: Any) -> None:
    table = tmp_path / "some.tsv"
    table.write_text("topic\talso\tpart\tquestion\niuran.bpu\t\ta\tiuran sebulan berapa\n", "utf-8")
    found = CliRunner().invoke(topics_group, ["measure", str(table)])
    assert "first\t1.000" in found.output
