"""What is wrong with a unit's own rules and policy rows, for the officer who wrote them.

In: nothing. Out: one table by key, `rule.…`; `file:line:` stands before each sentence.
"""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "rule.nothing_yet": ("还没有", "nothing yet"),
    "rule.none": ("没有", "none"),
    "rule.no_item": (
        "lexicons：这些文件里没有一个事项；没有规则的检查会把一切当作无事",
        "lexicons: not one item in these files; a scanner without rules would call everything clean",
    ),
    "rule.settles_nothing": (
        "settled_by：没有 ask，或事项为机密以上，任何回答都不能排除；请删去 settled_by",
        "settled_by: without ask, or at 机密 or above, no answer sets the item aside; take settled_by out",
    ),
    "rule.id_taken": ("id：“{id}”已用于 {place}；id 不得重复", "id: '{id}' is taken by {place}; ids must be unique"),
    "rule.id_twice": ("id：“{id}”写了两次；id 不得重复", "id: '{id}' is given twice; ids must be unique"),
    "rule.id_form": (
        "id：“{id}”应写作 {home}/名称（拉丁字母、数字、. _ -）",
        "id: '{id}' must look like {home}/name (Latin letters, digits, . _ -)",
    ),
    "rule.empty_key": (
        "{key}：不能空着；每个事项都要有标题、分组、正例和反例",
        "{key}: must not be empty; every item carries its title, groups, hits and misses",
    ),
    "rule.empty_word": ("{key}：空的词处处都会命中", "{key}: an empty word would be found everywhere"),
    "rule.mark_basis": ("basis：不能空着；每种标志都要有依据", "basis: must not be empty; every kind of mark rests on a text"),
    "rule.mark_instrument": (
        "instrument：“{name}”不在本文件的 `basis` 之中",
        "instrument: '{name}' is not under this file's `basis`",
    ),
    "rule.item_basis": ("basis：没有依据的事项不能载入", "basis: an item without a legal text does not load"),
    "rule.instrument": (
        "instrument：“{name}”不在本文件的 `basis` 之中（{known}）",
        "instrument: '{name}' is not under this file's `basis` ({known})",
    ),
    "rule.group_unknown": (
        "“{word}”不在本文件的 `groups` 之中（{known}）",
        "'{word}' is not under this file's `groups` ({known})",
    ),
    "rule.no_terms": (
        "空的词表永远不会命中；请写上词语或删去",
        "an empty list of terms can never be met; write its terms or remove it",
    ),
    "rule.empty_term": ("空的词语处处都会命中", "an empty term would be found everywhere"),
    "rule.nested_list": (
        "“{word}”：`groups` 里的词表不能再引用别的词表",
        "'{word}': a list under `groups` may not name another list",
    ),
    "rule.group_shape": (
        "一组只能有 any、at_least、{detectors}、either 中的一个；这里写了：{here}",
        "a group has exactly one of any, at_least, {detectors}, either; here: {here}",
    ),
    "rule.too_many_needed": (
        "n：{terms} 个不同的词永远凑不出 {n} 个",
        "n: {n} of {terms} distinct terms can never be met",
    ),
    "rule.no_alternative": ("either：至少要有一个选择", "either: needs at least one alternative"),
    "rule.kind_unknown": (
        "{detector} 没有 {kind} 这一种{near}；docs/evidence.md 列出全部",
        "{detector} has no kind {kind}{near}; docs/evidence.md lists all",
    ),
    "rule.fact_unknown": (
        "{kind} 没有 {name} 这个事实{near}；docs/evidence.md 列出全部",
        "{kind} has no fact {name}{near}; docs/evidence.md lists all",
    ),
    "rule.technique_unknown": (
        "没有 {name} 这种处理方法{near}；docs/processing.md 列出全部",
        "there is no technique {name}{near}; docs/processing.md lists all",
    ),
    "rule.no_kind": ("{detector}：要写 `kind`，如 map_scale", "{detector}: needs `kind`, a name like map_scale"),
    "rule.not_yaml": (
        "不是 YAML：{why}；请检查缩进、冒号和引号",
        "not YAML: {why}; check indentation, colons and quotes",
    ),
    "rule.empty_file": (
        "文件是空的；请删去，或写上 `domain` 和 `items`",
        "the file is empty; remove it or write its `domain` and `items`",
    ),
    "rule.key_twice": ("{key} 写了两次；请留一个", "{key} is given twice; keep one"),
    "rule.minutes": (
        '{text} 会被读成分钟数；请加引号写作 "{text}"',
        '{text} would be read as a number of minutes; write "{text}" in quotes',
    ),
    "rule.not_utf8": (
        "第 {byte} 字节处不是 UTF-8；请把文件存成 UTF-8",
        "not UTF-8 at byte {byte}; save the file as UTF-8",
    ),
    "rule.not_toml": ("不是 TOML：{why}", "not TOML: {why}"),
    "rule.quieter": (
        "附加规则可以增加规则，但不能有 {file}，它会使检查变松",
        "an overlay may add rules but not {file}, which makes the scanner quieter",
    ),
    "rule.unit_place": (
        "unit.yaml 应放在本单位自己的文件夹里，不能放在随程序的规则之中",
        "unit.yaml belongs into the unit's own folder, not among the shipped lexicons",
    ),
    "rule.unknown_key": ("不认识“{key}”；请检查拼写", "unknown key '{key}'; check its spelling"),
    "rule.part_no_word": (
        "parts：“{word}”不是词；花括号只用在 `forms` 里",
        "parts: '{word}' is no word; braces belong to `forms`",
    ),
    "rule.form_unknown": (
        "forms：“{name}”不在本文件的 `parts` 之中",
        "forms: '{name}' is not under this file's `parts`",
    ),
    "rule.missing_key": ("缺少“{key}”", "'{key}' is missing"),
    "rule.allowed_words": ("可用的词", "the allowed words"),
    "rule.none_of": ("{key}：“{found}”不是 {allowed} 之一", "{key}: '{found}' is none of {allowed}"),
    "rule.wrong_type": (
        "{key}：{what}；会被 YAML 读成数或真假值的词要加引号",
        "{key}: {what}; a word YAML reads as a number or truth value needs quotes",
    ),
    "rule.between": ("{text}：前一个数应较小", "{text}: the first figure must be the smaller one"),
    "rule.comparison": (
        '{text} 不是比较；请写 "< 5000"、">= 3"、"in [1, 2]"、"between 1 and 2"、">= today" 或一个值',
        '{text} is no comparison; write "< 5000", ">= 3", "in [1, 2]", "between 1 and 2", ">= today" or a value',
    ),
    "rule.no_lexicon": (
        "{folder}：文件夹里没有规则文件（*.yaml）；没有规则的检查会把一切当作无事",
        "{folder}: no lexicon (*.yaml) in this folder; a scanner without rules would call everything clean",
    ),
    "rule.no_folder": (
        "{folder}：没有这个规则文件夹；请检查配置中的 `overlays`",
        "{folder}: no such folder of lexicons; check `lexicons` in the configuration",
    ),
    "rule.folder_closed": ("{folder}：打不开（{why}）", "{folder}: cannot be read: {why}"),
    "rule.empty_overlay": (
        "{folder}：附加规则文件夹里没有 *.yaml 或 policy.toml；请写上，或从配置中去掉",
        "{folder}: an overlay without any *.yaml or policy.toml; add one or take it out of the configuration",
    ),
    # --- policy rows
    "rule.closed": ("打不开（{why}）", "cannot be read: {why}"),
    "rule.row_taken": (
        "id“{id}”已用于 {place}；一行不能顶替另一行",
        "id '{id}' is taken by {place}; a row cannot replace another",
    ),
    "rule.row_hears": (
        "“{id}”一行应恰好写 finding、gap、hidden、risk、proof 之一；这里写了：{here}",
        "row '{id}' must hear exactly one of finding, gap, hidden, risk, proof; here: {here}",
    ),
    "rule.row_advice": (
        "“{id}”一行：只有 finding 有自己的建议；请写明 action",
        "row '{id}': only a finding has advice of its own; name an action",
    ),
    "rule.row_nameless": ("每一行都要有 id 和理由（`why`）", "a row needs an id and a reason (`why`)"),
    "rule.row_action": ("action：{what}；可用：{known}", "action: {what}; allowed: {known}"),
    # --- a rule's own examples
    "rule.dismissed": ("被排除：{why}", "dismissed: {why}"),
    "rule.not_found": ("没有命中；{why}", "not found; {why}"),
    "rule.hit": ("第 {n} 个正例{why}", "hit {n} {why}"),
    "rule.miss": ("第 {n} 个反例命中了（{why}）", "miss {n} is found ({why})"),
    "rule.group_unmet": ("没有内容满足第 {groups} 组", "nothing meets group {groups}"),
    "rule.too_far": ("各组相距太远，不在 {window} 之内", "the groups are too far apart for window {window}"),
    "rule.counted": (
        "{items} 个事项，{terms} 个词语，{complaints} 个问题",
        "{items} items, {terms} terms, {complaints} complaints",
    ),
    "rule.no_english": (
        "“{text}”没有英文；请写在 lexicons/english.yaml，或写在旁边的 …_en",
        "no English for “{text}”; write it into lexicons/english.yaml, or beside it as …_en",
    ),
    "rule.plain_alone": (
        "plain：至少要两组；单独一个词指不出事项",
        "plain: needs two groups at least; one word alone names no matter",
    ),
    "rule.code_name_empty": (
        "name：空的代号会处处命中",
        "name: an empty code name would be found everywhere",
    ),
}
