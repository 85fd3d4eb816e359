"""What both reference forms ask, so that they differ only in their framework; standard library only."""

from typing import Any

NEXT = {
    "start": "name",
    "name": "work",
    "work": "kabupaten",
    "kabupaten": "kabupaten_confirm",
    "kabupaten_confirm": "kecamatan",
    "kecamatan": "kecamatan_confirm",
    "kecamatan_confirm": "desa",
    "desa": "desa_confirm",
    "desa_confirm": "programmes",
    "programmes": "phone",
    "phone": "time",
    "time": "review",
    "review": "done",
}

WORDS = {
    "name": "Siapa nama yang biasa dipakai untuk memanggil Bapak/Ibu?",
    "work": "Pekerjaan sehari-hari Bapak/Ibu apa?",
    "kabupaten": "Tinggal di kabupaten atau kota mana? Tulis namanya.",
    "kabupaten_confirm": "Yang ini?",
    "kecamatan": "Kecamatan apa? Tulis namanya.",
    "kecamatan_confirm": "Yang ini?",
    "desa": "Desa atau kelurahan apa? Tulis namanya.",
    "desa_confirm": "Yang ini?",
    "programmes": "Program mana yang menarik? Boleh lebih dari satu.",
    "phone": "Nomor telepon yang bisa dihubungi? Ketuk tombol atau tulis nomornya.",
    "time": "Kapan sebaiknya kami menelepon?",
    "review": "Sudah benar semua?",
    "done": "Terima kasih. Agen kami akan menghubungi Bapak/Ibu.",
}

CHOICES = {
    "work": ["Petani", "Nelayan", "Pedagang", "Ojek", "Buruh harian"],
    "programmes": ["JKK", "JKM", "JHT", "Selesai"],
    "time": ["Pagi", "Siang", "Sore"],
    "review": ["Kirim", "Batal"],
}

PLACES = {
    "kabupaten_confirm": ["Pamekasan", "Sampang", "Sumenep", "Bangkalan"],
    "kecamatan_confirm": ["Galis", "Larangan", "Pademawu", "Proppo"],
    "desa_confirm": ["Konang", "Bulay", "Lembung", "Pagendingan"],
}


def question(step: str, answers: dict[str, Any]) -> str:
    """The words of a step, with the answers so far on the review."""
    if step != "review":
        return WORDS[step]
    return "\n".join([WORDS[step], *(f"{name}: {value}" for name, value in answers.items())])


def labels(step: str, answers: dict[str, Any]) -> list[str]:
    """What can be tapped at a step: places that begin like the typed one, ticked programmes, choices."""
    if step in PLACES:
        typed = answers[step.removesuffix("_confirm")].lower()
        return [place for place in PLACES[step] if place.lower().startswith(typed)] + ["Bukan"]
    if step == "programmes":
        return [f"✅ {name}" if name in answers.get(step, []) else name for name in CHOICES[step]]
    return CHOICES.get(step, [])


def take(step: str, answer: str, answers: dict[str, Any]) -> str:
    """Note an answer and return the step that follows."""
    if step == "programmes" and answer != "Selesai":
        chosen = answers.setdefault(step, [])
        answer = answer.removeprefix("✅ ")
        (chosen.remove if answer in chosen else chosen.append)(answer)
        return step
    if step in PLACES and answer == "Bukan":
        return step.removesuffix("_confirm")
    if step != "programmes":
        answers[step] = answer
    return NEXT[step]
