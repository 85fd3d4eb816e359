"""Who wants nobody to call is heard in any words; a question, an hour or a complaint is no refusal."""

import pytest

from bot.answers.contact_refused import refuses_contact

REFUSED = """
gak usah dihubungi
jgn telpon saya
stop hubungi
ga usah telpon
jangan hubungi saya lagi
ndak usah ditelpon
saya ga mau ditelpon
tidak perlu dihubungi
jangan ada yang telpon saya
ga usah repot2 hubungi saya
jgn wa saya ya
saya tidak mau dihubungi siapa2
ora usah ditelpon
batal dihubungi aja
ga jadi dihubungi
ga pengen dihubungin
jgn kontak sy lg
tolong jangan menghubungi saya
agennya gak usah nelpon
ga usah di hubungi dulu
jangan dihubungin ya, cuma nanya
gak perlu ada petugas yg telp
stop nelpon
ok makasih, ga usah dihubungi ya
saya cuma tanya2 aja, gak usah ditelpon
gak mau dihubungin
dihubungi ga usah ya
jangan dihubungi lagi tolong
males ditelpon
saya ga mau ditelpon karena lagi kerja
ga usah di telpon kak
jangan datang ke rumah saya
jangan hubungi saya lagi saya tidak tertarik
ga perlu ada yg hubungi sy
tolong stop menelpon saya
gausah dihubungi
jgn telp2 lagi
jangan telepon telepon lagi
nggak usah dikontak
don't call me
please stop calling me
jangan hubungin gue
""".strip().splitlines()
WANTED = """
kenapa saya gak dihubungi
saya belum dihubungi
kalau gak mau dihubungi gimana
jangan telpon pagi ya
jangan telpon, wa aja
jangan telpon malam2
agennya ga mau dihubungi
petugasnya ga mau telpon saya
nomor 175 tidak bisa dihubungi
stop kontak saya rusak
hubungi saya
tolong telpon saya
saya mau dihubungi
kapan saya ditelpon
jangan lupa hubungi saya
jangan sampai tidak dihubungi
jangan kirim uang
tidak ada yang hubungi saya
saya gak dihubungi2
suami saya ga mau ditelpon
kok ga jadi dihubungi
ga usah daftar dulu
gak usah bayar
bisa ga jangan telpon saya
tidak jelas, tolong hubungi saya
gak mau
jangan
Bu Sari
hubungi saya jangan lama2
jangan lama lama hubungi saya
tlp saya jangan lewat jam 5
""".strip().splitlines()


@pytest.mark.parametrize("text", REFUSED)
def test_a_refusal(text: str) -> None:
    assert refuses_contact(text)


@pytest.mark.parametrize("text", WANTED)
def test_no_refusal(text: str) -> None:
    assert not refuses_contact(text)
