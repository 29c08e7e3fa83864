"""A person at a real browser, with scripts off: type, read, open, land on the passage."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from indexer import build_index
from search import open_index
from webui import create_app

pytest.importorskip(
    "playwright.sync_api", reason="playwright är inte installerat"
)

from playwright import sync_api

CHROMIUM = next(
    filter(
        None,
        map(shutil.which, ("chromium", "chromium-browser", "google-chrome")),
    ),
    None,
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="ingen Chromium finns på den här datorn"
)
QUIET_START = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

FILLING = "\n\n".join(
    f"Arbetslaget träffas i vecka {week} och går igenom vad som har hänt."
    for week in range(1, 50)
)
PROJECTS = [
    {
        "id": "lyktan",
        "title": "Lyktan – natthjälp i hamnen",
        "sections": [
            {
                "heading": "Sammanfattning",
                "text": "Vi möter människor som lever i hemlöshet.",
            },
            {
                "heading": "Bakgrund",
                "text": f"{FILLING}\n\nTill slut blev hemlösheten synlig för alla.\n\n{FILLING}",
            },
        ],
        "metadata": {"region": "Stockholm"},
    },
    {
        "id": "bryggan",
        "title": "Bryggan",
        "sections": [
            {
                "heading": "Syfte",
                "text": "Färre ska bli hemlösa när hyran inte betalas i tid.",
            }
        ],
        "metadata": {"region": "Sydsverige"},
    },
    {
        "id": "groningen",
        "title": "Gröningen",
        "sections": [
            {"heading": "Syfte", "text": "Unga odlar och säljer grönsaker."}
        ],
        "metadata": {"region": "Sydsverige"},
    },
]


class _SilentHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: test output is for failures."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page of a small index is served."""
    folder = tmp_path_factory.mktemp("browser")
    source = folder / "projects.jsonl"
    source.write_text(
        "\n".join(
            json.dumps(project, ensure_ascii=False) for project in PROJECTS
        ),
        "utf-8",
    )
    build_index([source], folder / "index")
    with open_index(folder / "index") as index:
        server = make_server(
            "127.0.0.1",
            0,
            create_app(index),
            threaded=True,
            request_handler=_SilentHandler,
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=QUIET_START
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    """A window without scripts; it must not ask for anything that the page's policy forbids."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
        java_script_enabled=False,
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    yield page
    context.close()
    assert complaints == []


def is_in_view(page: sync_api.Page, target: sync_api.Locator) -> bool:
    box, window = target.bounding_box(), page.viewport_size
    return (
        box is not None
        and window is not None
        and 0 <= box["y"] <= window["height"] - box["height"]
    )


def test_a_person_types_a_word_and_lands_on_the_passage(
    address: str, page: sync_api.Page
) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("hemlöshet")
    page.keyboard.press("Enter")
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 projekt"
    )
    card = page.locator("article", has_text="Lyktan")
    sync_api.expect(card.locator("mark").first).to_have_text("hemlöshet")

    card.get_by_role("link", name="Bakgrund i Lyktan").click()
    page.wait_for_url("**/dokument/lyktan?q=heml%C3%B6shet#avsnitt-1*")
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text(
        "Lyktan – natthjälp i hamnen"
    )
    passage = page.locator("mark", has_text="hemlösheten")
    sync_api.expect(passage).to_be_visible()
    assert is_in_view(page, passage)

    page.get_by_role("link", name="Till sökresultatet").click()
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 projekt"
    )


def test_a_person_steps_from_one_marked_word_to_the_next(
    address: str, page: sync_api.Page
) -> None:
    page.goto(f"{address}/dokument/lyktan?q=hemlöshet")
    page.get_by_role("link", name="Gå till första av 2 markerade ord").click()
    assert is_in_view(page, page.locator("#traff-1"))
    page.get_by_role("link", name="Nästa").click()
    assert is_in_view(page, page.locator("#traff-2"))
    sync_api.expect(page.get_by_text("2 av 2")).to_be_visible()


def test_a_person_filters_on_a_telephone(
    address: str, page: sync_api.Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/?q=hemlöshet")
    sync_api.expect(
        page.get_by_role("checkbox", name="Sydsverige")
    ).to_be_hidden()
    page.get_by_role("link", name="Filtrera").click()
    page.get_by_role("checkbox", name="Sydsverige").check()
    page.get_by_role("button", name="Använd filtren").click()
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text(
        "1 projekt"
    )
    page.get_by_role("link", name="Ta bort filtret Region: Sydsverige").click()
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text(
        "2 projekt"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=hemlöshet",
        "/?q=qwxz",
        "/dokument/lyktan?q=hemlöshet",
        "/hjalp",
    ],
)
def test_no_page_is_wider_than_a_narrow_telephone(
    address: str, page: sync_api.Page, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
