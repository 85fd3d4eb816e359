"""Files of a branch with everything that can be said about them."""

from dataclasses import replace

from bot.flows.coverage_list import OUTCOMES as OF_COVERAGE
from bot.flows.sponsor_file import OUTCOMES as OF_SPONSORS
from bot.leads.verification import OUTCOMES
from bot.runtime.sponsor_files import MOST_ODD
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
    kind="members",
)

LIST = Upload(
    6,
    "pamekasan",
    "read",
    2,
    {
        "name": "sponsor pamekasan november 2026 (final, sudah dicek).xlsx",
        "odd": [[50_000 + number, "<b>" + "Wilayah belum pasti. " * 500] for number in range(MOST_ODD)],
        "private": ["NIK", "Nomor KK", "No. Rekening"],
        "unread": ["Sheet2", "Sheet3"],
    },
    dict.fromkeys(OF_SPONSORS, 12345),
    kind="sponsors",
)
"""A list of sponsors in which as much is odd as is told."""
FIGURES = replace(LIST, id=7, counts=dict.fromkeys(OF_COVERAGE[:3], 12345), kind="coverage")
"""A table of coverage with as much to ask."""
FILES = {
    **{f"file {state}": replace(UPLOAD, state=state) for state in ("waiting", "read", "applying")},
    **{f"list in file {state}": replace(LIST, state=state) for state in ("read", "applying")},
    **{f"figures in file {state}": replace(FIGURES, state=state) for state in ("read", "applying")},
}
"""All, as they stand on the way."""
