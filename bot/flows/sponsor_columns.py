"""Which column of a table of sponsorships is which, and what its words mean."""

from collections.abc import Mapping
from types import MappingProxyType

from rapidfuzz import fuzz

from bot.sheets.headings import Table, fold, guess

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "channel": (
        "jenis pembayar",
        "jenis sponsor",
        "sumber dana",
        "sumber anggaran",
        "sumber pembiayaan",
        "jenis",
        "jalur",
        "skema",
        "payer kind",
        "kind of payer",
        "source of funds",
        "channel",
    ),
    "payer": (
        "nama pembayar",
        "nama sponsor",
        "nama instansi",
        "pembayar",
        "sponsor",
        "instansi",
        "penanggung",
        "yang membayar",
        "dibayar oleh",
        "nama perusahaan",
        "nama lembaga",
        "payer",
        "paid by",
    ),
    "programmes": ("program", "program jaminan", "jaminan", "perlindungan", "programmes", "programme", "programs"),
    "region": ("wilayah", "kode wilayah", "daerah", "lokasi", "cakupan wilayah", "region", "area"),
    "district": ("kabupaten", "kab", "kabupaten kota", "kab kota", "kota", "nama kabupaten", "regency", "district"),
    "subdistrict": ("kecamatan", "kec", "nama kecamatan", "subdistrict"),
    "village": ("desa", "kelurahan", "desa kelurahan", "nagari", "nama desa", "village"),
    "quota": (
        "kuota",
        "jumlah orang",
        "jumlah peserta",
        "jumlah pekerja",
        "jumlah penerima",
        "target peserta",
        "target",
        "jumlah",
        "quota",
        "people",
    ),
    "used": ("terpakai", "sudah terpakai", "kuota terpakai", "realisasi", "terisi", "sudah terdaftar", "used"),
    "starts": (
        "mulai",
        "tanggal mulai",
        "tgl mulai",
        "bulan mulai",
        "mulai bulan",
        "periode mulai",
        "awal periode",
        "tmt",
        "start date",
        "start",
        "from",
    ),
    "ends": (
        "berakhir",
        "tanggal berakhir",
        "tgl berakhir",
        "tanggal selesai",
        "tgl selesai",
        "selesai",
        "sampai",
        "sampai bulan",
        "sampai dengan",
        "bulan berakhir",
        "akhir periode",
        "periode akhir",
        "end date",
        "end",
        "until",
    ),
    "months": (
        "lama bulan",
        "jumlah bulan",
        "lama",
        "durasi",
        "durasi bulan",
        "berapa bulan",
        "bulan",
        "months",
        "duration",
    ),
    "law": (
        "dasar hukum",
        "dasar",
        "landasan hukum",
        "nomor sk",
        "no sk",
        "sk",
        "peraturan",
        "nomor peraturan",
        "nomor pks",
        "legal basis",
    ),
    "contact": (
        "kontak kantor",
        "telepon kantor",
        "telp kantor",
        "no telp kantor",
        "kontak",
        "narahubung",
        "contact",
        "office contact",
    ),
    "works": (
        "pekerjaan",
        "untuk pekerjaan",
        "jenis pekerjaan",
        "kelompok pekerja",
        "sasaran",
        "untuk siapa",
        "work",
        "kind of work",
        "for whom",
    ),
}
"""What we look for in a table of sponsorships, and how its heading is spelled, the plainest spelling first."""
PLACES = ("region", "district", "subdistrict", "village")
NEEDED = ("channel", "payer", "region", "quota", "starts", "ends")
"""What a table must have; any column of a place will do, and a number of months in place of the end."""
OFFERED = (*NEEDED, "used", "months", "programmes", "works", "law", "contact")
"""What an empty table has."""

_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "apbd": (
        *("apbd kabupaten", "apbd kota", "apbd provinsi", "apbd kab", "apbd prov", "pemda", "pemkab", "pemkot"),
        *("pemprov", "pemerintah daerah", "pemerintah kabupaten", "local government", "local budget"),
    ),
    "dbh_sawit": ("dana sawit", "dana bagi hasil sawit", "dbh kelapa sawit", "sawit", "palm oil funds"),
    "dbhcht": (
        *("dbh cht", "dana tembakau", "dana cukai", "dana bagi hasil cukai hasil tembakau", "cukai tembakau"),
        *("dbh cukai hasil tembakau", "dana bagi hasil tembakau", "cukai", "tobacco funds"),
    ),
    "village": (
        *("add", "apbdes", "add apbdes", "apb desa", "dana desa", "alokasi dana desa", "desa", "apb nagari", "nagari"),
        "village funds",
    ),
    "asn": (
        *("asn peduli", "pns", "pegawai negeri", "satu asn satu pekerja rentan", "1 asn 1 pekerja rentan"),
        *("satu asn satu pekerja", "gerakan asn", "civil servants", "civil servant"),
    ),
    "csr": ("tjsl", "tanggung jawab sosial perusahaan", "tanggung jawab sosial", "perusahaan", "company"),
    "kur": ("bank kur", "kur bank", "kredit usaha rakyat", "bank", "pinjaman kur"),
    "cooperative": ("koperasi", "kop"),
    "credit_union": ("cu", "koperasi kredit", "kopdit"),
    "sertakan": (
        *("perorangan", "perseorangan", "pribadi", "orang pribadi", "personal", "donatur", "individu", "individual"),
    ),
}
CHANNELS = MappingProxyType(_CHANNELS)
"""What people write for each code of the rule of channels, besides the code itself; nobody registers an employer."""
_WORKS: Mapping[str, tuple[str, ...]] = {
    "farmer": ("petani", "kebun", "pekebun", "buruh tani", "sawit", "tembakau", "peternak", "farmers", "farmer"),
    "fisher": ("nelayan", "tambak", "petambak", "fishers", "fisher"),
    "driver": ("ojek", "ojol", "sopir", "supir", "kurir", "pengemudi", "drivers", "driver"),
    "trader": ("pedagang", "warung", "umkm", "pelaku usaha", "traders", "trader"),
    "builder": ("tukang", "kuli", "buruh bangunan", "pekerja bangunan", "builders", "builder"),
    "craft": ("perajin", "pengrajin", "jasa", "penjahit", "buruh rokok", "buruh pabrik rokok", "craft"),
    "household": ("pekerja rumah tangga", "art", "prt", "pembantu", "household"),
    "other": (
        *("lainnya", "lain", "guru ngaji", "marbot", "rt rw", "kader", "linmas", "perangkat desa", "kepala desa"),
        *("tokoh agama", "others", "other"),
    ),
}
WORKS = MappingProxyType(_WORKS)
ANYBODY = frozenset(("semua", "semua pekerja", "pekerja rentan", "pekerja miskin", "umum", "all", "everybody"))
"""Words that mean every kind of work."""
ALIKE, SHORTEST = 90.0, 6


def columns_of(table: Table) -> dict[str, int]:
    """Which column holds what, as the headings tell."""
    return guess(table.headings, COLUMNS)


def missing(columns: Mapping[str, int]) -> tuple[str, ...]:
    """What a table lacks, by the names of COLUMNS."""
    has = set(columns) | ({"region"} if any(name in columns for name in PLACES) else set())
    has |= {"ends"} if "months" in columns else set()
    return tuple(name for name in NEEDED if name not in has)


def meant(text: str, spellings: Mapping[str, tuple[str, ...]]) -> str | None:
    """Which code these words mean; a slip of the pen is understood where only one is near."""
    said = fold(text)
    named = {code: (fold(code), *others) for code, others in spellings.items()}
    exact = [code for code, words in named.items() if said in words]
    if exact or len(said) < SHORTEST:
        return exact[0] if exact else None
    near = [code for code, words in named.items() if max(fuzz.ratio(said, word) for word in words) >= ALIKE]
    return near[0] if len(near) == 1 else None
