"""An accident or a death is heard in any words; a question about the rules, a name or a place is not taken for one."""

from time import process_time

import pytest

from bot.answers.emergencies import emergency
from bot.answers.official import load
from bot.answers.places import LEVELS
from bot.conversation.soundness import label_keys
from bot.i18n.catalogue import LANGUAGES, Catalogue
from tests.conversation.visitor import turns

ACCIDENTS = """
kapal suami saya belum pulang dari melaut
suami saya belum kembali dari laut 2 hari
suamiku kecemplung laut
tangan saya masuk mesin
kaki anak saya masuk mesin perontok
buruh saya tangannya masuk mesin
jariku kegiling mesin padi
bojoku tiba seko wit klopo
bojoku ceblok
suami kesamber bledek
suami muntah darah waktu kerja
mata saya kemasukan serbuk las
perahu bapak kebalik di laut, belum ketemu
kecelakaan
kecelakaan kerja
Kecelakaan kerja!!
ada kecelakaan
bapak saya kecelakaan
suami saya kclakaan di jalan pas mau ke pasar
tolong, teman saya kecelakan
kami mau lapor kecelakaan kerja
saya jatuh dari pohon kelapa
bapak jatuh dari atap tadi
suami jatoh dari tangga
saya jatuh
saya terjatuh di sawah
tadi jatuh waktu panen sawit
barusan ketabrak motor
saya ktabrak mobil pas ngojek
ditabrak truk dari belakang
tukang saya kena gergaji
tangan saya kena mesin perontok
kena arit kakinya berdarah
anak buah kena setrum
kesetrum listrik di proyek
nelayan tenggelam di laut
perahu terbalik, dua orang hilang
kapal karam tadi malam
tertimpa kayu
ketiban bata di proyek
jari terjepit mesin
jarinya putus kena gerinda
kaki patah tulang
patah tangan jatuh dari motor
digigit ular di kebun
adik saya kelelep
kepleset di kamar mandi pasar
bapakku tibo saka wit klopo
tibo soko motor
bapa labuh tina tangkal
suami abdi ragrag tina hateup
eppa gaggar dari bhungkana
apak jatuah dari batang karambia
saya luka parah kena parang
tangan saya kepotong gergaji barusan
kena gas beracun di sumur adik saya
perahu suami saya hilang dari kemarin
suami sesak napas habis nyemprot
bapak saya belum pulang melaut dari kemarin
kapal kami kebalik
suami saya serangan jantung pas narik
kalau begini gimana, tadi saya kecelakaan
teman saya kecelakaan, dapat apa dari bpjs?
saya kecelakaan kerja bulan lalu belum klaim
saya pernah kecelakaan waktu narik ojek
kerja di kebun kena golok
mertua diseruduk sapi
saya tidak sengaja jatuh dari motor
nabrak pohon pulang dari pasar
dia pingsan tadi di ladang
kecelakaannya tadi pagi
kecelakaaaan
saya tertabrk mobil
I fell from a ladder
my husband had an accident
there was a work accident
he was electrocuted at work
""".strip().splitlines()
DEATHS = """
suamiku udah ga ada mas
suami saya sudah tidak ada bu
bojoku mati
ibu saya sudah dipanggil Yang Kuasa
bapak menghadap Yang Kuasa tadi malam
suami saya sudah ga ada
bapak sdh gak ada, kemarin sore
ibu sudah tidak ada
bapak sampun mboten wonten
suami meninggal gimana klaimnya
istri meninggal, cara ngurusnya bagaimana
anggota kelompok meninggal, berkasnya apa saja
meninggal
peserta meninggal
peserta meninggal dunia
bapak saya meninggal
suami saya mninggal kemarin
ibu sy menigal
istri saya sudah meniggal
ayah wafat tadi subuh
wafat
bapak sampun sedo
bapak kulo sedo
simbah tilar donya
ibu sudah tiada
suamiku telah tiada
suami saya sudah tidak ada, meninggal di laut
innalillahi, suami meninggal
tetangga saya tewas di proyek
bapak tutup usia
pun bapa maot
pun biang ngantunkeun
suami adhina omor
apak alah maningga
ayah berpulang ke rahmatullah
bapak su mati di laut
paman saya meninggal karena kecelakaan kerja
jatuh dari atap lalu meninggal
suami saya meninggal, dapat berapa ya
bapak saya meninggal kalau mau klaim gimana
barusan meninggal di rumah sakit
almarhum suami saya peserta bpjs
kakak saya mati kecelakaan
meninggalll
meninggal dunia tadi malam di RSUD
my father died yesterday
bpjs tidak aktif bapak saya meninggal
my wife passed away
""".strip().splitlines()
NEITHER = """
hp saya kecemplung
duit udah ga ada mas
data saya udah ga ada kak
uang saya masuk mesin atm
saya tiba dari kantor
kalau tangan masuk mesin ditanggung ga
motor ketarik leasing
kepala saya masuk angin
suami saya sudah ga ada kerjaan
bapak sudah tidak ada di rumah
suami sudah tidak ada penghasilan
kartu bapak sudah tidak ada
kalau suami meninggal gimana klaimnya
pekerjaan saya sopir, sering kecelakaan di jalan
di sini banyak kecelakaan
maaf kebalik
kartu saya hilang dari kemarin
harga gas naik
saya kebalik nulisnya
kalau meninggal dapat berapa
kalo meninggal dpt brp
santunan kematian berapa
jkm itu apa
jkk itu apa
apa itu jaminan kecelakaan kerja
jaminan kecelakaan kerja
klaim kecelakaan kerja berapa lama
kalau saya kecelakaan gimana
klo jatuh dari pohon ditanggung gak
apakah jatuh dari motor ditanggung
jatuh dari pohon ditanggung tidak?
misal suami saya meninggal, anak dapat apa
seandainya kecelakaan di jalan apakah dijamin
tolong jelaskan kalau meninggal dapat berapa
tadi saya tanya kalau meninggal dapat berapa
tolong info jaminan kecelakaan
saya meninggal keluarga dapat berapa
peserta meninggal dapat berapa
meninggal dapat apa
berapa santunan kalau peserta meninggal
bedanya meninggal biasa dan kecelakaan kerja
iuran kecelakaan kerja berapa
takut kecelakaan
saya takut jatuh dari pohon
biar aman kalau ada kecelakaan
rawan kecelakaan
asuransi kecelakaan
tidak kecelakaan
belum pernah kecelakaan
tidak ada yang meninggal
saya tiba di rumah
dompet saya hilang
saya putus sekolah
suami saya pulang kampung
sapi bapak saya mati
usaha saya jatuh
bukan kecelakaan
belum meninggal
jatuh tempo tanggal berapa
kapan jatuh temponya
iuran saya jatuh tempo
harga sawit jatuh
jatuh sakit
saya jatuh cinta
lampu mati
hp saya mati
mati lampu
kartu saya mati
motor saya mati tadi
saya tinggal di Pamekasan
saya meninggalkan kerja lama
terjepit utang
patah hati
kena denda berapa
kena PHK
gaji terpotong
saldo saya terpotong
gaji saya terpotong air listrik
kalau kena serangan jantung pas narik ojek ditanggung?
kalau keracunan gas di sumur ditanggung ga
Pak Sedo
Sedo
Bu Tiada
Bu Sari
Jatuh
desa Jatuh
Laka
tukang kayu
nelayan
petani
satu juta
80rb
ya
tidak
halo
1,5 juta
081234567890
mau daftar
berapa iuran
what is work accident insurance
how much if I die
if I have an accident
what happens when a member died
insurance for accident
""".strip().splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "hp saya kecebur air gmn",
        "hp kecebur di sawah",
        "hpku jatuh ke sumur tadi",
        "kucingku meninggal tadi pagi",
        "sapi saya jatuh ke sumur",
        "sapi bapak jatuh ke jurang tadi",
        "kambing kejatuhan pohon",
        "artis yg meninggal kemarin siapa namanya",
        "mimpi almarhum bapak minta kopi",
    ],
)
def test_what_befell_a_phone_or_a_pet_or_somebody_famous_is_no_case(text: str) -> None:
    assert emergency(text) is None


@pytest.mark.parametrize("text", ["form laporan kecelakaan kerja ngambilnya dimana", "minta formulir kecelakaan kerja"])
def test_who_asks_for_the_form_has_time(text: str) -> None:
    assert emergency(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "lagi main hp kesetrum",
        "sapi saya nabrak bapak saya",
        "ambil rumput buat sapi bapak jatuh ke jurang",
        "saya jatuh diseruduk sapi",
        "hp rusak habis jatuh dari motor",
        "hp saya hilang waktu suami saya jatuh dari motor",
        "pegang hp saya ditabrak motor",
        "berita duka, bapak meninggal",
    ],
)
def test_who_only_held_the_phone_is_heard(text: str) -> None:
    assert emergency(text)


def test_there_are_many_examples() -> None:
    """Enough of each to mean something."""
    assert len(ACCIDENTS) + len(DEATHS) >= 60 <= len(NEITHER)


@pytest.mark.parametrize("text", ACCIDENTS)
def test_an_accident_is_heard(text: str) -> None:
    """In slang, with slips, in the languages of the regions."""
    assert emergency(text) == "accident"


@pytest.mark.parametrize("text", DEATHS)
def test_a_death_is_heard(text: str) -> None:
    """Also where an accident is told in the same breath."""
    assert emergency(text) == "death"


@pytest.mark.parametrize("text", NEITHER)
def test_a_question_or_an_answer_is_not_taken_for_one(text: str) -> None:
    """Nobody is led away from what they were asking or answering."""
    assert emergency(text) is None


@pytest.mark.parametrize("text", ["", " ", "😀", "...", "a" * 5000, "\u200b"])
def test_nothing_is_not_taken_for_one(text: str) -> None:
    """Whatever somebody manages to send."""
    assert emergency(text) is None


@pytest.mark.parametrize("before", ["saya mau cerita soal warung saya. ", "saya mau cerita soal warung saya "])
def test_what_stands_at_the_end_of_a_long_story_is_heard(before: str) -> None:
    """As long as Telegram lets a message be, told with marks between the sentences or in one breath."""
    assert emergency(before * 100 + "tolong suami saya barusan jatuh dari pohon") == "accident"
    assert emergency(before * 100 + "suami saya tidak jatuh dari pohon") is None


@pytest.mark.parametrize("said", ["suami saya jatuh dari pohon ", "kalau meninggal dapat berapa ", "jatuh "])
def test_the_longest_message_is_heard_as_quickly_as_any(said: str) -> None:
    """Nobody's answer waits for somebody who pastes the same words again and again."""
    began = process_time()
    emergency((said * 700)[:4096])
    assert process_time() - began < 0.1


def test_no_place_is_taken_for_one() -> None:
    """Every name in the country, alone and as people answer with it."""
    names = {name for level in LEVELS for name in load(level).names.splitlines()}
    assert len(names) > 50_000
    assert [name for name in names if emergency(name) or emergency(f"saya tinggal di desa {name}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_caption_is_taken_for_one(language: str) -> None:
    """Who types what stands on a button gets what the button does."""
    words = Catalogue.load().books[language].words
    others = {words[key] for key in label_keys(turns().book) if not key.startswith("claim.")}
    assert {caption for caption in others if emergency(caption)} == set()
