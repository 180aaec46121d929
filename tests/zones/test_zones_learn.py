"""Learning from a history: what it supports becomes a rule, what it does not stays open."""

import random

import pytest

from addrcheck.errors import DictionaryError
from addrcheck.zones.learn.history import learn, read_history
from addrcheck.zones.learn.labels import label_key, merged
from addrcheck.zones.learn.rules import Learning
from addrcheck.zones.learn.tally import Tally, left_out
from addrcheck.zones.load import load_zones, prepare
from addrcheck.zones.written import write_table

TOWNS = {"翠苑街道": "07", "古荡街道": "07", "三墩镇": "12", "双浦镇": "R1", "留下街道": "15"}
STREETS = ("东湖路", "南山路", "明月路", "青松路", "新桥路", "锦绣路")


def history(rng, each=8, text="浙江省杭州市西湖区{town}{street}{number}号"):
    """Return lines of a station whose zones are made of towns."""
    lines = []
    for town, zone in TOWNS.items():
        lines += [
            (text.format(town=town, street=rng.choice(STREETS), number=rng.randrange(1, 300)), zone)
            for _ in range(each)
        ]
    rng.shuffle(lines)
    return lines


def used(lines, ground, **learning):
    """Return the zones that lines teach."""
    lesson = learn(lines, ground, Learning(**learning))
    return prepare(lesson.table, ground)[0]


def test_towns_become_rules_with_support_and_doubt(ground, checker):
    lesson = learn(history(random.Random(1)), ground)
    rules = {rule.place.split("/")[-1]: rule for rule in lesson.table.rules}
    assert {name: rule.zone for name, rule in rules.items()} == TOWNS
    assert all(rule.support == 8 and 0 < rule.doubt < 0.05 and rule.code for rule in rules.values())
    zones = prepare(lesson.table, ground)[0]
    zone = zones.assign(checker.check("杭州西湖三墩镇从没见过的路5号"))
    assert (zone.code, zone.lane, zone.depth) == ("12", "auto", 3)


def test_what_the_history_does_not_show_is_not_guessed(ground, checker):
    zones = used(history(random.Random(2)), ground)
    assert zones.assign(checker.check("杭州市西湖区转塘街道美院路1号")).status == "unresolved"
    assert zones.assign(checker.check("杭州市拱墅区湖墅南路1号")).status == "unresolved"
    assert zones.assign(checker.check("杭州市西湖区南山路1号")).lane == "manual"


def test_a_line_seen_once_makes_no_rule(ground, checker):
    lines = [*history(random.Random(3)), ("杭州市西湖区转塘街道美院路1号", "99")]
    lesson = learn(lines, ground)
    assert "99" not in {rule.zone for rule in lesson.table.rules}
    assert lesson.silent == (("99", 1),)
    assert (
        used(lines, ground, min_support=1).assign(checker.check("杭州市西湖区转塘街道美院路2号")).code == "99"
    )


def test_a_short_history_makes_doubtful_rules(ground, checker):
    lines = [("杭州市西湖区三墩镇东湖路1号", "12"), ("杭州市西湖区三墩镇南山路2号", "12")]
    zone = used(lines, ground).assign(checker.check("浙江省杭州市西湖区三墩镇明月路3号"))
    assert (zone.code, zone.lane) == ("12", "manual")


def test_a_divided_town_falls_apart_into_streets_and_numbers(ground, checker):
    rng = random.Random(4)
    lines = history(rng, 12)
    for _ in range(12):
        lines.append((f"浙江省杭州市西湖区蒋村街道文二西路{rng.randrange(1, 100)}号", "E1"))
        lines.append((f"浙江省杭州市西湖区蒋村街道文二西路{rng.randrange(200, 400)}号", "E2"))
        lines.append((f"浙江省杭州市西湖区蒋村街道竞舟路{rng.randrange(1, 400)}号", "E1"))
    zones = used(lines, ground)
    near, far = (zones.assign(checker.check(f"杭州市西湖区蒋村街道文二西路{n}号")) for n in (60, 300))
    assert (near.code, far.code) == ("E1", "E2")
    assert zones.assign(checker.check("杭州市西湖区蒋村街道文二西路150号")).status != "assigned"
    assert zones.assign(checker.check("杭州市西湖区蒋村街道竞舟路9号")).code == "E1"
    assert zones.assign(checker.check("杭州市西湖区蒋村街道从没见过的路9号")).status != "assigned"


def test_a_wrong_line_among_many_leaves_doubt_only(ground, checker):
    lines = [*history(random.Random(5), 30), ("杭州市西湖区三墩镇东湖路1号", "07")]
    lesson = learn(lines, ground)
    rule = next(rule for rule in lesson.table.rules if rule.place.endswith("三墩镇") and rule.kind == "place")
    assert (rule.zone, rule.support) == ("12", 30)
    assert 0.02 < rule.doubt < 0.06
    assert "1" in rule.note


def test_a_place_that_went_to_several_zones_is_told(ground):
    lines = [
        *history(random.Random(12)),
        *(("杭州市西湖区蒋村街道明月路5号", "EF"[n % 2]) for n in range(6)),
    ]
    lesson = learn(lines, ground)
    assert [(place.split("/")[-1], dict(labels)) for place, labels in lesson.contested] == [
        ("蒋村街道", {"E": 3, "F": 3})
    ]


def test_labels_are_opaque_and_come_back_as_they_were_written(ground, checker):
    lines = [(address, f" 三区-{zone}/№ {zone} ".strip()) for address, zone in history(random.Random(6))]
    assert used(lines, ground).assign(checker.check("杭州市西湖区三墩镇东湖路1号")).code == "三区-12/№ 12"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("余杭区/闲林街道", "余杭区/闲林镇", True),
        ("苍南县/龙港镇", "苍南/龙港", True),
        ("柳市", "柳市镇", True),
        ("A区", "A", False),
        ("东区", "东", False),
        ("一区/3", "一区/4", False),
        ("闲林街道1", "闲林街道2", False),
    ],
)
def test_labels_that_differ_only_in_the_word_for_the_level(one, other, same):
    assert (label_key(one) == label_key(other)) is same


def test_the_commonest_spelling_stands_and_the_merge_is_reported(ground):
    lines = history(random.Random(7))
    lines = [
        (a, "三墩镇" if z == "12" and i % 3 else "三墩街道" if z == "12" else z)
        for i, (a, z) in enumerate(lines)
    ]
    lesson = learn(lines, ground)
    merge = next(m for m in lesson.merges if "三墩" in m.kept)
    assert merge.kept == max(merge.spellings, key=lambda s: s[1])[0]
    assert {rule.zone for rule in lesson.table.rules if rule.place.endswith("三墩镇")} == {merge.kept}


def test_of_equally_common_spellings_one_is_chosen_whatever_the_order():
    assert merged(["甲镇", "乙镇", "乙乡", "乙街道"])[0] == merged(["乙街道", "乙乡", "乙镇", "甲镇"])[0]


def test_a_coarse_rule_needs_many_parts(ground, checker):
    gazetteer = ground.gazetteer("CN")
    from addrcheck.zones.places import places_by_code

    towns = [
        gazetteer.names[p]
        for p in gazetteer.below(places_by_code(gazetteer)["330106"])
        if not gazetteer.is_former(p)
    ]
    few = [(f"浙江省杭州市西湖区{town}东湖路{n}号", "ONE") for town in towns[:3] for n in range(9)]
    many = [(f"浙江省杭州市西湖区{town}东湖路{n}号", "ONE") for town in towns[:9] for n in range(3)]
    unseen = checker.check(f"浙江省杭州市西湖区{towns[-1]}东湖路1号")
    assert used(few, ground).assign(unseen).status == "unresolved"
    assert used(many, ground).assign(unseen).code == "ONE"


def test_russian_histories_are_learnt_the_same_way(ground, checker):
    rng = random.Random(8)
    lines = [
        (f"Казань, ул. {street}, д. {rng.randrange(1, 99)}", zone)
        for street, zone in (("Баумана", "Ц"), ("Пушкина", "Ц"), ("Декабристов", "С"), ("Восстания", "С"))
        for _ in range(15)
    ]
    zones = used(lines, ground)
    assert zones.assign(checker.check("г. Казань, Декабристов ул., 101")).code == "С"
    assert zones.assign(checker.check("Казань, ул. Неизвестная, 1")).status != "assigned"


def test_the_same_history_in_another_order_gives_the_same_table(ground):
    lines = history(random.Random(9))
    one, other = learn(lines, ground).table, learn(lines[::-1], ground).table
    assert (one.version, one.rules) == (other.version, other.rules)


def test_what_was_learnt_can_be_kept_in_every_format(ground, tmp_path, checker):
    table = learn(history(random.Random(10)), ground).table
    for suffix, lang in ((".csv", "zh"), (".xlsx", "ru"), (".geojson", "")):
        path = tmp_path / f"learned{suffix}"
        write_table(table, path, lang)
        zones = load_zones(path, ground)
        assert zones.table.rules == table.rules
        assert zones.assign(checker.check("杭州市西湖区双浦镇东湖路1号")).code == "R1"


def test_the_lesson_tells_how_it_does_on_lines_left_out(ground):
    held = learn(history(random.Random(11), 20), ground).held_out
    assert held.tried == 100
    assert held.assigned > 90
    assert held.wrong == 0


def test_history_files(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text("zone,address,extra\nA,某路1号,x\n,某路2号,y\nB,,z\nC,某路3号\n", encoding="utf-8")
    assert read_history(path) == ([("某路1号", "A"), ("某路3号", "C")], (3, 4))
    path.write_text("текст,что-то\n1,2\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match="address and zone"):
        read_history(path)


def test_smoothing():
    assert left_out([]) == 0.5
    assert left_out([Tally("ab")]) == pytest.approx(1 / 4)
    assert Tally("aaab").best == "a"
    assert Tally("aaaa").trust(0.5) == pytest.approx(5 / 6)
    assert Tally("ba").best == "a"
