"""What the programs that publish sites leave in the text of an entry: shortcodes, boxes to share, names of their own.

The site shows something else in their place; a feed has them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from briefing.fetch.html.tree import Element, words_of

SHARE_BOXES = re.compile(
    r"(?<![a-z])(?:sharedaddy|jp-relatedposts|addtoany|a2a_kit|addthis|(?:share|sharing)[-_]?(?:bar|buttons?|links|tools)"
    r"|social[-_]?(?:shar(?:e|ing)|links|icons|buttons))",
    re.IGNORECASE,
)
"""How boxes with buttons that pass a story on are named."""
_SUBSCRIPTIONS = re.compile(
    r"(?<![a-z])(?:kg-signup-card|subscription-widget|mc4wp-form|wp-block-jetpack-subscriptions)", re.IGNORECASE
)
_NAMES = ("class", "CLASS", "id=", "ID=")
"""Where boxes have their names. These are looked for first: the expressions cost a tenth of a first fetch."""
_LONGEST_BUTTONS, _LONGEST_BOX = 400, 1_000  # characters
_CAPTION_CODE = re.compile(r"\[((?:wp_)?caption)\b[^\[\]]*\](.{0,5000}?)\[/\1\]", re.IGNORECASE | re.DOTALL)
_VALUE = "\"[^\"\\]]*\"|'[^'\\]]*'|[“”″„][^“”″\\]]*[“”″]"
_CODE_WITH_VALUES = re.compile(rf"\[([a-z][\w-]{{1,30}})(?:\s+[\w-]{{1,40}}\s?=\s?(?:{_VALUE}))+\s*/?\]", re.IGNORECASE)
_OF_BUILDERS = re.compile(r"\[/?(?:vc|wpb|et_pb|su|fusion|av|nectar|tdc?|cmsmasters)_[\w-]+(?:\s[^\[\]]*)?\]")
_ALONE = re.compile(
    r"^\s*\[(?:gallery|playlist)\]\s*$|\[embed\](?=\s*https?:)|\[/(?:gallery|embed|playlist|audio|video|(?:wp_)?caption)\]"
)
_NOT_IN = ("pre", "code", "xmp", "textarea", "script", "style")
_BOXES = ("div", "section", "aside", "ul", "p")
_NO_PICTURE = ("table", "blockquote", "pre", "iframe", "video", "audio", "ul", "ol")
_CAPTION_CLASS = re.compile(r"(?<![\w-])(?:(?:image-|fig-?)?caption|(?:wp-)?caption-text)(?![\w-])")
_CAPTIONS = ("figcaption", "p", "div", "span")
_NEAR = 3  # elements around one
_MOST_IN_FIGURE = 200  # elements
_LONGEST_CAPTION = 300


def with_figures(html: str) -> str:
    """HTML in which a picture with its caption in a shortcode is a figure."""
    return _CAPTION_CODE.sub(_figure, html) if "aption]" in html else html


def _figure(code: re.Match[str]) -> str:
    picture, tag_end, words = code[2].rpartition(">")
    return f"<figure>{picture}{tag_end}<figcaption>{words}</figcaption></figure>"


def take_out_leftovers(root: Element, html: str) -> None:
    """Take out what a site would not show as it stands in the tree of `html`, and give pictures their captions.

    The source is looked at first, for hardly any text has such a thing.
    """
    has_names = any(name in html for name in _NAMES)
    if has_names and (SHARE_BOXES.search(html) or _SUBSCRIPTIONS.search(html)):
        for box in [box for box in root.iter(*_BOXES) if _is_for_buttons(box)]:
            _drop(box)
    if "amp-img" in html:
        for picture in root.iter("amp-img"):
            picture.tag = "img"
    if "figcaption" in html or (has_names and _CAPTION_CLASS.search(html)):
        describe_pictures(root)
    if "[" in html:
        _take_out_codes(root)


def _is_for_buttons(box: Element) -> bool:
    name = f"{box.get('id', '')} {box.get('class', '')}"
    if SHARE_BOXES.search(name):
        return len(words_of(box)) < _LONGEST_BUTTONS
    return _SUBSCRIPTIONS.search(name) is not None and len(words_of(box)) < _LONGEST_BOX


def _drop(element: Element) -> None:
    """Take an element out of its tree, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def describe_pictures(root: Element) -> None:
    """Make captions the descriptions of the pictures beside them: they tell what is seen, often of another day."""
    for caption in [one for one in root.iter(*_CAPTIONS) if _is_caption(one)]:
        near = tuple(islice(caption.iterancestors(), _NEAR))
        figure = next((one for one in near if _may_be_figure(one)), None)
        if figure is not None and not any(map(_is_caption, near)):
            _describe_picture(figure, caption)


def _may_be_figure(element: Element) -> bool:
    """Whether an element has a picture, and few others: one of many would be looked through for each caption in it."""
    few = tuple(islice(element.iter(), _MOST_IN_FIGURE + 1))
    return len(few) <= _MOST_IN_FIGURE and any(one.tag == "img" for one in few)


def _describe_picture(figure: Element, caption: Element) -> None:
    words = words_of(caption)
    is_more = next(caption.iter("a", "img"), None) is not None or len(words) > _LONGEST_CAPTION
    if is_more or next(figure.iter(*_NO_PICTURE), None) is not None:
        return  # it is a text of its own
    if len(words_of(figure)) - len(words) > _LONGEST_CAPTION:
        return  # the picture is another one's
    _drop(caption)
    pictures = list(figure.iter("img"))
    shown = [one for one in pictures if next(one.iterancestors("noscript"), None) is None]
    picture = (shown or pictures)[-1]
    picture.set("data-caption", f"{picture.get('data-caption', '')} {words}".strip())


def _is_caption(element: Element) -> bool:
    return element.tag == "figcaption" or _CAPTION_CLASS.search(element.get("class", "")) is not None


def _take_out_codes(root: Element) -> None:
    """Take shortcodes out of all text but code; what they stand around stays."""
    texts = [(element, at) for element in root.iter() for at in ("text", "tail") if "[" in (getattr(element, at) or "")]
    names = {name for element, at in texts for name in _CODE_WITH_VALUES.findall(getattr(element, at))}
    for element, at in texts:
        around = element if at == "text" else element.getparent()
        if around.tag not in _NOT_IN and next(around.iterancestors(*_NOT_IN), None) is None:
            setattr(element, at, _without_codes(getattr(element, at), names))


def without_shortcodes(text: str) -> str:
    """A plain text without shortcodes; what they stand around stays."""
    return _without_codes(text, set(_CODE_WITH_VALUES.findall(text))) if "[" in text else text


def _without_codes(text: str, names: Iterable[str]) -> str:
    """A text without shortcodes and without the ends of those that are named."""
    for code in (_CODE_WITH_VALUES, _OF_BUILDERS, _ALONE):
        text = code.sub(" ", text)
    for name in names:
        text = text.replace(f"[/{name}]", " ")
    return text
