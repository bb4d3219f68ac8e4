"""Looking at a document: masked until somebody is let see it, outlined where something was found, inert; both sides."""

from __future__ import annotations

import html as markup
import io
import re
import zipfile
from email.message import EmailMessage

import pytest
from lxml import html
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from gate.made import ITEM, PASSWORD, doorway, person
from gate.test_page import H, Reader, text, word
from outscan.gate.tables import AUDIT
from outscan.lexicon.load import load

HOSTILE = (
    b"<script>alert(1)</script>{{7*7}}\x1b[31mred \xe2\x80\xae cba\n<img src=x onerror=alert(2)>\n"
    + ITEM
    + "\n<a href='javascript:1'>网</a>".encode()
)


@pytest.fixture(scope="module")
def scanning(tmp_path_factory):
    with doorway(tmp_path_factory.mktemp("see") / "data", scan=True) as made:
        yield made


@pytest.fixture(scope="module")
def handler(scanning):
    return scanning.session(person(scanning.house, "zhang", H))


@pytest.fixture
def reader(scanning, handler):
    return Reader(scanning, handler.headers["cookie"])


def upload(caller, name, data):
    reply = caller("POST", "/v1/scans?wait=60", files={"file": (name, data)}, data={"hold": "true"})
    assert reply.json()["held"], reply.text
    return reply.json()["id"]


def settled(reader, path):
    """The page once the document is read."""
    for _ in range(120):
        tree = reader.look(path)
        if "refresh" not in {one.get("http-equiv") for one in tree.iter("meta")}:
            return tree
    raise AssertionError(path)


def unmasked(reader, scan):
    tree = settled(reader, f"/scans/{scan}/see")
    reader.send(tree, which="/unmask", reason="核对原文", password=PASSWORD)
    return settled(reader, f"/scans/{scan}/see")


def events(scanning, act):
    with scanning.house.store.read() as link:
        return link.execute(select(AUDIT).where(AUDIT.c.act == act)).all()


def pdf():
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "INTERNAL USE ONLY")
    canvas.drawString(72, 600, "1:2000 topographic map, continuous area 31.6 km2, full elements digital, not public")
    canvas.showPage()
    canvas.drawString(72, 700, "second page")
    canvas.save()
    return out.getvalue()


def test_words_are_masked_until_a_reason_and_the_password_and_masked_again_when_asked(scanning, handler, reader):
    scan = upload(handler, "测区.txt", ITEM)
    tree = settled(reader, f"/scans/{scan}/see")
    assert "31.6" not in reader.seen[-1].text
    assert "█" in reader.seen[-1].text
    assert tree.xpath("//mark[@id='place-1']")
    assert tree.xpath("//aside//a[@href='#place-1']")
    before = len(events(scanning, "report.unmasked"))
    wrong = reader.send(tree, which="/unmask", reason="核对原文", password=PASSWORD + "x")
    assert wrong.status_code == 422
    assert html.fromstring(wrong.content).xpath("//input[@name='reason']/@value") == ["核对原文"]
    assert word("password_wrong", "zh-CN") in text(wrong)
    assert len(events(scanning, "report.unmasked")) == before
    tree = unmasked(reader, scan)
    assert "31.6" in reader.seen[-1].text
    assert len(events(scanning, "report.unmasked")) == before + 1
    assert "zhang" in tree.xpath("string(//pattern)")
    reader.send(tree, which="/mask")
    settled(reader, f"/scans/{scan}/see")
    assert "31.6" not in reader.seen[-1].text
    assert {"sheet", "masked"} <= set(re.findall(r"[a-z]+", events(scanning, "content.viewed")[-1].detail))


def test_an_unmasking_is_for_one_session_and_one_document(scanning, handler, reader):
    scan, other = upload(handler, "一.txt", ITEM), upload(handler, "二.txt", ITEM + b"2")
    unmasked(reader, scan)
    settled(reader, f"/scans/{other}/see")
    assert "31.6" not in reader.seen[-1].text
    again = Reader(scanning, scanning.session(handler.account).headers["cookie"])
    settled(again, f"/scans/{scan}/see")
    assert "31.6" not in again.seen[-1].text


def test_nothing_of_a_document_acts_on_the_page(handler, reader):
    scan = upload(handler, "恶意.txt", HOSTILE)
    tree = unmasked(reader, scan)
    page = reader.seen[-1].text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert not tree.xpath("//a[starts-with(@href, 'javascript')] | //main//img")
    assert "{{7*7}}" in markup.unescape(page)


def test_a_page_is_drawn_coarse_until_its_words_may_be_seen_and_is_outlined(handler, reader):
    scan = upload(handler, "scan.pdf", pdf())
    tree = settled(reader, f"/scans/{scan}/see")
    assert tree.xpath("//*[local-name()='rect'][@class='outline']")
    address = tree.xpath("//*[local-name()='image']/@href")[0]
    reply = reader.ask("GET", address)
    assert reply.headers["content-type"] == "image/png"
    coarse = Image.open(io.BytesIO(reply.content))
    tree = unmasked(reader, scan)
    sharp = Image.open(io.BytesIO(reader.ask("GET", tree.xpath("//*[local-name()='image']/@href")[0]).content))
    assert sharp.width > coarse.width
    assert reader.ask("GET", f"/scans/{scan}/pages/9.png").status_code == 404
    assert reader.ask("GET", f"/scans/{scan}/pages/x.png").status_code == 404
    assert reader.ask("GET", f"/scans/{scan}/pages/000.png").status_code == 404


def test_every_picture_bears_a_stamp():
    from outscan.limits import Limits
    from outscan.preview import picture
    from outscan.types import Blob, Where

    blob = Blob(Where(("a.pdf",)), pdf())
    plain, stamped = (Image.open(io.BytesIO(picture(blob, 0, (), Limits(), stamp=one))) for one in ("", "Wei (42) \\ 2026-1"))
    assert plain.size == stamped.size
    assert plain.tobytes() != stamped.tobytes()


def test_processing_shows_both_sides_what_changed_and_the_proof(scanning, handler, reader):
    scan = upload(handler, "测区.txt", "抬头一行\n".encode() + ITEM)
    choice = reader.look(f"/scans/{scan}/process")
    assert "reduce_precision" in choice.xpath("//input[@name='technique']/@value")
    assert not choice.xpath("//input[@name='technique'][@checked]")
    reply = reader.send(choice, which="/process")
    copy = next(one.headers["location"] for one in reversed(reader.seen) if "location" in one.headers).rpartition("/")[2]
    tree = settled(reader, f"/scans/{copy}")
    assert "残留 0 · 覆盖 100 %" in tree.text_content()
    assert reader.ask("GET", f"/scans/{copy}/proof.json").json()["residual"] == []
    assert reader.ask("GET", f"/scans/{copy}/content").content.startswith("抬头一行".encode())
    unmasked(reader, scan)
    unmasked(reader, copy)
    tree = settled(reader, f"/scans/{copy}/beside")
    left, right = tree.xpath("//div[@class='pane']")
    assert "31.6" in "".join(left.xpath(".//ins//text()"))
    assert "31.6" not in right.text_content()
    assert right.xpath(".//ins")
    assert "抬头一行" not in "".join(left.xpath(".//ins//text()"))
    assert reply.status_code == 200
    assert reader.ask("GET", f"/scans/{scan}/beside").status_code == 404


def test_a_processing_that_is_refused_says_why_and_what_else_to_do(handler, reader):
    scan = upload(handler, "测区.txt", ITEM)
    reader.send(reader.look(f"/scans/{scan}/process"), which="/process", technique="replace_wording")
    copy = next(one.headers["location"] for one in reversed(reader.seen) if "location" in one.headers)
    tree = settled(reader, copy)
    assert word("unprocessed", "zh-CN") in tree.text_content()
    assert tree.xpath("//div[contains(@class, 'band')]//li")
    assert tree.xpath(f"//a[@href='/scans/{scan}/process'] | //a[@href='/cases/new?scan={scan}']")
    assert "31.6" not in reader.seen[-1].text


def test_who_may_not_see_a_scan_sees_nothing_of_it(scanning, handler):
    scan = upload(handler, "测区.txt", ITEM)
    other = Reader(scanning, scanning.session(person(scanning.house, "fremd", H)).headers["cookie"])
    for path in ("see", "pages/1.png", "process", "beside", "proof.json", "content"):
        assert other.ask("GET", f"/scans/{scan}/{path}").status_code == 404, path


def test_destroyed_bytes_are_shown_no_longer(handler, reader):
    scan = upload(handler, "测区.txt", ITEM)
    settled(reader, f"/scans/{scan}/see")
    assert handler("DELETE", f"/v1/scans/{scan}/content").status_code == 204
    assert reader.ask("GET", f"/scans/{scan}/see").status_code == 409


def png(width):
    Image.new("RGB", (width, 60), "white").save(made := io.BytesIO(), "PNG")
    return made.getvalue()


def packed(**members):
    with zipfile.ZipFile(out := io.BytesIO(), "w") as made:
        for name, data in members.items():
            made.writestr(name.replace("_", "."), data)
    return out.getvalue()


def mailed(name, data):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "notice", "a@example.cn", "b@example.cn"
    mail.set_content("see the attachment")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


INSIDE = {
    "zip": ("a.zip", lambda: packed(a_txt=b"plain words", b_pdf=pdf(), c_png=png(90))),
    "zip in zip": ("a.zip", lambda: packed(inner_zip=packed(b_pdf=pdf(), c_png=png(90)))),
    "mail": ("a.eml", lambda: mailed("b.zip", packed(b_pdf=pdf(), c_png=png(90)))),
}


@pytest.mark.parametrize("kind", INSIDE)
def test_pages_of_documents_inside_are_drawn_with_their_places(scanning, handler, reader, kind):
    name, made = INSIDE[kind]
    scan = upload(handler, name, made())
    first = settled(reader, f"/scans/{scan}/see")
    assert not first.xpath("//*[local-name()='image']"), "the text comes first: the file itself has no pages"
    tree = settled(reader, f"/scans/{scan}/see?tab=pages&sheet=1")
    assert "b.pdf" in tree.xpath("string(//div[@id='sheet']/p[1])")
    assert tree.xpath("//*[local-name()='rect'][@class='outline']")
    sizes = []
    for sheet in (1, 2, 3):
        tree = settled(reader, f"/scans/{scan}/see?tab=pages&sheet={sheet}")
        address = tree.xpath("//*[local-name()='image']/@href")[0]
        assert address == f"/scans/{scan}/inside/{sheet}.png"
        reply = reader.ask("GET", address)
        assert reply.headers["content-type"] == "image/png"
        sizes.append(Image.open(io.BytesIO(reply.content)).size)
    assert sizes[0] == sizes[1] != sizes[2]
    assert "c.png" in tree.xpath("string(//div[@id='sheet']/p[1])")
    for number in ("0", "4", "x", "1" * 7):
        assert reader.ask("GET", f"/scans/{scan}/inside/{number}.png").status_code == 404


def test_a_broken_member_costs_its_own_pages_alone(scanning, handler, reader):
    scan = upload(handler, "a.zip", packed(a_pdf=pdf()[:700], b_pdf=pdf()))
    tree = settled(reader, f"/scans/{scan}/see?tab=pages&sheet=1")
    assert "b.pdf" in tree.xpath("string(//div[@id='sheet']/p[1])")


def test_many_rules_and_five_hundred_places_are_folded_and_filtered_and_none_is_left_out(scanning, handler, reader):
    told_by = [
        one.written.hits[0].text
        for one in load(scanning.house.scanner.config.lexicons, whole=True).items
        if one.settled_by is not None
    ][:60]
    many = "\n\n".join([*told_by, *["内部资料 注意保存\n\n这是一段平常的话。"] * 500])
    scan = upload(handler, "500.txt", many.encode())
    page = reader.look(f"/scans/{scan}")
    report = handler("GET", f"/v1/scans/{scan}/report.json").json()
    stand = [one for one in report["findings"] if not (one["dismissed"] or one["set_aside"])]
    places, rules = sum(1 + len(one["also"]) for one in stand), {one["rule"] for one in stand}
    assert places > 500
    assert str(places) in page.xpath("string(//h2[@id='findings']/following-sibling::p[1])")
    articles = page.xpath("//article[@class='finding']")
    assert {one.xpath(".//p/code/text()")[0] for one in articles} == rules
    assert [bool(one.xpath("./details/summary/h3")) for one in articles] == [number >= 8 for number in range(len(articles))]
    marks = next(one for one in articles if one.xpath(".//p/code/text()")[0] == "mark/internal")
    assert len(marks.xpath(".//dd/ul/li")) == 5
    assert len(marks.xpath(".//dd/details/ul/li")) == 196
    few = reader.look(f"/scans/{scan}?only=&search=MARK/internal")
    assert few.xpath("//article//p/code/text()") == ["mark/internal"]
    for option in page.xpath("//select[@id='only']/option[@value!='']"):
        action, count = option.get("value"), int(re.search(r"\d+", option.text_content()).group())
        shown = reader.look(f"/scans/{scan}?only={action}")
        assert shown.xpath("//select[@id='only']/option[@selected]/@value") == [action]
        assert [one.get("class") for one in shown.xpath("//article//h3/span")] == [f"tag is-{action}"] * count
    nothing = reader.look(f"/scans/{scan}?search=%3Cscript%3Ealert")
    assert not nothing.xpath("//article | //script[not(@src)]")
    assert word("findings_filtered", "zh-CN") in nothing.text_content()
    assert reader.ask("GET", f"/scans/{scan}?only=other").status_code == 422
