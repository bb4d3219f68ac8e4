"""A text says the same however it was marked up or spelled, and every character leads back to what it was written as."""

import pytest

from outscan.fold import plain

MARK = "机密★10年"


@pytest.mark.parametrize(
    "written",
    [
        "**机密**★10年",
        "机**密**★10年",
        "机*密*★10年",
        "***机***密★10年",
        "__机密__★10年",
        "机~~密~~★10年",
        "==机密==★10年",
        "机`密`★10年",
        "`机密`★10年",
        "机密`★`10年",
        "机密\\★10年",
        "机\\密★10年",
        "机\\ 密★10年",
        "[机密](http://a.example/x)★10年",
        "[[机密]]★10年",
        "[[页面|机密]]★10年",
        "机密[^1]★10年",
        "'''机密'''★10年",
        "''机''密★10年",
        "//机密//★10年",
        "机<b>密</b>★10年",
        '机<span class="x">密</span>★10年',
        "机<!-- -->密★10年",
        "机<wbr>密★10年",
        "[b]机密[/b]★10年",
        "[color=red]机[/color]密★10年",
        "{color:red}机密{color}★10年",
        "{*}机密{*}★10年",
        "#机密#★10年",
        ":strong:`机密`★10年",
        "\\textbf{机密}$\\bigstar$10年",
        "\\textcolor{red}{机\\textbf{密}}★10年",
        "{\\bfseries 机密}\\ding{72}10年",
        "机\\,密★10年",
        "{\\b1}机{\\i1}密★10年",
        "\x1b[31m机\x1b[1m密\x1b[0m★10年",
        "%E6%9C%BA%E5%AF%86%E2%98%8510%E5%B9%B4",
        "%25E6%259C%25BA%25E5%25AF%2586★10年",
        "%BB%FA%C3%DC★10年",
        "%u673A%u5BC6★10年",
        "\\u673A\\u5BC6\\u260510\\u5E74",
        "\\u{673a}\\u{5bc6}★10年",
        "\\U0000673A密★10年",
        "U+673A U+5BC6★10年",
        "\\xe6\\x9c\\xba\\xe5\\xaf\\x86★10年",
        "\\346\\234\\272\\345\\257\\206★10年",
        "&#26426;&#x5BC6;&starf;10&#24180;",
        "机&amp;#23494;★10年",
        "机&nbsp;密★10年",
        "=E6=9C=BA=E5=AF=86=E2=98=8510=E5=B9=B4",
        "=E6=9C=\n=BA=E5=AF=86★10年",
    ],
)
def test_a_mark_is_read_through_its_mark_up_and_codes(written):
    assert MARK in plain(written).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("水库**大坝**渗流量每秒**12**升，下泄`2600`立方米", "水库大坝渗流量每秒12升，下泄2600立方米"),
        ("https://a.example/?q=1%3A2000%E5%9C%B0%E5%BD%A2%E5%9B%BE", "https://a.example/?q=1:2000地形图"),
        ("\\begin{document}\\emph{地形}图\\end{document}", " 地形图 "),
        ("覆盖<em>面积</em>31.6", "覆盖面积31.6"),
    ],
)
def test_sentences_too(written, read):
    from outscan.fold import fold

    assert plain(written).text == fold(read).text


@pytest.mark.parametrize(
    "text",
    [
        "def f(*args, **kwargs): return **kwargs",
        "a = b ** 2; c = d ** 3",
        "机密*10年",
        "机/密",
        "D:\\机密\\文件\\密级.txt",
        "x[b] = y[i]",
        "https://a.example/a%20b%3Fc=%2F",
        "#E6E7E8 =E6E7 \\x41\\x42 &lt;b&gt;",
        "sha1 3f786850e387550fdab836ed7e6dc881de23001b",
        "C:\\new\\temp\\346",
        "| 密级 | 机密/秘密 |",
        "手机 / 密码",
        "5*3*2=30",
        '机<span title="机密★20年">密',
    ],
)
def test_what_is_no_mark_up_stays(text):
    from outscan.fold import fold

    assert plain(text).text == fold(text).text


def test_a_character_leads_back_to_all_it_was_written_as():
    text = "见 %E6%9C%BA**%E5%AF%86**★10年。"
    folded = plain(text)
    at = folded.text.index(MARK)
    start, end = folded.original(at, at + 2)
    assert text[start:end] == "%E6%9C%BA**%E5%AF%86"
    assert plain(text[start:end]).text == "机密"
    assert folded.position(start) == at
