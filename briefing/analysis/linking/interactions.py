"""What the parties of a story have to do with each other, by the acts that it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.linking.similarity import similarity
from briefing.core.analysis import Party

_LIKE_TERMS = 0.4
_NEAR_DRAFTS = 4


class Interactions:
    """What the parties of a story have to do with each other beside one candidate."""

    def __init__(
        self, candidates: Sequence[ActCandidate], at: int, together: Callable[[Party | None, Party | None], bool]
    ) -> None:
        candidate = candidates[at]
        self._candidate, self._together = candidate, together
        self._before = [d for d in candidates[:at] if d.proposer is not None]
        complete = [d for d in candidates if d is not candidate and d.proposer is not None and d.recipient is not None]
        self._complete = complete
        self._partners = [
            far
            for one, other in ((d.proposer, d.recipient) for d in complete)
            for own, far in ((one, other), (other, one))
            if together(own, candidate.proposer)
        ]
        puts = [d for d in self._before if d.act.opens and not together(d.proposer, candidate.proposer)]
        self._last_put = puts[-1].proposer if puts else None

    def with_(self, party: Party) -> Iterator[str]:
        """What speaks for a party being the one addressed."""
        candidate, together = self._candidate, self._together
        answers = candidate.act.is_answer
        for other in self._before[-_NEAR_DRAFTS:]:
            if together(other.proposer, party) and together(other.recipient, candidate.proposer):
                yield "spoke to the proposer"
            if together(other.proposer, candidate.proposer) and together(other.recipient, party):
                yield "was spoken to by the proposer"
        if answers and any(
            other.act.opens and together(other.proposer, party) and similarity(other, candidate) >= _LIKE_TERMS
            for other in self._before
        ):
            yield "put what is answered"
        dealings = sum(together(partner, party) for partner in self._partners)
        if dealings:
            yield "dealt with"
        if dealings and dealings == len(self._partners):
            yield "nobody else dealt with"
        if any(together(d.recipient, party) and not together(d.proposer, candidate.proposer) for d in self._complete):
            yield "asked by others"
        if together(self._last_put, party):
            yield "put something last, answered" if answers else "put something last"
