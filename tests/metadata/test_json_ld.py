"""JSON-LD: all shapes, broken JSON, and which node is the page's own."""

from __future__ import annotations

import pytest

from pipeline.metadata.json_ld import index_by_id, nodes_of, read_scripts, strings_of, types_of
from tests.metadata.pages import found, json_ld


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "headline": "On mills"}',
        '[{"@type": "Article", "headline": "On mills"}]',
        '{"@graph": [{"@type": ["Thing", "Article"], "headline": "On mills"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "On mills"}}',
        '{"@type": "http://schema.org/Article", "headline": "On mills",}',
        '<!-- {"@type": "Article", "headline": "On mills"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "On mills"}\n//]]>',
        '{"@type": "Article", "headline": "On mills", "description": "two\nlines\tand a tab"}',
        '{"@type": "Article", "headline": "On mills"};',
        '{"@type": "Organization"}{"@type": "Article", "headline": "On mills"}',
    ],
)
def test_headlines_are_read_from_every_shape(script: str) -> None:
    """Graphs, arrays, wrappers, raw line feeds and trailing commas are all seen in the wild."""
    headlines = [node["headline"] for node in read_scripts([script]) if "Article" in types_of(node)]
    assert headlines == ["On mills"]


@pytest.mark.parametrize(
    "script", ["", "{", "null", "[1, 2]", '{"a": }', "not json", "[" * 5_000, '{"@graph": ' * 2_000 + "1"]
)
def test_hopeless_scripts_are_skipped(script: str) -> None:
    """What cannot be read gives nothing and raises nothing."""
    assert all(isinstance(node, dict) for node in read_scripts([script]))
    assert found(head=json_ld(script)).authors == ()


def test_lists_of_other_articles_are_not_looked_at() -> None:
    """Cards in an ItemList are not this page's."""
    card = '{"@type": "Article", "headline": "Other", "author": {"name": "Al Other"}}'
    script = f'{{"@type": "ItemList", "itemListElement": [{card}]}}'
    assert [types_of(node) for node in read_scripts([script])] == [["ItemList"]]
    assert found(head=json_ld(script)).authors == ()


def test_of_several_articles_the_pages_own_counts() -> None:
    """The node whose address is the page's wins over the cards around it."""
    cards = ",".join(
        f'{{"@type": "BlogPosting", "url": "https://www.example.org/blog/{slug}", "headline": "{slug}", '
        f'"datePublished": "2025-01-0{day}", "author": {{"@type": "Person", "name": "{name}"}}}}'
        for day, (slug, name) in enumerate([("one", "Ann One"), ("on-mills", "Bea Mill"), ("two", "Cy Two")], 1)
    )
    metadata = found(head=json_ld(f"[{cards}]"))
    assert metadata.authors == ("Bea Mill",)
    assert metadata.published is not None
    assert metadata.published.day == 2


def test_questions_of_a_faq_are_no_articles() -> None:
    """A shop's list of questions gives neither title nor author."""
    script = (
        '{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Why?", "author": {"name": "Al Other"}}]}'
    )
    metadata = found(head=json_ld(script) + "<title>Shirts</title>")
    assert (metadata.title, metadata.authors) == ("Shirts", ())


def test_references_are_followed() -> None:
    """An author given as `@id` is looked up in the graph."""
    graph = (
        '{"@graph": [{"@type": "Article", "headline": "On mills", "author": {"@id": "#ann"}},'
        '{"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]}'
    )
    assert found(head=json_ld(graph)).authors == ("Ann Lee",)


def test_values_in_all_shapes_give_strings() -> None:
    """Strings, lists and `@value` objects; anything else gives nothing."""
    assert strings_of(["a", {"@value": "b"}, 3, None, ["c"]]) == ["a", "b", "c"]
    nodes = read_scripts(['{"@id": "x", "name": "X"}', '{"@id": "x"}'])
    assert nodes_of([{"@id": "x"}, "text", {"name": "Y"}], index_by_id(nodes)) == [
        {"@id": "x", "name": "X"},
        {"name": "Y"},
    ]
