"""The databases of the tests of storage."""

from tests.storage.conftest import database as database
