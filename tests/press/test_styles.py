"""The pages' one style sheet has the rules that one of them can use."""

from press.site.styles import names, sheet

PAGE = '<html data-theme="light"><body class="wide"><p id="here">card</p></body></html>'
SCRIPT = 'node.classList.add("opened"); root.querySelector(".tip > b")'


def kept(css, path="_static/x.css", users=""):
    return sheet([(path, css)], names([PAGE], [SCRIPT]), users)


def test_a_rule_stays_if_a_page_or_script_has_all_that_it_names():
    css = (
        "p{a:b}.wide > #here{a:b}.opened:hover{a:b}b{a:b}[data-theme=dark] p{a:b}"
        "*{a:b}:root{a:b}p:not(.gone)::before{a:b}"
    )
    assert kept(css) == css


def test_a_rule_goes_if_one_thing_that_it_names_is_nowhere():
    gone = ".card{a:b}p.card{a:b}#there{a:b}video{a:b}[data-mode] p{a:b}.Wide{a:b}"
    assert kept(gone) == ""
    # Of a list each selector for itself.
    assert kept("p, .card, .a .wide,.opened{a:b}") == "p,.opened{a:b}"


def test_rules_within_rules():
    css = "@media print{.wide{a:b}.card{a:b}}@media print{.card{a:b}}"
    assert kept(css) == "@media print{.wide{a:b}}"
    assert kept("@keyframes turn{to{a:b}}") == "@keyframes turn{to{a:b}}"


def test_only_what_writers_read_is_left_out():
    css = "/* x */ p {\n  color : red;\n\n  a: b c ;\n}\n"
    assert kept(css) == "p{color : red;a: b c}"
    assert kept('p::before{content:"a  b"}') == 'p::before{content:"a  b"}'


def test_variables_that_nothing_uses_go():
    css = "p{--a:1;--b:var(--a);--c:2;--d:3;x:var(--b)}:root{--e:4}"
    assert kept(css, users="style.setProperty('--d')") == (
        "p{--a:1;--b:var(--a);--d:3;x:var(--b)}"
    )


def test_addresses_are_those_seen_from_the_sheet():
    css = 'p{a:url("../vendor/x.woff");b:url(data:x);c:url(#x)}'
    assert kept(css, "_static/styles/theme.css") == (
        'p{a:url("vendor/x.woff");b:url(data:x);c:url(#x)}'
    )


def test_what_stands_in_a_text_is_no_rule():
    css = (
        "p{--a:url(\"data:image/svg+xml;utf8,<svg id='x'>{}</svg>\");"
        "--b:url('data:a;b{}');x:var(--b)}"
    )
    assert kept(css) == 'p{--b:url("data:a;b{}");x:var(--b)}'


def test_a_font_of_icons_goes():
    face = '@font-face{font-family:F;src:url("%s")}'
    css = face % "fonts/serif.woff2" + face % "vendor/fontawesome/webfonts/fa.woff2"
    assert kept(css) == face.replace("@font-face", "@font-face ") % "fonts/serif.woff2"
