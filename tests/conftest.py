"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents beside the checkout; the test is skipped, with a reason, where there is none."""
    if not (SHARED / "guide").is_dir():
        pytest.skip(f"no shared documents at ../shared (looked in {SHARED.name})")
    return SHARED
