"""A question about the rules is answered, and whoever was hurt or has lost somebody is heard first: both sides."""

import pytest

from bot.answers.emergencies import emergency
from bot.answers.understanding import understand
from tests.conversations.enrol import asks, meets
from tests.kit import World

RULES = """
kena petir di sawah masuk ga
pulang kerja kecelakaan masuk ga
digigit ular pas nyadap ditanggung?
jatuh dari motor waktu antar paket masuk hitungan ga ya
ditabrak mobil pas nyebrang ke pasar dihitung gak
kesetrum pas benerin lampu warung dicover bpjs?
tenggelam pas nyari ikan itu termasuk kecelakaan kerja bukan
kejepit mesin giling padi bisa diklaim gak
ketiban kelapa pas manen, ikut ditanggung nggak
terpeleset di kamar mandi kantor masuk jkk ga
nabrak pohon pas narik ojol malam2 dihitung kerja ga
jatuh di sawah hari minggu masih masuk ga kak
kecelakaan sendiri tanpa lawan masuk bpjs ga
kecelakaan tunggal bisa pake bpjs tk kah
disengat tawon pas cari madu bisa klaim?
tibo seko wit klopo kuwi mlebu jkk ora
ditanduk sapi sendiri kehitung gak sih
keracunan obat semprot di kebun kena jaminan gak
kecelakaan pas mudik naik motor masuk ga
tersambar petir pas melaut dibayarin ga
perahu terbalik kena ombak keluarga dapat santunan?
jatuh dari tangga di rumah pas jemur baju kok ga masuk
ketabrak kereta pas kerja itu masuknya jkk kan
luka kena cangkul di kebun sendiri bisa dilayani?
patah kaki main bola pake jkk bisa?
digigit anjing pas antar paket tercover?
jatuh saat naik genteng rumah orang, dianggap kerja?
kecelakaan waktu lembur tengah malam gmn hitungannya
ketusuk paku di proyek kecil gitu apa tetap ditanggung
meninggal pas kerja karena serangan jantung masuk mana
meninggal di rumah karena sakit masuk ga
mati tersambar petir di sawah masuk jkk atau jkm
kecelakaan berangkat kerja belum sampai tempat kerja itu gmn masuk tidak
jatuh dari pohon kelapa punya tetangga masuk ga
kena gergaji mesin waktu bikin lemari pesanan bisa klaim ngga min
kecelakaan gara2 ngebut masih diganti ga
labuh tina tangkal kalapa kaasup teu
jatuah dari batang karambia masuak ndak
kena begal waktu narik, luka, kecover?
kecelakaan kerja di luar kota tetap bisa?
jatuh dari motor pulang ngarit, bisa dibantu bpjs ga
tabrakan pas mau jemput penumpang aplikasinya mati, masuk kah
kena pisau pas motong daging di lapak itu jkk?
kecemplung sumur pas nimba air buat nyiram, dihitung apa nggak
ada yg kecelakaan di jalan pulang pasar, kalau begitu masuk ga
orang meninggal karena covid dapat ga
kalo kecelakaan di jalan dibawa ke rumah sakit mana
misalnya jatuh dari motor patah tulang dirawat 1 bulan diganti gak penghasilan
bpjs saya nanggung kecelakaan di jalan ga
saya mau tanya kecelakaan pas pulang masuk ga
kak saya mau nanya, jatuh di sawah itu masuk ga ya
ibu rumah tangga jatuh di dapur pas bikin kue pesanan masuk ga
anak magang kecelakaan dicover ga
sopir angkot tabrakan yang salah dia sendiri tetap diganti ga
apa jatuh pas wudhu di kebun masuk
kalau mancing tenggelam gmn masuk ga
keseleo pas macul masuk ga
kejedot pintu kios, masuk hitungan kah
kapal karam nelayan dapat apa
luka bakar pas las bisa klaim ga
mati kesetrum di sawah sendiri ahli waris dapat brp
nek tiba soko andhang entuk klaim ora
kecelakaan kena tilang masih bisa klaim?
petani kesamber petir dapat santunan ga
motor jatuh pas parkir diganti?
nelayan hilang di laut dapat santunan ga
kecelakaan masuk bpjs kesehatan apa ketenagakerjaan ya
jatuh pas kerja bakti desa masuk?
meninggal karena sakit jantung di sawah dapat yang mana
meninggal belum 3 bulan bayar dapat apa enggak
ketiban pohon di rumah pas tidur ga masuk kan?
kecelakaan pesawat mau ketemu pembeli masuk ga
luka kecil kegores masuk gak sih kak
keguguran pas kerja masuk jkk?
""".strip().splitlines()
"""Nobody is hurt: somebody wants to know what counts."""
HAPPENED = """
suami saya jatuh dari pohon barusan
bapak saya meninggal tadi pagi di laut
tolong temen saya kesetrum di proyek
anak saya ketabrak motor pas antar paket, sekarang di rumah sakit, ini ditanggung gak
adik saya kena gergaji tangannya, darahnya banyak, gimana ini
tadi pagi saya jatuh dari motor pas narik, masuk ga?
suami saya digigit ular di kebun, ditanggung ga ya
istri saya jatuh di sawah kemarin, bisa diklaim?
bapak tenggelam belum ketemu
kami kecelakaan di jalan mau ke pasar
saya baru jatuh dari tangga, kaki bengkak, masuk jkk?
teman saya nelayan hilang di laut sejak kemarin perahunya kebalik
suami meninggal, saya harus gimana
kakak ipar kesambar petir di sawah barusan masuk ga pak
mas saya ketiban besi di proyek, pingsan
tanganku kejepit mesin penggiling, bisa ditanggung?
bapakku tibo seko wit klopo, saiki neng rumah sakit
suami abdi labuh tina tangkal
apak jatuah dari batang karambia tadi sore, masuak bpjs ndak
pak RT sini meninggal kemarin, dia peserta, keluarganya dapat apa?
karyawan saya terjepit mesin, lapor kemana
saya kecelakaan minggu lalu pulang kerja, masih bisa klaim?
kepala saya bocor ketiban kelapa
tolong ada yang tenggelam
ayah saya kena stroke waktu di kebun dan meninggal
saya ditabrak mobil waktu antar pesanan, aplikasinya mati, masuk kah
suami saya jatuh dari atap, patah kaki, ditanggung?
anak buah kapal saya jatuh ke laut
kawan sy kena bacok waktu jaga kebun
simbok kepleset nang sawah, saiki ora iso mlaku
istriku melahirkan lalu meninggal kemarin
saya jatuh dari motor pulang ngarit, bisa dibantu bpjs ga
jari saya putus kena mesin, bisa klaim ngga min
sopir saya kecelakaan masuk jurang
kena petir tadi sore tetangga saya di sawah, masuk ga
bapak meninggal di kebun, itu masuk kecelakaan kerja?
ini kakakku barusan keserempet truk pulang kerja masuk ga
saya digigit ular pas nyadap, ditanggung?
ibu jatuh di pasar tadi, lagi di puskesmas
ada warga saya tersetrum di sawah mohon bantuan
kakak saya jatuh dari motor tadi dan kakinya patah apa ada santunan?
pak tolong bapak saya dipatok ular
ibu saya kepleset di sawah, bisa dibantu?
suami kecelakaan, dapat apa dari bpjs
bpjs tk saya aktif, kemarin jatuh dari atap, cara klaimnya?
saya kena mesin gergaji, jari tinggal 3, masuk ga
tukang saya jatuh dari lantai 2, bagaimana ini
anak saya tenggelam di sungai waktu bantu cari pasir
mertua meninggal waktu di sawah, bisa klaim gak
adik ipar kesetrum, apakah ditanggung
bapak udah gak ada, semalem di laut
laki gue ketabrak waktu narik bajaj, gimana nih
bos, anak buah saya kejatuhan besi, pingsan
kami baru saja tabrakan di jalan lintas
ayah meninggal dapat santunan berapa
sepupu saya hilang di laut udah 2 hari
saya lagi di igd habis jatuh dari pohon kelapa
suami sekarang di rumah sakit karena tertimpa kayu, biayanya gimana
temen ojol saya ditabrak lari, dia peserta, masuk ga?
istri saya kecelakaan berangkat ke pasar masuk ga?
tadi siang di kebun ada yang digigit ular
karyawan toko saya kesiram air panas, ke rs mana
apakah bisa diklaim? suami saya jatuh dari perahu
mbak tolong, orang di sini kesamber petir
pak de saya baru dimakamkan, meninggal kecelakaan
abang sy nabrak truk pulang kerja kritis
innalillahi paman wafat di kebun sawit kesambar petir masuk jkk ga
sapi menanduk saya sampai tulang rusuk patah
bayi saya meninggal, dapat santunan ga
kaki saya ketusuk paku di proyek, ditanggung?
""".strip().splitlines()
"""Somebody is hurt or dead, whatever else is asked."""
DOUBTFUL = """
anggota koperasi kecelakaan bisa bareng klaimnya?
kecelakaan dirawat di rs biayanya ditanggung semua?
suami jatuh dari pohon, ditanggung ga
bapak meninggal di kebun, itu masuk kecelakaan kerja?
saya digigit ular pas nyadap, ditanggung?
""".strip().splitlines()
"""They may be either, so they are heard."""


@pytest.mark.parametrize("text", RULES)
def test_a_question_about_the_rules_is_no_emergency(text: str) -> None:
    assert emergency(text) is None


@pytest.mark.parametrize("text", [*HAPPENED, *DOUBTFUL])
def test_whoever_may_need_help_is_heard(text: str) -> None:
    """Missing one is far worse than a checklist that nobody needed."""
    assert emergency(text)


def test_there_are_many_of_each() -> None:
    assert len(RULES) >= 60 <= len(HAPPENED)


@pytest.mark.parametrize("text", DOUBTFUL[2:])
def test_what_may_be_either_gets_both(text: str) -> None:
    """What to do first, and behind it what the rules say."""
    assert understand(text).beside


@pytest.mark.parametrize(
    "text", ["tolong suami saya jatuh dari pohon", "suami saya jatuh dari pohon barusan, iurannya berapa ya?"]
)
def test_who_asks_nothing_of_it_reads_what_to_do_and_no_more(text: str) -> None:
    assert understand(text).beside == ()


@pytest.mark.parametrize("text", ["kena petir di sawah masuk ga", "pulang kerja kecelakaan masuk ga"])
async def test_who_asks_what_counts_is_told_what_counts(quick_world: World, text: str) -> None:
    """With a way to the checklist, for it may have just happened after all."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(text)
    assert sari.sees("Yang ditanggung JKK") and not sari.has_seen("Semoga segera tertolong"), sari.transcript()
    await sari.taps("Ini baru terjadi")
    assert sari.sees("Ke rumah sakit dulu"), sari.last()


async def test_help_goes_first_and_the_question_is_answered_behind_it(quick_world: World) -> None:
    """In a form, too; and the form is not lost."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("suami saya jatuh dari atap, ditanggung ga?")
    told = sari.transcript()
    assert told.index("Semoga segera tertolong") < told.index("Yang ditanggung JKK"), told
    await sari.says("/minat")
    assert sari.sees("belum selesai"), sari.last()
