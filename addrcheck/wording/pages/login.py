"""The words of signing in."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "title": ("登录", "Вход", "Sign in"),
    "name": ("用户名", "Имя", "Name"),
    "password": ("密码", "Пароль", "Password"),
    "go": ("登录", "Войти", "Sign in"),
    "wrong": ("用户名或密码不对。", "Имя или пароль не подходят.", "Name or password is wrong."),
    "wait": (
        "试得太频繁了，请过 {seconds} 秒再试。",
        "Слишком много попыток. Попробуйте через {seconds} с.",
        "Too many tries. Try again in {seconds} s.",
    ),
    "needed": ("此页需要登录。", "Чтобы открыть эту страницу, войдите.", "Sign in to open this page."),
    "admins_only": (
        "此页仅限管理员。请换管理员账号登录。",
        "Эта страница только для администратора. Войдите под его именем.",
        "This page is for administrators. Sign in as one.",
    ),
    "nobody_title": ("还没有账号", "Пока некому входить", "Nobody can sign in yet"),
    "nobody": (
        "此页需要登录，但还没有任何账号。请在服务器上运行下面的命令添加一个：",
        "Эта страница открывается после входа, но ни одной учётной записи ещё нет. Добавьте её на сервере командой:",
        "This page needs a sign-in, and there is no account yet. Add one on the server:",
    ),
}
