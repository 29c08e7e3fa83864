"""What a person sees and can do on the pages."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from conftest import IndexMaker
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_projects import DOCUMENTS, NATTUGGLAN
from page_reading import Element, read_page

from corpus.model import Document, Metadata, Section
from search import SearchIndex
from webui import create_app

texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(scope="module")
def client(invented_index: SearchIndex) -> FlaskClient:
    return create_app(invented_index).test_client()


def get(client: FlaskClient, address: str, status: int = 200) -> Element:
    response = client.get(address)
    assert response.status_code == status
    return read_page(response.text)


def heading(page: Element) -> str:
    return page.one("h1").text


def titles(page: Element) -> list[str]:
    return [hit.text for hit in page.all(class_="hit-title")]


def link(page: Element, text: str) -> str:
    found = [one for one in page.all("a") if one.text == text]
    assert len(found) == 1, f"{len(found)} links {text!r}"
    return found[0].attributes["href"]


# The start page


def test_the_start_page_has_a_field_examples_and_ways_in(
    client: FlaskClient,
) -> None:
    page = get(client, "/")
    assert page.one("input", type="search").attributes["name"] == "q"
    assert {"hemlöshet", "Stockholm", "2011", "Visa alla 28 projekt"} <= set(
        link_texts(page)
    )


def link_texts(page: Element) -> list[str]:
    return [one.text for one in page.all("a")]


def test_all_projects_can_be_listed_without_a_query(
    client: FlaskClient,
) -> None:
    page = get(client, link(get(client, "/"), "Visa alla 28 projekt"))
    assert heading(page) == "28 projekt"
    assert len(titles(page)) == 10


# Results


def test_a_card_tells_title_owner_region_period_and_grant(
    client: FlaskClient,
) -> None:
    card = get(client, "/?q=nattugglan").one("article", class_="hit")
    assert (
        card.one(class_="hit-title").text == "Nattugglan – en väg in från gatan"
    )
    assert [fact.text for fact in card.one("ul", class_="facts").all("li")] == [
        "Socialförvaltningen",
        "Stockholm",
        "1 mars 2011 – 31 oktober 2012",
        "5 119 766 kr",
    ]


def test_the_query_s_words_are_marked_under_the_heading_of_their_section(
    client: FlaskClient,
) -> None:
    card = get(client, "/?q=hemlösa").all("article", class_="hit")[0]
    headings = [one.text.split(" i ")[0] for one in card.all("h3")]
    assert headings == ["Sammanfattning", "Syfte", "Bakgrund"]
    assert [mark.text for mark in card.all("mark")] == [
        "hemlösa",
        "Hemlösheten",
        "hemlösa",
        "Hemlöshet",
    ]


def test_a_passage_leads_to_its_section_with_the_query(
    client: FlaskClient,
) -> None:
    card = get(client, "/?q=hemlösa&region=Stockholm").all(
        "article", class_="hit"
    )[0]
    address = card.all("h3")[2].one("a").attributes["href"]
    path, fragment = address.split("#")
    assert path == "/dokument/nattugglan?q=heml%C3%B6sa&region=Stockholm"
    assert unquote(fragment) == "avsnitt-1:~:text=Hemlöshet bland unga"


def test_the_page_says_how_the_query_was_read(client: FlaskClient) -> None:
    assert (
        "hemlösa och unga"
        in get(client, "/?q=hemlösa+unga").one(class_="reading").text
    )


def test_notices_are_shown(client: FlaskClient) -> None:
    notice = get(client, "/?q=hemloshet").one(class_="notice")
    assert (
        notice.text
        == "Inget dokument har ”hemloshet” skrivet så; träffarna gäller ”hemlöshet”."
    )


def test_projects_with_some_of_the_words_stand_apart(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=hemlösa+fjällen")
    assert heading(page) == "1 projekt"
    apart = page.one("section", class_="relaxed")
    assert apart.one("h2").text == "Projekt som svarar på en del av frågan"
    assert [hit.text for hit in apart.all("h3", class_="hit-title")] == [
        "Nattugglan – en väg in från gatan"
    ]


def test_a_query_that_no_project_meets_whole_counts_its_words(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=hemlösa+rymdfärja")
    assert heading(page) == "Inget projekt svarar på hela frågan"
    assert "hemlösa 2, rymdfärja 0." in page.one(class_="notice").text
    assert len(page.one("section", class_="relaxed").all("article")) == 2


def test_a_query_without_answers_counts_each_word_and_suggests(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=hemlösa+rymdfärja&match=all")
    assert heading(page) == "Inga projekt hittades"
    assert [
        row.text for row in page.one("ul", class_="word-counts").all("li")
    ] == [
        "hemlösa 2 projekt",
        "rymdfärja 0 projekt",
    ]
    assert "Kontrollera stavningen." in page.text


def test_a_misspelt_word_gets_a_suggestion_that_keeps_the_filters(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=hemlöhset&region=Stockholm")
    assert page.one(class_="suggestion").text == "Menade du hemlöshet?"
    assert link(page, "hemlöshet") == "/?q=heml%C3%B6shet&region=Stockholm"


def test_filters_that_leave_nothing_can_be_dropped_at_once(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=nattugglan&region=Sydsverige")
    assert titles(get(client, link(page, "Sök utan filter"))) == [
        "Nattugglan – en väg in från gatan"
    ]


# Filters, order, pages


def boxes(page: Element, name: str) -> dict[str, str]:
    """The labels of a filter's boxes with their counts."""
    labels = [
        box.parent for box in page.all("input", type="checkbox", name=name)
    ]
    counts = [
        (label.all("span")[0].text, label.all(class_="count"))
        for label in labels
        if label
    ]
    return {
        label: "".join(one.text for one in count) for label, count in counts
    }


def test_every_filter_value_has_a_box_with_its_count(
    client: FlaskClient,
) -> None:
    regions = boxes(get(client, "/?q="), "region")
    assert regions["Västsverige"] == "25 projekt"
    assert regions["Stockholm"] == "1 projekt"


def test_a_long_filter_folds_all_but_the_most_common_values(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=")
    owners = page.all("input", name="owner")
    folded = [
        box
        for more in page.all("details", class_="more")
        for box in more.all("input", name="owner")
    ]
    assert (len(owners), len(folded)) == (27, 19)


def test_a_ticked_box_narrows_the_results_and_stays_ticked(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=unga&region=Stockholm")
    assert titles(page) == ["Nattugglan – en väg in från gatan"]
    ticked = [
        box.attributes["value"]
        for box in page.all("input", type="checkbox")
        if "checked" in box.attributes
    ]
    assert ticked == ["Stockholm"]


def test_other_values_of_a_filter_in_force_can_still_be_ticked(
    client: FlaskClient,
) -> None:
    assert boxes(get(client, "/?q=hemlösa&region=Stockholm"), "region") == {
        "Stockholm": "1 projekt",
        "Övre Norrland": "1 projekt",
    }


def test_a_filter_in_force_can_be_removed_by_a_link(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=unga&region=Stockholm&phase=Genomförande")
    chips = page.one("ul", class_="chips").all("a")
    assert [chip.text for chip in chips] == [
        "Ta bort filtret Region: Stockholm×",
        "Ta bort filtret Projektfas: Genomförande×",
        "Ta bort alla filter",
    ]
    assert chips[0].attributes["href"] == "/?q=unga&phase=Genomf%C3%B6rande"
    assert chips[2].attributes["href"] == "/?q=unga"


def test_a_new_query_keeps_order_and_ranges_but_starts_from_the_first_page(
    client: FlaskClient,
) -> None:
    form = get(client, "/?q=verkstaden&sort=title&grant=>1000&page=1").one(
        "form"
    )
    hidden = {
        field.attributes["name"]: field.attributes["value"]
        for field in form.all("input", type="hidden")
    }
    assert hidden == {"sort": "title", "grant": ">1000"}


def test_the_order_in_force_is_told_and_others_are_links(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=unga&sort=newest")
    assert [one.text for one in page.all("a", aria_current="true")] == [
        "Nyast",
        "Helst alla ord",
    ]
    assert link(page, "Relevans") == "/?q=unga"


def test_pages_lead_on_and_back(client: FlaskClient) -> None:
    first = get(client, "/?q=verkstaden")
    second = get(client, link(first, "Nästa"))
    assert titles(second)[0] == "Verkstad 11"
    assert second.one("a", aria_current="page").text == "Sidan 2"
    assert titles(get(client, link(second, "Föregående"))) == titles(first)
    assert len(titles(get(client, link(second, "Nästa")))) == 5


def test_a_page_beyond_the_end_says_so_and_leads_to_the_last(
    client: FlaskClient,
) -> None:
    page = get(client, "/?q=verkstaden&page=99", 404)
    assert "Sidan 99 finns inte. Sökningen har 3 sidor." in page.text
    assert link(page, "Gå till sista sidan") == "/?q=verkstaden&page=3"


# The document


def test_a_document_shows_its_facts(client: FlaskClient) -> None:
    facts = get(client, "/dokument/nattugglan").one("dl")
    shown = {
        group.one("dt").text: [value.text for value in group.all("dd")]
        for group in facts.all("div")
    }
    assert shown == {
        "Projektägare": ["Socialförvaltningen"],
        "Region": ["Stockholm"],
        "Kommun": ["Haninge", "Nynäshamn"],
        "Programområde": ["Programområde 2 Ökat arbetskraftsutbud"],
        "Projektfas": ["Genomförande"],
        "Projektperiod": ["1 mars 2011 – 31 oktober 2012"],
        "Beviljat ESF-stöd": ["5 119 766 kr"],
        "Total projektbudget": ["6 000 000 kr"],
        "Samarbetspartners": ["Föreningen Lyktan"],
    }


def test_a_fact_leads_to_the_projects_that_share_it(
    client: FlaskClient,
) -> None:
    page = get(client, link(get(client, "/dokument/nattugglan"), "Haninge"))
    assert titles(page) == ["Nattugglan – en väg in från gatan"]


def test_the_contents_lead_to_every_section(client: FlaskClient) -> None:
    page = get(client, "/dokument/nattugglan")
    headings = page.one("nav", class_="contents").all("li")
    assert [one.text for one in headings][:4] == [
        "Sammanfattning",
        "Bakgrund",
        "Syfte",
        "Relevanta dokument",
    ]
    assert page.one(id="avsnitt-1").text == "Bakgrund"


def test_lists_and_subheadings_are_rendered(client: FlaskClient) -> None:
    text = get(client, "/dokument/nattugglan").one("div", class_="text")
    assert [one.text for one in text.one("ul").all("li")] == [
        "Hemlöshet bland unga",
        "Otrygga boenden",
    ]
    assert [one.text for one in text.one("ol").all("li")] == ["Räkna", "Möta"]
    assert text.one("h3").text == "VAD VI SÅG"


def test_marked_words_can_be_stepped_through_without_script(
    client: FlaskClient,
) -> None:
    page = get(client, "/dokument/nattugglan?q=hemlösa")
    marks = page.one("div", class_="text").all("mark")
    assert [mark.attributes["id"] for mark in marks] == [
        f"traff-{number}" for number in range(1, 6)
    ]
    steppers = [
        [one.attributes["href"] for one in stepper.all("a")]
        for stepper in page.all(class_="stepper")
    ]
    assert steppers[0] == ["#traff-2"]
    assert steppers[1] == ["#traff-1", "#traff-3"]
    assert steppers[-1] == ["#traff-4", "#traff-1"]


def test_lists_of_other_documents_are_folded_and_last(
    client: FlaskClient,
) -> None:
    section = (
        get(client, "/dokument/nattugglan?q=hemlösa")
        .one("div", class_="text")
        .all("section")[-1]
    )
    assert section.one("h2").attributes["id"] == "avsnitt-3"
    assert "Vägen till en egen nyckel" in section.one("details").text


def test_the_document_leads_back_to_the_same_results(
    client: FlaskClient,
) -> None:
    results = "/?q=verkstaden&region=V%C3%A4stsverige&sort=title&page=2"
    card = get(client, results).all("article", class_="hit")[0]
    document = get(
        client, card.one(class_="hit-title").one("a").attributes["href"]
    )
    assert document.one(class_="back").one("a").attributes["href"] == results


def test_similar_projects_are_listed(client: FlaskClient) -> None:
    page = get(client, "/dokument/nattugglan")
    similar = page.one("section", class_="similar")
    assert [one.text for one in similar.all("h3")] == ["Ripspår"]


def test_any_id_can_be_opened_from_the_results(client: FlaskClient) -> None:
    card = get(client, "/?q=fjällen").all("article", class_="hit")[0]
    address = card.one(class_="hit-title").one("a").attributes["href"]
    assert heading(get(client, address)) == "Ripspår"


@pytest.mark.parametrize(
    "document_id",
    ["a//b", "/a", "å b", "a?b", "a%2Fb", "a#b", ".a", "a&b=c", "q", "a+b"],
)
def test_an_id_with_odd_characters_has_a_page(
    index_of: IndexMaker, document_id: str
) -> None:
    document = Document(
        document_id, "Titeln", (Section("syfte", "Syfte", "Texten."),)
    )
    client = create_app(index_of([document])).test_client()
    card = get(client, "/?q=").one("article", class_="hit")
    assert heading(get(client, card.one("a").attributes["href"])) == "Titeln"


def test_a_contact_is_shown_only_where_the_index_has_one(
    client: FlaskClient,
) -> None:
    assert "040-628 04 10" in get(client, "/dokument/oppen-dorr").text
    assert "Kontakt" not in get(client, "/dokument/nattugglan").one("dl").text


@pytest.mark.parametrize(
    ("kind", "heading"), [("syfte", "Syfte"), ("ovrigt", "Inledning")]
)
def test_a_section_without_a_heading_gets_the_same_one_everywhere(
    index_of: IndexMaker, kind: str, heading: str
) -> None:
    document = Document("a", "A", (Section(kind, "", "Text om boende."),))
    client = create_app(index_of([document])).test_client()
    assert get(client, "/dokument/a").one(id="avsnitt-0").text == heading
    passage = get(client, "/?q=boende").one("section", class_="found-in")
    assert passage.one("h3").text == f"{heading} i A"


def test_a_document_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    page = get(client, "/dokument/saknas", 404)
    assert heading(page) == "Projektet finns inte"
    assert "saknas" in page.text


def test_unknown_facts_leave_no_empty_labels(index_of: IndexMaker) -> None:
    client = create_app(
        index_of([Document("a", "A", (), Metadata())])
    ).test_client()
    assert get(client, "/dokument/a").all("dl") == []


# Help


def test_every_example_of_the_help_page_can_be_tried(
    client: FlaskClient,
) -> None:
    page = get(client, "/hjalp")
    addresses = [
        row.one("a").attributes["href"] for row in page.all("th", scope="row")
    ]
    assert len(addresses) > 15
    for address in addresses:
        get(client, address)


# Whatever is typed or written


def test_markup_in_a_query_is_shown_as_text(client: FlaskClient) -> None:
    response = client.get(
        "/", query_string={"q": "<script>alert('x')</script>\"&amp;"}
    )
    page = read_page(response.text)
    assert (
        page.one("input", type="search").attributes["value"]
        == "<script>alert('x')</script>\"&amp;"
    )


def test_markup_in_a_document_is_shown_as_text(client: FlaskClient) -> None:
    assert (
        "<script>alert(1)</script> & trygga" in get(client, "/?q=trygga").text
    )
    assert (
        "<script>alert(1)</script> & trygga"
        in get(client, "/dokument/nattugglan?q=trygga").text
    )


@given(query=st.text())
def test_any_query_gives_a_sound_page(client: FlaskClient, query: str) -> None:
    response = client.get("/", query_string={"q": query})
    assert response.status_code == 200
    read_page(response.text)


@given(query=st.text(), number=st.integers(0, 2))
def test_any_query_marks_a_document_soundly(
    client: FlaskClient, query: str, number: int
) -> None:
    address = f"/dokument/{quote(DOCUMENTS[number].id)}"
    response = client.get(address, query_string={"q": query})
    assert response.status_code == 200
    read_page(response.text)


@given(st.lists(st.tuples(texts, texts), min_size=10, max_size=10))
@settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_document_gives_a_page(
    index_of: IndexMaker, contents: list[tuple[str, str]]
) -> None:
    documents = [
        Document(
            id=str(number),
            title=title,
            sections=(Section("syfte", text, text),),
            metadata=Metadata(owner=title, other={text: title}),
        )
        for number, (title, text) in enumerate(contents)
    ]
    client = create_app(index_of(documents)).test_client()
    for document in documents:
        assert_sound(client, f"/dokument/{document.id}")


def assert_sound(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "<script" not in response.text


@pytest.mark.parametrize(
    "query",
    ["hemlös " * 1_400, "(" * 10_000, "å" * 10_000],
    ids=["words", "signs", "one word"],
)
def test_a_query_of_ten_thousand_characters_is_answered(
    client: FlaskClient, query: str
) -> None:
    response = client.get("/", query_string={"q": query[:10_000]})
    assert response.status_code == 200
    read_page(response.text)


def test_a_longer_query_is_refused_with_a_sentence(client: FlaskClient) -> None:
    page = get(client, "/?q=" + "a" * 10_001, 414)
    assert "Den får ha högst 10 000 tecken." in page.text


def test_words_of_a_document_without_the_query_are_not_marked(
    client: FlaskClient,
) -> None:
    assert get(client, f"/dokument/{NATTUGGLAN.id}").all("mark") == []
