"""Where the pages, styles and scripts stand: inside an installed package, or on top of the checkout that it runs from."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
WEB = _PACKAGE / "web" if (_PACKAGE / "web").is_dir() else _PACKAGE.parent / "web"
PAGES, STYLES, SCRIPTS, WIDGET = WEB / "pages", WEB / "styles", WEB / "scripts", WEB / "widget"
