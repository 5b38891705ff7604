"""What the suite translates: English sentences that differ in numbers and names, and how people would write them."""

from __future__ import annotations

SOURCES = [
    "The town council of Marrowby approved 283 new flats on 14 March.",
    "The <strong>harbour master</strong> asked for 12 more boats, but got only 7.",
    'Read the <a href="https://example.org/report">report of 2025</a> for more details.',
    "In 1962 the village of Tillbrook had 41 bakeries and not a single bank.",
]
RIGHT = {
    "de": [
        "Der Stadtrat von Marrowby genehmigte am 14. März 283 neue Wohnungen.",
        "Der <strong>Hafenmeister</strong> bat um 12 weitere Boote, bekam aber nur 7.",
        'Lesen Sie den <a href="https://example.org/report">Bericht von 2025</a> für weitere Einzelheiten.',
        "Im Jahr 1962 hatte das Dorf Tillbrook 41 Bäckereien und keine einzige Bank.",
    ],
    "es": [
        "El ayuntamiento de Marrowby aprobó 283 viviendas nuevas el 14 de marzo.",
        "El <strong>capitán del puerto</strong> pidió 12 barcos más, pero solo recibió 7.",
        'Lea el <a href="https://example.org/report">informe de 2025</a> para conocer más detalles.',
        "En 1962 el pueblo de Tillbrook tenía 41 panaderías y ni un solo banco.",
    ],
}
FRENCH = [
    "Le conseil municipal de Marrowby a approuvé 283 nouveaux appartements le 14 mars.",
    "Le <strong>capitaine du port</strong> a demandé 12 bateaux de plus, mais n’en a reçu que 7.",
    'Lisez le <a href="https://example.org/report">rapport de 2025</a> pour plus de détails.',
    "En 1962, le village de Tillbrook comptait 41 boulangeries et pas une seule banque.",
]
MARKED = [
    "Plain words &amp; nothing else, number 1.",
    '<strong>Two</strong> words, and <em>three more</em> in text 2, by <a href="https://example.org/2">a link</a>.',
    'The <span translate="no">Helio-2.5X</span> battery, text 3, lasts.',
    "Water is H<sub>2</sub>O, text 4.",
]
# Sentences of like length that nothing but their meaning tells apart; and such with a name each.
ALIKE = [
    "The harbour stays closed until the storm is over.",
    "The library opens again after a long renovation.",
    "The council wants to plant more trees in spring.",
    "The teachers ask for smaller classes next autumn.",
]
ALIKE_NAMED = [
    "The harbour of Marrowby stays closed in the storm.",
    "The library of Tillbrook opens again after a year.",
    "The council of Ashcombe wants more trees in spring.",
    "The teachers of Pinebridge ask for smaller classes.",
]
ALIKE_RIGHT = {
    "de": [
        "Der Hafen bleibt geschlossen, bis der Sturm vorüber ist.",
        "Die Bibliothek öffnet nach langer Renovierung wieder.",
        "Der Stadtrat will im Frühjahr mehr Bäume pflanzen.",
        "Die Lehrer fordern kleinere Klassen im nächsten Herbst.",
    ],
    "es": [
        "El puerto sigue cerrado hasta que pase la tormenta.",
        "La biblioteca reabre tras una larga renovación.",
        "El ayuntamiento quiere plantar más árboles en primavera.",
        "Los maestros piden clases más pequeñas en otoño.",
    ],
}
ALIKE_NAMED_RIGHT = {
    "de": [
        "Der Hafen von Marrowby bleibt im Sturm geschlossen.",
        "Die Bibliothek von Tillbrook öffnet nach einem Jahr wieder.",
        "Der Rat von Ashcombe will im Frühjahr mehr Bäume.",
        "Die Lehrer von Pinebridge fordern kleinere Klassen.",
    ],
    "es": [
        "El puerto de Marrowby sigue cerrado por la tormenta.",
        "La biblioteca de Tillbrook reabre después de un año.",
        "El concejo de Ashcombe quiere más árboles en primavera.",
        "Los maestros de Pinebridge piden clases más pequeñas.",
    ],
}
