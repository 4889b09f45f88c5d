"""Sums of money that are bargained over: "$500 million in aid", "a 40 dlr per share offer"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from briefing.analysis.quantities import sums

_BARGAINED = frozenset(
    ["offer", "bid", "tender", "propose", "proposal", "pledge", "promise", "commit", "demand", "ask", "request", "seek", "pay", "payment", "repay", "lend", "loan", "grant", "give", "provide", "donate", "contribute", "fund", "finance", "compensate", "compensation", "fine", "fee", "bonus", "subsidy", "rebate", "aid", "assistance", "package", "approve", "allocate", "invest", "investment", "purchase", "buy", "acquire", "acquisition", "sell", "sale", "price", "ransom", "owe", "debt", "settle", "settlement", "cost", "reimburse", "guarantee", "credit", "award", "deal"]
)
_VALUED = frozenset(
    ["loss", "profit", "turnover", "revenue", "earnings", "income", "close", "rise", "fall", "jump", "drop", "climb", "slump", "rally", "gain", "trade", "sales", "worth", "market", "deficit", "surplus", "earn", "value", "settle", "down", "up", "cost"]
)
_NEAR = 9


def sums_bargained(doc: Doc) -> Iterator[Span]:
    """The sums of a passage with a word of bargaining near them in their sentence, and no word of the market."""
    for start, end in sums(doc.text):
        words = doc.char_span(start, end, alignment_mode="expand")
        if words is None:
            continue
        sentence = words[0].sent
        around = doc[max(sentence.start, words.start - _NEAR) : min(sentence.end, words.end + _NEAR)]
        lemmas = {t.lemma_.lower() for t in around}
        close = {t.lemma_.lower() for t in doc[max(sentence.start, words.start - 4) : words.start]}
        if lemmas & _BARGAINED and not close & _VALUED:
            yield words
