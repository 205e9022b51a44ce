"""Precision is a diff, not an opinion: claims gained, lost and altered against what was accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reading import ACCEPTED, AT_A_THRESHOLD, lines


def test_the_sample_archive_is_read_as_accepted(tmp_path: Path) -> None:
    accepted, found = ACCEPTED.read_text(encoding="utf-8").splitlines(), lines(tmp_path)
    loose = set(AT_A_THRESHOLD.read_text(encoding="utf-8").splitlines())
    lost = [x for x in accepted if x not in set(found) | loose]
    gained = [x for x in found if x not in set(accepted) | loose]
    if lost or gained:
        shown = "\n".join([f"- {x}" for x in lost] + [f"+ {x}" for x in gained])
        pytest.fail(
            f"{len(lost)} claims lost or altered, {len(gained)} gained; if that is right, `make accept` and review the diff:\n{shown}"
        )
