import pytest

from outscan.assess.structure import FEATURES, structure


def seen(text):
    return {name for name, figure in zip(FEATURES, structure(text), strict=True) if figure > 0}


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("这几个数还没有对外公布，等下周再说", "未公开表述"),
        ("the figures have not been published", "未公开表述"),
        ("先别往外传，也不要转发", "要求不外传的表述"),
        ("只有我们三个知道", "少数人知道的表述"),
        ("手续以后再补，你先用着", "未经批准的表述"),
        ("看完就删，不留底", "用后销毁的表述"),
        ("真正的数比对外报的多一倍", "内外两样的表述"),
        ("1. 甲\n2. 乙\n3. 丙", "编号试题结构"),
        ("钥匙在门房，摄像头坏了", "守卫与钥匙"),
        ("第三条 单位应当依照本条例办理", "法规教材论文体例"),
        ("名单已在官网公布，欢迎查询", "已公开的表述"),
        ("面积12.5平方公里，高30米", "数量与单位密集"),
    ],
)
def test_ways_of_speaking_are_heard(text, feature):
    assert feature in seen(text)


def test_plain_news_has_none_of_the_ways_of_hiding():
    found = seen("本市昨天下了一场小雨，公园里的花开得正好，游人很多")
    assert not found & {"未公开表述", "要求不外传的表述", "未经批准的表述", "用后销毁的表述", "内外两样的表述"}


@pytest.mark.parametrize("text", ["", "，", "1" * 500, "a" * 500, "\t" * 90])
def test_figures_stay_between_nought_and_one(text):
    assert all(0 <= one <= 1 for one in structure(text))
