"""What nobody could confirm is heard as that, and nothing else is taken for it."""

import pytest

from bot.answers.understanding import understand
from bot.answers.understanding.openly import asked_in_vain
from bot.facts.base import load

GOODS = """
perahu rusak diganti?
motor rusak krn kecelakaan diganti ga
rumah kebakaran
rumah kebakaran diganti ga
mesin perahu mati dpt ganti rugi ga
kios kebakaran ditanggung ga
sawah gagal panen dapat ganti?
sapi mati diganti ga
motor ilang dicuri ditanggung bpjs?
dagangan hanyut banjir diganti?
jaring ilang bisa klaim ga
becak rusak ketabrak diganti bpjs ga
alat kerja rusak diganti?
warungku kobong entuk ganti ora
""".strip().splitlines()
TAX = """
iurannya dipotong pajak ga
manfaat kena pajak?
santunan kena pajak ga
jht dipotong pajak berapa
uang klaim kena potongan pajak?
iuran bisa buat pengurang pajak?
bayar iuran masuk laporan pajak ga
klaimnya kena pph brp persen
uang jkp kena pajak?
pajak pencairan jht brp
""".strip().splitlines()
NEITHER = """
hp hilang kartu jmo gmn
ganti nomor hp
kehilangan jari di kebun dapat apa
kapal tenggelam nelayan hilang dapat santunan?
jatuh di rumah pas kerja ditanggung
kerja di bengkel bisa daftar
kartu rusak diganti?
kuitansi rumah sakit bisa diganti jkk?
sewa kapal buat bawa korban ke darat, diganti?
bayar pajak motor dimana
dapat hadiah dari bpjstk disuruh bayar pajak dulu
ppn ikut dihitung ga di iuran jakon
insentif agen kena pajak?
iuran bisa dibayar pakai hasil panen?
gagal panen ga bisa bayar iuran gmn
gagal panen terus, mau ambil tabungan hari tua bisa?
kena mesin jari hilang
ibu rumah tangga boleh ikut
""".strip().splitlines()


@pytest.mark.parametrize("text", GOODS)
def test_whether_things_are_replaced_nobody_could_confirm(text: str) -> None:
    assert asked_in_vain(text) == "goods.replaced" and understand(text).sure == ()


@pytest.mark.parametrize("text", TAX)
def test_what_is_taxed_nobody_could_confirm(text: str) -> None:
    assert asked_in_vain(text) == "tax.of_contributions" and understand(text).sure == ()


@pytest.mark.parametrize("text", NEITHER)
def test_what_we_can_answer_is_answered(text: str) -> None:
    assert asked_in_vain(text) is None


def test_each_is_an_open_question_of_the_facts() -> None:
    assert {asked_in_vain(each[0]) for each in (GOODS, TAX)} <= set(load().open)


def test_beside_it_the_other_questions_are_answered() -> None:
    found = understand("iurannya berapa? perahu rusak diganti ga?")
    assert (found.sure, found.open) == (("iuran.bpu",), "goods.replaced")
