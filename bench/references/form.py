"""What both reference forms ask, question by question what ours asks, so that they differ only in their framework.

Standard library only: aiogram's virtualenv has nothing of ours.
"""

from typing import Any

BACK, CANCEL = "⬅️ Kembali", "✖️ Batal"
DONE = "✔️ Selesai"

WORDS = {
    "notice": (
        "👋 Halo! Saya bantu petani, nelayan, sopir, pedagang, tukang, dan pekerja lain mengenal Jamsostek (BPJS "
        "Ketenagakerjaan).\n\nYang menjalankan: Cabang Contoh, bukan BPJS sendiri. Kami tidak pernah minta NIK, KTP, "
        "OTP, kata sandi, atau uang.\n\nPesan lewat Telegram disimpan juga di luar Indonesia. Ragu? Tanya 175."
    ),
    "menu": "<b>Menu</b>\nMau tahu apa?",
    "segment": "Supaya penjelasannya pas: pekerjaan Anda yang mana?",
    "age": "Umur Anda sekarang?",
    "consent": (
        "Boleh kami catat nama panggilan, nomor HP, jenis kerja, dan tempat tinggal Anda, supaya agen dekat Anda bisa "
        "menghubungi? Dipakai hanya untuk ini, disimpan terkunci, dan bisa dihapus kapan saja dengan /hapus."
    ),
    "name": "Siapa nama panggilan Anda?",
    "work": "Apa pekerjaan Anda sehari-hari?",
    "district": "Anda tinggal di kabupaten atau kota mana? Tulis namanya saja.",
    "district_confirm": "Maksudnya yang mana?",
    "subdistrict": "Kecamatan mana di Kab. Pamekasan? Pilih atau tulis namanya.",
    "village": "Desa atau kelurahan mana di Galis? Pilih atau tulis namanya.",
    "programmes": (
        "Program mana yang menarik? Boleh lebih dari satu, lalu tekan <b>Selesai</b>.\n"
        "JKK: celaka kerja. JKM: santunan kematian. JHT: tabungan hari tua."
    ),
    "phone": "Nomor HP yang bisa dihubungi? Tekan tombol <b>Kirim nomor saya</b>, atau tulis nomornya.",
    "time": "Enaknya dihubungi kapan?",
    "review": "Sudah benar?",
    "reminders": (
        "✅ Terkirim. Kami carikan agen yang dekat dengan Anda. Begitu ada yang siap, nama dan kodenya kami kabarkan "
        "di sini. Ragu? Tanya 175.\n\nBoleh kami ingatkan sesekali di sini, misalnya soal iuran?"
    ),
    "done": "Baik, sudah dicatat. Terima kasih.\n\n<b>Menu</b>\nMau tahu apa?",
}

STEPS = tuple(WORDS)
TYPED = frozenset({"name", "district", "subdistrict", "phone"})
NO_WAY_OUT = frozenset({"notice", "menu", "phone", "done"})

MENU = ["🛡️ Program", "💰 Hitung iuran", "🙋 Hubungi saya", "💬 Bantuan", "🔒 Data saya", "🌐 English"]

CHOICES = {
    "notice": ["👍 Mengerti, lanjut", "🔒 Bagaimana data dijaga?", "🌐 English"],
    "menu": MENU,
    "segment": ["🌾 Kerja atau usaha sendiri", "🏭 Digaji majikan", "🏗️ Proyek bangunan", "✈️ Kerja di luar negeri"],
    "age": ["Di bawah 18 tahun", "18 sampai 64 tahun", "65 tahun ke atas"],
    "consent": ["👍 Boleh", "Tidak"],
    "work": [
        *("🌾 Petani/kebun", "🎣 Nelayan/tambak", "🛵 Ojek/sopir/kurir", "🛒 Pedagang/warung"),
        *("🧱 Tukang/kuli", "🧵 Perajin/jasa", "🏠 Pekerja rumah tangga", "Lainnya"),
    ],
    "district_confirm": ["Kab. Pamekasan", "Pamekasan, Kab. Pamekasan", "🔎 Bukan itu, tulis lagi"],
    "subdistrict": [
        *("Tlanakan", "Pademawu", "Galis", "Pamekasan", "Proppo", "Palengaan", "Pegantenan", "Larangan", "Pakong"),
        *("Waru", "Batumarmar", "Kadur", "Pasean"),
    ],
    "village": [
        *("Tobungan", "Konang", "Pandan", "Lembung", "Galis", "Bulay", "Pagendingan", "Ponteh", "Polagan", "Artodung"),
        "Tidak ada di daftar",
    ],
    "programmes": ["🩹 JKK", "🕊️ JKM", "🏦 JHT", "🤔 Belum tahu, minta saran", DONE],
    "time": ["🌅 Pagi", "☀️ Siang", "🌇 Sore", "Kapan saja"],
    "review": ["📨 Kirim", "✏️ Nama", "✏️ Pekerjaan", "✏️ Tempat", "✏️ Program", "✏️ Nomor HP", "✏️ Waktu"],
    "reminders": ["👍 Boleh", "Tidak usah"],
    "done": MENU,
}


def question(step: str, answers: dict[str, Any]) -> str:
    """The words of a step, with the answers so far on the review."""
    if step != "review":
        return WORDS[step]
    return "\n".join([WORDS[step], *(f"{name}: {value}" for name, value in answers.items())])


def labels(step: str, answers: dict[str, Any]) -> list[str]:
    """What can be tapped at a step: choices, ticked programmes, and the ways out."""
    ticked = answers.get(step, []) if step == "programmes" else []
    own = [f"✅ {name}" if name in ticked else name for name in CHOICES.get(step, [])]
    return own if step in NO_WAY_OUT else [*own, BACK, CANCEL]


def take(step: str, answer: str, answers: dict[str, Any]) -> str:
    """Note an answer and return the step that follows."""
    here = STEPS.index(step)
    if answer == CANCEL:
        answers.clear()
        return "menu"
    if answer == BACK:
        return STEPS[here - 1]
    if step == "programmes" and answer != DONE:
        chosen = answers.setdefault(step, [])
        answer = answer.removeprefix("✅ ")
        (chosen.remove if answer in chosen else chosen.append)(answer)
        return step
    if step != "programmes":
        answers[step] = answer
    return STEPS[here + 1]
