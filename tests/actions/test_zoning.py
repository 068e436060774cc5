"""A paragraph is said to be headline, caption, boilerplate or body."""

from __future__ import annotations

from annotator.model.article import Zone


def zones(analyst):
    return [(analyst.text[z.start : z.end][:12], z.zone) for z in analyst.article.zones]


def test_the_paragraph_at_the_caret_is_a_caption(analyst):
    analyst.puts_caret("Photo by")
    assert analyst.does("zone_caption") == "1 paragraph is caption now"
    assert zones(analyst) == [("Rockets hit ", "headline"), ("Photo by the", "caption")]
    assert analyst.action("zone_caption").is_on(analyst.hands)
    assert not analyst.action("zone_body").is_on(analyst.hands)
    analyst.does("undo")
    assert zones(analyst) == []
    assert analyst.is_in_step()


def test_all_selected_paragraphs_are_set_at_once(analyst):
    start, _ = analyst.place("Militants")
    _, end = analyst.place("spokesman")
    analyst.workspace.pick(start + 3, end)
    assert analyst.does("zone_standfirst") == "2 paragraphs are standfirst now"
    assert zones(analyst)[1:] == [("Militants fi", "standfirst"), ("“The Rockets", "standfirst")]


def test_the_paragraph_of_the_chosen_mark_is_set(analyst):
    analyst.workspace.choose(analyst.has("agency", "actor"))
    analyst.does("zone_credit")
    assert ("Photo by the", "credit") in zones(analyst)


def test_another_kind_takes_the_place_of_the_one_before(analyst):
    analyst.puts_caret("Photo by")
    analyst.does("zone_caption")
    analyst.does("zone_credit")
    assert zones(analyst)[1:] == [("Photo by the", "credit")]
    assert analyst.does("zone_credit") == "1 paragraph is credit already"
    analyst.does("zone_body")
    assert zones(analyst) == [("Rockets hit ", "headline")]
    assert analyst.is_in_step()


def test_a_zone_of_several_paragraphs_keeps_the_others(analyst):
    start, _ = analyst.place("Militants")
    with analyst.workspace.step("Zone") as store:
        store.put(Zone.of(analyst.article.id, "boilerplate", start, len(analyst.text)))
    analyst.puts_caret("“The Rockets")
    analyst.does("zone_body")
    assert zones(analyst) == [("Militants fi", "boilerplate"), ("Photo by the", "boilerplate")]


def test_the_first_line_is_body_where_it_is_said_to_be(analyst):
    analyst.puts_caret("Rockets")
    assert analyst.action("zone_headline").is_on(analyst.hands)
    assert analyst.does("zone_headline") == "1 paragraph is headline already"
    analyst.does("zone_body")
    assert zones(analyst) == [("Rockets hit ", "body")]
    assert analyst.action("zone_body").is_on(analyst.hands)


def test_between_paragraphs_there_is_nothing_to_set(analyst):
    place = analyst.text.index("\n\n") + 1
    analyst.workspace.pick(place, place)
    assert analyst.does("zone_caption") == "Put the caret into a paragraph first."


def test_zones_without_outer_spaces_are_kept(analyst):
    analyst.adds("  One line  \n\t Another \n \nThird")
    analyst.puts_caret("Another")
    analyst.does("zone_caption")
    assert [analyst.text[z.start : z.end] for z in analyst.article.zones] == [
        "One line", "Another",
    ]  # fmt: skip
