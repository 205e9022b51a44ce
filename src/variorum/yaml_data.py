"""The data that lies beside the code as YAML: words, rules and tables of the project itself, never what a stranger sends."""

from __future__ import annotations

from typing import Any

import yaml

#: libyaml's loader where PyYAML was built with it: the same values, about ten times as fast, and the vocabulary is read at every start.
#: It recurses in C, where depth is not guarded; so a document's own front matter is not read by it (shelf/formats/markdown.py).
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def from_yaml(text: str) -> Any:
    """The value that a YAML text of the project's own describes. Raises yaml.YAMLError when it is none."""
    return yaml.load(text, Loader=_LOADER)
