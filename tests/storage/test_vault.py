"""What is sealed opens in its own place alone, with any key of the ring, and a phone is found without being read."""

import base64

import pytest

from storage.vault import Vault, VaultError

INDEX, OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"i", b"1", b"2"))
RING = f"index:{INDEX},1:{OLD}"


def test_what_is_sealed_can_be_opened_and_not_read() -> None:
    """And never looks the same twice."""
    vault = Vault.from_text(RING)
    sealed = vault.seal("leads.interest:1", {"name": "Bu Sari"})
    assert vault.open("leads.interest:1", sealed) == {"name": "Bu Sari"}
    assert b"Sari" not in sealed
    assert sealed != vault.seal("leads.interest:1", {"name": "Bu Sari"})


@pytest.mark.parametrize("place", ["leads.interest:2", "sessions.state:1"])
def test_moved_bytes_do_not_open(place: str) -> None:
    """Neither in another row nor in another column; the error names the place and no content."""
    vault = Vault.from_text(RING)
    with pytest.raises(VaultError, match="DATA_KEYS") as refused:
        vault.open(place, vault.seal("leads.interest:1", "Bu Sari"))
    assert "Sari" not in str(refused.value)


def test_changed_bytes_do_not_open() -> None:
    """One bit is enough."""
    vault = Vault.from_text(RING)
    sealed = bytearray(vault.seal("a.b:1", "Bu Sari"))
    sealed[-1] ^= 1
    with pytest.raises(VaultError):
        vault.open("a.b:1", bytes(sealed))


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    """Until it is taken away; then the error says which key is missing."""
    old, both = Vault.from_text(RING), Vault.from_text(f"{RING},2:{NEW}")
    sealed = old.seal("a.b:1", "lama")
    assert both.open("a.b:1", sealed) == "lama"
    assert both.seal("a.b:1", "baru")[0] == 2
    with pytest.raises(VaultError, match="key 1"):
        Vault.from_text(f"index:{INDEX},2:{NEW}").open("a.b:1", sealed)


def test_the_blind_index_finds_and_does_not_tell() -> None:
    """The same with every ring that has the same index key, different with another."""
    one, two = Vault.from_text(RING), Vault.from_text(f"index:{INDEX},2:{NEW}")
    assert one.blind_index("phone:+62812") == two.blind_index("phone:+62812") != one.blind_index("phone:+62813")
    assert len(one.blind_index("x")) == 32
    assert one.blind_index("x") != Vault.from_text(Vault.new_ring()).blind_index("x")


@pytest.mark.parametrize(
    "ring",
    ["", "index:" + INDEX, f"1:{OLD}", f"index:{INDEX},x:{OLD}", f"index:{INDEX},300:{OLD}", f"index:{INDEX},1:abc"],
)
def test_half_a_ring_is_refused(ring: str) -> None:
    """The sentence never quotes a key."""
    with pytest.raises(VaultError) as refused:
        Vault.from_text(ring)
    assert OLD not in str(refused.value) and INDEX not in str(refused.value)
