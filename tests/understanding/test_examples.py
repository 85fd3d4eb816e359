"""The examples and tables that the ranker is made of are sound."""

from collections import Counter
from pathlib import Path

from bot.answers.understanding import slang
from bot.answers.understanding.alone import several
from bot.answers.understanding.concepts import concepts
from bot.answers.understanding.model import FILE, load
from bot.answers.understanding.normal import words
from bot.answers.understanding.topics import COURTESIES, FOLDER, OFF, fingerprint, sources, topics
from bot.answers.understanding.training.scoring import read
from bot.answers.vocabulary import listed

IDS = listed("""
    aduan bantuan.sponsor beasiswa beda.asuransi beda.kesehatan daftar.cara daftar.kolektif daftar.orang_lain
    daftar.pekerjaan daftar.syarat daftar.usia iuran.bayar iuran.bpu iuran.diskon iuran.menunggak iuran.pu
    jakon jht.manfaat jht.pencairan jht.saldo jkk.cakupan jkk.klaim jkk.manfaat jkm.klaim jkm.manfaat
    jkp.manfaat jkp.syarat jp.manfaat jp.syarat kantor.lokasi klaim.umum luar_topik pemberi_kerja.daftar
    pemberi_kerja.wajib penipuan perisai.apa perisai.jadi peserta.berhenti peserta.kartu peserta.status
    peserta.ubah petugas.hubungi pmi privasi program.daftar sapaan terima_kasih
""")
"""They are fixed: what was kept and counted under one must not change its name."""


def test_no_topic_is_lost_or_renamed() -> None:
    assert topics().keys() == IDS


def test_every_file_is_named_after_its_topic() -> None:
    assert sorted(topics()) == sorted(file.stem for file in FOLDER.glob("*.toml"))


def test_no_example_stands_in_two_topics_or_twice() -> None:
    seen = Counter(" ".join(each.casefold().split()) for topic in topics().values() for each in topic.examples)
    assert [each for each, times in seen.items() if times > 1] == []


def test_no_example_says_the_same_in_plain_words_as_one_of_another_topic() -> None:
    """Each would take back what the other teaches: "harga" is no other question than "harganya"."""
    meant: dict[tuple[str, ...], set[str]] = {}
    for topic in topics().values():
        for each in topic.examples:
            meant.setdefault(words(each), set()).add(topic.id)
    assert {said: found for said, found in meant.items() if len(found) > 1} == {}


def test_nothing_that_the_score_is_measured_by_is_an_example() -> None:
    """Nor says the same in plain words: leave the question out of the table, for the ranker knows it by heart."""
    table = Path(__file__).with_name("development.tsv").read_text("utf-8")
    learnt = {words(each) for topic in topics().values() for each in topic.examples}
    assert [each.text for part in "ab" for each in read(table, part) if words(each.text) in learnt] == []


def test_every_topic_has_examples_enough() -> None:
    assert {topic.id: len(topic.examples) for topic in topics().values() if len(topic.examples) < 25} == {}
    assert len(topics()[OFF].examples) >= 200


def test_near_topics_are_topics() -> None:
    strange = {topic.id: set(topic.near) - set(topics()) - {""} for topic in topics().values()}
    assert {name: near for name, near in strange.items() if near} == {}


def test_a_spelling_stands_for_one_word() -> None:
    meant: dict[str, set[str]] = {}
    for spelled, plain in slang.spellings():
        meant.setdefault(spelled, set()).add(plain)
    assert {spelled: plain for spelled, plain in meant.items() if len(plain) > 1} == {}


def test_a_plain_word_is_no_spelling_of_another() -> None:
    plain = {word for _, word in slang.spellings()}
    assert [(spelled, word) for spelled, word in slang.spellings() if spelled in plain and spelled != word] == []


def test_concepts_are_told_in_plain_words() -> None:
    spelled = {spelled: plain for spelled, plain in slang.spellings() if spelled != plain}
    assert {word: spelled[word] for word in concepts() if word in spelled} == {}


def test_what_names_several_topics_is_told_in_plain_words_and_offers_three() -> None:
    for said, meant in several().items():
        assert words(said) == tuple(said.split()), said
        assert len(set(meant)) == 3 and set(meant) <= set(topics()) - COURTESIES, said


def test_the_model_is_made_of_these_examples() -> None:
    assert load().fingerprint == fingerprint(), "run `make topics`"
    assert set(load().topics) == set(topics())


def test_all_that_decides_what_is_learnt_is_in_the_fingerprint(tmp_path: Path) -> None:
    """A change of code without `make topics` is noticed like one of an example."""
    names = {file.name for file in sources()}
    decide = "normal features concepts slang stems alone neighbours model build svm vectors calibration spelling texts"
    assert {f"{name}.py" for name in decide.split()} <= names
    first = tmp_path / "build.py"
    first.write_text(
        "from bot.answers.understanding import slang\nfrom bot.answers.understanding.stems import (\n    root,\n)\n"
    )
    assert {"build.py", "slang.py", "stems.py"} == {file.name for file in sources(first)}


def test_the_model_is_small() -> None:
    assert FILE.stat().st_size < 2_000_000
