"""The mean of several runs' weights: python training/reader/mean.py OUT RUN...

Runs that go on from one another lie in one basin, and their mean reads unread books better than any of them (Wortsman and others 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", type=Path)
    a.add_argument("runs", type=Path, nargs="+")
    o = a.parse_args()
    found = [torch.load(run / "model.pt") for run in o.runs]
    o.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: sum(w[name].float() for w in found) / len(found) for name in found[0]}, o.out / "model.pt")


if __name__ == "__main__":
    main()
