"""Texts in our own words, numbered as plans and statutes are, and the built-in plan's own text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "plan"

ORDINANCE = """\
# 滨河市优化营商环境条例

（2020年5月20日滨河市人民代表大会常务委员会通过）

## 第一章　总　则

第一条　为了优化营商环境，根据《优化营商环境条例》（国令第722号），制定本条例。

第二条　市场监管部门应当自受理之日起一个工作日内办结企业设立登记，情形复杂的，最多不超过三个工作日。

## 第二章　政务服务

第三条　工程建设许可分为下列情形：
（一）带方案出让用地的，十五个工作日内办结；
（二）一般社会投资项目、政府投资项目、线性工程分别在二十二、三十二、四十五个工作日内办结；
（三）职业技能评价由60日压减到7日。

第四条　涉企政策公开征求意见的期限一般不少于三十日。依照本条例第二条第一款的规定
执行的除外。

第五条　投诉应当在二十日内答复；经负责人批准，可以延长十日。
违反本条例的，处一万元以上五万元以下罚款。

第六条　本条例自2020年7月1日起施行。
"""

PLAN = """\
滨河市2022年营商环境提升方案

滨政〔2022〕8号

一、总体目标

到2022年底，政务服务事项网办率达到百分之九十以上，企业满意度不低于95%。

二、重点任务

（一）提升开办企业便利度

1.压减开办时间。企业开办时间压缩至0.5个工作日以内，公章刻制免费。
（牵头单位：市市场监管局；责任单位：市公安局、市税务局等，各县（市、区）政府，6月底前完成）

2.扩大受理渠道。新增自助终端二百台，设立综合窗口
12个以上。（责任单位：市政务局，完成时限：2022年9月）

（二）提升获得电力水平

1.压减办电环节。10千伏及以下用户办电环节压减为3个，平均时长较上年压缩四成。[责任单位：市供电公司,完成时间:2022年12月]

三、保障措施

强化督导，每季度至少开展1次调度。

附件：任务分解表（共3页）
"""


def plan_path(name: str = "zhengzhou-2021") -> Path:
    """A plan's text, which is no part of this project; in CI it must be at hand.

    PLAN_TEXT is the file of the built-in plan, PLAN_TEXTS the folder of all of them.
    """
    path = Path(os.environ.get("PLAN_TEXTS", BESIDE)) / f"{name}.md"
    if name == "zhengzhou-2021":
        path = Path(os.environ.get("PLAN_TEXT", path))
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"the plan's text is missing: {path}")
        pytest.skip("the plan's text is not at hand")
    return path


@pytest.fixture(scope="session")
def zhengzhou() -> Path:
    return plan_path()
