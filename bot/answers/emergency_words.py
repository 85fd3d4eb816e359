"""Words that tell of an accident or a death, in chat Indonesian and regional languages, and words around them."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from bot.answers.vocabulary import listed


def _phrases(*phrases: str) -> Mapping[str, tuple[str, ...]]:
    """Phrases by their first word."""
    first = sorted(phrases)
    return {word: tuple(group) for word, group in groupby(first, key=lambda phrase: phrase.split()[0])}


DEATHS: Final = listed("""
    meninggal mninggal meningal menigal meniggal mninggl meninggl wafat tewas ngantunkeun maningga maninggal
    meuninggai meninggai meninggaldunia maot koit almarhum almarhumah died deceased
""")
"""Only ever said of a person who died."""
DEATHS_OF: Final = listed("""
    sedo seda sedha tilar ninggal mati mate modar pejah padem pupus lampus monding berpulang maut dead
""")
"""Said of the dead, but also of lamps, places and people who move: it needs somebody who died beside it."""
DEATH_PHRASES: Final = _phrases(
    "tutup usia",
    "tutup umur",
    "meninggal dunia",
    "sudah tiada",
    "telah tiada",
    "udah tiada",
    "udh tiada",
    "sdh tiada",
    "sampun sedo",
    "sampun seda",
    "sampun tilar",
    "pun tilar",
    "tilar donya",
    "tilar dunya",
    "tilar dunia",
    "adhina omor",
    "adina omor",
    "marujung ngolu",
    "berpulang ke rahmatullah",
    "kembali ke rahmatullah",
    "dipanggil tuhan",
    *(
        f"{called} {the} {almighty}"
        for called in ("dipanggil", "menghadap")
        for the in ("yang", "yg", "sang")
        for almighty in ("kuasa", "maha kuasa", "khalik")
    ),
    "dipanggil allah",
    "su mati",
    "so mati",
    "hilang nyawa",
    "passed away",
    "has died",
)
GONE: Final = _phrases(
    *(f"{done} {no} ada" for done in ("sudah", "udah", "sdh", "udh", "dah", "telah") for no in ("tidak", "tdk", "tak")),
    *(
        f"{done} {no} ada"
        for done in ("sudah", "udah", "sdh", "udh", "dah")
        for no in ("ga", "gak", "gk", "nggak", "g")
    ),
    "wis ora ono",
    "wis ora ana",
    "sampun mboten wonten",
    "tiada",
)
"""Said softly of the dead, where nothing else follows: "suami saya sudah tidak ada"."""
CLAIMING: Final = listed("""
    klaim klaimnya ngeklaim mengklaim mencairkan urus ngurus mengurus ngurusnya mengurusnya lapor melapor melaporkan
    berkas berkasnya
""")
"""Who asks how to do one of these asks because it has happened."""
ACCIDENTS: Final = listed("""
    kecelakaan kecelakan kclakaan kclkaan kcelakaan lakalantas ketabrak ktabrak tertabrak tetabrak ditabrak
    ketubruk ditubruk nabrak menabrak tabrakan terjatuh kejungkal terpeleset kepleset kapleset tersandung
    ketiban tertimpa ketimpa kejatuhan terjepit kejepit tergilas kegilas kelindas terlindas kesetrum kestrum
    kesetrom tersetrum tenggelam kelelep tertimbun ketimbun tertusuk ketusuk tersayat kesayat kebacok
    tersengat keserempet terserempet diserempet kesrempet tersiram kesiram kecebur tercebur terperosok
    kejeblos kejedot kacilakaan jatoh jatuah nyungsep nyemplung kecemplung kejegur electrocuted drowned injured
""")
"""Only ever said of an accident."""
ACCIDENTS_OF: Final = listed("""
    jatuh jtuh tibo ceblok ragrag gaggar celaka cilaka terbakar kebakar kobong terbalik karam hanyut luka berdarah
    pingsan terluka crash fell hurt
""")
"""Said of accidents, but also of prices, due days and wages: it needs a person and nothing else beside it."""
_BLADES: Final = ("gergaji", "gerinda", "grinda", "mesin", "parang", "arit", "sabit", "golok", "pisau")
_TURNED: Final = ("kebalik", "terbalik", "karam")
_CREW: Final = ("suami", "bapak", "ayah", "anak", "adik", "kakak")
_BREATHLESS: Final = ("habis", "abis", "kena", "pas", "waktu", "setelah", "di sumur", "di palka")
ACCIDENT_PHRASES: Final = _phrases(
    *(f"{cut} {tool}" for cut in ("kepotong", "terpotong") for tool in _BLADES),
    *(f"serangan jantung {when}" for when in ("pas", "waktu", "saat", "di sawah", "di kebun", "di proyek", "di laut")),
    "jatuh dari",
    "jatoh dari",
    "jtuh dari",
    "jatuh dr",
    "jatuh ke",
    "jatuh dalam",
    "jatuh di sawah",
    "jatuh di kebun",
    "jatuh di proyek",
    "jatuh di jalan",
    "jatuh saat",
    "jatuh pas",
    "jatuh waktu",
    *(
        f"{fell} {from_}"
        for fell in ("tibo", "tiba", "dhawah", "dawah")
        for from_ in ("saka", "soko", "seko", "saking")
    ),
    "labuh tina",
    "labuh ti",
    "ragrag tina",
    "gaggar dari",
    "laka lantas",
    "laka kerja",
    "laka tunggal",
    "perahu terbalik",
    "kapal terbalik",
    *(f"{boat} {whose} {turned}" for boat in ("kapal", "perahu") for whose in ("kami", "saya") for turned in _TURNED),
    *(
        f"{boat} {who} saya hilang {since}"
        for boat in ("kapal", "perahu")
        for who in _CREW
        for since in ("dari", "sejak", "di", "belum")
    ),
    *(f"sesak {breath} {when}" for breath in ("napas", "nafas") for when in _BREATHLESS),
    *(
        f"{no} {back} {sea}"
        for no in ("belum", "blm", "blom", "durung")
        for back in ("pulang", "kembali", "balik", "mulih")
        for sea in ("melaut", "dari laut", "dari melaut", "dr laut", "dr melaut", "seko laut")
    ),
    *(
        f"kemasukan {bit}"
        for bit in ("serbuk", "serpihan", "gram", "besi", "kaca", "beling", "percikan", "kawat", "semen")
    ),
    *(f"muntah darah {when}" for when in ("pas", "waktu", "saat", "di")),
    "keracunan gas",
    "keracunan asap",
    "perahu karam",
    "perahu kebalik",
    "kapal kebalik",
    "mobil kebalik",
    "motor kebalik",
    "truk kebalik",
    "kebalik di laut",
    "kebalik di jalan",
    "kapal karam",
    "truk terbalik",
    "mobil terbalik",
    "becak terbalik",
    "motor terbalik",
    "jari putus",
    "putus jari",
    "tangan putus",
    "jari terpotong",
    "jari kepotong",
    "jarinya putus",
    "jarinya kepotong",
    "tangan terpotong",
    "tangan kepotong",
    "luka parah",
    "luka berat",
    "luka bakar",
    "hilang di laut",
    "perahunya terbalik",
    "perahunya kebalik",
    "kapalnya terbalik",
    "kapalnya karam",
    "keracunan pestisida",
    "keracunan obat semprot",
    "accident at work",
    "work accident",
    "had an accident",
    "an accident happened",
    "fell from",
    "fell off",
    "hit by a",
    "snake bite",
)
LINKS: Final = listed("ada yang yg pernah sempat sampai karena krn kena any been")
"""What may stand between a denial and what is denied."""
HURTING: Final = listed("""
    gergaji gerinda grinda mesin parang arit sabit clurit celurit cangkul pacul paku golok pisau kapak bor
    setrum strum listrik air minyak ledakan pupuk petir peluru panas knalpot gilingan bata batu kayu truk
    motor mobil bacok gancu tombak linggis paku gas bledek bledheg gledek geledek gludug halilintar
""")
"""What one is hurt by: "kena gergaji"."""
CAUGHT: Final = listed(
    "masuk kemakan kesedot tersedot ketarik tertarik nyangkut tersangkut kegiling tergiling kecanthol"
)
"""What befalls a hand that comes into a machine: "tangan saya masuk mesin"."""
MACHINES: Final = listed(
    "mesin gilingan penggiling perontok gergaji gerinda conveyor konveyor roda baling kipas rantai"
)
STRUCK: Final = listed("kena keno kenak keneng kna terkena tersambar kesamber kesambar disambar ketusuk")
BITTEN: Final = listed("digigit dipatok dicatok dicokot disengat diseruduk ditanduk diserang diterkam")
BEASTS: Final = listed(
    "ular ulo ula anjing asu monyet kera babi sapi kerbau buaya hiu harimau tawon lebah kalajengking"
)
BROKEN: Final = listed("patah remuk")
BONES: Final = listed(
    "tulang tulangnya kaki kakinya tangan tangannya lengan bahu jari rusuk leher pinggang tempurung sikil"
)
PEOPLE: Final = listed("""
    bapak bapakku bapaknya bpk bapa ayah ayahku ayahnya papa abah abi rama bapake ibu ibuku ibunya mama emak
    mak umi biyung simbok mbok suami suamiku suaminya swami istri istriku istrinya bojo bojoku anak anakku
    anaknya adik adikku adek kakak kakakku mas mbak mbah kakek nenek paman pakde paklik pak pakdhe om tante
    bibi bude mertua menantu ipar sepupu keponakan saudara sodara keluarga orangtua ortu teman temen temanku
    kawan tetangga rekan sopir supir tukang nelayan petani buruh pekerja karyawan anggota warga beliau dia
    almarhum almarhumah husband wife father mother son daughter brother sister friend neighbour coworker
    worker he she laki bini apak amak uda amang memek bapangku kulawarga kancaku konco koncoku eppa ebu emma
    lakina binina bayi bayiku
""")
"""Those who may have died or been hurt."""
KIN: Final = listed("""
    suami suamiku suaminya swami istri istriku istrinya bojo bojoku anakku bapakku bapake bapakne bapaknya ayahku
    ayahnya ibuku ibunya mertua menantu ipar adik adikku adek adikku kakakku kakek nenek simbok paklik pakde bude paman
    keponakan sepupu laki bini binina lakina apak amak uda bapangku emakku mamak suwami
""")
"""Of one's own: who names one of them tells rather of what happened than asks for a rule."""
CLOSE: Final = listed(
    "bapak ibu ayah papa mama emak mak mbok mbah kakak kakek nenek abang bang anak bayi mas mbak uda ebu eppa"
)
"""The same where they stand right before what happened; elsewhere they are also how somebody is called."""
ME: Final = listed("saya sy sya aku ak gue gw kulo kula aing abdi kami kita ulun engkok sengko ambo awak i we")
NOW: Final = listed("""
    barusan brusan tadi tdi tolong tlg tlong tulung toloong darurat gawat innalillahi inalillahi semalam
    semalem kemarin kmrn kemaren wingi ambulan ambulans igd ugd darahnya berdarah pingsan kritis sekarat saiki
    help urgent emergency yesterday today
""")
"""Words of something that has just happened."""
NOW_PHRASES: Final = _phrases(
    "baru saja",
    "baru aja",
    "baru aj",
    "hari ini",
    "belum ketemu",
    "blm ketemu",
    "tidak sadar",
    "gak sadar",
    "ga sadar",
    "belum sadar",
    "nembe mawon",
    "lagi wae",
    "just now",
    "this morning",
    "last night",
)
CARE: Final = listed("rs rsud rsu puskesmas dirawat opname dioperasi dijahit")
CARE_PHRASES: Final[Mapping[str, tuple[str, ...]]] = {**NOW_PHRASES, **_phrases("rumah sakit")}
"""Where whoever was hurt is, and what is done there."""
DONE: Final = listed("sudah sdh udah udh dah telah habis abis sampun uwis wis geus atos su so baru lagi sedang has had")
"""Words of something that has happened."""
SUPPOSING: Final = listed("""
    kalau kalo kalu klo klu kl jika jikalau bila bilamana apabila misal misalnya misalkan semisal andai
    andaikan seandainya umpama umpamanya seumpama nek nak lamun mun yen menawi menawa upami takut khawatir
    kuatir rawan risiko resiko berisiko mencegah cegah menghindari hindari supaya agar biar jangan jgn
    semoga amit sering seringkali kadang kadang2 banyak if when unless afraid risk often many
""")
"""What comes after one of these has not happened."""
ASKING: Final = listed("""
    berapa brp brapa brpa piro pira sabaraha apa apakah apaan apa2 bagaimana gimana gmn gmna kepiye piye
    kumaha kenapa mengapa siapa kapan bisakah bolehkah syarat syaratnya caranya cara dapat dpt dapet dijamin
    ditanggung tanggung termasuk berlaku arti artinya maksud maksudnya contoh definisi penjelasan bedanya
    beda jkk jkm jht what how much does is covered who do can jenis hitung dihitung dihitungnya kehitung keitung
    diitung terhitung hitungan hitungannya itungannya kategori dianggap tergolong diklaim ngeklaim keklaim dicover
    dikover tercover kecover ngecover dibayarin dibayari diganti digantiin dilayani ketanggung kejamin terjamin
    dilindungi termasuknya kok masukkah masuknya masukji kaasup kalebet mlebu tamasuk masuak masok
""")
"""A question about the rules, unless somebody is named to whom it happened."""
ASKING_PHRASES: Final = _phrases(
    *(
        f"masuk {what}"
        for what in (
            *[
                "ga",
                "gak",
                "gk",
                "g",
                "nggak",
                "ngga",
                "enggak",
                "engga",
                "tidak",
                "tdk",
                "ora",
                "ndak",
                "nda",
                "kagak",
                "kah",
                "mana",
                "jkk",
                "jkm",
                "jaminan",
                "bpjs",
                "jamsostek",
            ],
            *["hitungan", "itungan", "kategori", "kecelakaan", "tanggungan", "apa", "ini", "itu", "perlindungan"],
        )
    ),
    *(f"bisa {what}" for what in ("klaim", "pake", "pakai", "dibantu", "minta", "ditanggung")),
    *(f"{with_} {what}" for with_ in ("pake", "pakai", "pk") for what in ("bpjs", "jkk", "jamsostek", "ini")),
    "tetap bisa",
    "masih bisa",
    "boleh klaim",
    "kena jaminan",
)
"""The same in more words: "kena petir di sawah masuk ga"; a car that "masuk jurang" asks nothing."""
WHETHER: Final = listed("kah kan ta tah po toh bukan masuk")
"""How a question may end as well."""
ENDINGS: Final = listed("""
    ya yah yak sih kak kakak kk min admin pak bu mas mbak bang bos gan om nih itu ini tuh to dong deh kalau gitu begitu
    begini gini mohon maaf makasih
""")
"""What may stand behind the end of a question."""
ENQUIRING: Final = listed("""
    tanya nanya bertanya tanyakan jelaskan jelasin terangkan info infonya informasi ceritakan beritahu kasih
    ajari explain ask asking tell
""")
"""Please and just now carry nothing beside one of these: "tolong jelaskan"."""
TOPICS: Final = listed("""
    jaminan asuransi santunan program programnya perlindungan iuran manfaat bpjs klaim premi kartu tentang
    soal mengenai masalah kasus angka form formulir blanko
    blangko data pencegahan menanggung melindungi dilindungi insurance cover
    benefit about programme
""")
"""What comes right after one of these is a subject, not something that happened."""
NOT: Final = listed("""
    tidak tdk tak gak ga gk nggak ngga gag enggak engga ndak nda bukan bkn belum blm blum tanpa mboten ora
    durung henteu teu belom never not no kagak
""")
"""What comes right after one of these did not happen."""
AFTERWARDS: Final = listed(
    "tempo cinta sakit miskin harga utang hutang ekonomi kebutuhan masalah bangkrut hati semangat bangun kasus"
)
"""What makes a figure of speech of the word before it."""
BEFOREHAND: Final = listed("""
    harga lampu listrik hp sinyal motor mesin kartu akun aplikasi jmo baterai paket kuota internet wifi
    tanaman ayam sapi kambing ikan padi saldo iuran gaji upah tanggal hari lebaran dolar rupiah nilai uang
    rumah warung toko usaha dagangan bisnis
""")
"""What makes a thing of what one of the doubtful words is said of."""
NOBODY: Final = listed("""
    hp hape handphone ponsel laptop dompet kunci kacamata kucing kelinci hamster artis aktor aktris penyanyi selebgram
    mimpi
""")
"""Of what no case is made, whatever befell it, where what is told begins with it."""
BEASTS_OWNED: Final = listed("""
    sapi sapiku kerbau kambing kambingku domba wedus ayam ayamku bebek itik kuda anjing embek sapine ternak
    ternaknya burung
""")
"""The same, whoever owns it: "sapi bapak jatuh ke sumur"; not where somebody follows whom it befell, too."""
TELLING_APART: Final = listed(
    "manunggal manonggal menunggal menanggal tenggela terjauh terlintas meninggalkan peninggalan tertimbang ditinggal"
)
"""Near an accident in spelling, far in meaning."""
