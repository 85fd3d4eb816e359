"""Who was beaten or raped is heard; waves, matches and questions about the rules are not taken for it."""

import pytest

from bot.answers.violence import is_violence


@pytest.mark.parametrize(
    "text",
    [
        "dipukuli majikan",
        "diperkosa mandor",
        "saya dipukul bos tadi pagi",
        "istri saya diperkosa mandor kebun",
        "majikan saya suka mukul",
        "suami saya mukulin saya",
        "tki disiksa majikan di malaysia",
        "Bos saya sering nampar saya, gaji juga gak dibayar",
        "saya ditusuk begal pas narik ojol",
        "dibacok orang pas di sawah",
        "anak saya dicabuli tetangga",
        "saya korban pelecehan atasan",
        "istriku digebukin mandore",
        "dipukul2in majikan tiap hari",
        "dipukul preman pas jualan, ditanggung gak?",
        "kalau saya dipukul bos lapor kemana",
        "takut dipukuli suami lagi",
        "dikeroyok preman terminal",
        "my employer beat me",
        "i was raped by my boss",
        "kena begal semalam",
    ],
)
def test_who_was_harmed_by_somebody_is_heard(text: str) -> None:
    assert is_violence(text)


@pytest.mark.parametrize(
    "text",
    [
        "harga dipukul rata",
        "perahu dipukul ombak",
        "muka ditampar angin laut",
        "timnas digebukin 5-0",
        "maling digebukin warga",
        "saya tidak pernah dipukul",
        "saya gak dipukuli kok",
        "bola ditendang anak",
        "saya disiksa macet tiap hari",
        "kalau diperkosa di tempat kerja apa ditanggung jkk",
        "kekerasan di tempat kerja masuk jkk?",
        "begal lagi rame di sini",
        "saya tukang pukul bedug",
        "kambing ditusuk buat sate",
        "bos saya galak",
        "saya memukul paku kena jari",
        "bapak saya pandai besi kerjanya mukul besi",
        "kapan dibayar",
    ],
)
def test_others_are_not(text: str) -> None:
    assert not is_violence(text)


def test_it_is_heard_at_the_end_of_a_long_story() -> None:
    before = "warung sepi terus, iuran belum dibayar. " * 60
    assert is_violence(before + "saya dipukuli majikan") and not is_violence(before + "saya pulang")
