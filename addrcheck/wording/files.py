"""What a person is told of a file of addresses that cannot be cleaned: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from addrcheck.wording.issues import sentence_language
from addrcheck.wording.words import Words

TROUBLES: Words = {
    "bomb": (
        "压缩包解开后大得不成比例，像是“压缩炸弹”，没有处理。如果文件没有问题，请自己解压，再上传里面的表格。",
        "При распаковке архив несоразмерно разрастается, это похоже на «zip-бомбу», поэтому он не обработан. Если файл в порядке, распакуйте его сами и загрузите таблицу.",
        "Unpacked, the archive grows out of all proportion, like a zip bomb, so it was left alone. If it is sound, unpack it yourself and upload the table.",
    ),
    "damaged": (
        "文件损坏或不完整，打不开。请用 Excel 或 WPS 打开，另存为 XLSX 或 CSV，再上传一次。",
        "Файл повреждён или неполный. Откройте его в Excel или LibreOffice, сохраните заново как XLSX или CSV и загрузите ещё раз.",
        "The file is damaged or incomplete. Open it in Excel or LibreOffice, save it as XLSX or CSV, and upload that.",
    ),
    "password": (
        "文件有密码，读不了。请去掉密码，再上传一次。",
        "Файл защищён паролем. Снимите пароль и загрузите ещё раз.",
        "The file is protected by a password. Remove the password and upload it again.",
    ),
    "nothing_inside": (
        "压缩包里没有表格。可以放 CSV、TSV、XLSX、XLS、ODS 或 Parquet。",
        "В архиве нет таблицы. Подойдут CSV, TSV, XLSX, XLS, ODS и Parquet.",
        "There is no table in the archive. CSV, TSV, XLSX, XLS, ODS and Parquet are read.",
    ),
    "several": (
        "压缩包里有好几个表格，请选一个：{names}",
        "В архиве несколько таблиц. Выберите одну: {names}",
        "The archive holds several tables. Choose one: {names}",
    ),
    "document": (
        "这是一份文档，里面没有工作表。请把表格另存为 XLSX 或 CSV，再上传。",
        "Это документ без листов. Сохраните таблицу как XLSX или CSV и загрузите её.",
        "This is a document without sheets. Save the table as XLSX or CSV and upload that.",
    ),
    "nested": (
        "压缩包里又套着压缩包。请先解开外面一层，再上传。",
        "Архив внутри архива. Распакуйте внешний и загрузите то, что в нём.",
        "This is an archive inside an archive. Unpack the outer one and upload what is in it.",
    ),
    "no_table": (
        "这不是表格。可以上传 CSV、TSV、XLSX、XLS、ODS、Parquet，或它们的 ZIP、GZ 压缩包。",
        "Это не таблица. Загрузите CSV, TSV, XLSX, XLS, ODS или Parquet, можно в архиве ZIP или GZ.",
        "This is no table. Upload CSV, TSV, XLSX, XLS, ODS or Parquet, or one of these as ZIP or GZ.",
    ),
    "markup": (
        "这其实是一个网页，只是起了表格的文件名。请用 Excel 打开，另存为 XLSX，再上传。",
        "На самом деле это веб-страница с именем таблицы. Откройте её в Excel, сохраните как XLSX и загрузите.",
        "This is really a web page under the name of a table. Open it in Excel, save it as XLSX, and upload that.",
    ),
    "no_sheet": (
        "没有这个工作表。文件里有：{names}",
        "Такого листа нет. В файле есть: {names}",
        "There is no such sheet. The file has: {names}",
    ),
    "workbook": (
        "这个工作簿读不了，可能有密码，或者格式特殊。请另存为 XLSX 或 CSV，再上传。",
        "Книгу не удалось прочитать: возможно, она под паролем или сохранена в необычном виде. Сохраните её как XLSX или CSV и загрузите.",
        "The workbook cannot be read; it may have a password or an unusual format. Save it as XLSX or CSV and upload that.",
    ),
    "too_large": (
        "结果放不进一张工作表（最多 1048576 行、16384 列，每格 32767 字）。请把输出格式改成 CSV。",
        "Результат не помещается на лист (не больше 1 048 576 строк, 16 384 колонок и 32 767 знаков в ячейке). Выберите для результата CSV.",
        "The result does not fit on a sheet (1,048,576 rows, 16,384 columns, 32,767 characters a cell). Choose CSV for the result.",
    ),
    "too_wide": (
        "表头超过 16384 列，读不了。请只保留需要的列，再上传一次。",
        "В заголовке больше 16 384 колонок, столько мы не читаем. Оставьте нужные и загрузите файл ещё раз.",
        "The header has more than 16,384 columns, which is more than we read. Keep those you need and upload it again.",
    ),
    "no_column": (
        "没有找到像地址的列。请指定哪些列是地址。",
        "Колонка с адресами не нашлась. Укажите её сами.",
        "No column looks like addresses. Say which one holds them.",
    ),
    "no_row": (
        "表头所在的行不在文件开头的几行里，请检查行号。",
        "Строки заголовка с таким номером в начале файла нет. Проверьте номер.",
        "The row that was named for the header is not among the first rows. Check its number.",
    ),
    "columns": (
        "指定的列对不上：文件里没有，或者有几列同名。请重新选择。",
        "Указанные колонки не подходят: их нет в файле или так названо несколько. Выберите заново.",
        "The columns that were named do not fit: the file lacks one, or several share its name. Choose again.",
    ),
    "empty": (
        "文件是空的。",
        "Файл пустой.",
        "The file is empty.",
    ),
    "encoding": (
        "看不出文件是什么编码。请指定编码，或用 Excel 另存为 XLSX 再上传。",
        "Не удалось определить кодировку файла. Укажите её или сохраните таблицу как XLSX.",
        "The encoding of the file could not be told. Name it, or save the table as XLSX.",
    ),
    "disk_full": (
        "服务器磁盘满了，已经查完的部分都保留着。请让管理员腾出空间，再点“继续”。",
        "На сервере кончилось место, сделанное сохранено. Попросите администратора освободить место и нажмите «Продолжить».",
        "The server's disk is full; what is done is kept. Ask the administrator to make room, then press “Continue”.",
    ),
    "quota": (
        "处理这个文件要占的空间超出了服务器的限制。请分成几份上传。",
        "Этому файлу нужно больше места, чем разрешено на сервере. Разделите его на части.",
        "This file needs more room than the server allows. Split it into parts.",
    ),
    "killed": (
        "程序在同一个文件上两次意外中止，已停止重试。请把文件分成几份再试。",
        "Программа дважды прервалась на этом файле, больше она не пробует. Разделите файл на части и попробуйте снова.",
        "The program broke off twice on this file and does not try again. Split it into parts and try those.",
    ),
    "failed": (
        "程序出错了，这是我们的问题。请告诉管理员任务编号的前八位。",
        "Сбой программы, это наша ошибка. Сообщите администратору первые восемь знаков номера задания.",
        "The program failed; this is our mistake. Tell the administrator the first eight characters of the job's number.",
    ),
}
"""A code of ``FileError`` or ``UsageError``, or what can befall a job of the service → what to say."""

_AT = {"zh": 0, "ru": 1, "en": 2}
_BETWEEN = {"zh": "、", "ru": ", ", "en": ", "}
_NAMED = 12


def trouble(code: str, lang: str, facts: Mapping[str, str] | None = None) -> str:
    """Return what to say of a trouble; a code that is unknown is a mistake of ours.

    >>> trouble("no_sheet", "ru", {"names": "Заказы\\nСклад"})
    'Такого листа нет. В файле есть: Заказы, Склад'
    """
    lang = sentence_language(lang)
    text = TROUBLES.get(code, TROUBLES["failed"])[_AT[lang]]
    names = (facts or {}).get("names", "").split("\n")
    listed = _BETWEEN[lang].join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return text.format(names=listed)
