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
    ]
    assert len({digest(*one) for one in values}) == len(values)


def test_it_is_the_same_everywhere() -> None:
    assert digest("Kỳ họp", b"\x00") == "2db381363296a31580377cebb0dc65f5"
