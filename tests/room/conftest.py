"""The room of the sample archive, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.room.rooms import client_of
from variorum.archive import Archive


@pytest.fixture
def own_sample(tmp_path: Path, sample: Archive) -> Archive:
    """A copy of the sample archive that a test may change."""
    import shutil

    shutil.copytree(sample.layout.root, tmp_path / "archive")
    return Archive.open(tmp_path / "archive")


@pytest.fixture(scope="session")
def client(sample: Archive) -> Iterator[TestClient]:
    """The keeper's browser in the room of the sample archive."""
    with client_of(sample) as client:
        yield client
