"""The examples of pages, events and calls do in a real browser what the text round them says."""

from __future__ import annotations

import pytest

from tests.docs.conftest import Run
from tests.docs.look import TOAST, clean, text

pytestmark = [pytest.mark.anyio, pytest.mark.browser, pytest.mark.slow]


async def test_hello_is_answered_and_ends_when_its_tab_is_closed(run: Run) -> None:
    async with run("hello.py") as program:
        tab = await program.tab()
        await tab.click("button")
        await tab.wait_for(text("#answer", "Hello from Python."))
        await clean(tab)
        await tab.close()
        await program.ended()


async def test_events_travel_both_ways(run: Run) -> None:
    async with run("both_ways.py") as program:
        tab = await program.tab()
        await tab.click("#ask")
        await tab.wait_for(text("#answer", "Tip 7.20, total 55.20"))
        await clean(tab)
        await program.end()


async def test_html_content_brings_data_styles_and_scripts(run: Run) -> None:
    async with run("html_content.py") as program:
        tab = await program.tab()
        assert await tab.evaluate("[...document.querySelectorAll('li')].map((e) => e.textContent)") == [
            "N14228149 seats",
            "N24211149 seats",
        ]
        assert await tab.evaluate("getComputedStyle(document.querySelector('li')).display") == "flex"
        assert await tab.evaluate("getComputedStyle(document.querySelector('li')).maxWidth") == "288px"
        assert await tab.evaluate("document.title") == "Fleet"
        await clean(tab)
        await program.end()


async def test_a_page_is_changed_in_place(run: Run) -> None:
    async with run("change_page.py") as program:
        tab = await program.tab()
        await tab.click("button")
        await tab.wait_for(text(TOAST, "The report is ready."))
        await tab.wait_for(text("#line", "Read 336,776 rows."))
        assert await tab.evaluate("getComputedStyle(document.getElementById('head')).fontStyle") == "italic"
        await tab.evaluate("pywry.emit('app:again')")
        await tab.wait_for("document.documentElement.classList.contains('dark')")
        await tab.wait_for(text("#pywry-content", "keeps its focus"))
        await clean(tab)
        await program.end()


async def test_listeners_hear_names_wildcards_and_everything(run: Run) -> None:
    async with run("listening.py") as program:
        tab = await program.tab()
        await tab.click("#save")
        await tab.wait_for(text("#heard", "last: form:saved"))
        await tab.click("#drop")
        await tab.wait_for(text("#heard", "last: form:dropped"))
        await clean(tab)
        assert await tab.evaluate(text("#name", "Ada"))
        assert any("form:saved" in line for line in await program.lines_until("form:dropped"))
        await program.end()


async def test_a_state_value_reaches_the_page_that_opens_later(run: Run) -> None:
    async with run("state.py") as program:
        url = await program.url()
        tab = await program.open(url)
        await tab.wait_for(text("#score", "0"))
        await tab.click("button")
        await tab.wait_for(text("#score", "1"))
        later = await program.open(url)
        await later.wait_for(text("#score", "1"))
        await clean(later)
        await program.end()


async def test_a_page_calls_python_and_hears_what_does_not_fit(run: Run) -> None:
    async with run("expose.py") as program:
        tab = await program.tab()
        await tab.click("#go")
        await tab.wait_for(text("#answer", "108.24 at 1.0824"))
        await tab.evaluate("document.getElementById('to').value = 'XXX'")
        await tab.click("#go")
        await tab.wait_for(text("#answer", "invalid_arguments: convert cannot take these arguments: to: "))
        await clean(tab)
        await program.end()


async def test_a_stream_flows_until_the_page_has_had_enough(run: Run) -> None:
    async with run("stream.py") as program:
        tab = await program.tab()
        await tab.click("#start")
        await tab.wait_for(text("#price", "2000-03-"))
        await tab.click("#stop")
        await tab.wait_for(text("#note", "cancelled"))
        await clean(tab)
        await program.end()


async def test_python_asks_the_page(run: Run) -> None:
    async with run("ask_page.py") as program:
        tab = await program.tab()
        await tab.click("button")
        await tab.wait_for(text("#said", "BUY BREAD, True"))
        await clean(tab)
        await program.end()


@pytest.mark.parametrize("way", ["plain", "async"])
async def test_both_kinds_of_callbacks_may_wait_for_the_page(run: Run, way: str) -> None:
    async with run("threads.py") as program:
        tab = await program.tab()
        await tab.click(f"#{way}")
        await tab.wait_for(text("#line", f"{way}: PyWry"))
        await clean(tab)
        await program.end()


async def test_a_question_is_answered_by_an_event(run: Run) -> None:
    async with run("confirm.py") as program:
        tab = await program.tab()
        await tab.click("button")
        await tab.wait_for(text(".pywry-toast-confirm", "Delete all 42 files?"))
        await tab.click(".pywry-toast-actions button:last-of-type")
        await tab.wait_for(text("#line", "Deleted."))
        await clean(tab)
        await program.end()


async def test_a_component_is_mixed_in(run: Run) -> None:
    async with run("mixin.py") as program:
        tab = await program.tab()
        await tab.click("button")
        await tab.wait_for(text(TOAST, "Every open page sees this."))
        await clean(tab)
        await program.end()
