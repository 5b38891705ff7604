"""Words that say the opposite: north for south, fewer for more, rose for fell."""

from __future__ import annotations

import re

from articles.body.plain import plain
from newsroom.messages import N_, say
from translation.checks.base import Finding, Pair
from translation.checks.rules.facts.exchanges import Kind, exchanged

MESSAGES = {
    "opposites.exchanged": N_("“%(target)s” is the opposite of “%(source)s”."),
}

_NORTH_SOUTH = Kind(
    ("north", "south"),
    {
        "en": "north|south",
        "de": r"nord/nörd|süd/südl",
        "fr": r"nord|sud\b/sud-|midi",
        "es": r"norte/noro/nore|sur\b/suro/sure/meridional",
        "pt": r"norte/noro/norde|sul\b/sudo/sude/meridional", "it": r"nord/settentr|sud/meridion", "ru": r"север|юг/юж",
        "fi": r"pohjo/luo|etel/kaak/loun",
        "el": r"βόρ/βορ|νότ/νοτ",
        "id": "utara|selatan",
        "zh-hans": "北|南",
        "ja": "北|南",
        "ko": "북쪽/북부/북서/북동/북방/북쪽/?북|남쪽/남부/남서/남동/남방/?남",
    },
)  # fmt: skip
_EAST_WEST = Kind(
    ("east", "west"),
    {
        "en": r"east(?!er)/?easter|\w{0,5}west",
        "de": r"(?:nord|süd)?(?:öst|ost)(?:en\b|lich|wärts|teil|küste|ufer|grenz|seite)/?ost/?öst|\w{0,4}west",
        "fr": r"[ld][’']est\b/(?:nord|sud)-est/orient/?est|[ld][’']ouest/ouest/(?:nord|sud)-ouest/occident",
        "es": r"oriental/(?:nor|sur|sud)este/?este/?orient|oeste/(?:nor|sur|sud)oeste/occident",
        "pt": r"leste/(?:nor|su)deste/oriental/?orient|oeste/(?:nor|su)doeste/noroeste/ocident",
        "it": r"(?:nord|sud)?-?est\b/oriental/?orient|(?:nord|sud)?-?ovest/occident",
        "ru": r"\w{0,7}восто[кч]|\w{0,7}запад",
        "fi": r"itä/idä|länsi/länne/länti/lounais/luotei",
        "el": r"ανατολ/?ανατ|δυτικ/?δύσ",
        "id": "timur|barat",
        "zh-hans": "东|西",
        "ja": "東|西",
        "ko": "동쪽/동부/북동/남동/?동|서쪽/서부/북서/남서/?서",
    },
)  # fmt: skip
_MORE_LESS = Kind(
    ("more", "less"),
    {
        "en": r"(?<!no )(?<!not )more than/?more/?over/?above/at least/no fewer/no less/?exceed/?at least/upwards/"
        r"?not under|"
        r"(?<!no )(?<!not )fewer than/(?<!no )(?<!nothing )less than/at most/no more than/?less/?fewer/?under/"
        r"?below/?up to/?nearly/?almost",
        "de": r"mehr als/mindestens/?mehr/?über/?wenigst/?überst/?nicht weniger/?oberhalb|weniger als/höchstens/"
        r"?wenig/?unter/?maxim/?bis/?nicht mehr/?fast/?knapp",
        "fr": r"plus de/plus d[’']/au moins/?plus/?dépass/?supér|(?<!pas )moins de/moins d[’']/au plus/?moins/"
        r"?jusqu/?infér/?près",
        "es": r"más de/al menos/?más/?super/?mínimo/?por lo menos/?mayor/?encima|(?<!no )menos de/como máximo/"
        r"?menos/?hasta/?inferior/?menor/?debajo/?casi/?máximo",
        "pt": r"mais de/pelo menos/?mais/?super/?ultrap/?mínimo/?acima/?maior|menos de/no máximo/?menos/?até/"
        r"?inferior/?abaixo/?menor/?quase/?máximo",
        "it": r"più di/almeno/?più/?oltre/?super/?sopra|meno di/al massimo/?meno/?fino/?inferior/?sotto/?quasi",
        "ru": r"(?<!не )более/(?<!не )больше/свыше/?бол/?превы/?не менее/?не меньше/?выше|(?<!не )менее/"
        r"(?<!не )меньше/?мен/?до/?ниже/?не более/?не больше/?почти",
        "fi": r"yli(?= )/enemmän/vähintään/?ainakin/?enem|alle(?= )/vähemmän/enintään/?korkeint/?vähem/?lähes",
        "el": r"περισσότερ/τουλάχιστον/?πάνω/?άνω/?ξεπ/?υπερ|λιγότερ/το πολύ/?κάτω/?έως/?μέχρι/?σχεδόν/?λιγ",
        "id": r"lebih dari/sedikitnya/setidaknya/?lebih/?melebihi/?atas|kurang dari/paling banyak/?kurang/?bawah/"
        r"?hingga/?hampir/?sampai",
        "zh-hans": "(?<!不)超过/多于/至少/不少于/?以上/?超/?逾/?多/?余/?高|"
        "不到/少于/不足/不超过/至多/?以下/?低于/?以内/?近/?少",
        "ja": "以上/超え/上回/少なくとも/?超/?余/?多|未満/以下/足らず/下回/?近く/?少な/?満たな/?最大",
        "ko": "이상/넘/초과/웃도/?최소/?더|미만/이하/?못 미/?안 되/?최대/?적",
    },
)  # fmt: skip
_RISE_FALL = Kind(
    ("rise", "fall"),
    {
        "en": r"rose\b/risen/rises?\b/rising/increas/grew/grown/growth/grow/climb/surg/soar/jump/?gain/?up\b/"
        r"?higher/?high/?rais/?expan/?more|"
        r"fell\b/fall/drop/declin/decreas/sank/slump/plung/plummet/shrank/shrink/?down/?reduc/?slid/?lower/?low/"
        r"?cut/?los/?less/?fewer",
        "de": r"stieg/steig/gestieg/anstieg/zunahm/zunehm/zugenomm/wuchs/wachs/gewachs/erhöh/kletter/?höher/?hoch/"
        r"?plus/?mehr/?auf\b|"
        r"fiel\b/fielen/gefallen/gesunk/sank/sink/rückgang/zurückg/abnahm/abgenomm/verringer/?fäll/?fall/?reduz/"
        r"?nieder/?minus/?schrumpf/?senk/?kürz/?gestürz/?weniger/?ab\b",
        "fr": r"augment/hauss/grimp/progress/?croi/?cru\b/?mont/?bond/?acc/?élev/?plus|baiss/chut/recul/dimin/"
        r"effondr/?tomb/?décl/?rédu/?plong/?desc/?moins",
        "es": r"subi/sube/subió/aument/crec/increment/?elev/?alza/?más|cay/caí/cae/baj/descend/disminu/?reduc/"
        r"?reduj/?retroc/?desplom/?declin/?menos",
        "pt": r"subi/aument/cresc/?elev/?alta/?mais|caiu/caíram/cair/baix/queda/diminu/?reduz/?recu/?desc/?menos",
        "it": r"sali\w{0,3}\b/salit/aument/cresc/rialz/?sal/?increm/?più|scend/sces/calo\b/calat/diminu/?cal/?cad/"
        r"?rid/?croll/?ribass/?meno",
        "ru": r"вырос/вырас/увелич/повы[сш]/подорож/подня/?рос/?раст/?возр/?бол|упа[лд]/паден/сниз/сниж/сократ/"
        r"сокращ/уменьш/подешев/?опуст/?пониз/?мен",
        "fi": r"nous/kasvo/kasva/lisään/kohos/?kasv/?enem/?kork|laski/laske/puto/vähen/?las/?pien/?rom/?ale/?alen/"
        r"?mata",
        "el": r"αυξ/αύξ/ανέβ/άνοδ/ανόδ/?ανήλθ/?περισ/?ανεβ|μειώ/μείω/μειω/υποχώρ/πτώσ/?έπεσ/?πέφτ/?πέσ/?κατέβ/?λιγ",
        "id": r"naik/meningkat/bertambah/?tumbuh/?melonj/?kenaik/?pening/?tinggi|turun/menurun/berkurang/anjlok/"
        r"merosot/penurun/?jatuh/?rendah/?kurang",
        "zh-hans": "上升/上涨/增加/增长/提高/?增/?涨/?升/?高|下降/下跌/减少/降低/?减/?跌/?降/?落/?低/?少",
        "ja": "上昇/増加/増え/?増/?上が/?上げ/?伸/?高|低下/減少/下落/減り/減っ/?減/?下が/?下げ/?落/?低",
        "ko": "상승/증가/늘어/올랐/?늘/?오르/?올/?성장/?높|하락/감소/줄어/떨어/내렸/?줄/?내리/?낮/?내려",
    },
)  # fmt: skip
_MINUS = re.compile(r"(?<![\d.,])[−–-]\d|minus", re.I)
_KINDS = (_NORTH_SOUTH, _EAST_WEST, _MORE_LESS, _RISE_FALL)


def opposites(source: str, target: str, pair: Pair) -> list[Finding]:
    """Find directions, comparisons and rises that became their opposites. Major."""
    before, after = plain(source), plain(target)
    # "Growth was -3 %" is a fall.
    turned = _MINUS.search(before.text) or _MINUS.search(after.text)
    return [
        Finding(
            "opposites",
            "major",
            say("opposites.exchanged", source=before.text[slice(*where)], target=after.text[slice(*there)]),
            (before.span(*where),),
            (after.span(*there),),
        )
        for kind in (_KINDS[:-1] if turned else _KINDS)
        for _value, where, _other, there in exchanged(kind, before, after, (pair.source, pair.target))
    ]
