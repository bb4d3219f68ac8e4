from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.detect.coordinates import CoordinateDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Segment, Where


def seen(text: str) -> list[Match]:
    reading = Reading(0, Segment(Where(), text), fold(text))
    return list(CoordinateDetector().detect(reading))


def of(text: str, kind: str) -> list[Match]:
    return [m for m in seen(text) if m.rule == f"coordinates/{kind}"]


@pytest.mark.parametrize(
    ("text", "lat", "lon", "precision"),
    [
        ("位于北纬34°16′05.25″，东经108°57′19.10″", 34.268125, 108.955306, 0.308),
        ("34度16分05秒N，108度57分19秒E", 34.268056, 108.955278, 30.8),
        ("N34 16 05.2 E108 57 19.1", 34.268111, 108.955306, 3.08),
        ("34.268125°N, 108.955306°E", 34.268125, 108.955306, 0.111),
        ("东经108.9553°、北纬34.2681°", 34.2681, 108.9553, 11.1),
        ("纬度:34.268125,经度:108.955306", 34.268125, 108.955306, 0.111),
        ('{"lat": 34.268125, "lon": 108.955306}', 34.268125, 108.955306, 0.111),
        ("观测墩坐标 108.955306,34.268125", 34.268125, 108.955306, 0.111),
        ("３４°１６′０５″Ｎ １０８°５７′１９″Ｅ", 34.268056, 108.955278, 30.8),
    ],
)
def test_degrees_in_every_writing(text: str, lat: float, lon: float, precision: float) -> None:
    (found,) = of(text, "geographic")
    assert found.facts["lat"] == pytest.approx(lat, abs=1e-6)
    assert found.facts["lon"] == pytest.approx(lon, abs=1e-6)
    assert found.facts["precision_m"] == pytest.approx(precision, rel=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "今日气温25度，湿度30度",
        "折扣价35.123,98.456元",
        "升级到 30.572.1 后 104.066.2 不再可用",
        "地址 30.572, 204.066",
        "直线与平面成30°角，转角104°",
        "我国东经73°至135°",
        "服务器 34.117.59.81 与 108.61.10.10",
        "收益率分别为 34.268%, 108.955%",
        "ISBN 978-7-5030-1234-5",
    ],
)
def test_numbers_that_are_no_place(text: str) -> None:
    assert of(text, "geographic") == []
    assert of(text, "projected") == []


def test_three_bare_pairs_need_no_label() -> None:
    assert len(of("A 34.2681,108.9553\nB 34.2702,108.9601\nC 34.2733,108.9688", "geographic")) == 3
    assert of("A 34.2681,108.9553", "geographic") == []


@pytest.mark.parametrize(
    ("text", "zone", "width"),
    [
        ("X=3794512.345，Y=36589123.456", 36, 3),
        ("36589123.456,3794512.345", 36, 3),
        ("X：3794512.345m Y：19589123.456m", 19, 6),
        ("纵坐标 3794512.3 横坐标 589123.4", 0, 0),
        ("JS01 3794512.345 36589123.456 412.05", 36, 3),
    ],
)
def test_gauss_krueger_with_northing_first_or_last(text: str, zone: int, width: int) -> None:
    (found,) = of(text, "projected")
    assert (found.facts["zone"], found.facts["width"]) == (zone, width)
    assert found.facts["northing"] == pytest.approx(3794512.345, abs=0.1)


@pytest.mark.parametrize(
    "text", ["电话3794512 手机13658912345", "订单3794512 36589123", "合同 9794512.345 36589123.456", "3794512.345 56589123.456"]
)
def test_order_numbers_are_no_projection(text: str) -> None:
    assert of(text, "projected") == []


def test_web_mercator_only_where_named() -> None:
    (found,) = of("Web墨卡托投影：12129012.5, 4066213.7", "mercator")
    assert found.facts["precision_m"] == 0.1
    assert of("合计 12129012.5, 4066213.7", "mercator") == []


def test_geohash_only_beside_its_name() -> None:
    (found,) = of("geohash: wqj6zn8p", "geohash")
    assert 33 < float(found.facts["lat"]) < 35
    assert of("代码 wqj6zn8p", "geohash") == []


def test_shapes() -> None:
    (found,) = of("POLYGON((108.9553 34.2681, 108.9601 34.2702, 108.9688 34.2733, 108.9553 34.2681))", "wkt")
    assert found.facts["count"] == 4
    assert of("POINT(2.3522 48.8566)", "wkt") == []


def test_parameters_of_a_transformation() -> None:
    text = "+proj=tmerc +ellps=krass +towgs84=15.8,-154.4,-82.3,0.1,0.2,0.3,4.1 +units=m"
    (found,) = of(text, "towgs84")
    assert found.facts["parameters"] == 7
    assert found.facts["local"] is True
    assert of("+towgs84=0,0,0,0,0,0,0", "towgs84") == []
    assert of("WGS84 to ED50 +towgs84=-87,-98,-121", "towgs84")[0].facts["local"] is False


def test_systems_and_datum_words() -> None:
    assert of('PROJCS["CGCS2000_3_Degree_GK_Zone_36",', "prj")[0].facts["local"] is True
    assert of("EPSG:4547", "epsg")[0].facts["datum"] == "CGCS2000"
    assert of("EPSG:2154", "epsg") == []
    names = [
        m.facts["datum"] for m in of("2000国家大地坐标系、1980西安坐标系、1954年北京坐标系、地方独立坐标系、GCJ-02", "datum")
    ]
    assert names == ["CGCS2000", "XA80", "BJ54", "LOCAL", "GCJ02"]


def test_public_systems_and_places_weigh_less() -> None:
    (offset,) = of("高德坐标（GCJ-02）108.955306,34.268125", "geographic")
    assert offset.facts["public_offset"] is True
    (shop,) = of("门店坐标 108.955306,34.268125", "geographic")
    assert shop.facts["public_context"] is True
    (point,) = of("控制点坐标（CGCS2000）108.955306,34.268125", "geographic")
    assert point.facts["public_context"] is False
    assert point.facts["datum"] == "CGCS2000"


@given(st.text(alphabet="0123456789.,°′″北纬东经NE XY=\n\t坐标", max_size=120))
def test_quotes_are_the_document_s_own_words(text: str) -> None:
    for found in seen(text):
        assert "".join(text[a:b] for a, b in found.spans) == found.quote


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("控制点 K1 坐标 30-12-12.1234, 104-05-06.7890", 30.2033676, 104.0852192),
        ("测站位于 30:12:12.12 N  104:05:06.79 E", 30.2033667, 104.0852194),
        ("Station A 30 12 12.1234 N 104 05 06.7890 E", 30.2033676, 104.0852192),
        ("坐标 B=301212.1234 L=1040506.7890", 30.2033676, 104.0852192),
        ("The point is at 30.203361N, 104.085219E.", 30.203361, 104.085219),
        ("JZ01 -1334567.1234 5335000.1000 3220000.2000", 30.3498039, 104.0445023),
    ],
)
def test_degrees_without_their_signs(text, lat, lon):
    (found,) = of(text, "geographic")
    assert found.facts["lat"] == pytest.approx(lat, abs=1e-6)
    assert found.facts["lon"] == pytest.approx(lon, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["控制点 X=3 794 512.345 Y=36 589 123.456", "坐标(单位:km) X=3794.512 Y=36589.123", "E: 589,123.45 N: 3,794,512.34"]
)
def test_metres_with_parted_thousands_and_kilometres(text):
    (found,) = of(text, "projected")
    assert 3_794_511 < found.facts["northing"] < 3_794_513


@pytest.mark.parametrize(
    "text", ["会议时间 2024-05-06 10:30:25.5 至 11:20:30.1", "服务器 10-12-12.1 端口 104", "电话 028-85412345 传真 028-85412346"]
)
def test_times_and_numbers_are_no_degrees(text):
    assert not [m for m in seen(text) if m.rule != "coordinates/datum"]
