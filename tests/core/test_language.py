"""Languages: foreign sentences are named, and no English text is refused, however short."""

from __future__ import annotations

import re

import pytest

from bench import gold
from briefing.core.language import is_read, language, name, unread

FOREIGN = {
    "de": "Die Regierung hat den Bauern weitere Hilfen zugesagt. Das teilte eine Sprecherin am Montag mit.",
    "fr": "Le gouvernement a proposé une aide aux agriculteurs, mais les syndicats ne sont pas d'accord avec lui.",
    "es": "El gobierno ofreció a los mineros un aumento, pero el sindicato dijo que no es suficiente para ellos.",
    "pt": "O sindicato não aceitou a proposta do governo, que também foi criticada pela oposição no sábado.",
    "it": "Il governo ha respinto la proposta della società e non ha detto quando si terranno altri colloqui.",
    "nl": "De regering heeft het voorstel van de vakbond afgewezen en wil niet meer met hen praten.",
    "sv": "Regeringen har erbjudit bönderna stöd, och de säger att det inte är nog för att klara vintern.",
    "pl": "Rząd odrzucił propozycję i zapowiedział, że nie będzie już rozmów, które trwały od maja.",
    "cs": "Vláda návrh odmítla a ministr řekl, že je to podle jeho názoru málo, ale jednání nebylo přerušeno.",
    "tr": "Hükümet teklifi reddetti ve bunun çiftçiler için yeterli olmadığını söyledi, ancak bir görüşme olacak.",
    "id": "Pemerintah menolak tawaran itu dan mengatakan bahwa hal ini tidak cukup untuk para petani.",
    "ru": "Правительство отклонило предложение рыбаков.",
    "uk": "Уряд відхилив пропозицію її рибалок.",
    "zh": "政府拒绝了渔民的提议。",
    "ja": "政府は漁業者の提案を拒否した。",
    "ko": "정부는 어민들의 제안을 거부했다.",
    "ar": "رفضت الحكومة عرض الصيادين.",
    "fa": "دولت پیشنهاد ماهیگیران را رد کرد و گفت.",
    "el": "Η κυβέρνηση απέρριψε την πρόταση των ψαράδων.",
    "he": "הממשלה דחתה את הצעת הדייגים.",
    "hi": "सरकार ने मछुआरों का प्रस्ताव ठुकरा दिया।",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_text_is_named(code: str) -> None:
    assert language(FOREIGN[code]) == code
    assert not is_read(code)
    assert name(code) in unread(code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12.5 % 300 4,000",
        "Peru",
        "Copper price falls",
        "PERU REJECTS CHILE'S OFFER",
        "Banco de la Costa bids for Minera del Sur",
        "A spokesman for Électricité de la Baie said the offer of Compagnie des Mines du Lac was too low.",
        "The ministry (министерство торговли) said talks with Япония would go on.",
    ],
)
def test_english_and_what_cannot_be_told_is_read(text: str) -> None:
    assert is_read(language(text))


def test_no_sentence_and_no_clause_of_the_gold_is_refused() -> None:
    whole = [story.text for story in gold.load()]
    parts = [part for text in whole for part in re.split(r"(?<=[.,;:!?”])\s+", text)]
    assert [part for part in (*whole, *parts) if not is_read(language(part))] == []


def test_a_text_of_millions_is_told_by_its_beginning() -> None:
    assert language(FOREIGN["de"] * 20_000) == "de"
