"""What most conversations begin with: the notice read, the form filled, the interest sent."""

from tests.kit import Actor

PHONE = "081234567890"
"""What the first to fill in the form tells."""


async def meets(who: Actor) -> None:
    """Read the notice and arrive at the menu."""
    await who.says("/start")
    await who.taps("Mengerti")


async def asks(who: Actor) -> None:
    """Up to the first question of the form: self-employed, of age, consenting."""
    await meets(who)
    await who.taps("Hubungi saya")
    await who.taps("Kerja atau usaha sendiri")
    await who.taps("18 sampai 64")
    await who.taps("Boleh")


async def fills(
    who: Actor, *, name: str = "Bu Sari", place: str = "sumedangan pademawu", phone: str | None = None
) -> None:
    """Up to the review."""
    await asks(who)
    await who.says(name)
    await who.taps("Petani")
    await who.says(place)
    await who.taps("Sumedangan" if "sumedangan" in place else place)
    await who.taps("JKK")
    await who.taps("Selesai")
    await who.says(phone or who.number)
    await who.taps("Pagi")


async def sends(
    who: Actor, *, name: str = "Bu Sari", place: str = "sumedangan pademawu", phone: str | None = None
) -> None:
    """The interest is sent and the question about reminders answered."""
    await fills(who, name=name, place=place, phone=phone)
    await who.taps("Kirim")
    await who.taps("Tidak usah")


async def prices(
    who: Actor,
    income: str = "1,5 juta",
    *,
    work: str = "sendiri lain",
    payer: str = "Saya sendiri",
    months: str = "1 bulan",
) -> str:
    """The price in four answers; returns the result as it was read."""
    await who.says("/iuran")
    if any(work in label for label in who.labels()):
        await who.taps(work)
    await who.says(income)
    await who.taps(payer)
    await who.taps(months)
    return who.last()
