import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.spelling import Passage, folded, spelled
from builder.outputs.search.index import (
    Volume,
    buckets_of,
    count_of,
    drawer_of,
    groups_of,
    shards,
    shards_of,
    volume,
)
from builder.outputs.search.packing import pack, pack_steps, packed


def unpacked(text: str) -> list[int]:
    """Packed numbers read back, as docs/search.md describes them."""
    signs = "#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}"
    numbers, number = [], 0
    for sign in text:
        digit = signs.index(sign)
        number = number * 45 + digit % 45
        if digit < 45:
            numbers.append(number)
            number = 0
    return numbers


def postings(found: Sequence[dict[str, str]], key: str) -> list[tuple[int, int]]:
    """Passage and weight of each posting of a key, sought where a script would seek it."""
    shard = found[drawer_of(folded(key)) % len(found)]
    rows, at = [], 0
    for step in unpacked(shard.get(key, "")):
        at += step
        rows.append(divmod(at, 3))
    return rows


def said(title: str = "", heading: str = "", text: str = "") -> Passage:
    return Passage("", "", spelled(title), spelled(heading), spelled(text))


def index(volumes: Sequence[Volume], count: int = 0) -> list[dict[str, str]]:
    """Every shard of an archive, as a build puts them together."""
    count = count or count_of(sum(len(lines.encode()) for one in volumes for lines in one.buckets))
    found: list[dict[str, str]] = [{}] * count
    for group in range(groups_of(count)):
        buckets = buckets_of(group, count)
        parts = ((one.passages, [one.buckets[bucket] for bucket in buckets]) for one in volumes)
        for number, shard in zip(shards_of(group, count), shards(parts, group, count), strict=True):
            found[number] = shard
    return found


def everything(volumes: Sequence[Volume]) -> dict[str, str]:
    return {key: packed for shard in index(volumes) for key, packed in shard.items()}


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**9)))
def test_packed_numbers_are_read_back(numbers: list[int]) -> None:
    assert unpacked(pack(numbers)) == numbers


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, unique=True).map(sorted))
def test_a_rising_row_is_its_first_number_and_its_steps(numbers: list[int]) -> None:
    row, at = [], 0
    for step in unpacked(packed(numbers[0]) + pack_steps(numbers)):
        at += step
        row.append(at)
    assert row == numbers


def test_packed_numbers_need_no_escape_in_a_quoted_text() -> None:
    assert not set(pack(range(5000))) & set('"\\\n')


def test_a_word_and_a_pair_are_found_where_they_stand_at_their_best_place() -> None:
    found = index(
        [
            volume([said("Thu ngân sách", "", "Thu ngân sách đạt"), said("", "Chi ngân sách", "đạt 9 tỷ")]),
            volume([said("", "", "Ngân sách. Đạt")]),
        ]
    )
    assert postings(found, "ngaCn sachS") == [(0, 2), (1, 1), (2, 0)]
    assert postings(found, "dDatJ") == [(0, 0), (1, 0), (2, 0)]
    assert postings(found, "sachS dDatJ") == [(0, 0)], "no pair across the end of a sentence"
    assert postings(found, "thu") == [(0, 2)]
    assert postings(found, "ngan sach") == []


WORDS = st.lists(
    st.sampled_from(["thu", "chi", "ngân", "ngan", "sách", "đạt,", "tỷ.", "đường:", "12/NQ"]), max_size=8
).map(" ".join)
PASSAGES = st.lists(st.builds(said, WORDS, WORDS, WORDS), max_size=8)


@settings(deadline=None, max_examples=200)
@given(PASSAGES)
def test_the_index_holds_exactly_the_words_and_neighbours_of_the_texts(passages: list[Passage]) -> None:
    found = everything([volume(passages)])
    expected: dict[str, dict[int, int]] = {}
    for number, one in enumerate(passages):
        for weight, text in enumerate((one.text, one.heading, one.title)):
            for run in text.split("\n"):
                for key in re.findall(r"(?=(?<!\S)(\S+ \S+|\S+)(?!\S))", run) + run.split():
                    expected.setdefault(key, {})[number] = weight
    read = {}
    for key, text in found.items():
        at, rows = 0, {}
        for step in unpacked(text):
            at += step
            rows[at // 3] = at % 3
        read[key] = rows
    assert read == expected


@settings(deadline=None)
@given(PASSAGES, st.lists(st.integers(0, 8), max_size=3).map(sorted))
def test_where_volumes_end_plays_no_part(passages: list[Passage], ends: list[int]) -> None:
    parts = [passages[start:end] for start, end in zip([0, *ends], [*ends, len(passages)], strict=True)]
    assert everything([volume(part) for part in parts]) == everything([volume(passages)])


def test_a_larger_archive_has_more_shards_and_every_key_is_where_it_is_sought() -> None:
    few = volume([said(text=f"từ{n} câu{n}") for n in range(20)])
    many = volume([said(text=f"từ{n} câu{n}") for n in range(4000)])
    assert len(index([few])) == 1
    found = index([many])
    assert len(found) >= 16
    assert len(found) & (len(found) - 1) == 0, "a power of two"
    assert postings(found, spelled("từ1234 câu1234")) == [(1234, 0)]
    assert sum(map(len, found)) == len(everything([many]))


def test_keys_are_where_they_are_sought_however_many_shards_there_are() -> None:
    volumes = [
        volume([said(text=f"từ{n} câu{n} nói") for n in range(start, start + 300)]) for start in (0, 300)
    ]
    whole = everything(volumes)
    for count in (1, 16, 256, 512, 4096):
        found = index(volumes, count)
        assert all(drawer_of(folded(key)) % count == n for n, one in enumerate(found) for key in one)
        assert {key: packed for one in found for key, packed in one.items()} == whole
        assert all(list(one) == sorted(one) for one in found)


def test_an_edit_touches_the_shards_of_its_own_words_only() -> None:
    texts = [f"câu{n} nói điều{n} khác{n}" for n in range(3000)]
    before = index([volume([said(text=text) for text in texts])])
    texts[1500] += " mới"
    after = index([volume([said(text=text) for text in texts])])
    assert len(before) == len(after) >= 16
    assert 1 <= sum(one != other for one, other in zip(before, after, strict=True)) <= 2


def test_an_empty_archive_has_one_empty_shard() -> None:
    assert index([]) == index([volume([])]) == [{}]


def test_a_drawer_is_the_low_bits_of_the_crc() -> None:
    assert drawer_of("123456789") == 0xCBF43926 % 4096, "the check value of CRC-32"
    assert drawer_of("москва") != drawer_of("moskva")
