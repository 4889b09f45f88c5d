"""Trains the network on annotated stories: `python -m learn.train --read READ.jsonl --stories STORIES.jsonl …`.

`READ` is what `learn.reading` wrote of the stories. Seeds are fixed; one thread, unless asked for more, so
that a run can be repeated.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from briefing.analysis.learned.wordpiece import WordPiece
from learn.examples import Example, Target, example
from learn.folds import folds
from learn.net import Mentions, Network
from learn.rows import rows
from learn.shipped import load_shipped

BATCH, CHUNK = 4, 48
RATE, HEAD_RATE = 1.5e-4, 1e-3
SEED = 7
NEVER = -1e9
NUMBERS = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
"""What the encoder computes with: short numbers only where the processor has them, for elsewhere they are slower."""


def vocabulary(folder: Path) -> list[str]:
    """The pieces of a checkpoint's tokenizer in the order of their numbers."""
    numbers = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.get)


def main() -> None:
    """Read the stories, train, save."""
    args = _arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    chance = random.Random(SEED)
    stories = {s["id"]: s for s in rows(args.stories)}
    kept = _chosen_ids(stories, args, chance)
    net = _begun(args)
    began = time.time()
    tokenizer = WordPiece(vocabulary(args.encoder))
    pools = []
    for number, path in enumerate(args.read):
        pools.append(_examples(path, {i: stories[i] for i in kept}, tokenizer, with_titles=number > 0))
        print(f"read {path.name} {len(pools[-1])} stories {time.time() - began:.0f}s", flush=True)
    _run_lower_layers(net, pools)
    print(f"lower layers {time.time() - began:.0f}s", flush=True)
    before = {name: value.clone() for name, value in net.state_dict().items()}
    train(net, pools, Pace(args.epochs, args.rate), chance, args.out)
    if args.start:
        torch.save(_mixed(before, torch.load(args.out, weights_only=True), args.kept), args.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--read", type=Path, nargs="+", required=True, help="without titles, then with them")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder's checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a network's file to go on from, in place of the encoder alone")
    parser.add_argument("--kept", type=float, default=0.5, help="the share of the weights of --start in what is saved")
    parser.add_argument("--rate", type=float, default=1.0, help="how fast it learns, as a share of what is usual")
    parser.add_argument("--without-fold", type=int, default=-1)
    parser.add_argument("--held-out", type=Path, help="a file of ids, one a line, that are fold 0 instead")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1, help="more are faster, and sum in another order")
    parser.add_argument("--frozen", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the stories that are trained on")
    parser.add_argument("--limit", type=int, default=0)
    return parser.parse_args()


def _chosen_ids(stories: Mapping[str, Any], args: argparse.Namespace, chance: random.Random) -> set[str]:
    """The stories to train on: those of the other folds, or by chance some of them."""
    fold = folds(list(stories.values()), args.held_out)
    wanted = [i for i in stories if fold[i] != args.without_fold]
    chance.shuffle(wanted)
    return set(wanted[: args.limit or round(len(wanted) * args.share)])


def _begun(args: argparse.Namespace) -> Network:
    """The network as it is before it is trained."""
    net = Network(args.frozen)
    net.encoder.load(load_file(args.encoder / "model.safetensors"))
    if args.start:
        load_shipped(net, args.start)
    return net


def _examples(path: Path, stories: Mapping[str, Any], tokenizer: WordPiece, *, with_titles: bool) -> dict[str, Example]:
    """What a file of `learn.reading` has of these stories."""
    return {
        row["id"]: example(row, story, (story.get("title") or "") if with_titles else "", tokenizer)
        for row in rows(path)
        if (story := stories.get(row["id"])) is not None
    }


def _run_lower_layers(net: Network, pools: Sequence[Mapping[str, Example]]) -> None:
    """Run the layers that are not trained, once for all epochs."""
    net.eval()
    for e in (e for pool in pools for e in pool.values()):
        with _in_short_numbers():
            e.states = [net.encoder.lower(torch.from_numpy(w.pieces)).to(torch.bfloat16) for w in e.windows]


@dataclass(frozen=True)
class Pace:
    """How long and how fast to train."""

    epochs: int
    rate: float

    @property
    def averaged_from(self) -> int:
        """The epoch from which on the weights at the end of each are averaged: the later half."""
        return self.epochs // 2


def train(net: Network, pools: Sequence[dict[str, Example]], pace: Pace, chance: random.Random, out: Path) -> None:
    """The epochs, each story once in each, with its title in two of five."""
    epochs = pace.epochs
    encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": encoder, "lr": RATE * pace.rate, "weight_decay": 0.01},
        {"params": heads, "lr": HEAD_RATE * pace.rate, "weight_decay": 0.01},
    ]
    steps = epochs * sum(1 for _ in _batches(list(pools[0].values()), random.Random(SEED)))
    optimizer = torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.02, (steps - s) / (steps * 0.94)))
    )
    last: list[dict[str, Tensor]] = []
    began = time.time()
    for epoch in range(epochs):
        net.train()
        totals: dict[str, list[float]] = defaultdict(list)
        chosen = [pools[1 if len(pools) > 1 and chance.random() < 0.4 else 0][i] for i in pools[0]]
        for batch in _batches(chosen, chance):
            loss = losses(net, batch, totals)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
        if epoch >= pace.averaged_from:
            last.append({name: value.clone() for name, value in net.state_dict().items()})
            torch.save(_mean(last), out)
        means = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in totals.items())
        print(
            f"epoch {epoch} {time.time() - began:.0f}s {means}",
            flush=True,
        )


def _mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def _mixed(before: dict[str, Tensor], after: dict[str, Tensor], kept: float) -> dict[str, Tensor]:
    """Weights between two states: what was learned first is not lost for what came last (Wortsman and others, 2022)."""
    return {name: kept * before[name] + (1 - kept) * after[name] for name in after}


def _batches(chosen: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of stories of like length, of so many windows or one story."""
    chance.shuffle(chosen)
    made: list[list[Example]] = []
    for at in range(0, len(chosen), CHUNK):
        room = 0
        for e in sorted(chosen[at : at + CHUNK], key=lambda e: e.pieces):
            room -= len(e.windows)
            if room < 0:
                made.append([])
                room = BATCH - len(e.windows)
            made[-1].append(e)
    chance.shuffle(made)
    yield from made


def _in_short_numbers() -> torch.autocast:
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=NUMBERS is torch.bfloat16)


def encode(net: Network, batch: Sequence[Example]) -> list[Tensor]:
    """The state of each word of each story."""
    every = [(window, state) for e in batch for window, state in zip(e.windows, e.states, strict=True)]
    longest = max(len(window.pieces) for window, _ in every)
    x = torch.zeros(len(every), longest, 384, dtype=NUMBERS)
    mask = torch.zeros(len(every), 1, 1, longest, dtype=torch.bool)
    for i, (window, state) in enumerate(every):
        n = len(window.pieces)
        x[i, :n], mask[i, ..., :n] = state.to(NUMBERS), True
    with _in_short_numbers():
        x = net.encoder.upper(x, mask)
    read = iter(x)
    made = []
    for e in batch:
        words = torch.zeros(len(e.tags), 384)
        for window in e.windows:
            words[slice(*window.own)] = next(read)[torch.from_numpy(window.places)].float()
        made.append(words)
    return made


def losses(net: Network, batch: Sequence[Example], totals: dict[str, list[float]]) -> Tensor:
    """The sum of all losses of a batch, for each act of it."""
    parts: list[Tensor] = []

    def add(name: str, loss: Tensor, weight: float) -> None:
        totals[name].append(float(loss.detach()))
        parts.append(loss * weight)

    count = max(4, sum(len(e.acts) for e in batch))
    for e, words in zip(batch, encode(net, batch), strict=True):
        words = net.drop(words)
        tags = net.acts(words)
        add("tag", F.binary_cross_entropy_with_logits(tags[:, :2], e.tags, weight=e.weights, reduction="sum"), 0.5)
        names = net.names(words)
        for column in (0, 1):
            spread = F.cross_entropy(names[:, 3 * column : 3 * column + 3], e.names[:, column], reduction="sum")
            add("names" if column == 0 else "goods", spread, 0.1)
        if not e.acts:
            continue
        at = torch.tensor([t.word for t in e.acts])
        chances = _pairs(net.parties(words, at, e.mentions, e.facts), e.mentions) if len(e.mentions.heads) else None
        for i, t in enumerate(e.acts):
            if chances is not None:
                add("parties", -torch.logsumexp(_right_pairs(chances[i], t), 0), t.weight)
            _act_losses(net, words, tags[t.word], t, add)
    return torch.stack(parts).sum() / count


def _pairs(scores: Tensor, mentions: Mentions) -> Tensor:
    """The logarithms of the chances of each proposer with each recipient `[acts, proposers, recipients]`.

    Nobody makes an act to itself; that nobody is named on both sides can be.
    """
    many = len(mentions.heads)
    same = torch.zeros(many + 1, many + 1, dtype=torch.bool)
    same[:many, :many] = mentions.parties > 0
    both = (scores[:, :, None, 0] + scores[:, None, :, 1]).masked_fill(same, NEVER)
    return F.log_softmax(both.flatten(1), 1).view(both.shape)


def _right_pairs(chances: Tensor, t: Target) -> Tensor:
    """The pairs that are right; any, in a role whose right candidates are unknown."""
    (proposers, known), (recipients, also_known) = t.parties
    found = chances[proposers] if known else chances
    both = found[:, recipients] if also_known else found
    return (both if both.max() > NEVER else found).flatten()


def _act_losses(net: Network, words: Tensor, tags: Tensor, t: Target, add) -> None:  # type: ignore[no-untyped-def]
    add("act", -torch.logsumexp(F.log_softmax(tags[2:11], 0)[t.acts], 0), 0.4 * t.weight)
    add("sign", F.binary_cross_entropy_with_logits(tags[11], torch.tensor(t.negated)), 0.6 * t.weight)
    if t.starts:
        start, end = net.terms(words, t.word, *t.sentence)
        start, end = F.log_softmax(start, 0), F.log_softmax(end, 0)
        add("terms", -torch.logsumexp(start[t.starts] + end[t.ends], 0), 0.5 * t.weight)


if __name__ == "__main__":
    main()
