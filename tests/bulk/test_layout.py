"""The header and the columns of an address are found in three languages, by names, by contents, or as told."""

from __future__ import annotations

import pytest

from addrcheck.bulk import preview
from addrcheck.bulk.column_names import is_column_name, role_named
from addrcheck.bulk.questions import Asking, Role
from addrcheck.errors import FileError, UsageError
from addrcheck.wording.files import trouble
from tests.bulk.conftest import CN, RU, quick, read_csv


@pytest.fixture
def looked_at(tmp_path):
    """Return the roles that are found in a table."""

    def look(text: str, **choices):
        path = tmp_path / "in.csv"
        path.write_text(text, encoding="utf-8")
        return preview(path, quick(**choices)).layout

    return look


def roles(layout) -> dict[int, str]:
    return {role.index: role.role for role in layout.roles}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("收货地址", "address"), ("收件人详细地址", "address"), ("配送地址（必填）", "address"), ("省份", "region"), ("所在城市", "city"),
        ("区/县", "district"), ("街道/乡镇", "town"), ("门牌号", "house"), ("收件人手机", "phone"), ("邮政编码", "postcode"), ("收货人姓名", "name"),
        ("Адрес доставки", "address"), ("АДРЕС ПОЛУЧАТЕЛЯ*", "address"), ("Область/край", "region"), ("Нас. пункт", "settlement"), ("Улица", "street"),
        ("Дом", "house"), ("Корпус", "block"), ("Кв./офис", "room"), ("Почтовый индекс", "postcode"), ("Моб. телефон", "phone"), ("ФИО", "name"),
        ("Shipping Address", "address"), ("shipping_address_1", "address"), ("ZIP", "postcode"), ("State/Province", "region"), ("ShippingCity", "city"),
        ("House No.", "house"), ("Phone number", "phone"),
        ("寄件人地址", None), ("发货地址", None), ("Адрес отправителя", None), ("E-mail address", None), ("IP-адрес", None), ("Сумма", None), ("订单号", None), ("", None),
    ],
)  # fmt: skip
def test_names_tell_what_a_column_holds(name, role):
    assert role_named(name) == role


@pytest.mark.parametrize(
    "cell", ["г. Москва, ул. Тверская, 13", CN, "13800138000", "Иванов Иван", "", "x" * 100]
)
def test_data_is_no_column_name(cell):
    assert not is_column_name(cell)


def test_recipients_address_not_the_senders(looked_at):
    layout = looked_at(
        f"寄件人,寄件地址,收件人,收件电话,收件地址\n甲,上海市黄浦区人民大道200号,张三,0571-88001234,{CN}\n"
    )
    assert roles(layout) == {2: "name", 3: "phone", 4: "address"}


def test_parts_are_put_together(looked_at):
    layout = looked_at("Индекс;Область;Город;Улица;Дом;Кв\n420111;Татарстан;Казань;Баумана;44;2\n")
    assert roles(layout) == {0: "postcode", 1: "region", 2: "city", 3: "street", 4: "house", 5: "room"}


def test_unknown_names_are_told_by_contents(looked_at):
    layout = looked_at(f"a,b,c,d\n1,13800138000,{CN},x\n2,13900139000,{RU.replace(',', ' ')},y\n")
    assert roles(layout) == {1: "phone", 2: "address"}
    assert {role.why for role in layout.roles} == {"content"}


def test_a_column_of_dates_is_no_phone(looked_at):
    assert roles(looked_at(f"day,where\n2026-11-02,{CN}\n2026-11-03,{CN}\n")) == {1: "address"}


def test_two_address_columns_the_likelier_is_taken(looked_at):
    layout = looked_at(f"адрес;адрес доставки\nвход со двора;{RU}\nзвонить;Москва, ул. Тверская, 13\n")
    assert roles(layout) == {1: "address"}


def test_city_column_is_no_address_but_helps_one(looked_at):
    layout = looked_at("город;место\nКазань;ул. Баумана, д. 44\nМосква;ул. Тверская, 13\n")
    assert roles(layout) == {0: "city", 1: "address"}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("号,地址\n1,杭州市西湖区文三路\n2,北京市朝阳区建国路88号\n", {1: "address"}),
        ("门牌号,地址\n1,杭州市西湖区文三路\n2,杭州市西湖区文二路\n3,杭州市西湖区学院路\n", {1: "address"}),
        ("路,地址\n3,杭州市西湖区文三路5号\n", {1: "address"}),
        (f"Block,Quarter,State,Unit,Address\n7,Q3,paid,2,{CN}\n", {4: "address"}),
        (f"дом;адрес\n7;{RU}\n", {1: "address"}),
        ("дом;кв.;адрес\n44;7;Казань, ул. Баумана\n13;2;Москва, ул. Тверская\n", {0: "house", 1: "room", 2: "address"}),
        ("门牌号,房号,地址\n100,301,杭州市西湖区文三路\n88,2,北京市朝阳区建国路\n", {0: "house", 1: "room", 2: "address"}),
        ("省,市,区,详细地址\n浙江,杭州市,西湖区,文三路100号\n", {0: "region", 1: "city", 2: "district", 3: "address"}),
        ("регион;город;индекс;адрес\nТатарстан;Казань;420111;ул. Баумана, д. 44\n", {0: "region", 1: "city", 2: "postcode", 3: "address"}),
        ("State;City;Address\nТатарстан;Казань;ул. Баумана, д. 44\n", {0: "region", 1: "city", 2: "address"}),
        (f"路,куда\n3,{CN}\n", {1: "address"}),
    ],
)  # fmt: skip
def test_beside_a_whole_address_a_column_is_a_part_only_where_it_adds_one(looked_at, table, expected):
    assert roles(looked_at(table)) == expected


def test_a_row_number_is_no_house(cleaned):
    out, _ = cleaned("号,地址\n1,杭州市西湖区文三路\n2,杭州市西湖区文二路\n", results="status,house")
    assert [row[3] for row in read_csv(out)[1:]] == ["", ""]


def test_header_below_a_title(looked_at):
    layout = looked_at(f"11月订单,,\n,,\n序号,收货地址,金额\n1,{CN},2\n")
    assert layout.header_at == 2
    assert roles(layout) == {1: "address"}


def test_list_without_header(looked_at):
    layout = looked_at(f"{RU}\nМосква, ул. Тверская, 13\nТверь\n")
    assert layout.header_at is None
    assert roles(layout) == {0: "address"}


def test_header_is_as_told(looked_at):
    assert looked_at(f"地址\n{CN}\n", header=False).header_at is None
    assert looked_at(f"x\ny\n{CN}\n", header_row=2).header_at == 1
    assert looked_at("foo\nbar\n", header=True, columns=("foo",)).header_at == 0


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("2", "4"), {1: "city", 3: "address"}),
        (("город", "место=street", "д=house"), {1: "city", 3: "street", 2: "house"}),
        (("city", "место"), {1: "city", 3: "address"}),
        (("#4", "#2=-"), {3: "address"}),
    ],
)
def test_columns_as_told(looked_at, columns, expected):
    assert roles(looked_at("n;Город;д;место\n1;Казань;44;ул. Баумана\n", columns=columns)) == expected


def test_a_number_sign_means_the_position_whatever_columns_are_called(looked_at):
    layout = looked_at("3;2;1;тел\nx;Казань;ул. Баумана;123\n", columns=("#3=street", "#2=city", "#4=-"))
    assert roles(layout) == {2: "street", 1: "city"}


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (("x",), "columns are: n, Город, n"),
        (("9",), "no column"),
        (("n",), "several"),
        (("Город=foo",), "unknown role"),
    ],
)
def test_wrong_columns_are_told_with_what_there_is(looked_at, columns, says):
    with pytest.raises(UsageError, match=says):
        looked_at("n;Город;n\n1;Казань;2\n", columns=columns)


def test_no_addresses_at_all_says_what_the_columns_are(looked_at):
    with pytest.raises(UsageError, match="id, amount"):
        looked_at("id,amount\n1,2\n3,4\n")


def test_fields_are_asked_as_a_form_would(cleaned, checker):
    out, _ = cleaned("Область;Город;Улица;Дом\nТатарстан;Казань;Баумана;44\n", results="json")
    row = read_csv(out, delimiter=";")[1]
    fields = {"region": "Татарстан", "city": "Казань", "street": "Баумана", "house": "44"}
    assert row[6] == checker.check_fields(fields).to_json()


def test_columns_of_one_role_are_joined_in_the_order_told(cleaned, checker):
    out, _ = cleaned("b;a\nул. Баумана, 44;Казань\n", results="json", columns=("a", "b"))
    assert read_csv(out, delimiter=";")[1][4] == checker.check("Казань ул. Баумана, 44").to_json()


def test_evidence_is_what_can_matter():
    asking = Asking([Role(0, "address"), Role(1, "phone"), Role(2, "postcode"), Role(3, "name")])
    mobile = asking.question([CN, "13800138000", "", "张三"])
    assert mobile == asking.question([CN, "13900139000", "", "李四"]) == ((CN,), "")
    assert asking.question([f"李西湖 {CN}", "0571-88001234", "31001", "李西湖"])[0] == (
        "address", CN, "postcode", "031001", "phone", "0571-88001234"
    )  # fmt: skip
    assert asking.question(["", "0571-88001234", "310013", "张三"]) == (("",), "")


def test_short_row_asks_with_what_there_is():
    asking = Asking([Role(2, "address"), Role(0, "city")])
    assert asking.question(["Казань"]) == (("city", "Казань"), "")
    assert asking.question([]) == (("",), "")


def test_one_wide_row_makes_no_other_row_wide_and_is_said(cleaned):
    out, summary = cleaned(f"id,地址\n{'a,' * 30_000}\n2,{CN}\n", lang="en")
    rows = read_csv(out)
    assert len(summary.layout.names) == 2
    assert "more than 16,384 cells" in rows[1][5]
    assert rows[2][:3] == ["2", CN, "ok"]
    assert ",".join(rows[1][:2] + rows[1][6:]) == "a," * 30_000


def test_header_of_more_columns_than_anything_holds_is_refused(looked_at):
    with pytest.raises(FileError, match="16,384") as refused:
        looked_at(f"地址{',a' * 20_000}\n{CN}\n")
    assert refused.value.code == "too_wide"
    assert {trouble("too_wide", lang) for lang in ("zh", "ru", "en")} != {""}


def test_names_are_looked_for_in_so_many_cells_only(looked_at, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "addrcheck.bulk.layout.is_column_name", lambda cell: seen.append(cell) or is_column_name(cell)
    )
    looked_at(f"地址{',a' * 10_000}\n{CN}\n")
    assert len(seen) < 1000
