import pytest

from outscan_training.corpus import Sample, written
from outscan_training.store import store
from outscan_training.train import train

NEWS = (
    "本市昨天举办了花市，来的人很多，公园里的步道也修好了。",
    "比赛在下午结束，主队以三比二取胜，球迷唱着歌回家。",
    "图书馆新到一批童书，周末有人给孩子们讲故事。",
    "修路期间公交改走滨河路，请大家留意站牌。",
)


def innocent(number):
    text = "\n".join(NEWS[(number + at) % len(NEWS)] for at in range(12))
    return Sample(text, 0, len(text), "none", "news", number % 5, "innocent", f"news-{number}")


@pytest.fixture(scope="session")
def samples():
    plain = [innocent(number) for number in range(15)]
    return [*written(plain, 3, 2, 0), *plain]


@pytest.fixture(scope="session")
def trained(samples):
    return train(samples)


@pytest.fixture(scope="session")
def folder(trained, tmp_path_factory):
    made = tmp_path_factory.mktemp("model")
    store(trained, made, kind="local", training={"texts": 1}, scores={"recall": 0.5})
    return made
