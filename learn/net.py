"""The network: a small encoder and heads for acts, parties, terms and names. The runtime computes the same in numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from briefing.analysis.learned.features import sizes
from briefing.analysis.learned.network import ACTS

HIDDEN, INNER, HEADS = 384, 1536, 12
LAYERS = 4
WIDE, NARROW, VIEWS = 128, 64, 4
BUCKETS = 16
"""Distances of words from the word of the act, as the terms' pointers see them."""


@dataclass(frozen=True)
class Mentions:
    """The candidates of a window: numbers of their main words, and rows that average their words and their parties.

    `averages` is `[candidates, words]`, `parties` is `[candidates, candidates]`.
    """

    heads: Tensor
    averages: Tensor
    parties: Tensor


class Layer(nn.Module):
    """A transformer's layer, normalised behind its parts, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(batch, length, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The lower layers of all-MiniLM-L6-v2, the embeddings and the lowest of them frozen, the others trained."""

    def __init__(self, vocabulary: int = 30522, frozen: int = 1) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, HIDDEN), nn.Embedding(512, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.frozen = frozen
        for part in (self.words, self.places, self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)

    def load(self, weights: dict[str, Tensor]) -> None:
        """Take the weights of a BERT checkpoint; the one type embedding in use is added to the places."""
        embed = "embeddings."
        self.words.weight.data.copy_(weights[embed + "word_embeddings.weight"])
        kind = weights[embed + "token_type_embeddings.weight"][0]
        self.places.weight.data.copy_(weights[embed + "position_embeddings.weight"] + kind)
        _copy(self.norm, weights, embed + "LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
            _copy(layer.out, weights, at + "attention.output.dense")
            _copy(layer.norm1, weights, at + "attention.output.LayerNorm")
            _copy(layer.up, weights, at + "intermediate.dense")
            _copy(layer.down, weights, at + "output.dense")
            _copy(layer.norm2, weights, at + "output.LayerNorm")

    @torch.no_grad()
    def lower(self, pieces: Tensor) -> Tensor:
        """The frozen part, for one window of pieces."""
        x = self.norm(self.words(pieces) + self.places.weight[: len(pieces)])[None]
        mask = torch.ones(1, 1, 1, len(pieces), dtype=torch.bool)
        for layer in self.layers[: self.frozen]:
            x = layer(x, mask)
        return x[0]

    def upper(self, x: Tensor, mask: Tensor) -> Tensor:
        """The trained part, for a batch of windows."""
        for layer in self.layers[self.frozen :]:
            x = layer(x, mask)
        return x


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(self, frozen: int = 1) -> None:
        super().__init__()
        alone, pair = sizes()
        self.encoder = Encoder(frozen=frozen)
        self.drop = nn.Dropout(0.2)
        self.tag_hidden, self.tag = nn.Linear(HIDDEN, WIDE), nn.Linear(WIDE, 2 + len(ACTS) + 1)
        self.names = nn.Linear(HIDDEN, 6)
        self.word, self.mention = nn.Linear(HIDDEN, WIDE), nn.Linear(2 * HIDDEN, WIDE)
        self.all_mentions = nn.Linear(WIDE, WIDE)
        self.party_hidden, self.none_hidden = nn.Linear(3 * WIDE + alone + pair, WIDE), nn.Linear(HIDDEN, WIDE)
        self.compare, self.compared = nn.Linear(WIDE, 3 * WIDE), nn.Linear(WIDE, WIDE)
        self.party, self.none = nn.Linear(WIDE, 2), nn.Linear(WIDE, 2)
        self.ask, self.key = nn.Linear(HIDDEN, 2 * NARROW), nn.Linear(HIDDEN, 2 * NARROW)
        self.bias = nn.Parameter(torch.zeros(2, 2 * BUCKETS + 1))

    def acts(self, words: Tensor) -> Tensor:
        """For each word: any act, a counted one, the nine acts, negated."""
        hidden: Tensor = self.tag(self.drop(F.relu(self.tag_hidden(words))))
        return hidden

    def parties(self, words: Tensor, at: Tensor, mentions: Mentions, facts: Tensor) -> Tensor:
        """For each of the words `at`, each mention and none behind them: scores as proposer and recipient.

        Each mention is seen with the average of all mentions of its party, and compared with all others and with none.
        """
        said = words[at]
        t = self.word(said)
        m = self.mention(torch.cat([words[mentions.heads], mentions.averages @ words], 1))
        m = m + self.all_mentions(mentions.parties @ m)
        t, m = t[:, None].expand(-1, len(m), -1), m[None].expand(len(t), -1, -1)
        hidden = F.relu(self.party_hidden(torch.cat([t, m, t * m, facts], 2)))
        hidden = torch.cat([hidden, F.relu(self.none_hidden(said))[:, None]], 1)
        q, k, v = self.compare(hidden).view(*hidden.shape[:2], 3, VIEWS, WIDE // VIEWS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(hidden.shape)
        hidden = self.drop(hidden + F.relu(self.compared(seen)))
        return torch.cat([self.party(hidden[:, :-1]), self.none(hidden[:, -1:])], 1)

    def terms(self, words: Tensor, at: int, first: int, last: int) -> tuple[Tensor, Tensor]:
        """Scores of the words `[first, last)` as the terms' first and last word."""
        ask, key = self.ask(words[at]), self.key(words[first:last])
        far = torch.arange(first, last) - at
        place = torch.sign(far) * torch.bucketize(far.abs(), EDGES) + BUCKETS
        start = key[:, :NARROW] @ ask[:NARROW] / math.sqrt(NARROW) + self.bias[0, place]
        end = key[:, NARROW:] @ ask[NARROW:] / math.sqrt(NARROW) + self.bias[1, place]
        return start, end


EDGES = torch.tensor([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 48, 64])


def _copy(part: Any, weights: dict[str, Tensor], name: str) -> None:
    part.weight.data.copy_(weights[name + ".weight"])
    part.bias.data.copy_(weights[name + ".bias"])
