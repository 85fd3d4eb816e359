"""A branch's file with everything that can be said about it."""

from bot.leads.verification import OUTCOMES
from storage.records import Upload

UPLOAD = Upload(
    5,
    "pamekasan",
    "read",
    2,
    {
        "name": "peserta bpu pamekasan november 2026 (final).xlsx",
        "columns": {"phone": "Nomor yang bisa dihubungi", "name": "Nama Lengkap", "status": "Status Kepesertaan"},
        "headings": [[str(number), f"Judul kolom nomor {number}"] for number in range(12)],
        "private": ["NIK", "Nomor KK", "No. Rekening"],
        "unread": ["Sheet2", "Sheet3"],
        "enough": False,
    },
    dict.fromkeys(OUTCOMES, 12345),
)
