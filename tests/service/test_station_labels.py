"""Labels: what they show, what they hide, and that a scanner and a person can read them on paper."""

from __future__ import annotations

import io
import shutil

import pytest
import zxingcpp
from pypdf import PdfReader
from scanner import PARCELS, Scanner, csv_of, load

from addrcheck.errors import SettingsError
from addrcheck.service.station.fonts import find_font
from addrcheck.service.station.labels import bars

NUMBERS = [row[0] for row in PARCELS]


@pytest.fixture
def loaded(client):
    load(client, csv_of(PARCELS))
    return client


@pytest.fixture
def font():
    try:
        return find_font()
    except SettingsError:
        pytest.skip("no font with Chinese characters here; as root, `make test` installs one")


def pdf(client, **body):
    answer = client.post("/v1/labels.pdf", json={"waybills": NUMBERS, "lang": "zh"} | body)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return answer.data


def test_a_label_hides_what_the_standard_asks(loaded):
    one, _, russian, _ = loaded.post("/v1/labels", json={"waybills": NUMBERS}).json["labels"]
    assert (one["mark"], one["place"]) == (["571", "XH", "03"], "北山西溪片区")
    assert (one["name"], one["phone"]) == ("张*", "1******8000")
    assert one["address"] == "浙江省杭州市西湖区翠苑街道文三路100号2幢*单元*室"
    assert (russian["name"], russian["phone"]) == ("И*** И*****", "+7 *** ***-45-67")
    assert russian["address"].endswith("д. 44, кв. *")
    assert russian["mark"] == []


@pytest.mark.parametrize("size", ["76x130", "100x150"])
def test_a_pdf_has_a_page_a_label_with_all_its_texts(loaded, font, size):
    pages = PdfReader(io.BytesIO(pdf(loaded, size=size))).pages
    assert len(pages) == 4
    width, height = (round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:])
    assert f"{width}x{height}" == size
    texts = ["".join(page.extract_text().replace("\0", "").split()) for page in pages]
    for wanted in (
        "571XH03",
        "北山西溪片区",
        "张*",
        "1******8000",
        "翠苑街道文三路100号2幢*单元*室",
        NUMBERS[0],
    ):
        assert wanted in texts[0]
    for wanted in ("Казань", "Баумана", "И***", "кв.*", "人工"):
        assert wanted in texts[2]
    for private in ("13800138000", "301室", "张三", "Иванов"):
        assert private not in "".join(texts)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="nothing here draws a PDF; poppler-utils does")
def test_a_scanner_reads_the_barcode_on_paper(loaded, font, tmp_path):
    import subprocess

    from PIL import Image

    file = tmp_path / "labels.pdf"
    file.write_bytes(pdf(loaded))
    subprocess.run(["pdftoppm", "-r", "203.2", "-png", str(file), str(tmp_path / "label")], check=True)
    read = []
    for picture in sorted(tmp_path.glob("label*.png")):
        with Image.open(picture) as image:
            read += [code.text for code in zxingcpp.read_barcodes(image)]
    assert read == NUMBERS


@pytest.mark.parametrize(
    "number", ["773123456789012", "80080123456789", "SF1234567890123", "A1B2C3D4E5", "JD-VA 0012345"]
)
def test_bars_are_what_a_scanner_reads(number):
    import numpy

    modules = "0" * 10 + bars(number) + "0" * 10
    picture = numpy.repeat([[255 * (module == "0") for module in modules]], 60, axis=0).astype("uint8")
    picture = numpy.repeat(picture, 3, axis=1)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [
        number.replace("-", "").replace(" ", "")
    ]


def test_a_label_of_a_typed_address_can_be_scanned(loaded):
    shown = Scanner(loaded).scan("杭州市西湖区文三路99号301")
    label = loaded.post("/v1/labels", json={"waybills": [shown["waybill"]]}).json["labels"][0]
    assert label["mark"] == ["571", "XH", "01"]
    assert label["address"].endswith("99号*室")


def test_an_unknown_number_has_no_label(loaded):
    answer = loaded.post("/v1/labels", json={"waybills": [NUMBERS[0], "SF404040404"]})
    assert answer.status_code == 404
    assert [fault["param"] for fault in answer.json["errors"]] == ["waybills[1]"]
    assert "SF404040404" not in answer.text
    assert loaded.post("/v1/labels", json={"waybills": NUMBERS * 30}).status_code == 400
    assert loaded.post("/v1/labels", json={"waybills": []}).status_code == 400


def test_without_a_font_the_answer_says_what_to_install(app_with, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("addrcheck.service.station.fonts._ELSEWHERE", ())
    find_font.cache_clear()
    client = app_with().test_client()
    load(client, csv_of(PARCELS))
    answer = client.post("/v1/labels.pdf", json={"waybills": NUMBERS})
    find_font.cache_clear()
    assert answer.status_code == 503
    assert "fonts-noto-cjk" in answer.json["detail"]
    with pytest.raises(SettingsError, match="which is no file"):
        find_font("/no/such/font.ttf:2")


def test_a_font_can_be_named(font):
    assert find_font(f"{font.path}:{font.index}") == font
