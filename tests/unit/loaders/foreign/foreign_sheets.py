"""Sheets an office keeps that are no dataset of the dashboard, made from a seed: head wordings as public tables have."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta

import xlsxwriter

# Kind of sheet: its titles, and its columns as "header:kind of cell".
KINDS: dict[str, tuple[list[str], str]] = {
    "budget": (
        ["2017年部门项目支出预算表", "2017年一般公共预算支出明细表", "专项资金安排情况表", "项目支出绩效目标申报表"],
        (
            "序号:n 项目名称:project 项目编码:code 功能科目:word 经济科目:word 预算单位:unit 预算金额（万元）:money 上年预算数:money"
            " 财政拨款:money 其他资金:money 绩效目标:text 负责人:post 联系人:post 联系电话:phone 备注:text 支出进度:rate"
        ),
    ),
    "contract": (
        ["合同台账", "2017年合同管理登记表", "工程合同结算台账", "房屋租赁合同一览"],
        (
            "序号:n 合同编号:code 合同名称:project 项目名称:project 甲方:unit 乙方:company 合同金额（元）:money 签订日期:date"
            " 合同签订时间:date 履行期限:date 开工时间:date 竣工时间:date 已付金额:money 结算金额（元）:money 经办人:post 备注:text"
        ),
    ),
    "census": (
        ["企业普查登记表", "第四次经济普查单位清查表", "规模以上企业基本情况", "个体工商户名册"],
        (
            "序号:n 单位名称:company 企业名称:company 统一社会信用代码:code 法定代表人:post 注册地址:text 所属行业:word 行业代码:code"
            " 从业人数:count 营业收入（万元）:money 资产总计:money 成立时间:date 登记类型:word 联系电话:phone 所属街道:unit 备注:text"
        ),
    ),
    "roster": (
        ["干部职工花名册", "党员花名册", "编外人员信息表", "值班安排表"],
        (
            "序号:n 姓名:post 性别:word 出生年月:date 民族:word 学历:word 职务:post 职称:post 所在部门:unit 单位:unit"
            " 参加工作时间:date 入党时间:date 联系电话:phone 手机:phone 备注:text"
        ),
    ),
    "purchases": (
        ["政府采购项目清单", "政府采购备案表", "办公用品采购清单", "2017年政府采购计划表"],
        (
            "序号:n 采购项目名称:project 项目名称:project 采购单位:unit 品目名称:word 规格型号:word 数量:count 单位:measure 单价（元）:money"
            " 预算金额（万元）:money 采购方式:word 供应商:company 合同金额（元）:money 中标时间:date 资金来源:word 联系人:post 备注:text"
        ),
    ),
    "assets": (
        ["固定资产登记表", "公务用车台账", "房产出租情况表", "设备盘点表"],
        (
            "序号:n 资产名称:project 资产编号:code 类别:word 规格型号:word 购置日期:date 原值（元）:money 净值:money 使用部门:unit"
            " 保管人:post 存放地点:text 数量:count 状态:word 面积（平方米）:money 备注:text"
        ),
    ),
    "meetings": (
        ["会议安排表", "来文登记表", "印章使用登记表", "培训签到表"],
        (
            "序号:n 会议名称:project 时间:date 地点:text 主持人:post 参加人员:post 议题:text 承办科室:unit 文号:code 来文单位:unit"
            " 标题:project 收文日期:date 签收人:post 备注:text"
        ),
    ),
    "grants": (
        ["困难群众救助发放表", "惠农补贴发放清册", "奖补资金公示表", "专利资助汇总"],
        (
            "序号:n 户主姓名:post 村（社区）:unit 人口数:count 补贴面积（亩）:count 补贴标准:money 补贴金额（元）:money 发放时间:date"
            " 企业名称:company 奖补项目:project 奖补金额（万元）:money 开户行:word 备注:text"
        ),
    ),
    "scores": (
        ["学生成绩登记表", "招聘考试成绩公示", "体检结果汇总", "绩效考核得分表"],
        (
            "序号:n 准考证号:code 姓名:post 报考单位:unit 报考岗位:post 笔试成绩:count 面试成绩:count 总成绩:count 名次:n 排名:n 得分:count"
            " 部门:unit 备注:text"
        ),
    ),
    "utilities": (
        ["用电量统计表", "水费收缴表", "车辆油耗统计表", "数据卡缴费明细"],
        (
            "序号:n 单位:unit 户号:code 本月用量:count 上月用量:count 同比:rate 单价:money 金额（元）:money 合同开始日期:date"
            " 合同截止日期:date 付款日期:date 付款金额:money 责任人:post 联系电话:phone 备注:text"
        ),
    ),
}
WORDS = ["货物", "服务", "工程", "一般", "正常", "公开招标", "本科", "男", "制造业", "有限责任公司"]
UNITS = ["建设局", "教育局", "财政局", "洸河街道", "办公室", "科技局"]
TEXTS = ["按合同约定执行", "年底前完成", "已交付使用", "详见附件说明", "资料齐全"]
POSTS = ["主任", "科长", "副主任", "业务专员"]


def foreign_sheet(seed: int) -> tuple[str, bytes]:
    """Kind and bytes of one workbook: a title or none, some of the kind's columns in order, ten to thirty rows."""
    rng = random.Random(seed)
    kind = sorted(KINDS)[seed % len(KINDS)]
    titles, columns = KINDS[kind]
    every = [c.rsplit(":", 1) for c in columns.split()]
    chosen = [c for i, c in enumerate(every) if i < 2 or rng.random() < 0.7]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    top = 0
    if rng.random() < 0.75:
        page.write(0, 0, rng.choice(titles))
        top = 1
    if rng.random() < 0.4:
        page.write(top, 0, "填报单位：建设局　　填报时间：2017年7月31日")
        top += 1
    page.write_row(top, 0, [header for header, _kind in chosen])
    for n in range(1, rng.randrange(10, 30)):
        page.write_row(top + n, 0, [_cell(rng, of, n) for _header, of in chosen])
    book.close()
    return kind, out.getvalue()


def _cell(rng: random.Random, kind: str, n: int) -> str | float:
    made: dict[str, str | float] = {
        "n": n,
        "project": f"{n}号{rng.choice(['办公楼维修', '信息系统', '道路养护', '绿化管护'])}项目",
        "code": f"JN2017-{n:04d}",
        "unit": rng.choice(UNITS),
        "company": f"济宁{n}号有限公司",
        "money": round(rng.uniform(1, 900), 2),
        "count": rng.randrange(1, 500),
        "rate": f"{rng.randrange(0, 100)}%",
        "date": (date(2017, 1, 1) + timedelta(days=rng.randrange(300))).isoformat(),
        "post": rng.choice(POSTS),
        "phone": f"0537-{rng.randrange(2000000, 3999999)}",
        "measure": rng.choice(["台", "套", "项"]),
        "text": rng.choice(TEXTS),
    }
    return made.get(kind, rng.choice(WORDS))
