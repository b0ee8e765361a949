from builder.digest import digest


def test_the_digest_knows_values_kinds_and_where_one_ends() -> None:
    values: list[tuple[str | bytes, ...]] = [
        (),
        ("",),
        ("a",),
        (b"a",),
        ("a", "b"),
        ("ab",),
        ("ab", ""),
        ("", "ab"),
        ("\ud800",),
        ("s1:a",),
        ("s1;a",),
        ("é", b"xy"),
        ("e", b"\xa9xy"),
        (b"e", "\xa9xy"),
        ("a", b"b"),
        (b"a", "b"),
        (b"a", b"b"),
    ]
    assert len({digest(*one) for one in values}) == len(values)


def test_it_is_the_same_everywhere() -> None:
    assert digest("Kỳ họp", b"\x00") == "dfe5a292df3213b84d8b5b10945111e9"
