"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.laws import SEARCHING

# `make test` says the same of the same code every time; `make laws` looks for what nobody has seen yet.
settings.register_profile("variorum", derandomize=not SEARCHING, deadline=None)
settings.load_profile("variorum")

# As in the reading processes of a build (record/pool.py): must be set before numpy is first imported.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents beside the checkout; the test is skipped, with a reason, where there is none."""
    if not (SHARED / "guide").is_dir():
        pytest.skip(f"no shared documents at ../shared (looked in {SHARED.name})")
    return SHARED
