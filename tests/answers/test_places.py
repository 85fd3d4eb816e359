"""A place is found however it is spelled, and namesakes are told apart by what is around them."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import official, regions
from bot.answers.places import Gazetteer, Place
from bot.answers.spelling import NICKNAMES
from bot.answers.zones import ZONES
from bot.errors import SettingsError
from tests.further import walks

PAMEKASAN = "35.28"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def paths(places: list[Place]) -> list[str]:
    return [place.path for place in places]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("pamekasan", "Kab. Pamekasan"),
        ("Kab. Pamekasan", "Kab. Pamekasan"),
        ("kabupaten pamekasan", "Kab. Pamekasan"),
        ("PAMEKASAN", "Kab. Pamekasan"),
        ("pmksan", "Kab. Pamekasan"),
        ("pmks", "Kab. Pamekasan"),
        ("pamkeasan", "Kab. Pamekasan"),
        ("pamek", "Kab. Pamekasan"),
        ("saya di pamekasan", "Kab. Pamekasan"),
        ("pamekasan madura", "Kab. Pamekasan"),
        ("Pamekasan, Jawa Timur", "Kab. Pamekasan"),
        ("pame\u200bkasan\u202e", "Kab. Pamekasan"),
        ("gunungkidul", "Kab. Gunungkidul"),
        ("gunung kidul", "Kab. Gunungkidul"),
        ("gn kidul", "Kab. Gunungkidul"),
        ("soerabaja", "Kota Surabaya"),
        ("Djember", "Kab. Jember"),
        ("Tjilatjap", "Kab. Cilacap"),
        ("jogja", "Kota Yogyakarta"),
        ("solo", "Kota Surakarta"),
        ("jaksel", "Kota Jakarta Selatan"),
        ("50 kota", "Kab. Lima Puluh Kota"),
        ("kota bogor", "Kota Bogor"),
        ("kab bogor", "Kab. Bogor"),
        ("kep seribu", "Kab. Kepulauan Seribu"),
        ("makasar", "Kota Makassar"),
        ("palangka raya", "Kota Palangkaraya"),
        ("toli toli", "Kab. Toli-Toli"),
        ("siau tagulandang biaro", "Kab. Kep. Siau Tagulandang Biaro"),
    ],
)
def test_a_kabupaten_is_found_however_it_is_spelled(gazetteer: Gazetteer, typed: str, path: str) -> None:
    """Abbreviations, slips, missing spaces, nicknames and the old spelling lead to one place."""
    assert paths(gazetteer.search(typed, level=2)) == [path]


def test_namesakes_are_all_offered(gazetteer: Gazetteer) -> None:
    """Nobody from the city is taken for a villager, nor the other way round."""
    assert paths(gazetteer.search("bogor", level=2)) == ["Kab. Bogor", "Kota Bogor"]
    assert paths(gazetteer.search("malang jatim", level=2)) == ["Kab. Malang", "Kota Malang"]
    assert paths(gazetteer.search("galis", level=3)) == ["Galis, Kab. Bangkalan", "Galis, Kab. Pamekasan"]
    assert len(gazetteer.search("djakarta", level=2)) == 5


@pytest.mark.parametrize("typed", ["galis", "Kec. Galis", "gls", "gallis", "galis pamekasan"])
def test_a_kecamatan_is_found_inside_its_kabupaten(gazetteer: Gazetteer, typed: str) -> None:
    """Who has named the kabupaten gets no namesake from elsewhere."""
    assert paths(gazetteer.search(typed, level=3, within=PAMEKASAN)) == ["Galis, Kab. Pamekasan"]


@pytest.mark.parametrize(
    ("typed", "level", "path"),
    [
        ("Misool Utara", 3, "Misool (Misool Utara), Kab. Raja Ampat"),
        ("misool", 3, "Misool (Misool Utara), Kab. Raja Ampat"),
        ("Kondaga", 3, "Konda/Kondaga, Kab. Tolikara"),
        ("soe", 3, "Kota Soe, Kab. Timor Tengah Selatan"),
        ("raas", 3, "Ra'as, Kab. Sumenep"),
        ("harjosari 1", 4, "Harjosari I, Medan Amplas, Kota Medan"),
        ("Harjosari I", 4, "Harjosari I, Medan Amplas, Kota Medan"),
        ("sukamaju depok", 4, "Sukamaju, Cilodong, Kota Depok"),
    ],
)
def test_brackets_strokes_and_numerals_do_not_matter(
    gazetteer: Gazetteer, typed: str, level: Literal[3, 4], path: str
) -> None:
    """Official names are odd; people write them in their own way."""
    assert paths(gazetteer.search(typed, level=level))[:1] == [path]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Galis Pamekasan", "Galis, Kab. Pamekasan"),
        ("pamekasan galis", "Galis, Kab. Pamekasan"),
        ("glis pamekasan", "Galis, Kab. Pamekasan"),
        ("kec galis", "Galis, Kab. Bangkalan"),
        ("desa konang galis", "Konang, Galis, Kab. Pamekasan"),
        ("konagn galis", "Konang, Galis, Kab. Pamekasan"),
        ("Desa Konang, Kec. Galis, Kab. Pamekasan", "Konang, Galis, Kab. Pamekasan"),
        ("konang, galis, pamekasan, jawa timur", "Konang, Galis, Kab. Pamekasan"),
        ("Jl. Raya no 12 RT 3 RW 4 Pademawu, Pamekasan, Jawa Timur, Indonesia", "Pademawu, Kab. Pamekasan"),
        ("kota agung tanggamus", "Kota Agung, Kab. Tanggamus"),
        ("desa baru", "Desa Baru, Ranah Batahan, Kab. Pasaman Barat"),
        ("surabaya", "Kota Surabaya"),
        ("pamekasn", "Kab. Pamekasan"),
    ],
)
def test_a_whole_address_may_be_typed_at_once(gazetteer: Gazetteer, typed: str, first: str) -> None:
    """The first question accepts a village with its parents, in either order."""
    assert paths(gazetteer.search_anywhere(typed))[0] == first


@pytest.mark.parametrize("typed", ["", "😀", "xyzzy", "tidak tahu", "...", "a" * 4096, "1", "di"])
def test_what_is_no_place_finds_nothing(gazetteer: Gazetteer, typed: str) -> None:
    """Better to ask again than to offer a stranger's village."""
    assert gazetteer.search(typed, level=2) == []
    assert gazetteer.search(typed, level=3, within=PAMEKASAN) == []


def test_a_place_knows_its_kind_and_parents(gazetteer: Gazetteer) -> None:
    """An agent reads the whole way up."""
    assert gazetteer.get("35.28") == Place("35.28", "Kab. Pamekasan", 2, "kabupaten", ("Jawa Timur",))
    assert gazetteer.get("32.76").name == "Kota Depok"
    assert gazetteer.get("31.71").parents == ("DKI Jakarta",)
    assert gazetteer.get("91.03.01").kind == "distrik"
    village = gazetteer.search("konang", level=4, within=PAMEKASAN)[0]
    assert (village.kind, village.parents) == ("desa", ("Galis", "Kab. Pamekasan", "Jawa Timur"))


@pytest.mark.parametrize(
    "code", ["", "99", "35.99", "35.28.99", "3528", "35.28.01.9999", "35.28.", "abc", "35.28.01.20"]
)
def test_an_unknown_code_is_an_error(gazetteer: Gazetteer, code: str) -> None:
    """Codes come from us, so a wrong one is a mistake of ours."""
    for question in (gazetteer.get, gazetteer.children, gazetteer.zone):
        with pytest.raises(KeyError):
            question(code)


def test_children_are_complete(gazetteer: Gazetteer) -> None:
    """From the provinces down, every one of the 83,762 villages can be reached by buttons."""
    assert [child.name for child in gazetteer.children(PAMEKASAN)][:2] == ["Tlanakan", "Pademawu"]
    assert len(gazetteer.children(PAMEKASAN)) == 13
    assert gazetteer.children("35.28.01.2001") == []
    everywhere = official.load(2).regions
    assert sum(len(gazetteer.children(regions.dotted(each))) for each in everywhere) == 7_285


def test_every_kabupaten_has_its_clock(gazetteer: Gazetteer) -> None:
    """West, central and east: 514 in all."""
    zones = Counter(gazetteer.zone(regions.dotted(each)) for each in official.load(2).regions)
    assert zones.total() == 514
    assert set(zones) == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}
    assert set(ZONES) == {regions.dotted(each) for each in official.load(1).regions}


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Banda Aceh", "Asia/Jakarta"),
        ("Batam", "Asia/Jakarta"),
        ("Pamekasan", "Asia/Jakarta"),
        ("Kota Pontianak", "Asia/Jakarta"),
        ("Palangkaraya", "Asia/Jakarta"),
        ("Banjarmasin", "Asia/Makassar"),
        ("Samarinda", "Asia/Makassar"),
        ("Tarakan", "Asia/Makassar"),
        ("Denpasar", "Asia/Makassar"),
        ("Kota Kupang", "Asia/Makassar"),
        ("Makassar", "Asia/Makassar"),
        ("Manado", "Asia/Makassar"),
        ("Ambon", "Asia/Jayapura"),
        ("Ternate", "Asia/Jayapura"),
        ("Kota Sorong", "Asia/Jayapura"),
        ("Merauke", "Asia/Jayapura"),
    ],
)
def test_a_city_keeps_its_time(gazetteer: Gazetteer, place: str, zone: str) -> None:
    """Nobody is called at dawn because an island was put into the wrong zone."""
    assert gazetteer.zone(gazetteer.search(place, level=2)[0].code) == zone


@pytest.mark.parametrize(
    ("province", "zone"),
    [
        ("61", "Asia/Jakarta"),  # Kalimantan Barat
        ("62", "Asia/Jakarta"),  # Kalimantan Tengah
        ("63", "Asia/Makassar"),  # Kalimantan Selatan
        ("64", "Asia/Makassar"),  # Kalimantan Timur
        ("65", "Asia/Makassar"),  # Kalimantan Utara
        ("35", "Asia/Jakarta"),  # Jawa Timur, and across the strait
        ("51", "Asia/Makassar"),  # Bali
        ("76", "Asia/Makassar"),  # Sulawesi Barat
        ("81", "Asia/Jayapura"),  # Maluku
        ("96", "Asia/Jayapura"),  # Papua Barat Daya
    ],
)
def test_the_borders_between_the_times(gazetteer: Gazetteer, province: str, zone: str) -> None:
    """Every kabupaten of a province keeps the time of the province."""
    inside = gazetteer.children(province)
    assert inside
    assert {gazetteer.zone(each.code) for each in inside} == {zone}


def test_a_kecamatan_called_like_its_kabupaten_says_what_it_is(gazetteer: Gazetteer) -> None:
    """In a list "Pamekasan, Kab. Pamekasan" read like the kabupaten twice; others need no such word."""
    assert gazetteer.get("35.28.04").path == "Kec. Pamekasan, Kab. Pamekasan"
    assert gazetteer.get("35.28.06").path == "Palengaan, Kab. Pamekasan"
    assert gazetteer.get("35.28.06").path_with_kind == "Kec. Palengaan, Kab. Pamekasan"


def test_a_code_that_is_no_more_is_the_place_above_it(gazetteer: Gazetteer) -> None:
    """What is stored may be older than the decree, or newer."""
    assert gazetteer.nearest("35.28.04.2999").path == "Kec. Pamekasan, Kab. Pamekasan"
    assert gazetteer.nearest("35.28.99").path == gazetteer.get("35.28").path
    assert [gazetteer.name(code) for code in ("35.28.04.2999", "35.28.99", "35")] == [
        "Pamekasan",
        "Kab. Pamekasan",
        "Jawa Timur",
    ]
    for asked in (gazetteer.nearest, gazetteer.name):
        with pytest.raises(KeyError):
            asked("99.28")


def test_other_regions_than_the_decree_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """An updated package must be looked at by a person first."""
    monkeypatch.setitem(official.COUNTS, 2, 515)
    with pytest.raises(SettingsError, match="514 regions of level 2, not 515"):
        official.load(2)


def test_every_nickname_belongs_to_a_place(gazetteer: Gazetteer) -> None:
    """A code mistyped in the table of nicknames would send people to the wrong island."""
    for level, table in NICKNAMES.items():
        for entry in table.replace("|", "\n").split("\n"):
            code = entry.split()[0] if entry.split() else ""
            assert not code or gazetteer.get(code).level == level


@settings(max_examples=walks(40), deadline=None)
@given(typed=st.text(max_size=60))
def test_any_text_finds_places_or_none(gazetteer: Gazetteer, typed: str) -> None:
    """Nothing a person types makes the search fall over, and it never offers more than asked."""
    assert len(gazetteer.search_anywhere(typed, limit=3)) <= 3


def test_a_village_is_found_by_its_own_address(gazetteer: Gazetteer) -> None:
    """Name, kecamatan and kabupaten together lead to a village anywhere in the country."""
    for region in official.load(4).regions[::701]:
        village = gazetteer.get(regions.dotted(region))
        assert village in gazetteer.search(village.name, level=4, within=village.code[:8])
        assert village in gazetteer.search_anywhere(village.path)


def _fastest(search: Callable[[], object]) -> float:
    """Seconds of processor time, the best of twenty, since other work shares the machine."""
    times = []
    for _ in range(20):
        start = time.thread_time()
        search()
        times.append(time.thread_time() - start)
    return min(times)


def test_a_search_is_quick(gazetteer: Gazetteer) -> None:
    """Chats wait for one another, so a search takes less than 5 ms, or 60 ms among all villages."""
    assert _fastest(lambda: gazetteer.search("pamkesan", level=2)) < 0.005
    assert _fastest(lambda: gazetteer.search("pademayu", level=3, within=PAMEKASAN)) < 0.005
    assert _fastest(lambda: gazetteer.search("knoang", level=4)) < 0.06
    assert _fastest(lambda: gazetteer.search_anywhere(" ".join("abcdefghijklmnop"))) < 0.06


def test_the_villages_of_a_region_are_all_of_it(gazetteer: Gazetteer) -> None:
    """So that those where nobody has been can be told."""
    found = gazetteer.villages("35.28")
    inside = [one.code for part in gazetteer.children("35.28") for one in gazetteer.children(part.code)]
    assert found == inside
    assert gazetteer.villages(found[0]) == found[:1]
    assert len(gazetteer.villages("35")) > len(found) > 100
    with pytest.raises(KeyError):
        gazetteer.villages("99")
