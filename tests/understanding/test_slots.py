"""What a message says beside its question."""

import pytest

from bot.answers.understanding import understand


@pytest.mark.parametrize(
    ("text", "age"),
    [
        *(("15 thn", 15), ("sy 63 th", 63), ("bapak udah 63 tahun msh bs?", 63), ("63th boleh?", 63)),
        *(("anak sy 16 taun udh kerja", 16), ("umur 15", 15)),
        *((said, None) for said in ("15 th kerja", "kerja 15 th", "sejak 15 tahun lalu", "15 tahun yg lalu")),
        *((said, None) for said in ("cicilan 15 tahun", "nunggak 10 thn", "udah 20 th narik ojek")),
        *((said, None) for said in ("tgl 15 th 2026", "17-65 tahun", "15 bulan", "20 tahun lagi baru cair?")),
    ],
)
def test_years_are_an_age_unless_something_lasted_so_long(text: str, age: int | None) -> None:
    assert understand(text).slots.age == age
