"""Why something was judged so, as sentences in Chinese and in English.

In: nothing. Out: one table by key; the places in braces are the same in both languages (`types.Reason`).
"""

from __future__ import annotations

from outscan.words.unread import UNREAD

REASONS: dict[str, tuple[str, str]] = {
    # --- a mark that is spoken of rather than borne
    "mention.listed": (
        "与其他密级并列，是密级的列举或选项，不是标志",
        "stands among other levels: a list or a choice, no mark",
    ),
    "mention.quoted": ("在引号或书名号之内，是引用，不是标志", "inside quotation marks or a title: quoted, no mark"),
    "mention.example": (
        "前后文在说明标志的写法或含义，是举例，不是标志",
        "the text around it explains how marks are written or what they mean: an example, no mark",
    ),
    "mention.in_quotes": ("在引号之内，是引用，不是标志", "inside quotation marks: quoted, no mark"),
    "mention.mail_footer": (
        "邮件末尾的保密套话，不针对具体内容",
        "the stock phrase at the foot of a mail, which speaks of nothing in particular",
    ),
    "mention.introduced": ("上一行说明以下是标志的示例", "the line before says that an example of a mark follows"),
    "mention.cited": ("在引用或举例之中，不是标志", "inside a quotation or an example, no mark"),
    "mention.cited_or_listed": ("在列举、引用或举例之中，不是标志", "inside a list, a quotation or an example, no mark"),
    "mention.explained": ("在引用或说明之中，不是标志", "inside a quotation or an explanation, no mark"),
    "mention.number_listed": ("在引用或列举之中，不是编号", "inside a quotation or a list, no number of a document"),
    "mention.inside": ("是{word}的一部分，不是密级", "is part of {word}, no level"),
    "mention.prose": ("在行文之中，不在标志位置", "in running text, not where marks stand"),
    "mention.worded": ("按前后文是普通用语，不是标志", "an everyday word by its surroundings, no mark"),
    "mention.level_spoken_of": ("行文中提及密级，不是标注", "running text speaks of a level, nothing is marked"),
    "mention.bracket_in_prose": (
        "括号里的密级在行文之中，不在标志位置",
        "a level in brackets in running text, not where marks stand",
    ),
    "mention.symbol_in_prose": ("符号在行文之中，不在标志位置", "the sign stands in running text, not where marks stand"),
    "mention.stacked": (
        "上下各行逐一列出密级，是密级的列举或选项，不是标志",
        "the lines above and below list the levels one by one: a list or a choice, no mark",
    ),
    "mention.small_heading": (
        "单独成行但不在首部，像小标题，不在标志位置",
        "alone on its line but not at the head: like a small heading, not where marks stand",
    ),
    "mention.cell_value": (
        "是表格里的一个值，没有密级栏，不在标志位置",
        "one value of a table without a column of levels, not where marks stand",
    ),
    "mention.portion_alone": (
        "段首的词后接正文，没有其他标志佐证",
        "opens a paragraph that goes on, with no other mark to support it",
    ),
    "mention.rating": ("一串星号是评分，不是国家秘密标志", "a row of stars is a rating, no mark of a state secret"),
    "mention.key_to_levels": (
        "表中逐级列出各密级各一次，是对照表，不是标注",
        "the table lists every level once: a key to levels, nothing is marked",
    ),
    "mention.blank_form": ("空白表单中的密级选项，没有勾选", "choices of a blank form, none is ticked"),
    "mention.internal": ("在行文之中提及内部管理，不是标志", "running text speaks of internal handling, no mark"),
    "mention.work_secret": ("在行文之中提及工作秘密，不是标志", "running text speaks of work secrets, no mark"),
    "mention.commercial": ("在行文之中提及商业秘密，不是标志", "running text speaks of trade secrets, no mark"),
    "mention.commercial_level": (
        "在行文之中提及商业秘密等级，不是标志",
        "running text speaks of grades of trade secrets, no mark",
    ),
    "mention.business": ("在行文之中提及，不是标志", "spoken of in running text, no mark"),
    "mention.business_heading": ("在行文或小标题之中，不在标志位置", "in running text or a small heading, not where marks stand"),
    "mention.foreign": ("在行文之中提及境外密级，不是标志", "running text speaks of a foreign level, no mark"),
    "mention.foreign_letter": (
        "段首只有一个字母的括注，没有其他境外标志佐证",
        "a single letter in brackets opens the paragraph, with no other foreign mark to support it",
    ),
    "mention.export_law": ("在行文之中引用出口管制法规", "running text cites export-control law"),
    "mention.one_element": (
        "只有一项定密要素，没有其他标志佐证",
        "a single element of classification, with no other mark to support it",
    ),
    "mention.colours_explained": (
        "文中逐一说明各种颜色，是在介绍该标志",
        "the text goes through all colours: it explains the scheme",
    ),
    "mention.numbers_listed": (
        "文中罗列大量管制编码，是清单或法规文本",
        "the text lists many control numbers: a list or a legal text",
    ),
    "mention.jest": ("玩笑或聚会中的字样", "part of a joke or a party"),
    "mention.old_paper": (
        "旧卷或练习卷上照印的字样，且已印行、已使用或附解析",
        "the line of an old or practice paper that is printed, used or explained",
    ),
    "mention.shown": (
        "与别的标志并列，作为样式、例子或题目展示，不是标志",
        "shown beside other marks as a style, an example or a task; no mark",
    ),
    "mention.general": (
        "句子讲的是某一类文件或标志本身，不是对本件的标注",
        "the sentence speaks of all papers of a kind, or of the mark itself; it marks none",
    ),
    "mention.scheme": (
        "与其他级别逐级说明，是在介绍分级办法",
        "levels are explained one by one: the text tells a scheme",
    ),
    "mention.record": ("是数据表中一行的内容，不是标志", "a value in a row of data, no mark"),
    "mention.title_of_work": ("是作品名称，不是标志", "the title of a work, no mark"),
    "mention.posed": ("是题目里设的情形，不是标志", "a case that a question puts, no mark"),
    "mention.option": ("是选择题的一个选项，不是标志", "one of the answers a question offers, no mark"),
    "mention.rule_of_handling": ("在说明管理规定，不是对本件的标注", "tells how such papers are handled, marks none"),
    "mention.not_of_itself": ("不是在声明本件涉密", "does not say that this document holds a secret"),
    "mention.field_name": ("是栏目名称，不是标志", "the name of a field, no mark"),
    "mention.longer_name": ("是较长名称的一部分，不是标志", "part of a longer name, no mark"),
    "mention.claim": (
        "声明不涉密、已解密或可公开，本身不是疑点",
        "a statement of not secret, declassified or open is no finding by itself",
    ),
    # --- a mark that stands
    "mark.ticked": ("选项中勾选了{words}", "{words} is ticked among the choices"),
    "mark.complete_in_prose": (
        "行文中写有完整的标志{words}，不在标志位置",
        "running text holds the complete mark {words}, not where marks stand",
    ),
    "mark.complete": ("有完整的标志{words}，{form}，{period}", "the complete mark {words}, {form}, {period}"),
    "mark.starred": ("有密级和星号的标志{words}，{form}，{period}", "a mark with level and star {words}, {form}, {period}"),
    "mark.form_legal": ("形式合法", "in legal form"),
    "mark.form_irregular": ("形式不规范", "in irregular form"),
    "mark.period": ("保密期限或条件为{period}", "term or condition {period}"),
    "mark.no_period": ("没有写期限", "without a term"),
    "mark.labelled": ("密级栏写有{words}", "the field for the level says {words}"),
    "mark.without_star": (
        "有密级和期限{words}，没有用星号，形式不规范",
        "level and term {words} without a star, in irregular form",
    ),
    "mark.in_head": ("首部写有{words}", "the head says {words}"),
    "mark.bracket": ("括注的密级{words}在标志位置", "the level in brackets {words} stands where marks stand"),
    "mark.numbered": ("编号带有密级{words}", "the document's number holds the level {words}"),
    "mark.symbol": ("有表示秘密的符号{words}", "the sign for secret {words}"),
    "mark.property": ("文件属性{name}写有{words}", "the property {name} says {words}"),
    "mark.a_property": ("文件属性写有{words}", "a property says {words}"),
    "mark.alone": ("{words}单独成行", "{words} alone on its line"),
    "mark.alone_placed": ("{words}单独成行，在标志位置", "{words} alone on its line, where marks stand"),
    "mark.alone_inside": (
        "{words}单独成行，不在首部或页眉页脚，须人工看一眼",
        "{words} alone on its line, not at the head, in a header or footer: somebody should look",
    ),
    "mark.opens_paragraph": ("段首写有{words}", "a paragraph opens with {words}"),
    "mark.opens_paragraph_supported": (
        "段首写有{words}，另有标志佐证",
        "a paragraph opens with {words}, and another mark supports it",
    ),
    "mark.in_name": ("文件名带有{words}", "the file's name holds {words}"),
    "mark.header_holds": ("页眉或页脚带有{words}", "header or footer holds {words}"),
    "mark.header_says": ("页眉或页脚写有{words}", "header or footer says {words}"),
    "mark.edge_of_head": ("首部一行的边上写有{words}", "at the edge of a line of the head stands {words}"),
    "mark.edge_of_line": ("一行的边上写有{words}", "at the edge of a line stands {words}"),
    "mark.spaced_in_head": ("首部有字间留空的{words}", "the head holds {words} with blanks between its characters"),
    "mark.short_in_head": ("首部一行短字之间写有{words}", "between short words of a line of the head stands {words}"),
    "mark.derived": ("写明摘自涉密文件（派生定密）：{words}", "said to be taken from a classified paper: {words}"),
    "mark.says_of_itself": ("写明{words}", "says of itself {words}"),
    "mark.told": ("文中说明原件或封面标有{words}", "is said to stand on the cover or the original: {words}"),
    "mark.translated": ("有译成英文的密级和期限{words}", "a level and term put into English {words}"),
    "mark.placed": ("写有{words}，在标志位置", "says {words}, where marks stand"),
    "mark.notice": ("声明{words}", "states {words}"),
    "mark.commercial": ("有商业秘密标志{words}", "a mark of a trade secret {words}"),
    "mark.foreign": ("有境外密级标志{words}({ladder})", "a foreign classification mark {words} ({ladder})"),
    "mark.sharing": ("有信息共享标志{words}", "a traffic-light mark {words}"),
    "mark.export_control": ("有出口管制声明{words}", "an export-control statement {words}"),
    "mark.elements": ("填有定密要素{words}", "elements of classification are filled in {words}"),
    # --- what the whole document adds to a mark
    "whole.old_exam": (
        "{sign}，标志应为残留，须确认后去除",
        "{sign}; the mark is probably left over: confirm, then remove it",
    ),
    "whole.exam_unknown": ("启用与否须由提供人确认", "the sender must confirm whether it is in use yet"),
    "whole.over": (
        "期限似已于{day}届满，是否解密由定密单位书面确认",
        "the term seems to have ended on {day}; the classifying unit confirms in writing whether it is declassified",
    ),
    "whole.title_year": ("标题年份为{year}年", "the title's year is {year}"),
    "whole.title_word": ("标题含{word}", "the title holds {word}"),
    "whole.answers": ("文中附有答案和解析", "the text holds answers and explanations"),
    "whole.claimed": ("同一文件又声明{words}，互相矛盾", "the same file also states {words}: contradictory"),
    "whole.two_levels": ("首部有两种密级，互相矛盾", "two levels at the head: contradictory"),
    # --- a word that is an accident of its neighbours
    "accident.own": (
        "本程序的报告、表格引用规则自己的文字，不是资料内容",
        "our own report or form quotes the words of a rule; it is no content",
    ),
    "accident.part": ("是{word}的一部分", "is part of {word}"),
    "accident.across": ("跨在{word}两个词之间，不是一个词", "lies across the words {word}, and is no word"),
    # --- catalogue items
    "item.words": ("词语 {words}", "words {words}"),
    "item.words_needed": ("词语 {words}（至少 {n} 个）", "words {words} (at least {n})"),
    "item.datum": ("{kind} {tests}", "{kind} {tests}"),
    "item.and": ("{first}, {rest}", "{first}, {rest}"),
    "item.test": ("{figure} {limit}", "{figure} {limit}"),
    "item.fact_test": ("{fact} {figure} {limit}", "{fact} {figure} {limit}"),
    "item.sum": (
        "{fact} 合计 {figure} {limit}（{n} 处、{files} 个文件）",
        "{fact} together {figure} {limit} ({n} places, {files} files)",
    ),
    "item.more": ("另有 {n} 处同类疑点未逐一列出", "{n} more findings of this kind are not listed one by one"),
    "item.excluded_near": ("附近有排除词{word}", "the excluding word {word} stands near"),
    "item.excluded_title": ("标题中有排除词{word}", "the title holds the excluding word {word}"),
    "item.statute": ("所在段落为法规条文", "the paragraph is an article of a law"),
    "item.provision": ("所在段落为规定性文字", "the paragraph is a provision"),
    "item.catalogue": ("所在段落为保密范围目录的引文", "the paragraph quotes a catalogue of secret matters"),
    "item.lesson": ("所在段落为教学或定义性文字", "the paragraph teaches or defines"),
    "risk.desk": ("读来是单位之间的文稿", "it reads as one desk writes to another"),
    "risk.stated": (
        "写明不外传、正交往境外，或整份写给境外一方",
        "said to be kept back or to go abroad, or all of it written for somebody abroad",
    ),
    "item.invented": ("教学文字中说明为虚构的数据", "a lesson says that its figures are invented"),
    "item.foreign_open": ("旁边写明是境外机构公开的数据", "said beside it to be open data of another country"),
    "item.sourced": ("写明取自已公开的来源", "said to be taken from what is public"),
    "item.scattered": ("只是散见的词语，没有说到同一件事", "scattered words that speak of no one matter"),
    "item.sign": ("{what}", "{what}"),
    "item.beside": ("另见：{what}", "beside it: {what}"),
    "item.against": ("对照：{what}", "against it: {what}"),
    "item.unless": ("附近有排除词", "an excluding word stands near"),
    "item.requested": ("只是他人来函索要的，回复未予提供", "only asked for in a letter, and refused in the answer"),
    "item.asked": ("练习题中的题目或选项", "a question of an exercise, or one of its answers"),
    "item.declared": ("文件自称为“{words}”一类", "the file says that it is of the kind “{words}”"),
    "item.title": ("标题中有排除词", "the title holds an excluding word"),
    "item.para_law": ("所在段落为规定性文字", "the paragraph is a provision"),
    "item.para_lesson": ("所在段落为教学或定义性文字", "the paragraph teaches or defines"),
    "item.para_news": ("所在段落为公开报道文字", "the paragraph is published news"),
    "item.in_law": ("前文为法规、制度", "what stands before is a law or rule"),
    "item.in_contract": ("前文为合同、守则", "what stands before is a contract or handbook"),
    "item.in_lesson": ("前文为教材、讲义", "what stands before is a textbook or lesson"),
    "item.for_everybody": (
        "所在段落及其前文读来是写给公众的（教学、报道、公开发布、讲述）",
        "the passage and what stands before it read as written for everybody (taught, reported, published, told)",
    ),
    "item.doubted": (
        "{what}，但全文读来是单位之间的文稿，不据此排除",
        "{what}; but all of it reads as one desk writes to another, so that this excuses nothing",
    ),
    "item.in_paper": ("前文为论文", "what stands before is a paper"),
    "item.in_news": ("前文为新闻", "what stands before is news"),
    "item.in_fiction": ("前文为小说", "what stands before is fiction"),
    "item.in_manual": ("前文为技术说明", "what stands before is a technical manual"),
    "item.in_reference": ("前文为百科、年鉴", "what stands before is a work of reference"),
    "item.in_quiz": ("前文为试题、问答", "what stands before is a quiz"),
    "item.in_review": ("前文为历史叙述", "what stands before is history"),
    "item.in_public": ("前文为公告", "what stands before is a public notice"),
    "item.news": ("所在段落为公开报道文字", "the paragraph is published news"),
    # --- what only arises together
    "package.areas": ("{files} 个文件的面积合计 {total}，超过 25 km²", "{files} files together cover {total}, more than 25 km²"),
    "package.people": ("{files} 个文件合计 {total} 人", "{files} files hold {total} persons together"),
    "package.keys": ("两处的编号或名称有 {n} 个相同，可逐行对应", "{n} codes or names are the same in both, row by row"),
    "package.parameters": (
        "平移参数与旋转、尺度参数分开存放",
        "shifts lie apart from rotations and scale",
    ),
    "package.exam_live": (
        "一份是题目，另一份说明是尚未举行的统一考试所用",
        "questions in one, said in another to be those of a public examination still to come",
    ),
    "package.origin": (
        "一份是相对位移，另一份是起算点的坐标",
        "offsets in one, the coordinates of their starting point in another",
    ),
    "package.control": (
        "{files} 个文件合起来有地址、口令和控制对象",
        "{files} files together hold addresses, what opens them and what they move",
    ),
    "package.tender": (
        "{files} 个文件合起来有报价组成、让价幅度和开标日",
        "{files} files together hold what the price is made of, how far down it goes and the day of opening",
    ),
    "package.visit": (
        "{files} 个文件分别写有要人与警卫、车辆或房间",
        "{files} files each name a person of office with guards, cars or rooms",
    ),
    "package.setters": (
        "一份是命题、审题人员，另一份是封闭的地点和时间",
        "who sets the paper in one, where and when they are locked away in another",
    ),
    "package.exam": ("试题与答案分开存放，考试尚未进行", "questions and answers lie apart, the examination is still to come"),
    "package.letter": (
        "函件写明向境外提供未公开资料，数据在另一文件",
        "the letter hands over abroad what is not public, the data are in another file",
    ),
    # --- registered documents
    "known.label": ("登记名称 {label}", "registered as {label}"),
    "known.share": (
        "相同文字 {characters} 字，占登记内容约 {share}%",
        "{characters} characters in common, about {share}% of what was registered",
    ),
    # --- residual risk
    "risk.phrase": ("用语“{phrase}”", "the wording “{phrase}”"),
    "risk.look": ("{look}", "{look}"),
    "risk.words": ("英文词的意思（词表）", "what its English words mean (word table)"),
    "risk.meaning": ("整句的意思（句子编码器）", "what the sentence means (sentence encoder)"),
    # --- clauses of a verdict
    "clause.row": ("{why}", "{why}"),
    "clause.counted": ("{why}（{n} 处）", "{why} ({n}×)"),
    "clause.clean": (
        "未发现需处理的内容。不等于不涉密，提供单位仍负审查责任",
        "nothing found that needs action; no proof that nothing is secret, the providing unit still answers for the review",
    ),
    "clause.unread": (
        "有内容未能检查，不能据此放行",
        "something could not be checked, so nothing can be released on this",
    ),
    "clause.declared": (
        "依提供人声明（{said}），{rule} 不作为处理依据",
        "on the sender's declaration ({said}), {rule} is set aside",
    ),
    "clause.baselined": ("依复核基线，{n} 处疑点不作为处理依据", "reviewed before (baseline): {n} findings are set aside"),
    "clause.pictures": (
        "本单位已核对的图像 {n} 幅未再检查（cleared_pictures）",
        "{n} pictures the office has looked at were not read again (cleared_pictures)",
    ),
    "said.declared": ("{by}：{wording} 是", "{by}: {wording} yes"),
    "said.denied": ("{by}：{wording} 否", "{by}: {wording} no"),
    "said.nobody": ("未署名", "unsigned"),
    "said.cleared": (
        "所在内容与已批准提供或已公开的登记材料一致",
        "what holds it is the same as registered material that was approved or published",
    ),
    "said.reviewed": ("{reviewer}：{reason}（有效至 {until}）", "{reviewer}: {reason} (until {until})"),
    "said.as_is": ("{text}", "{text}"),
    # --- what exactly was not read
    **UNREAD,
}
