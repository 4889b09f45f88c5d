"""What HTML says by more than its words: raised and struck characters, numbers of lists, tables, formulas, players."""

from __future__ import annotations

import pytest

from briefing.core.story import BlockKind, Body
from briefing.fetch.html import html_to_body
from briefing.fetch.html.tree import parse

PAGE = "https://harbour.example/news/tolls.html"


def read(html: str) -> Body:
    return html_to_body(html, PAGE)


def text(html: str) -> str:
    return read(html).text


def links(html: str) -> dict[str, str]:
    body = read(html)
    return {body.text[link.start : link.end]: link.address for link in body.links}


def struck(html: str) -> list[str]:
    body = read(html)
    return [body.text[start:end] for block in body.blocks for start, end in block.struck]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>3 × 10<sup>5</sup> sacks", "3 × 10⁵ sacks"),
        ("10<sup>-4</sup> m<sup>2</sup>", "10⁻⁴ m²"),
        ("H<sub>2</sub>O and k<sub>max</sub>", "H₂O and k_max"),
        ("a<sup>n+1</sup>, a<sup>2k</sup>, e<sup>x</sup>", "aⁿ⁺¹, a^2k, e^x"),
        ("the 2<sup>nd</sup> quay of M<sup>lle</sup> Roy<sup>®</sup>", "the 2nd quay of Mlle Roy®"),
        ("<p>Salt<sup>1,2</sup> and tar<sup>3</sup>", "Salt[1,2] and tar³"),
        ("<p>Grain came.<sup>4</sup> Then <b>salt</b><sup>[5]</sup> came", "Grain came.[4] Then salt[5] came"),
        ("salt<sup>*</sup>", "salt[*]"),
        ("<sup>alone</sup>", "alone"),
    ],
)
def test_raised_and_lowered_characters_keep_their_meaning(html: str, expected: str) -> None:
    assert text(html) == expected


def test_a_raised_link_is_the_mark_of_a_note() -> None:
    assert text('<p>They met<sup><a href="#n3">3</a></sup> twice') == "They met[3] twice"
    assert links('<p>They met<sup><a href="#n3">3</a></sup> twice') == {"[3]": f"{PAGE}#n3"}
    assert text('<p>They met<a href="#n3"><sup>3</sup></a> twice') == "They met[3] twice"


def test_what_is_struck_out_is_known_and_does_not_stand() -> None:
    html = "<p>Kelland has <del>refused</del> taken <s>four</s> <strike>five <b>small</b></strike> six ships."
    assert struck(html) == ["refused", "four", "five small"]
    body = read(html)
    assert body.text == "Kelland has refused taken four five small six ships."
    assert " ".join(body.standing.replace("\u200b", "").split()) == "Kelland has taken six ships."
    assert len(body.standing) == len(body.text)


def test_a_style_strikes_out_as_well() -> None:
    html = "<p>Orm <span style='color: red; text-decoration: underline line-through'>paid <s>it</s></span> owes."
    assert struck(html) == ["paid it"]
    assert struck("<p style='text-decoration-line:line-through'>Gone.<p style='text-decoration:none'>On.") == ["Gone."]


def test_whole_blocks_can_be_struck_out() -> None:
    assert struck("a<del><p>One</p><ul><li>two</ul></del><p>three") == ["One", "two"]
    assert struck("<table><tr><td><s>9</s> 8<td>x<tr><td>y<td>z</table>") == ["9"]


@pytest.mark.parametrize(
    ("html", "labels"),
    [
        ("<ol><li>a<li>b<li value=9>c<li>d</ol>", ["1.", "2.", "9.", "10."]),
        ("<ol start=4><li>a<li>b</ol><ul><li>c</ul>", ["4.", "5.", ""]),
        ("<ol reversed><li>a<li>b</ol>", ["2.", "1."]),
        ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", ["1.", "a.", "b.", "2."]),
        ("<ol type=I start=3><li>a<li>b</ol>", ["III.", "IV."]),
        ("<ol start='many'><li value='x'>a</ol>", ["1."]),
        ("<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>", ["☑", "☐"]),
    ],
)
def test_items_keep_their_numbers_and_boxes(html: str, labels: list[str]) -> None:
    body = read(html)
    assert [block.label for block in body.blocks if block.kind is BlockKind.ITEM] == labels
    assert set(body.text) <= set("abcd\n ")


def test_a_box_inside_a_sentence_stays_there() -> None:
    assert text("<p>Tick <input type=checkbox> here") == "Tick ☐ here"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><td>Kell<td rowspan=3>salt<td>5<tr><td>Orm<td>6<tr><td>Vey<td>7</table>",
            "Kell | salt | 5\nOrm | salt | 6\nVey | salt | 7",
        ),
        (
            "<table><tr><td rowspan=2>a<td rowspan=2>b<td>c<tr><td>d<tr><td>e<td>f<td>g</table>",
            "a | b | c\na | b | d\ne | f | g",
        ),
        ("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d<td>e</table>", "a | b | c\nd | e | c"),
        ("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", "a |  | b\nc | d | e"),
        ("<table><tr><td rowspan=0>a<td>b<tr><td colspan=x>c<tr><td>d</table>", "a | b\na | c\na | d"),
        ("<table><tr><td><p>One.</p><p>Two.</p><td>x</table>", "One.\n\nTwo.\n\nx"),
        ("<table><tr><td><div>One.</div><div>Two.</div><td><div>x</div></table>", "One.\n\nTwo.\n\nx"),
        ("<table><tr><td><div>a</div><td><div>b</div><tr><td>c<br>d<td>e</table>", "a | b\nc d | e"),
        ("<table><tr><td>One.<br> <br>Two.<td>x</table>", "One.\n\nTwo.\n\nx"),
        ("<table><tr><td>a<br><br><td>b</table>", "a | b"),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", "a\n\nb | c"),
    ],
)
def test_cells_that_go_through_rows_and_columns(html: str, expected: str) -> None:
    assert text(html) == expected


def test_spans_make_no_bomb() -> None:
    wide = "<table>" + "<tr>" + "<td rowspan=9999 colspan=9999>x" * 400 + "<tr><td>y<td>z" * 2_000 + "</table>"
    assert len(text(wide)) <= 400_000


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        ("<mi>q</mi><mo>=</mo><mn>3</mn><mo>&#8290;</mo><mi>p</mi>", "q=3p"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>y</mi><mn>1</mn></msub>", "x²+y₁"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msqrt><mi>a</mi><mo>-</mo><mn>1</mn></msqrt>", "√(a-1)"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", "³√(a)"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
            "∑_(i=1)ⁿ",
        ),
        (
            "<semantics><mi>z</mi><annotation encoding='application/x-tex'>z</annotation></semantics>",
            "z",
        ),
        ("<annotation encoding='application/x-tex'>\\alpha + 1</annotation>", "\\alpha + 1"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "[1, 2]"),
    ],
)
def test_formulas_can_be_read(math: str, expected: str) -> None:
    assert text(f"<p>with <math>{math}</math> tons") == f"with {expected} tons"


def test_formulas_of_scripts_and_pictures_are_said_once() -> None:
    katex = "<span class=katex><span class=katex-mathml><math><mi>v</mi></math></span>"
    assert text(f"<p>at {katex}<span class=katex-html aria-hidden=true>v</span></span> knots") == "at v knots"
    mathjax = "<span class=MathJax_Preview>w</span><script type='math/tex'>w^2</script>"
    assert text(f"<p>at {mathjax} knots") == "at w^2 knots"
    drawn = "<mjx-container class=MathJax><mjx-math aria-hidden=true><mjx-mi>s</mjx-mi></mjx-math>"
    said = "<mjx-assistive-mml><math><mi>s</mi><mo>≠</mo><mn>0</mn></math></mjx-assistive-mml></mjx-container>"
    assert text(f"<p>at {drawn}{said} knots") == "at s≠0 knots"
    picture = "<img class='latex' alt='{\\displaystyle u+1}' src=u.png>"
    assert text(f"<p>at {picture} knots") == "at u+1 knots"
    assert text("<p>at <math alttext='k'></math> knots") == "at k knots"


def test_players_and_frames_are_lines_that_lead_to_them() -> None:
    html = (
        "<p>Hear this:</p><audio src='/talk.ogg'></audio><video><source src='/quay.webm'>Get another browser</video>"
        "<iframe src='https://www.youtube.com/embed/a1b2c3d4e5f'></iframe><iframe src='//maps.example/quay'></iframe>"
        "<iframe src='https://ad.doubleclick.net/x'></iframe><iframe src='/pixel' width=1></iframe><p>And that."
    )
    assert text(html).split("\n\n") == [
        "Hear this:",
        "[audio: harbour.example]",
        "[video: harbour.example]",
        "[video: youtube.com]",
        "[embedded: maps.example]",
        "And that.",
    ]
    assert links(html)["[video: youtube.com]"] == "https://www.youtube.com/watch?v=a1b2c3d4e5f"
    assert links(html)["[embedded: maps.example]"] == "https://maps.example/quay"


@pytest.mark.parametrize(
    "name",
    [
        *("iframe", "video", "audio", "canvas", "textarea", "noscript", "map", "button"),
        *("svg", "title", "template", "math"),
    ],
)
@pytest.mark.parametrize("start", ["<{} src=/x>", "<{} src=/x />", "<{}><p>", "<{} src=/x></{}><{} src=/y>"])
def test_what_is_never_ended_swallows_nothing(name: str, start: str) -> None:
    html = f"<p>Before {start.replace('{}', name)}<p>The rest of it.</p><p>End."
    assert text(html).endswith("The rest of it.\n\nEnd.")


def test_a_script_from_elsewhere_that_is_never_ended_swallows_nothing() -> None:
    assert text("<p>One.<script async src='https://harbour.example/x.js'><p>Two.") == "One.\n\nTwo."
    assert text("<p>One.<script>let two = '<p>Two.'</script><p>Three.") == "One.\n\nThree."


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (
            "<img src=/c.png alt='A chart' title='Prices fell'>",
            {"[image: A chart: Prices fell]": "https://harbour.example/c.png"},
        ),
        ("<img src=/c.png>", {"[image]": "https://harbour.example/c.png"}),
        ("<img src=/c.png alt=''>", {}),
        ("<img src=/c.png width=16 height=16>", {}),
        ("<img src=/c.png style='width: 1px; height:1px'>", {}),
        ("<img src=/c.png style='max-width: 1px'>", {"[image]": "https://harbour.example/c.png"}),
        ("<img src=https://pixel.harbour.example/r?story=4>", {}),
        ("<img src=/track/open.gif?reader=2>", {}),
        ("<img src=/pixelated.png>", {"[image]": "https://harbour.example/pixelated.png"}),
        (
            "<img src=/counter/9 alt='Ships at the quay'>",
            {"[image: Ships at the quay]": "https://harbour.example/counter/9"},
        ),
        ("<img src=/c.png alt='Share this on Reddit!'>", {}),
        ("<img src=/c.png alt='E-mail this'>", {}),
        ("<img src=/c.png alt='Share of coal'>", {"[image: Share of coal]": "https://harbour.example/c.png"}),
        ("<img src=/c.png alt='IMG_2044.jpg'>", {"[image]": "https://harbour.example/c.png"}),
        ("<img src='data:image/gif;base64,R0lG' data-src=/c.png>", {"[image]": "https://harbour.example/c.png"}),
        ("<img src=/blank.gif data-lazy-src=/c.png>", {"[image]": "https://harbour.example/c.png"}),
        ("<img src=/grey.png data-src=/c.png alt=tug>", {"[image: tug]": "https://harbour.example/c.png"}),
        ("<img srcset='/s.png 1x, /c.png 2x'>", {"[image]": "https://harbour.example/s.png"}),
        ("<img src=/c.png alt=tug>", {"[image: tug]": "https://harbour.example/c.png"}),
        ("<img src=/c.png alt='<p>Ships <b>wait</b>'>", {"[image: Ships wait]": "https://harbour.example/c.png"}),
    ],
)
def test_pictures_lead_to_what_they_show(image: str, expected: dict[str, str]) -> None:
    assert links(f"<p>x</p>{image}") == expected
    assert text(f"<p>x</p>{image}") == "\n\n".join(["x", *expected])


def test_small_pictures_of_a_sign_or_a_letter_are_a_part_of_the_sentence() -> None:
    html = "<p><img src=/t.png alt=T>olls rise <img src=/s.png alt=':-('> <img src=/e.png alt=⚓>."
    assert text(html) == "Tolls rise :-( ⚓."


def test_pictures_of_which_nothing_is_said_share_a_line() -> None:
    body = read("<p>Quays:</p>" + "".join(f"<p><img src=/{number}.png></p>" for number in range(3)) + "<p>End.")
    assert body.text.split("\n\n") == ["Quays:", "[image] [image] [image]", "End."]
    assert [(body.text[link.start : link.end], link.address[-5:]) for link in body.links] == [
        ("[image]", "0.png"),
        ("[image]", "1.png"),
        ("[image]", "2.png"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("See https://toll.example/a_(b), or not.", {"https://toll.example/a_(b)": "https://toll.example/a_(b)"}),
        ("<p>Ask at www.toll.example/quay, today.", {"www.toll.example/quay": "https://www.toll.example/quay"}),
        ("<p>ann@www.toll.example and awww.what a day www.", {}),
        ("<p>(https://toll.example/x).", {"https://toll.example/x": "https://toll.example/x"}),
        (
            "<p><a href='/y'>https://toll.example/x</a>",
            {"https://toll.example/x": "https://harbour.example/y"},
        ),
        ("<pre>https://toll.example/x</pre>", {}),
    ],
)
def test_addresses_that_are_written_out_are_links(html: str, expected: dict[str, str]) -> None:
    assert links(html) == expected


def test_links_follow_the_base_of_the_piece_and_notes_stay_on_the_page() -> None:
    html = "<base href='https://old.example/dir/'><p><a href=z.html>z</a> <a href='#n1'>1</a>"
    assert links(html) == {"z": "https://old.example/dir/z.html", "1": f"{PAGE}#n1"}
    body = html_to_body("<a href='#n1'>1</a>", "https://old.example/dir/", page=PAGE)
    assert [link.address for link in body.links] == [f"{PAGE}#n1"]


@pytest.mark.parametrize(
    ("attributes", "is_shown"),
    [
        ("style='color: red; display:none'", False),
        ("style='visibility : hidden'", False),
        ("hidden", False),
        ("style='--footer-display: none'", True),
        ("style='backface-visibility: hidden'", True),
        ("hidden=until-found", True),
        ("hidden id='S:2'", True),
    ],
)
def test_only_what_is_hidden_is_left_out(attributes: str, is_shown: bool) -> None:
    assert text(f"<p>a</p><div {attributes}>b</div>") == ("a\n\nb" if is_shown else "a")


def test_lines_of_kept_white_space_are_lines() -> None:
    html = "<p style='white-space: pre-line'>Salt\n  Tar\n\nRope</p>Else\nhere"
    assert text(html) == "Salt\n\nTar\n\nRope\n\nElse here"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("&lt;p&gt;Orm took &lt;a href='/t'&gt;the toll&lt;/a&gt;.&lt;/p&gt;", "Orm took the toll."),
        ("Write &lt;p&gt; before a paragraph", "Write <p> before a paragraph"),
        ("<p>Write &lt;b&gt;x&lt;/b&gt;", "Write <b>x</b>"),
        ("<![CDATA[<p>Salt.</p>]]>", "Salt."),
        ("<xml><w:x>96</w:x></xml><p>Salt.", "Salt."),
        ("<details><summary>More</summary>Salt.</details>", "More\n\nSalt."),
        ("<ruby>港<rp>(</rp><rt>minato</rt><rp>)</rp></ruby>", "港"),
    ],
)
def test_other_kinds(html: str, expected: str) -> None:
    assert text(html) == expected


def test_line_numbers_beside_code_are_no_text() -> None:
    html = "<table><tr><td><pre>1\n2\n3</pre><td><pre>a = 1\nb = 2\nc = 3</pre></table>"
    assert text(html) == "a = 1\nb = 2\nc = 3"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Salt\nCosts:\n- five\n- six or\n  so", ["Salt", "Costs:", "five", "six or so"]),
        ("1. Tar\n2) Rope", ["Tar", "Rope"]),
        ("0:00 Who came\n3:20 Who left", ["0:00 Who came", "3:20 Who left"]),
        ("Old Quay 5\nKell\nOrmland", ["Old Quay 5", "Kell", "Ormland"]),
        ("Tar    5   6\nRope   12  1", ["Tar    5   6\nRope   12  1"]),
        (
            "Kell takes ships again, as its master told us all\nHimself on Monday, and the toll is as it was\nBefore.",
            ["Kell takes ships again, as its master told us all Himself on Monday, and the toll is as it was Before."],
        ),
    ],
)
def test_lines_of_plain_text(plain: str, expected: list[str]) -> None:
    body = read(plain)
    assert [body.text[block.start : block.end] for block in body.blocks] == expected


def test_items_of_plain_text_keep_their_numbers() -> None:
    assert [block.label for block in read("4. Tar\n5. Rope\n- Salt").blocks] == ["4.", "5.", ""]


def test_a_tag_with_very_many_attributes_is_read_in_time() -> None:
    root = parse("<p" + "".join(f" a{number}=b" for number in range(100_000)) + ">x</p>")
    assert len(next(root.iter("p")).attrib) <= 1_000
    assert "".join(root.itertext()) == "x"


@pytest.mark.parametrize("wrapper", ["div", "b", "blockquote", "ul"])
@pytest.mark.parametrize("depth", [200, 2_000, 30_000])
def test_text_is_found_at_any_depth(wrapper: str, depth: int) -> None:
    html = "<p>First.</p>" + f"<{wrapper}>" * depth + "deep" + f"</{wrapper}>" * depth + "<p>Last."
    assert text(html) == "First.\n\ndeep\n\nLast."


def test_a_footnote_has_its_mark_and_its_words_but_no_arrow_back() -> None:
    body = html_to_body(
        '<p>Kell sells salt.<sup><a href="#fn1" id="fnref1">1</a></sup></p>'
        '<ol><li id="fn1"><p>By the ton. <a href="#fnref1">↩\ufe0e</a></p></li></ol>'
        '<p>See <a href="https://k.example/up">↑</a> and <a href="#top">above</a>.</p>',
        "https://k.example/salt",
    )
    assert body.text.split("\n\n") == ["Kell sells salt.[1]", "By the ton.", "See ↑ and above."]
    assert len(body.links) == 3


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>See <https://k.example/salt> or <ann@k.example>.", "See <https://k.example/salt> or <ann@k.example>."),
        ("Ask <https://k.example/salt>", "Ask <https://k.example/salt>"),
        ("<p>A list<int> of <harbour> dues, <b>due", "A list<int> of <harbour> dues, due"),
        ("<p>#include <toll.h>", "#include <toll.h>"),
        ("<p>A Map<Quay, Toll> and a Map<Quay,Toll>", "A Map<Quay, Toll> and a Map<Quay,Toll>"),
        ("<p>Nice <harbour seal><none/><path d=M0>here", "Nice <harbour seal>here"),
        ("<p>A <harbour>toll</harbour> of <my-mark>five</my-mark>", "A toll of five"),
        ("<p>A <Harbour>toll</HARBOUR>", "A toll"),
    ],
)
def test_only_names_of_elements_are_tags(html: str, expected: str) -> None:
    assert text(html) == expected


def test_an_address_in_angle_brackets_is_a_link() -> None:
    (link,) = html_to_body("<p>See <https://k.example/salt>.", "https://k.example/").links
    assert link.address == "https://k.example/salt"


def test_one_description_of_many_pictures_stands_once() -> None:
    gallery = "".join(f"<img src=/{number}.jpg alt='Ships wait [left]'>" for number in range(22))
    assert text(f"<p>x</p>{gallery}<p>y</p>") == "x\n\n[image: Ships wait (left)]\n\ny"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("&lt;p&gt;Tolls &lt;b&gt;rise&lt;/b&gt;.&lt;/p&gt;", "Tolls rise."),
        ("<div>&lt;p&gt;Tolls rise.&lt;/p&gt;<br>&lt;p&gt;Soon.&lt;/p&gt;</div>", "Tolls rise.\n\nSoon."),
        ('<p>See &lt;a href="https://toll.example/"&gt;the tolls&lt;/a&gt;.</p>', "See the tolls."),
        ("Tolls &lt;b&gt;rise&lt;/b&gt;,&lt;br&gt;&lt;i&gt;soon&lt;/i&gt;.", "Tolls rise,\nsoon."),
        ("Tolls &amp;amp; quays&amp;#8217; fees: 5 &amp;euro;", "Tolls & quays’ fees: 5 €"),
        ("<p>Kell &amp;amp; Orm&amp;rsquo;s <b>R&amp;D</b></p>", "Kell & Orm’s R&D"),
        ("<p>The tag &lt;b&gt; makes bold, &lt;/b&gt; ends it.</p>", "The tag <b> makes bold, </b> ends it."),
        ("<p>Write <code>&amp;amp;lt;</code> or &amp;amp;.</p>", "Write &amp;lt; or &amp;."),
        ("<ul><li>&lt;p&gt;one&lt;/p&gt;</ul>", "<p>one</p>"),
        ("<p>5 &lt; 6 and 7 &gt; 6</p>", "5 < 6 and 7 > 6"),
    ],
)
def test_what_was_escaped_twice_is_decoded_once_more(html: str, expected: str) -> None:
    assert text(html) == expected
