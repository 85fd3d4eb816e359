"""The words of headings as people write them, each with what it stands for; data, no code."""

from types import MappingProxyType

from bot.answers.months import NAMES
from bot.answers.vocabulary import listed

_PHRASES = {
    "bukan penerima upah": "bpu",
    "pekerja mandiri": "bpu",
    "penerima upah": "pu",
    "jasa konstruksi": "jakon",
    "jasa kons": "jakon",
    "konstruksi": "jakon",
    "non aktif": "nonaktif",
    "tidak aktif": "nonaktif",
    "non active": "nonaktif",
    "belum ter": "belum ter",
    "badan usaha": "usaha",
    "pemberi kerja": "usaha",
    "tenaga kerja": "pekerja",
    "angkatan kerja": "angkatan",
    "tingkat kepesertaan": "cakupan",
    "tingkat perlindungan": "cakupan",
    "tingkat cakupan": "cakupan",
    "bulan lalu": "lalu",
    "bulan sebelumnya": "lalu",
    "tahun lalu": "lalu",
    "tahun sebelumnya": "lalu",
    "p aktif": "peserta aktif",
    "laki laki": "laki",
    "penduduk bekerja": "angkatan",
    "penduduk yang bekerja": "angkatan",
    "labour force": "angkatan",
    "working population": "angkatan",
    "universal coverage": "cakupan",
    "as of": "tanggal",
    "cut off": "tanggal",
    "hari tanggal": "tanggal",
    "peserta aktif": "peserta aktif",
}
PHRASES = MappingProxyType(_PHRASES)
"""Several words that mean one."""

_WORDS = {
    "ignored": """belum selisih gap sisa kekurangan kurang nonaktif tunggakan menunggak iuran rupiah rp manfaat klaim
        usaha perusahaan formal informal rentan miskin asn nonasn pmi ranking peringkat rank url link website
        kenaikan penurunan pertumbuhan growth delta perubahan anggaran alokasi kuota pendamping inactive unprotected
        lalu penambahan tambahan pengurangan baru l p lk pr laki perempuan pria wanita male female jht jp jkp
        telepon hp alamat petugas nama_petugas pic persentil prioritas remaining kesehatan jkn kis
        pbi""",
    "statistics": "bps",
    "village": "desa kelurahan kel gampong nagari village pekon kampung",
    "subdistrict": "kecamatan kec distrik subdistrict",
    "district": "kabupaten kab kota kabkota kabupatenkota district regency city kodya",
    "province": "provinsi prov propinsi province",
    "meaning": "meaning makna arti",
    "region": "wilayah daerah region lokasi area nama name pemda uraian",
    "code": "kode code kdwilayah kodewilayah",
    "as_of": "tanggal tgl posisi periode bulan date month keadaan",
    "year": "tahun year thn",
    "segment": "segmen segment",
    "kind": "jenis kategori type",
    "level": "level tingkat tingkatan",
    "note": "keterangan ket catatan note notes remark remarks",
    "source": "sumber source dasar rujukan",
    "percent": "persen persentase prosentase presentase percent percentage pct rasio rate",
    "coverage": "cakupan coverage ucj uhc uc coveragepct",
    "achieved": "capaian pencapaian realisasi progres progress tercapai achievement",
    "target": "target sasaran targetpct",
    "active": """aktif active peserta participants participant kepesertaan terlindungi dilindungi terdaftar tercover
        tercakup terlindung members member covered protected perlindungan pesertaaktif""",
    "eligible": "eligible eligibel potensi semesta angkatan potensial",
    "workers": "pekerja workers worker tk naker bekerja naketenagakerjaan",
    "people": "orang jiwa org jumlah total banyaknya count number jml people",
    "of": "dari dr terhadap thd of atas vs dibanding dibandingkan versus thdp",
    "thousands": "ribu ribuan rb thousand thousands 000",
    "millions": "juta jutaan jt million millions",
    "pu": "pu ppu",
    "bpu": "bpu pbpu",
    "jakon": "jakon jk jakons",
    "filler": "no nomor nomer urut data per di pada yang yg dan bpjs ketenagakerjaan jamsostek bpjamsostek dalam",
}
WORDS = MappingProxyType({name: tuple(words.split()) for name, words in _WORDS.items()})
"""What single words stand for. A word that is nearly one of these, of six letters or more, is taken for it."""

SOME_PEOPLE = listed("formal informal rentan miskin asn nonasn pmi")
"""Workers and members who are told apart in tables, and are no segment of ours."""

MEMBERS = listed("peserta participants participant kepesertaan members member pesertaaktif")
"""Words that name members themselves; others only say something of whoever stands beside them."""
WHOLES = listed("total jumlah jml jlh seluruh seluruhnya semua keseluruhan gabungan")
"""Words that say of members that these are all of them."""
SAYS_LITTLE = frozenset(
    (
        *WHOLES,
        *listed(
            "sudah telah sdh sd sampai dengan hingga saat ini kini sekarang akhir awal tw triwulan semester kuartal"
        ),
        *listed("ii iii iv program masyarakat warga angka nilai hasil bln tw1 tw2 tw3 tw4 q1 q2 q3 q4 agt ags sept"),
        *listed("bpjstk bpjsket bpjsnaker bpjsketenagakerjaan jkk jkm kumulatif terakhir berjalan akumulasi"),
        *listed("rekap eksisting existing membayar penerima menjadi sem di x100"),
        *(name[:length] for names in NAMES for name in names for length in (3, 4, len(name))),
    )
)
"""Words of headings that tell nobody from others."""

OFFICES = listed("bps sakernas susenas dukcapil disdukcapil kemnaker disnaker disnakertrans regsosek dtks dtsen podes")
"""Who counts workers, by the names that headings give."""
OF_CODES = listed(
    """kemendagri kemdagri depdagri mendagri dagri permendagri kepmendagri dukcapil administrasi administratif adm
    pemerintahan resmi negara nasional baru se"""
)
"""Words beside "kode" that leave it the code of a region."""
OF_AIMS = listed(
    """rpjmd rpjmn rpjpd rpjp renstra rkpd iku ikk inpres perpres perda tahunan nasional jangka menengah ditetapkan
    minimal kinerja pemerintah pemprov pemkab pemkot"""
)
"""Words beside "target" that leave it the one of a region and a year."""
OF_MONTHS = listed("bulan bln bulanan perbulan month monthly")
"""Words beside "target" that make it one of people who are to join within a month, mostly."""
SORTS = listed("tipe type jenis kategori klasifikasi status tipologi indeks luas kepala")
"""What is told of a region without naming it: "Tipe Desa"."""
DENSITY = listed("kepadatan density")
"""What is nearly "keadaan", and no day."""

TOTALS = listed(
    """jumlah jml jlh total tot ttl subtotal grandtotal keseluruhan rerata average rata2 sum akumulasi jumlah_total
    total_jumlah grand_total sub_total sub_jumlah rata_rata total_keseluruhan jumlah_keseluruhan"""
)
"""What stands in front of the last line of a table, instead of a region."""

SEGMENT_NAMES = MappingProxyType(
    {
        "pu": ("pu", "ppu", "penerima upah"),
        "bpu": ("bpu", "pbpu", "bukan penerima upah", "pekerja mandiri"),
        "jakon": ("jakon", "jasa konstruksi", "konstruksi"),
        "all": ("all", "semua", "total", "seluruh", "semua segmen", "gabungan", "jumlah", "keseluruhan"),
    }
)
"""How a cell names a segment."""
SEGMENT_SHORT = MappingProxyType({"all": "PU, BPU, jakon", "pu": "PU", "bpu": "BPU", "jakon": "jakon"})
"""What sentences about a table call a segment."""
SEGMENT_FILLERS = listed("segmen peserta pekerja sektor kepesertaan segment aktif")

COUNTRY = frozenset(("indonesia", "nasional", "national", "seluruh indonesia", "republik indonesia", "se indonesia"))
"""The sum of all provinces."""
SEGMENT_DOUBTS = listed("non bukan selain luar tanpa belum kecuali")
"""Words that turn the name of a segment into all others; "bukan penerima upah" is a name of its own."""

BLANK = listed(
    "- – — -- --- n/a na n.a. n.a nil . … ... tidak_ada tidak_ada_data belum_ada belum_ada_data kosong tad ? x"
)
"""What people write into a cell that has nothing to say."""
ZERO = frozenset(("nihil", "nol"))
