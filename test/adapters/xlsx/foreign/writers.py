"""Workbooks by openpyxl, pandas and XlsxWriter: `make`, `resave` or `show` those of a folder."""

import json
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pandas
import xlsxwriter
from openpyxl.comments import Comment

HEADINGS = ["学号", "姓名", "出生日期", "人数", "在校", "备注"]
ROWS = [
    ["41924001", "张三", date(2024, 5, 4), 30, True, None],
    ["41924002", "李 四&Co", date(2024, 5, 5), 7.5, False, "两行\n字"],
]


def with_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    sheet["B2"].comment = Comment("请核对", "王老师")
    book.create_sheet("说明")["A1"] = "怎么填"
    book.save(path)


def with_xlsxwriter(path, options):
    book = xlsxwriter.Workbook(path, options)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, HEADINGS)
    for at, row in enumerate(ROWS, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            elif value is not None:
                sheet.write(at, column, value)
    sheet.write_comment("B2", "请核对", {"author": "王老师"})
    book.add_worksheet("说明").write("A1", "怎么填")
    book.close()


def with_pandas(path, engine):
    with pandas.ExcelWriter(path, engine=engine) as writer:
        pandas.DataFrame(ROWS, columns=HEADINGS).to_excel(writer, sheet_name="花名册", index=False)
        pandas.DataFrame(columns=["怎么填"]).to_excel(writer, sheet_name="说明", index=False)


def make(folder):
    with_openpyxl(folder / "openpyxl.xlsx")
    with_xlsxwriter(str(folder / "xlsxwriter.xlsx"), {})
    with_xlsxwriter(str(folder / "xlsxwriter-in-cells.xlsx"), {"constant_memory": True})
    with_pandas(folder / "pandas.xlsx", "openpyxl")
    with_pandas(folder / "pandas-xlsxwriter.xlsx", "xlsxwriter")


def resave(folder):
    for path in folder.glob("*.xlsx"):
        if path.name.startswith("pandas"):
            with pandas.ExcelWriter(path, engine="openpyxl", mode="a") as writer:
                pandas.DataFrame([[1]], columns=["数"]).to_excel(writer, sheet_name="汇总", index=False)
        else:
            openpyxl.load_workbook(path).save(path)


def show(folder):
    """The tabs of each file as openpyxl reads them, and the comments of the first."""
    found = {}
    for path in sorted(folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        first = book.worksheets[0]
        found[path.stem] = {
            "tabs": {sheet.title: [[str(cell or "") for cell in row] for row in sheet.values] for sheet in book.worksheets},
            "notes": {cell.coordinate: cell.comment.text for row in first.rows for cell in row if cell.comment},
        }
    print(json.dumps(found))


{"make": make, "resave": resave, "show": show}[sys.argv[1]](Path(sys.argv[2]))
