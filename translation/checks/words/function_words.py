"""Words that hold sentences together: articles, prepositions, conjunctions, particles of the fifteen languages.

UNFINISHED: a text that ends on one of these goes on somewhere else. Words that may also end a sentence (separable
prefixes as in „er kündigte an“, English prepositions as in "to live in", pronouns) are in MAY_END: they tell only
together with a lost stop. LITTLE: other words that are written small wherever they do not begin a sentence.
Korean, Japanese and Chinese have endings and particles instead of words: UNFINISHED_END, tested at the end of a text.
"""

from __future__ import annotations

import re

_UNFINISHED = {
    "en": "a an the and or nor of than because although unless whereas whose my your its our their every if between "
    "among during despite via versus",
    "de": "der die den dem des eine eines und oder sondern dass daß weil sowie von für im am beim zum zur vom ins "
    "ans als wenn falls indem sodass bzw zwischen während wegen trotz seit bis kein keinem keines meinem "
    "deren dessen ob gegen",
    "fr": "le la les l un une des du de d à au aux et ou mais ni car que qu dans par chez vers ce cet cette ces mon "
    "ma mes ton ta tes sa ses notre dont afin lorsque puisque parce quoique jusque dès sur sous entre en",
    "es": "el la los las un unos unas de del al y e o u ni pero sino que en con por sin hacia hasta desde su sus mi "
    "mis tu tus cuyo cuya cuyos cuyas aunque porque mientras según a",
    "it": "il lo la i gli le un uno di a da in con per tra fra e ed o od ma che del dello della dei degli delle al "
    "allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla "
    "sui sugli sulle sebbene poiché affinché mentre né dell all dall nell sull l",
    "pt": "o a os as um uns umas de do da dos das em no na nas por pelo pela pelos pelas com sem e ou mas que ao "
    "aos à às num numa nem cujo cuja cujos cujas embora porque",
    "id": "dan atau tetapi tapi namun bahwa karena yang di ke dari untuk dengan pada oleh tentang terhadap sebagai "
    "para sang agar supaya jika kalau ketika bagi daripada maupun sebuah seorang suatu setiap",
    "fi": "ja tai mutta sekä että jos kun koska kuin jonka jota jossa josta johon jolla jolle jolta jotka joita "
    "joissa joista joihin joille joilla joiden ettei jotta vaikka kunnes eli joka",
    "la": "et ac atque sed aut vel neque nec ut si in ad ab ex e de per pro inter apud propter sine ob quia quoniam "
    "dum quam cuius quorum quarum",
    "ru": "и а но или либо чтобы если в во на с со к ко у о об обо от до из по при про для без под над между через "
    "перед из-за из-под который которая которое которые которого которой которых которым которыми хотя "
    "поскольку не ни среди",
    "el": "ο η οι στο στη στην στον στα στους στις και κι ή αλλά ότι όταν αν να θα με σε για από προς μέχρι ένας "
    "ενός μιας δεν μην ενώ επειδή διότι ώστε αφού τις των",
    "sa": "अथवा यदि यतः परन्तु किन्तु अपितु यदा यस्य यस्मिन् यावत् एवं तस्मात् यद्यपि",
    "ko": "및 또는 그리고 그러나 하지만 혹은 이 그 한",
    "ja": "",
    "zh-hans": "",
}  # fmt: skip
_MAY_END = {
    "en": "but from into onto upon in on at by for with to as about over under after before through while when that "
    "which who this these those his her is are was were be has have had will would could should not so off "
    "against up down it he she they we you there can may",
    "de": "das ein einer einem ohne bei mit nach zu auf an ab aus vor um durch über unter wie aber hinter neben "
    "dieser diese dieses diesem diesen ihr ihre ihren ihrem seine seinen seinem ist sind war hat haben wird "
    "sich es er sie auch nicht noch nur sehr mehr so dann wo was wer nachdem obwohl damit ihm ihn uns mein "
    "sein werden wurde wurden anders allerdings außerdem jedoch deshalb dabei dazu hier dort",
    "fr": "pour avec sans son leur leurs si plus très est sont était a ont qui où se ne pas il elle ils elles on "
    "nous vous y comme aussi été être après avant depuis pendant selon avoir",
    "es": "una para sobre entre como se es son fue no más muy lo le les ha han está están cuando donde este esta "
    "estos estas si también ya antes tras durante contra ser era quien",
    "it": "una su se è sono non più anche ha hanno come cui questo questa questi queste si ne ci era essere stato "
    "stata dopo prima durante contro quando perché dove molto",
    "pt": "uma enquanto para sob sobre entre se é são foi não mais muito também nos seu sua seus suas lhe quando "
    "onde este esta estes estas como após até já ser era está estão tem têm quem",
    "id": "serta dalam antara seperti adalah ini itu akan telah sudah tidak lebih juga mereka ia dia kami kita saat "
    "sementara hingga sampai menjadi ada bisa dapat secara atas setelah sebelum oleh-karena",
    "fi": "on ovat oli ei eivät se ne hän he tämä nämä myös vaan kuten jo vain vielä niin joten sen hänen heidän "
    "mukaan kanssa jälkeen ennen noin eikä ole olla oli olivat mitä mikä",
    "la": "a cum sub post ante contra trans est sunt erat non qui quae quod se eius eorum etiam autem enim quoque "
    "iam nunc tamen ita hic haec hoc ille illa esse fuit quidem",
    "ru": "что когда за против ради около как где это этот эта эти он она они оно его её их мы вы был была было "
    "были есть уже ещё также только же бы ли чем то там так тоже",
    "el": "το τα τον την του της τους που κατά μετά χωρίς ως παρά ένα μια μία είναι ήταν έχει έχουν όπου πιο πολύ "
    "επίσης αυτό αυτή αυτός αυτά τη πριν πως όπως μας σας μου",
    "sa": "च वा न इति अपि तु हि एव सह विना यत् तत् सः सा ते अस्ति सन्ति आसीत् यथा तथा कृते अत्र तत्र",
    "ko": "그는 이는 것 수 등",
    "ja": "",
    "zh-hans": "",
}  # fmt: skip
_LITTLE = {
    "en": "however also then otherwise instead meanwhile therefore thus yet still even only just very here",
    "de": "anders sonst danach daher darum nämlich jetzt heute gestern immer wieder etwa zwar doch eben bereits "
    "besser gut schlecht hoch tief anschließend ebenso gleich weiter darüber trotzdem zudem",
    "fr": "autrement ensuite ainsi donc alors encore toujours aujourd'hui hier ici là cependant toutefois mieux",
    "es": "además luego entonces así aún todavía siempre hoy ayer aquí allí sin-embargo mejor después",
    "it": "altrimenti poi quindi così ancora sempre oggi ieri qui lì tuttavia meglio inoltre",
    "pt": "além depois então assim ainda sempre hoje ontem aqui ali contudo melhor diferente",
    "id": "kemudian lalu begitu selalu kemarin sekarang masih lagi sangat hanya namun",
    "fi": "muuten sitten siis aina tänään eilen nyt täällä siellä kuitenkin paremmin lisäksi toisin",
    "la": "aliter deinde igitur ergo semper hodie heri ibi tum",
    "ru": "иначе затем потом поэтому всегда сегодня вчера здесь тогда однако лучше очень",
    "el": "αλλιώς έπειτα λοιπόν πάντα σήμερα χθες εδώ εκεί τότε όμως ωστόσο",
}  # fmt: skip


def _table(*parts: dict[str, str]) -> dict[str, frozenset[str]]:
    return {code: frozenset(" ".join(part.get(code, "") for part in parts).split()) for code in _UNFINISHED}


UNFINISHED = _table(_UNFINISHED)
MAY_END = _table(_MAY_END)
LITTLE = _table(_UNFINISHED, _MAY_END, _LITTLE)

# Korean particles on a noun or a stem (을 ends 마을 and 가을 too); a Japanese particle; a Chinese conjunction or
# coverb that is no part of a longer word (总和, 参与, 普及, 存在).
UNFINISHED_END = {
    "ko": re.compile(
        r"(?<![마가노고])(?:[을를]|에서|에게|에게서|부터|까지의|(?<=[가-힣])의)$(?<!회의)(?<!주의)(?<!합의)(?<!논의)(?<!결의)(?<!정의)(?<!강의)"
    ),
    "ja": re.compile(r"(?:[をのはがや]|および|または|という|そして|による|における|について|ため|など、|、)$"),
    "zh-hans": re.compile(
        r"(?:(?<![总缓温饱平柔调随祥])和|(?<![参给赠])与|(?<![普埃涉触])及|以及|或者?|(?<![存现所潜内外自实好正])在|把|(?<![棉植])被|因为|如果|但是?|而且|"
        r"并且|为了|关于|由于|对于|至于|、|，)$"
    ),
}
