"""Addresses to click on: well-known public buildings, one for each kind of trouble."""

from __future__ import annotations

from msgspec import Struct

from addrcheck.wording.issues import sentence_language


class Example(Struct, frozen=True):
    """An address, and what it shows in three languages."""

    country: str
    text: str
    zh: str
    ru: str
    en: str

    def shows(self, lang: str) -> str:
        """Return what the example shows."""
        told: str = getattr(self, sentence_language(lang))
        return told


EXAMPLES: tuple[Example, ...] = (
    Example("CN", "北京市东城区景山前街4号", "没有问题", "Всё в порядке", "Nothing wrong"),
    Example("CN", "广州市天和区珠江东路4号", "同音字", "Ошибка на слух", "A homophone"),
    Example("CN", "杭州市江干区富春路701号", "区划已调整", "Район разделили", "A district that was divided"),
    Example("CN", "鼓楼区中山路321号", "重名", "Несколько одноимённых", "Several of that name"),
    Example("CN", "上海市黄浦区人民大道", "缺门牌号", "Нет номера дома", "No house number"),
    Example("CN", "收货人：张三 13800138000\n杭州市西湖区文三路100号2幢301\n放门口", "整段收件信息", "Вся этикетка целиком", "A whole label"),
    Example("CN", "100086 杭州市西湖区孤山路25号", "邮编不符", "Чужой индекс", "Another place's postcode"),
    Example("CN", "No. 4 Zhujiang East Road, Tianhe District, Guangzhou", "英文地址", "Адрес по-английски", "In English"),
    Example("RU", "191186, г. Санкт-Петербург, Дворцовая наб., д. 34", "没有问题", "Всё в порядке", "Nothing wrong"),
    Example("RU", "Навосибирск, Красный проспект, 36", "拼写错误", "Опечатка", "A slip"),
    Example("RU", "Vjcrdf, Ndthcrfz ek., 13", "键盘没切换", "Не та раскладка", "The wrong keyboard layout"),
    Example("RU", "Киров, ул. Спасская, 67", "重名", "Одноимённые города", "Several of that name"),
    Example("RU", "Новосибирск, Красный проспект", "缺门牌号", "Нет номера дома", "No house number"),
    Example("RU", "Иван Иванов, +7 912 345-67-89, Казань, ул. Баумана, 44, кв. 5, домофон 12", "整段收件信息", "Адрес с получателем", "With the recipient"),
    Example("RU", "г. Горький, Кремль, корп. 3", "城市旧名", "Прежнее название", "A former name"),
    Example("RU", "101000, Москва, а/я 12", "邮政信箱", "Абонентский ящик", "A PO box"),
)  # fmt: skip


def examples(lang: str) -> tuple[tuple[str, tuple[Example, ...]], ...]:
    """Return the examples by country, the one first whose language the reader speaks.

    >>> [country for country, _ in examples("ru")], [country for country, _ in examples("en")]
    (['RU', 'CN'], ['CN', 'RU'])
    """
    order = ("RU", "CN") if sentence_language(lang) == "ru" else ("CN", "RU")
    return tuple((country, tuple(one for one in EXAMPLES if one.country == country)) for country in order)
