"""The page in a real browser: two phones, taps, typing, a contact, a jump, and a narrow screen."""

import asyncio
import os
import re
import shutil

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.simulator.server import Phone
from tests.simulator.served import client, echoing, served

BROWSERS = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, (shutil.which(name) for name in BROWSERS if name)), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found; install one or name it in the variable CHROMIUM"),
    # The browser is not ours: when it dies on the way, the page is tried again in a new one. Nothing else is.
    pytest.mark.flaky(reruns=3, only_rerun=["TargetClosedError"]),
]


@pytest.fixture
async def page(world, sari, tmp_path):
    phones = [Phone(sari, "Pekerja", "Petani jagung"), Phone(world.user("Adi"), "Agen", "Galis")]
    async with (
        served(world, phones, tmp_path) as address,
        client(address, world) as bot,
        echoing(bot),
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
        await page.goto(address)
        yield page
        async with asyncio.timeout(10):
            await browser.close()


def phone(page: Page, name: str):
    return page.get_by_role("region", name=f"Telepon {name}")


async def test_a_chat_on_two_phones(page, world, tmp_path):
    """Start, tap, type, share a contact, let a day pass, and keep it all as a test."""
    mine, his = phone(page, "Sari"), phone(page, "Adi")
    await mine.get_by_role("button", name="Mulai", exact=True).click()
    await mine.get_by_role("button", name="Petani").click()
    await expect(mine.get_by_role("log")).to_contain_text("Anda memilih Petani")
    await expect(mine.get_by_text("Dicatat")).to_be_visible()
    assert (await mine.bounding_box())["height"] > 750  # of 900: phones fill the window

    await his.get_by_role("button", name="Mulai", exact=True).click()
    field = his.get_by_role("textbox", name="Tulis pesan sebagai Adi")
    await field.fill("<b>halo</b>")
    await field.press("Enter")
    await expect(his.get_by_role("log")).to_contain_text("Anda menulis: <b>halo</b>")

    await mine.get_by_role("button", name="Daftar perintah").click()
    await mine.get_by_role("menuitem", name="/nomor").click()
    await mine.get_by_role("button", name="Bagikan nomor saya").click()
    await page.get_by_label("Nomor telepon").fill("0812 3456 7890")
    await page.get_by_label("Kontak orang lain").check()
    await page.get_by_role("button", name="Bagikan", exact=True).click()
    await expect(mine.get_by_role("log")).to_contain_text("Nomor orang lain: 0812 3456 7890")
    await expect(mine.get_by_role("button", name="Bagikan nomor saya")).to_be_hidden()

    await page.get_by_role("button", name="Senin 07.00").click()
    await expect(page.locator("#clock")).to_have_text(re.compile(r"Sen, 23 Nov 2026 · 07.00 WIB"))
    await mine.get_by_role("button", name="Pilihan telepon ini").click()
    await mine.get_by_role("menuitem", name="Simpan sebagai tes").click()
    await expect(page.locator("#status")).to_contain_text("test_saved_sari_1.py")
    assert 'await sari.shares_contact("0812 3456 7890", own=False)' in next(tmp_path.glob("*.py")).read_text()


async def test_sending_blocking_and_changing(page, sari):
    """Attachments arrive, an own message can be changed, and a blocked bot stays silent."""
    mine = phone(page, "Sari")
    await mine.get_by_role("button", name="Mulai", exact=True).click()
    await mine.get_by_role("button", name="Ubah pesan ini").click()
    await mine.get_by_role("textbox").fill("/start lagi")
    await mine.get_by_role("textbox").press("Enter")
    await expect(mine.get_by_role("log")).to_contain_text("diubah")
    await mine.get_by_role("button", name="Lampirkan").click()
    async with page.expect_file_chooser() as chooser:
        await mine.get_by_role("menuitem", name="Dokumen").click()
    await (await chooser.value).set_files({"name": "kartu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    await expect(mine.get_by_role("link", name="kartu.pdf")).to_be_visible()
    await expect(mine.get_by_role("log")).to_contain_text("Terima kasih kirimannya.")
    await mine.get_by_role("button", name="Pilihan telepon ini").click()
    await mine.get_by_role("menuitem", name="Blokir bot").click()
    await expect(mine.get_by_role("textbox")).to_be_hidden()
    assert sari.blocked
    await mine.get_by_role("button", name="Buka blokir", exact=True).click()
    await expect(mine.get_by_role("textbox")).to_be_visible()


async def test_links_to_the_bot_act_on_the_same_phone(page, world, sari):
    """A t.me link and a command inside a message do what they do in Telegram."""
    mine = phone(page, "Sari")
    text = "Buka <a href='https://t.me/simulator_bot?start=undangan'>tautan ini</a> atau /nomor"
    await world.call("sendMessage", {"chat_id": sari.id, "text": text, "parse_mode": "HTML"})
    await mine.get_by_role("button", name="tautan ini").click()
    await expect(mine.get_by_role("log")).to_contain_text("/start undangan")
    await expect(mine.get_by_role("log")).to_contain_text("Selamat datang!")
    await mine.get_by_role("button", name="/nomor").click()
    await expect(mine.get_by_role("button", name="Bagikan nomor saya")).to_be_visible()


async def test_a_narrow_screen_shows_one_phone(page, world):
    """Tabs choose the phone, count what was not read, and nothing is wider than the screen."""
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(phone(page, "Adi")).to_be_hidden()
    await page.get_by_role("button", name="Tambah telepon").click()
    await expect(phone(page, "Siti")).to_be_visible()
    await phone(page, "Siti").get_by_role("button", name="Mulai", exact=True).click()
    # Read before another tab is opened, or it may count as not read.
    await expect(phone(page, "Siti").get_by_role("log")).to_contain_text("Selamat datang!")
    await page.get_by_role("tab", name="Sari").click()
    siti = next(person for person in world.people.values() if person.first_name == "Siti")
    await world.call("sendMessage", {"chat_id": siti.id, "text": "Masih di sana?"})
    await expect(page.get_by_role("tab", name="Siti")).to_contain_text("1")
    await page.get_by_role("tab", name="Siti").click()
    await expect(phone(page, "Siti").get_by_text("Masih di sana?")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_long_answer_is_read_from_its_beginning(page, world, sari):
    """On a phone as small as most are: with the words that it answers above it."""
    await page.set_viewport_size({"width": 390, "height": 844})
    mine = phone(page, "Sari")
    await mine.get_by_role("button", name="Mulai", exact=True).click()
    chat = mine.get_by_role("log")
    await expect(chat).to_contain_text("Selamat datang!")
    assert (await chat.bounding_box())["height"] > 560
    await world.call("sendMessage", {"chat_id": sari.id, "text": "Mulai dari sini.\n" + "Lalu ini.\n" * 60})
    longest = chat.locator(".message", has_text="Mulai dari sini.")
    await expect(longest).to_be_visible()
    await page.wait_for_function(
        "([a, b]) => a.getBoundingClientRect().top >= b.getBoundingClientRect().top",
        arg=[
            await longest.element_handle(),
            await chat.element_handle(),
        ],
    )
