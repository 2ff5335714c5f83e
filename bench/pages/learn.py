"""Learn decisions from examples: a logistic regression, and pairs of cues on top of it.

The pairs are regression trees of depth two, added one after the other to the log-odds of the regression
(Friedman, "Greedy function approximation", 2001, with the Newton steps of Chen and Guestrin, 2016).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Example = tuple[Mapping[str, float], bool]
Floats = npt.NDArray[np.float64]

_RIDGE = 2.0  # penalty of the squared weights of the regression
_RATE = 0.1  # share of each tree that is added
_SHRINK = 5.0  # penalty of the squared leaves
_LEAST = 25  # examples in a leaf
_BINS = 24  # thresholds tried for a cue


def table(examples: Sequence[Example]) -> tuple[list[str], Floats, Floats]:
    """Names of the cues, their values float[n, cues], and what is right float[n]."""
    names = sorted({name for values, _ in examples for name in values})
    at = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for n, (values, _) in enumerate(examples):
        for name, value in values.items():
            x[n, at[name]] = value
    return names, x, np.array([right for _, right in examples], float)


def regression(names: Sequence[str], x: Floats, y: Floats) -> dict[str, float]:
    """Weights of a logistic regression with a ridge penalty, by Newton's method."""
    x = np.column_stack((np.ones(len(x)), x))
    w = np.zeros(x.shape[1])
    ridge = np.full(len(w), _RIDGE)
    ridge[0] = 1e-3
    for _ in range(40):
        p = _share(x @ w)
        gradient = x.T @ (p - y) + ridge * w
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(value), 2) for name, value in zip(("bias", *names), w, strict=True)}


def fit(examples: Sequence[Example], trees: int = 0) -> tuple[dict[str, float], list[list[Any]]]:
    """Weights of the cues and ``trees`` pairs of cues (``dedup.segment.weights.Pair`` as lists)."""
    names, x, y = table(examples)
    weights = regression(names, x, y)
    margin = weights["bias"] + x @ np.array([weights[name] for name in names])
    first = float(((margin > 0) == (y > 0.5)).mean())
    pairs, margin = boosted(names, x, y, margin, trees) if trees else ([], margin)
    last = float(((margin > 0) == (y > 0.5)).mean())
    print(f"  {len(y)} examples, {y.mean():.3f} positive, right {first:.4f} {last:.4f}", file=sys.stderr)
    return weights, pairs


def boosted(
    names: Sequence[str], x: Floats, y: Floats, margin: Floats, trees: int
) -> tuple[list[list[Any]], Floats]:
    """Pairs of cues that mend what ``margin`` gets wrong, and the log-odds with them."""
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:-1])) for column in x.T]
    binned = np.column_stack([np.searchsorted(e, column) for e, column in zip(edges, x.T, strict=True)])
    flat = binned + np.arange(x.shape[1]) * (_BINS + 1)
    found: list[list[Any]] = []
    everything = np.arange(len(y))
    for _ in range(trees):
        p = _share(margin)
        gradient, weight = y - p, p * (1 - p)
        root = _split(flat, gradient, weight, everything, x.shape[1])
        if root is None:
            break
        cue, cut = root
        left = binned[:, cue] <= cut
        tree: list[Any] = [names[cue], round(float(edges[cue][cut]), 4)]
        for side in (everything[left], everything[~left]):
            mean = _leaf(gradient, weight, side)
            child = _split(flat, gradient, weight, side, x.shape[1])
            if child is None:
                tree += [mean, "", 0.0, mean, mean]
                margin[side] += mean
                continue
            low = binned[side, child[0]] <= child[1]
            leaves = [_leaf(gradient, weight, side[low]), _leaf(gradient, weight, side[~low])]
            margin[side[low]] += leaves[0]
            margin[side[~low]] += leaves[1]
            tree += [mean, names[child[0]], round(float(edges[child[0]][child[1]]), 4), *leaves]
        found.append(tree)
    return found, margin


def _split(
    flat: npt.NDArray[np.int64], gradient: Floats, weight: Floats, rows: npt.NDArray[np.int64], cues: int
) -> tuple[int, int] | None:
    """The cue and threshold that divide these rows best; ``None`` if none helps."""
    if len(rows) < 2 * _LEAST:
        return None
    cells = flat[rows].ravel()
    size = cues * (_BINS + 1)

    def below(values: Floats) -> Floats:
        sums = np.bincount(cells, np.repeat(values, cues), size).reshape(cues, _BINS + 1)
        return np.cumsum(sums, axis=1)

    g, h, n = below(gradient[rows]), below(weight[rows]), below(np.ones(len(rows)))
    total_g, total_h = g[:, -1:], h[:, -1:]
    gain = (
        g**2 / (h + _SHRINK) + (total_g - g) ** 2 / (total_h - h + _SHRINK) - total_g**2 / (total_h + _SHRINK)
    )
    gain[(n < _LEAST) | (len(rows) - n < _LEAST)] = 0
    best = int(gain.argmax())
    return divmod(best, _BINS + 1) if gain.flat[best] > 1.0 else None


def _leaf(gradient: Floats, weight: Floats, rows: npt.NDArray[np.int64]) -> float:
    return round(float(_RATE * gradient[rows].sum() / (weight[rows].sum() + _SHRINK)), 4)


def _share(log_odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
