"""Numbers that an engine leaves as they are, in the target's notation; what may be a version or a time stays."""

import pytest

from translation.engines.text.number_notation import renumbered


@pytest.mark.parametrize(
    ("pair", "source", "target", "right"),
    [
        ("en es", "It will buy 3,400 hectares.", "Comprará 3,400 hectáreas.", "Comprará 3.400 hectáreas."),
        ("en es", "It cost 12,345.67 dollars.", "Costó 12,345.67 dólares.", "Costó 12.345,67 dólares."),
        ("en fr", "1,200 of 3,400 left.", "1,200 de 3,400 sont partis.", "1\u202f200 de 3\u202f400 sont partis."),
        ("en it", "Some 283.82 million.", "Circa 283.82 milioni.", "Circa 283,82 milioni."),
        ("fr it", "Environ 283,82 millions.", "Circa 283,82 milioni.", "Circa 283,82 milioni."),
        ("es en", "Unos 3.400 y 2,5 más.", "Some 3.400 and 2,5 more.", "Some 3,400 and 2.5 more."),
        ("de ru", "Rund 3.400 Hektar.", "Около 3.400 гектаров.", "Около 3\u00a0400 гектаров."),
        ("en ja", "Some 3,400 left.", "約3,400人。", "約3,400人。"),
        # right already
        ("en es", "It will buy 3,400 hectares.", "Comprará 3.400 hectáreas.", "Comprará 3.400 hectáreas."),
        # a version, a time, an address, a date, another number, a number with a unit glued to it
        ("en es", "It needs Python 3.11.", "Necesita Python 3.11.", "Necesita Python 3.11."),
        ("en es", "Update to version 2.5 now.", "Actualice a versión 2.5.", "Actualice a versión 2.5."),
        ("en es", "Doors open at 10.30.", "Las puertas abren a 10.30.", "Las puertas abren a 10.30."),
        ("en es", "Ask 127.0.0.1 again.", "Pida 127.0.0.1 otra vez.", "Pida 127.0.0.1 otra vez."),
        ("en es", "On 13.8.2024 it rained.", "El 13.8.2024 llovió.", "El 13.8.2024 llovió."),
        ("en es", "It cost 3,400.", "Costó 4,300.", "Costó 4,300."),
        ("en es", "A 2.5X zoom.", "Un zum 2.5X.", "Un zum 2.5X."),
        ("en sa", "Some 3,400 left.", "३४०० 3,400", "३४०० 3,400"),
    ],
)
def test_numbers_are_written_as_the_target_writes_them(pair, source, target, right):
    assert renumbered(source, target, *pair.split()) == right
