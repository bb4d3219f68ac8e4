"""What a run or a reader left out is said in every sink, and what somebody set aside says who and why."""

from xml.etree import ElementTree as ET

import pytest

from outscan.errors import OutscanError
from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.report.form import fill
from outscan.types import Action, Ours, Risk, Verdict, because
from outscan.words import Words
from report.test_sinks import MADE, report

WORDS = Words("zh-CN")


def plain(**changes):
    """A release without findings."""
    return replace(report(), findings=(), gaps=(), hidden=(), risk=Risk(0.0), verdict=Verdict(Action.RELEASE, ()), **changes)


def rendered(form, *reports, show_hits=False, **facts):
    run = {**run_facts(list(reports), MADE, pack="2026.11"), **facts}
    return SINKS[form](list(reports), run, show_hits=show_hits).decode("utf-8")


@pytest.mark.parametrize("form", ["text", "html", "junit"])
def test_a_reading_that_was_cut_short_is_said_although_nothing_was_found(form):
    assert WORDS.say("partial") in rendered(form, plain(partial=True))
    assert WORDS.say("partial") not in rendered(form, plain())


@pytest.mark.parametrize("form", ["html", "junit"])
def test_a_run_that_was_cut_short_is_said_although_every_file_is_whole(form):
    assert WORDS.say("partial") in rendered(form, plain(), partial=True)


def test_a_cut_run_and_an_unread_file_are_errors_of_a_suite():
    suite = ET.fromstring(rendered("junit", plain(partial=True), plain(), partial=True))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "0", "2")


def test_what_a_run_left_out_by_name_is_counted_on_its_page():
    assert WORDS.say("excluded", n=7) in rendered("html", plain(), excluded=7)


def test_a_finding_set_aside_by_a_person_says_by_which_word():
    one = report()
    declared = replace(one.findings[0], declared=because("said.declared", by=Ours("张三"), wording=Ours("已解密")))
    shown = rendered("text", replace(one, findings=(declared,)), show_hits=True)
    assert WORDS.say("declared") in "".join(shown.split())
    told = replace(
        one.findings[0],
        baselined=because("said.reviewed", reviewer=Ours("张三"), reason=Ours("已核实"), until=Ours("2027-01-01")),
    )
    shown = rendered("text", replace(one, findings=(told,)), show_hits=True)
    assert WORDS.say("baselined") in "".join(shown.split())


@pytest.mark.parametrize("form", ["text", "html"])
def test_words_a_machine_read_from_a_picture_say_how_sure_it_is(form):
    one = report()
    seen = replace(one.findings[0], matches=(replace(one.findings[0].matches[0], ocr=0.83),))
    assert WORDS.say("by_ocr", c="0.83") in rendered(form, replace(one, findings=(seen,)))


def test_a_match_whose_context_was_not_kept_is_still_quoted():
    one = report()
    bare = replace(one.findings[0], matches=(replace(one.findings[0].matches[0], quote="机密", context=""),))
    assert "<mark>机密</mark>" in rendered("html", replace(one, findings=(bare,)), show_hits=True)


def test_an_unknown_list_of_a_template_is_named(tmp_path):
    from docx import Document

    document = Document()
    document.add_table(1, 1).rows[0].cells[0].text = "{{不存在.字段}}"
    path = tmp_path / "t.docx"
    document.save(str(path))
    with pytest.raises(OutscanError, match="不存在"):
        fill(path, [report()], {}, run_facts([report()], MADE))
