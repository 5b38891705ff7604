"""English words that are written with a capital letter and are translated all the same: they are no names to look for.

Days, months, titles, kinds of institutions and places, peoples, faiths, countries and cities whose names differ from
language to language. One list for all: a name that hides in it is not checked, which is the quieter mistake.
"""

from __future__ import annotations

_TITLES = (
    "mr mrs ms miss dr sir lord lady king queen prince princess emperor pope president vice minister prime "
    "chancellor senator governor mayor judge justice professor captain colonel general major sergeant lieutenant "
    "admiral officer chief chairman director secretary ambassador king's saint st father mother brother sister "
    "doctor duke earl count baron sheikh imam rabbi bishop archbishop cardinal coach detective attorney deputy "
    "spokesman spokeswoman "
)
_TIME = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december spring summer autumn winter christmas easter today yesterday century ages "
    "age era period dynasty war wars battle revolution world first second third great old new modern middle dark "
)
_INSTITUTIONS = (
    "university college school institute academy church cathedral temple museum library hospital court supreme "
    "parliament congress senate house commons assembly council committee commission ministry department agency "
    "office bureau government state states federal national international royal party conservative liberal "
    "democratic democrat democrats republican republicans labour labor green greens social union association "
    "organization organisation society foundation fund bank central reserve company corporation group team club "
    "league cup championship championships games olympic olympics paralympic winter award awards prize force forces "
    "army navy air guard police security intelligence service services public health research center centre science "
    "sciences medicine medical technology engineering education environment environmental protection nuclear energy "
    "power economic trade treaty agreement convention act law bill rights human constitution republic kingdom "
    "empire colony embassy consulate airport airlines airways station stadium arena hall palace castle tower bridge "
    "square street road avenue boulevard park garden gardens hotel theatre theater gallery press news times post "
    "daily weekly radio television channel network media internet web star space shuttle mission program programme "
    "project plan system report study survey committee's festival forum summit conference olympiad federation "
    "authority administration command fleet division corps brigade regiment zone board chamber crown cabinet "
    "opposition coalition nobel film united representatives electoral superintendent exposition expositions expo "
    "fair drivers meteorological investigations subcommittee oversight commerce ranger horticultural succession "
    "resistance attention deficit disorder wide animals prevention booking family flight year years night day "
    "morning evening age hero fire clay arts art music literature history language culture religion hemisphere "
    "metropolitan planned parenthood independence liberation peace freedom justice civil criminal financial stock "
    "exchange market reporters journalists cross crescent doctors nations chronicle herald tribune gazette magazine "
    "journal review book books song show prime head commander founder director producer actor actress renaissance "
    "enlightenment reformation industrial crusade crusades cold gulf declaration statue memorial monument houses "
    "manor abbey chapel mosque synagogue cemetery terminal railway rail express line metro grand prix formula tour "
    "open masters rally race racing marathon super bowl series finals final semi champions fourth fifth sixth "
    "seventh eighth ninth tenth eleventh twelfth former preliminary check never community political agents agent "
    "beauty flag flags days lands land rock botanic botanical scale cruelty animal native natives belly curse "
    "player players article figure chapter geological geographic inland highway traverse kiss nervous frequent "
    "flyer richest annual broadcasting basketball football baseball hockey tennis rugby cricket golf neighborhood "
    "colonist colonists communism capitalism cesarean personal foreign affairs thirty forty fifty heritage site "
    "list anthropology beginning before after boys girls children women men people peoples tribe tribal citizen "
    "citizens student students teacher teachers worker workers soldier soldiers veteran veterans survivor member "
    "members tropical storm hurricane typhoon cyclone earthquake tsunami flood category "
)
_PLACES = (
    "north south east west northern southern eastern western northeast northwest southeast southwest central upper "
    "lower sea ocean gulf bay strait channel river lake mount mountain mountains island islands isle peninsula cape "
    "valley desert forest coast beach harbor harbour port city town village county province region district "
    "territory republic federation continent pole polar arctic antarctic pacific atlantic indian mediterranean "
    "baltic caribbean black red white yellow blue green dead golden canal falls waterfall glacier volcano hill "
    "hills plain plains plateau cave caves reef santa san los las the saint of and "
)
_PEOPLES = (
    "africa african africans america american americans asia asian asians europe european europeans australia "
    "australian australians antarctica britain british briton britons england english scotland scottish wales welsh "
    "ireland irish france french germany german germans italy italian italians spain spanish portugal portuguese "
    "greece greek greeks rome roman romans turkey turkish turks russia russian russians soviet ukraine ukrainian "
    "china chinese japan japanese korea korean koreans india indian indians pakistan pakistani indonesia indonesian "
    "thailand thai vietnam vietnamese philippines filipino mexico mexican brazil brazilian argentina argentine "
    "argentinian chile chilean peru peruvian colombia colombian cuba cuban canada canadian egypt egyptian egyptians "
    "israel israeli israelis palestine palestinian palestinians iran iranian iraq iraqi saudi arabia arab arabs "
    "arabic syria syrian lebanon lebanese jordan jordanian afghanistan afghan netherlands dutch belgium belgian "
    "holland austria austrian switzerland swiss sweden swedish norway norwegian denmark danish finland finnish "
    "iceland icelandic poland polish hungary hungarian czech slovakia slovak romania romanian bulgaria bulgarian "
    "serbia serbian croatia croatian bosnia albania macedonia macedonian cyprus malta estonia estonian latvia "
    "latvian lithuania lithuanian georgia georgian nordic arthurian napoleonic judean aryan aryans judea galilee "
    "victorian elizabethan edwardian gothic baroque marxist marxism leninist stalinist darwinian newtonian freudian "
    "araucanians polynesia polynesian micronesia melanesia oceania eurasia eurasian emirates qatar kuwait yemen "
    "oman bahrain libyan tunisian algerian congolese armenia armenian azerbaijan kazakhstan mongolia mongol nepal "
    "nepali tibet tibetan bangladesh burma myanmar cambodia laos malaysia malaysian singapore taiwan taiwanese "
    "zealand kenya ethiopia ethiopian sudan somalia nigeria nigerian ghana congo libya tunisia algeria morocco "
    "moroccan zimbabwe uganda rwanda tanzania zambia bolivia ecuador venezuela uruguay paraguay panama guatemala "
    "jamaica haiti antilles balkans caucasus crimea siberia scandinavia iberia persian persia byzantine ottoman "
    "hellenic latin christian christians christianity muslim muslims islam islamic jewish jews jew judaism hindu "
    "hindus hinduism buddhist buddhism sikh sikhism catholic orthodox protestant protestants bible quran koran god "
    "gods viking vikings celtic germanic slavic maya mayan inca aztec nazi nazis communist mandarin hebrew sanskrit "
    "eskimo inuit london paris berlin moscow beijing tokyo seoul athens vienna munich cologne brussels antwerp "
    "hague lisbon geneva zurich venice florence milan naples turin genoa sicily sardinia tuscany lombardy seville "
    "catalonia catalan basque bavaria saxony prussia normandy brittany alps rhine danube thames nile jerusalem "
    "damascus cairo alexandria bethlehem mecca warsaw prague bucharest belgrade copenhagen stockholm crete corsica "
    "burgundy scotia columbia york orleans carolina dakota virginia hawaii hawaiian california pennsylvania "
)
_FUNCTION = (
    "a an the this that these those he she it they we you i his her its their our your my in on at by for from to "
    "with of and or but nor so yet as if when while where after before since until although though because however "
    "moreover despite during under over between among about against through into onto upon one two three four five "
    "six seven eight nine ten some many most more much few several all both each every any no not there here then "
    "thus now also only even still just who what which how why is are was were be been has have had do does did "
    "will would can could may might must should according such other another like unlike due instead well yes earth "
    "sun moon mars venus mercury jupiter saturn internet zodiac greenwich covid hiv aids dna tv gps uk us usa eu un "
    "nato unesco "
)

# Words that are also first names.
_FIRST_NAMES = (
    "jordan chad georgia virginia carolina paris london austin may june april august israel florence milan roman"
)
# Titles may stand before a person's name; it is a person's name all the same.
TITLES = frozenset(f"{_TITLES} {_FIRST_NAMES}".split())
# These become other words with a capital.
TRANSLATED = frozenset(" ".join((_INSTITUTIONS, _PLACES, _PEOPLES)).split())
COMMON = frozenset(" ".join((_TITLES, _TIME, _INSTITUTIONS, _PLACES, _PEOPLES, _FUNCTION)).split())
