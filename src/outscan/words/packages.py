"""What a matter of a package is called, and what is to be done with it, in Chinese and in English.

In: nothing. Out: one table: rule → titles, advice, each in Chinese and in English.
"""

from __future__ import annotations

PACKAGES: dict[str, tuple[str, str, str, str]] = {
    "package/areas": (
        "各文件分别不足、合计超过25平方千米的大比例尺地图或影像",
        "Large-scale maps or images that together exceed 25 square kilometres",
        "同一接收方的多批资料合并计算；减少范围、降低比例尺或报批",
        "several batches for one recipient count together; reduce the area, lower the scale or ask for approval",
    ),
    "package/places": (
        "代号与坐标、代号与设施名称分在不同文件，合起来即为设施位置",
        "Codes with coordinates in one file, codes with facilities in another",
        "删去代号对照、降低坐标精度，或报主管部门审批",
        "delete the key to the codes, lower the precision of coordinates, or ask the competent authority for approval",
    ),
    "package/military": (
        "代号与坐标、代号与军事单位或设施分在不同文件，合起来即为军事目标位置",
        "Codes with coordinates in one file, codes with military works or units in another",
        "删去代号对照和军事单位，报军队主管部门",
        "delete the key to the codes and the military works, and report to the military authority",
    ),
    "package/origin": (
        "相对坐标与起算点分在不同文件，合起来即为坐标成果",
        "Offsets in one file, the point they are counted from in another",
        "不得同时提供起算点，或报测绘主管部门审批",
        "never provide the starting point with it, or ask the surveying authority for approval",
    ),
    "package/control": (
        "控制设备的地址、口令与控制对象分在不同文件，合起来即可远程操作",
        "Addresses of controllers, what opens them and what they move in different files",
        "删去地址和口令，更换口令，报网信、公安主管部门",
        "delete addresses and passwords, change them, and report to the cyberspace and public security authorities",
    ),
    "package/firms": (
        "匿名企业数据与企业名称对照分在不同文件，合起来可识别单个调查对象",
        "Figures of firms under letters in one file, what the letters stand for in another",
        "不得同时提供对照，或只给汇总",
        "never provide the key with it, or give totals only",
    ),
    "package/water": (
        "水文系列与测站位置分在不同文件，合起来即为完整资料",
        "Hydrological series in one file, the stations they belong to in another",
        "改给统计特征值，删去测站对照，或报水文机构审批",
        "give statistical characteristics instead, delete the list of stations, or ask the hydrological agency for approval",
    ),
    "package/points": (
        "同名点的两套坐标分在不同文件，可解算坐标转换参数",
        "Two sets of coordinates of the same points, from which transformation parameters follow",
        "只保留一套坐标，降低精度，或报测绘主管部门审批",
        "keep one set of coordinates, lower the precision, or ask the surveying authority for approval",
    ),
    "package/halves": (
        "同名点的纵坐标与横坐标分在不同文件，合起来即为坐标成果",
        "Northings in one file, eastings of the same points in another",
        "只给相对坐标或降低精度，或报测绘主管部门审批",
        "give relative coordinates only, lower the precision, or ask the surveying authority for approval",
    ),
    "package/parameters": (
        "坐标转换的平移参数与旋转、尺度参数分在不同文件",
        "Shifts of a coordinate transformation in one file, its rotations and scale in another",
        "删去转换参数，报测绘主管部门",
        "delete the parameters and report to the surveying authority",
    ),
    "package/gravity": (
        "重力值与点位坐标分在不同文件，合起来即为重力成果",
        "Gravity values in one file, the coordinates of their points in another",
        "只给一项，降低精度，或报测绘主管部门审批",
        "give one of the two, lower the precision, or ask the surveying authority for approval",
    ),
    "package/persons": (
        "去标识的人员数据与其身份对照分在不同文件，合起来可识别个人",
        "Pseudonymised data of persons in one file, the list that identifies them in another",
        "不得同时提供对照表；按数据出境规定评估",
        "never provide the key with it; assess under the rules on outbound data",
    ),
    "package/people": (
        "各文件合计的个人信息数量达到数据出境规定的标准",
        "Personal data that together reach the thresholds for export",
        "按数据出境规定申报或去标识",
        "declare it under the rules on outbound data, or de-identify",
    ),
    "package/exam": (
        "未启用考试的试题与答案分在不同文件",
        "Questions of a coming examination in one file, their answers in another",
        "启用前不得提供",
        "not to be provided before use",
    ),
    "package/letter": (
        "函件说明向境外提供，所附数据本身未标明",
        "A letter hands over abroad what the attached data do not say of themselves",
        "核对所附数据是否已公开、是否需审批",
        "check whether the attached data are public and whether they need approval",
    ),
    "package/tender": (
        "报价的组成与让价幅度、开标日分在不同文件，合起来即为投标底价",
        "What a bid is made of in some files, how far down it goes and the day of opening in another",
        "开标前不得一并提供；确需提供的由商业秘密管理部门批准",
        "never provide them together before bids are opened; if it must be, with the approval of the office for trade secrets",
    ),
    "package/visit": (
        "要人的车辆、房间、警卫分在不同文件，合起来即为活动与警卫安排",
        "Cars, rooms and guards of a person of office in different files, together his programme and protection",
        "不得对外提供，报外事、警卫主管部门",
        "not to be provided; report to the authorities for foreign affairs and protection",
    ),
    "package/grids": (
        "同名点的国家坐标与工程独立坐标分在不同文件，可解算两系转换参数",
        "National and local coordinates of the same points in different files, from which the parameters between both follow",
        "不得同时提供两套坐标，报测绘主管部门",
        "never provide both sets; report to the surveying authority",
    ),
    "package/setters": (
        "命题、审题人员名单与封闭地点、时间分在不同文件",
        "Who sets a paper in one file, where and when they are locked away in another",
        "启用前不得对外提供，报教育考试机构",
        "not to be provided before the paper is used; report to the examination authority",
    ),
    "package/alias": (
        "代号所指与其参数、行程分在不同文件",
        "What a short name stands for in one file, what is said of it in another",
        "删去代号对照，分开提供的也合并审查，报主管部门审批",
        "delete the key to the names; review both together and ask the competent authority for approval",
    ),
    "package/ore": (
        "样点坐标与品位分在不同文件，另有文件写明尚未批准或不公开",
        "Where samples were taken in one file, their grades in another, said elsewhere to be kept back",
        "储量批准、公开前不得一并提供，报自然资源主管部门",
        "never provide both before the reserves are approved and public; report to the natural resources authority",
    ),
    "package/mandate": (
        "谈判数字与“哪一栏是底线”的说明分在不同文件",
        "Figures of a negotiation in one file, which of them is the floor in another",
        "谈判结束前不得提供",
        "not to be provided before the negotiation is over",
    ),
}
TOGETHER = ("《保守国家秘密法》", "第三十六条", "A")
BASES: dict[str, tuple[str, str, str]] = {
    "package/areas": ("自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定", "18", "A"),
    "package/places": ("《保守国家秘密法实施条例》（2024年）", "第四十三条", "A"),
    "package/military": ("《保守国家秘密法实施条例》（2024年）", "第四十三条", "A"),
    "package/origin": ("国测办字〔2003〕17号 测绘管理工作国家秘密范围的规定", "5", "A"),
    "package/control": ("《中华人民共和国网络安全法》", "关键信息基础设施的运行安全", "B"),
    "package/firms": ("《中华人民共和国统计法》（2024年修正）", "第二十八条", "A"),
    "package/water": ("《中华人民共和国水文条例》", "第二十六条", "B"),
    "package/points": ("国测办字〔2003〕17号 测绘管理工作国家秘密范围的规定", "1、5", "A"),
    "package/halves": ("国测办字〔2003〕17号 测绘管理工作国家秘密范围的规定", "5", "A"),
    "package/parameters": ("国测办字〔2003〕17号 测绘管理工作国家秘密范围的规定", "1", "A"),
    "package/gravity": ("国测办字〔2003〕17号 测绘管理工作国家秘密范围的规定", "7、13", "A"),
    "package/persons": ("《中华人民共和国个人信息保护法》", "第二十八条、第三十八条", "A"),
    "package/people": ("《促进和规范数据跨境流动规定》（2024年）", "第七条、第八条", "A"),
    "package/exam": ("教密〔2001〕2号", "第三条", "A"),
    "package/letter": ("《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）", "第四条", "A"),
    "package/tender": ("《中华人民共和国反不正当竞争法》", "商业秘密", "B"),
    "package/visit": ("《中华人民共和国保守国家秘密法》（2024年修订）", "第十三条", "B"),
    "package/grids": ("国测办字〔2003〕17号 测绘管理工作国家秘密范围的规定", "1", "A"),
    "package/setters": ("教密〔2001〕2号", "第三条", "B"),
    "package/alias": ("《保守国家秘密法实施条例》（2024年）", "第四十三条", "A"),
    "package/ore": ("《地质资料管理条例》", "地质资料的保护与利用", "B"),
    "package/mandate": ("《中华人民共和国保守国家秘密法》（2024年修订）", "第十三条（三）", "C"),
}
STOP = {
    "top_secret": (
        "绝密标志不得对外提供；立即停止提供，报告保密工作机构",
        "what bears a top-secret mark must not be provided; stop at once and report to the secrecy office",
    ),
    "exam": (
        "启用前的试卷不得对外提供；立即停止提供，报告保密工作机构",
        "examination papers before use must not be provided; stop at once and report to the secrecy office",
    ),
}
"""What the law says of two marks that nothing can lift."""
KNOWN = {
    "approver": ("原文件的制发单位", "the unit that issued the original"),
    "note": (
        "摘录、引用、汇编按原件的密级管理",
        "extracts, quotations and compilations are handled at the level of the original",
    ),
    "ask": (
        "登记的批准或公开是否适用于本次提供？",
        "Does the registered approval or publication apply to this provision?",
    ),
}
"""What is said of registered documents."""
TITLES = {
    "fingerprint/sensitive": ("与登记的敏感文件相同或部分相同", "same as a registered sensitive document, or parts of it"),
    "fingerprint/cleared": (
        "与登记的已批准提供或已公开材料相同或部分相同",
        "same as registered material that was approved or published, or parts of it",
    ),
}
"""What findings of registered documents are called."""
OWN = {
    "code_name": ("本单位项目代号", "Project code name of the unit"),
    "basis": ("本单位规定", "rules of the unit"),
}
"""What a unit's own rules are called where it gives no name."""
