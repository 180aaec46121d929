"""The words of a page that cannot be shown: what happened, by the status of the answer, and what to do."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "home": ("回到首页", "На главную", "To the start"),
    "number": ("请求编号", "Номер запроса", "Request number"),
    "400_title": ("这个请求看不懂", "Запрос не понят", "That was not understood"),
    "400": (
        "发来的内容不完整或有误。请返回上一页再试一次。",
        "В запросе что-то не так или чего-то не хватает. Вернитесь назад и попробуйте ещё раз.",
        "Something in the request is wrong or missing. Go back and try once more.",
    ),
    "401_title": ("需要登录", "Нужен вход", "A sign-in is needed"),
    "401": (
        "请先登录，再打开这个页面。",
        "Войдите, чтобы открыть эту страницу.",
        "Sign in to open this page.",
    ),
    "403_title": ("这里不能打开", "Сюда нельзя", "Not allowed here"),
    "403": (
        "请求不是从本站页面发出的，或者您没有权限。请从首页重新进入。",
        "Запрос пришёл не с нашей страницы, или у вас нет прав. Зайдите заново с главной.",
        "The request did not come from a page of this site, or you may not do this. Start again from the first page.",
    ),
    "404_title": ("没有这个页面", "Такой страницы нет", "No such page"),
    "404": (
        "网址可能写错了，或者页面已经搬走。",
        "Возможно, в ссылке ошибка или страницу убрали.",
        "The link may be misspelt, or the page is gone.",
    ),
    "405_title": ("不能这样打开", "Так страница не открывается", "It does not open this way"),
    "405": (
        "这个网址只接收表单提交的内容。请从首页进入。",
        "По этому адресу принимают только заполненную форму. Начните с главной.",
        "This address only takes what a form sends. Start from the first page.",
    ),
    "409_title": ("现在不能这样做", "Сейчас так нельзя", "Not possible just now"),
    "409": (
        "这里的情况刚刚变了。请返回并刷新，再看一下。",
        "Пока вы смотрели, всё изменилось. Вернитесь, обновите страницу и посмотрите снова.",
        "Things have changed meanwhile. Go back, reload the page and look again.",
    ),
    "410_title": ("已经过期", "Срок истёк", "Its time is over"),
    "410": (
        "文件到期后已自动删除。需要的话，请重新上传。",
        "Файлы хранятся недолго и уже удалены. Если они нужны, загрузите таблицу ещё раз.",
        "The files were kept for a while and are deleted now. Upload the table again if you need them.",
    ),
    "413_title": ("内容太大", "Слишком много данных", "Too much at once"),
    "413": (
        "发来的内容超过了上限。请返回，删减后再试。",
        "Столько сразу не помещается. Вернитесь и отправьте меньше.",
        "That is more than fits. Go back and send less.",
    ),
    "429_title": ("请稍等", "Подождите немного", "One moment"),
    "429": (
        "请求太频繁了，请过一会儿再试。",
        "Слишком много запросов подряд. Попробуйте чуть позже.",
        "Too many requests in a row. Try again in a while.",
    ),
    "503_title": ("现在有点忙", "Сервис занят", "Busy just now"),
    "503": (
        "服务暂时忙不过来，请过几秒再试。",
        "Сервис пока не успевает ответить. Попробуйте через несколько секунд.",
        "The service cannot answer right now. Try again in a few seconds.",
    ),
    "500_title": ("出错了", "Что-то сломалось", "Something broke"),
    "500": (
        "这是我们的问题。请重试；若还不行，请把请求编号告诉管理员。",
        "Это наша ошибка. Попробуйте ещё раз; если не поможет, сообщите администратору номер запроса.",
        "This is our mistake. Try again; if it stays, tell the administrator the request number.",
    ),
}
