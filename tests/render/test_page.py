from __future__ import annotations

import json
import math
import re
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from pywry.render.assets import Assets
from pywry.render.page import render
from pywry.transports.base import PageView
from pywry_tools.errors import BadData
from pywry_tools.ids import WidgetId
from pywry_tools.models.page import Page

EVIL = "</script><script>stolen = 1</script><!--\u2028\u2029&amp;"


def view(page: Page | None = None, **changes: Any) -> PageView:
    page = page or Page()
    given: dict[str, Any] = {
        "widget": WidgetId("w-1"),
        "page": page,
        "html": page.html,
        "title": page.title,
        "theme": page.theme,
        "css": {},
        "seq": 7,
        "epoch": "e-1",
        "token": "t0ken",
        "families": frozenset(),
    }
    return PageView(**(given | changes))


class Reader(HTMLParser):
    """Elements in the order of their opening tags, with their text."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.is_inside = False
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self.is_inside = True

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.found if name == tag]

    def config(self) -> dict[str, Any]:
        text = next(text for attributes, text in self.all("script") if attributes.get("id") == "pywry-config")
        config: dict[str, Any] = json.loads(text)
        return config


def draw(assets: Assets, given: PageView) -> Reader:
    return Reader(render(given, assets, socket="w-1/ws"))


def test_a_fragment_becomes_a_whole_document(assets: Assets) -> None:
    document = render(view(Page(html="<h1>Hi</h1>")), assets, socket="w-1/ws")
    assert document.startswith("<!doctype html>\n<html")
    assert '<div id="pywry-content" class="pywry-content"><h1>Hi</h1></div>' in document
    assert document.index("pywry-config") < document.index(assets["main.js"].file) < document.index("<body>")


def test_the_config_has_what_the_page_needs_to_join(assets: Assets) -> None:
    config = draw(assets, view()).config()
    expected = {"widget": "w-1", "epoch": "e-1", "token": "t0ken", "seq": 7, "theme": "system", "socket": "w-1/ws"}
    assert {key: config[key] for key in expected} == expected
    assert config["assets"]["chart.js"] == f"../assets/{assets['chart.js'].file}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_fixed_theme_is_there_before_the_first_paint(assets: Assets, theme: str) -> None:
    html, _ = draw(assets, view(theme=theme)).all("html")[0]
    assert (html["class"], html["data-theme"]) == (theme, theme)


def test_the_system_theme_is_chosen_before_anything_is_painted(assets: Assets) -> None:
    document = render(view(theme="system"), assets, socket="")
    assert document.index("prefers-color-scheme") < document.index("main-")


def test_text_is_escaped_where_it_is_text(assets: Assets) -> None:
    reader = draw(assets, view(title="</title><script>1</script>&", css={'a"><b': "p{}"}))
    assert reader.all("title")[0][1] == "</title><script>1</script>&"
    assert [attributes for attributes, _ in reader.all("style")] == [{"id": 'a"><b', "data-pywry-css": 'a"><b'}]


def test_data_stays_data_whatever_is_in_it(assets: Assets) -> None:
    reader = draw(assets, view(Page(data={"text": EVIL, EVIL: 1})))
    assert reader.config()["data"] == {"text": EVIL, EVIL: 1}
    scripts = [text for attributes, text in reader.all("script") if attributes.get("id") == "pywry-config"]
    assert not re.search(r"[<>&\u2028\u2029]", scripts[0])


def test_data_that_json_cannot_say_is_marked(assets: Assets) -> None:
    data = {"worst": math.nan, "total": 2**60, "odd": "\ud800", "xs": np.array([1, 2])}
    config = draw(assets, view(Page(data=data))).config()
    assert config["data"] == {"worst": None, "total": str(2**60), "odd": "\ud800", "xs": [1, 2]}
    assert {(mark["path"][0], mark["type"]) for mark in config["marks"]} == {("worst", "nan"), ("total", "bigint")}


def test_data_with_no_form_in_a_page_says_where_it_is(assets: Assets) -> None:
    with pytest.raises(BadData, match=r"json_data\.socket"):
        render(view(Page(data={"socket": object()})), assets, socket="")


def test_a_script_cannot_end_its_element(assets: Assets) -> None:
    source = f"const a = '{EVIL}';"
    reader = draw(assets, view(Page(scripts=(source,), init_script="last()")))
    texts = [text.strip() for _, text in reader.all("script")]
    assert texts[-1] == "last()"
    assert texts[-2].replace("<\\/", "</").replace("\\x3c", "<") == source


def test_a_comparison_with_script_in_its_name_is_left_alone(assets: Assets) -> None:
    source = "for (let i = 0; i<scripts.length; i++) {}"
    assert draw(assets, view(Page(init_script=source))).all("script")[-1][1].strip() == source


def test_css_cannot_end_its_element_and_keeps_its_order(assets: Assets) -> None:
    page = Page(css=("a::after{content:'</style>'}", "b{}"))
    styles = draw(assets, view(page, css={"mine": "c{}"})).all("style")
    assert [text for _, text in styles] == ["a::after{content:'<\\/style>'}", "b{}", "c{}"]


def test_lone_surrogates_do_not_stop_a_page(assets: Assets) -> None:
    page = Page(html="<p>\ud800</p>", init_script="const half = '\udc00'")
    document = render(view(page, title="\udfff"), assets, socket="")
    assert "<p>\ufffd</p>" in document
    assert r"const half = '\udc00'" in document
    document.encode()


def test_a_page_asks_early_for_what_its_panels_need(assets: Assets) -> None:
    seen = view(families=frozenset({"chart", "metric", "markdown"}), traces=frozenset({"bar", "sankey"}))
    links = draw(assets, seen).all("link")
    wanted = [(a["rel"], a.get("as"), a["href"]) for a, _ in links if "load" in str(a["rel"])]
    assert wanted == [
        ("modulepreload", None, f"../assets/{assets['chart.js'].file}"),
        ("modulepreload", None, f"../assets/{assets['dashboard.js'].file}"),
        ("preload", "script", f"../assets/{assets['plotly.js'].file}"),
    ]
    lines = draw(assets, view(families=frozenset({"chart"}), traces=frozenset({"scatter"}))).all("link")
    assert f"../assets/{assets['plotly-cartesian.js'].file}" in [a["href"] for a, _ in lines]


def test_a_library_that_the_body_uses_is_there_before_it(assets: Assets) -> None:
    page = Page(html="<script>Plotly.version</script>", libraries=frozenset({"plotly"}))
    document = render(view(page, families=frozenset({"chart"})), assets, socket="")
    file = assets["plotly.js"].file
    assert f'<script src="../assets/{file}"></script>' in document
    assert document.index(assets["main.js"].file + '"></script>') < document.index(f'{file}"></script>')
    assert f'as="script" href="../assets/{file}"' not in document
    assert Reader(document).config()["loaded"] == ["plotly.js"]


WHOLE = {
    "complete": '<!DOCTYPE html><html lang="de"><head><title>Mine</title></head><body class="b"><p>x</p></body></html>',
    "upper case": '<!DOCTYPE HTML>\n<HTML LANG="de">\n<HEAD><TITLE>Mine</TITLE></HEAD>\n<BODY><P>x</P></BODY></HTML>\n',
    "comments": (
        "<!-- <html><head> --><!doctype html><!-- a --><html><!-- <head> --><head><!-- </head> -->"
        "<title>Mine</title></head><body><p>x</p></body><!-- </body> --></html><!-- end -->"
    ),
    "no head": "<!doctype html><html lang=de><title>Mine</title><body><p>x</p></body></html>",
    "no html": "<!doctype html><title>Mine</title><p>x</p>",
    "no doctype": "\ufeff<html><head><title>Mine</title></head><body><p>x</p></body></html>",
    "only a body": "<body onload=\"go('>')\"><title>Mine</title><p>x</p></body>",
    "tricky attributes": "<!doctype html><html data-a='>' data-b=\"</head>\"><head><title>Mine</title></head><p>x</p>",
    "scripts in the head": (
        "<!doctype html><head><script>const s = '</head><body>';</script><style>p{}</style><title>Mine</title>"
        "</head><body><p>x</p></body></html>"
    ),
}


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE.keys())
def test_a_whole_document_keeps_every_word_and_gains_ours(assets: Assets, html: str) -> None:
    page = Page(html=html, css=("q{}",), init_script="last()")
    document = render(view(page), assets, socket="w-1/ws")
    at = 0
    for word in re.findall(r"<!--.*?-->|<[^<]*|[^<]+", html.removeprefix("\ufeff"), re.DOTALL):
        at = document.index(word, at) + len(word)
    reader = Reader(document)
    assert reader.config()["whole"] is True
    assert document.lower().count("<!doctype") == 1
    main, mine, styles, last = (document.index(s) for s in (assets["main.js"].file, "Mine<", "q{}", "last()"))
    assert main < mine
    assert main < styles < last
    assert document.index(">x</") < last


def test_a_document_that_names_itself_keeps_its_title(assets: Assets) -> None:
    html = "<!doctype html><head><title>Mine</title></head>"
    assert [text for _, text in draw(assets, view(Page(html=html))).all("title")] == ["Mine"]
    assert draw(assets, view(Page(html=html), title="Given")).all("title")[0][1] == "Given"


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><html><head><style>own{}</style></head><!-- c --><body class=b><p>old</p></body></html>",
        "<!doctype html><style>own{}</style><body class=b><p>old</p>",
    ],
)
def test_an_updated_body_keeps_the_head_that_it_came_with(assets: Assets, html: str) -> None:
    document = render(view(Page(html=html), html="<p>new</p>"), assets, socket="")
    reader = Reader(document)
    assert "<p>old</p>" not in document
    assert [text for _, text in reader.all("style")] == ["own{}"]
    assert document.index("<body class=b><p>new</p>") > document.index("own{}")


def test_styles_come_after_those_of_the_documents_own_head(assets: Assets) -> None:
    html = "<!doctype html><html><head><style>own{}</style></head><body></body></html>"
    document = render(view(Page(html=html, css=("later{}",))), assets, socket="")
    assert document.index("own{}") < document.index("later{}") < document.index("</head>")


@pytest.mark.parametrize(
    "html", ["<h1>Hi</h1>", "<header>x</header>", "<!-- c --><p>", "text", "", "<style>p{}</style>"]
)
def test_what_only_looks_like_a_document_is_a_fragment(assets: Assets, html: str) -> None:
    reader = draw(assets, view(Page(html=html)))
    assert reader.config()["whole"] is False
    assert len(reader.all("html")) == 1


@pytest.mark.parametrize(
    "html", ["<html " + "a" * 200_000, "<!--" * 50_000, "<html>" + " \n" * 200_000, '<body x="' * 20_000]
)
def test_malformed_documents_are_cut_quickly(assets: Assets, html: str) -> None:
    assert html[-1000:] in render(view(Page(html=html)), assets, socket="")
