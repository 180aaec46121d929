"""The words around every page: the way to the others, the language, who is signed in."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "form": ("查地址", "Проверить адрес", "Check an address"),
    "bulk": ("批量清洗", "Файлы", "Files"),
    "station": ("分拣台", "Сортировка", "Station"),
    "zones": ("派送区域", "Зоны", "Zones"),
    "embed": ("嵌入网店", "Для магазина", "For shops"),
    "api": ("接口", "API", "API"),
    "pages": ("页面", "Разделы", "Pages"),
    "languages": ("语言", "Язык", "Language"),
    "skip": ("跳到正文", "К содержанию", "Skip to the content"),
    "sign_in": ("登录", "Войти", "Sign in"),
    "sign_out": ("退出", "Выйти", "Sign out"),
    "signed_in": ("已登录：{name}", "Вы вошли как {name}", "Signed in as {name}"),
}
