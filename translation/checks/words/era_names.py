"""Names of eras: the year before their first one, and how many years they have."""

from __future__ import annotations

# An era that goes on; only years from a thousand on are told from other numbers.
ENDLESS = 9999
# An era's names, the year before its first one, and how many years it has.
ERAS: tuple[tuple[str, int, int], ...] = (
    ("令和|Reiwa|Рэйва|레이와", 2018, 99),
    ("平成|Heisei|Хэйсэй|헤이세이", 1988, 31),
    ("昭和|Shōwa|Showa|Сёва|쇼와", 1925, 64),
    ("大正|Taishō|Taisho|Тайсё|다이쇼", 1911, 15),
    ("明治|Meiji|Мэйдзи|메이지", 1867, 45),
    ("慶応|慶應|庆应|Keiō", 1864, 4),
    ("文久|Bunkyū", 1860, 4),
    ("安政|Ansei", 1853, 7),
    ("嘉永|Kaei", 1847, 7),
    ("天保|Tenpō", 1829, 15),
    ("寛政|Kansei", 1788, 13),
    ("享保|Kyōhō", 1715, 21),
    ("元禄|Genroku", 1687, 17),
    ("寛永|Kan’ei", 1623, 21),
    ("慶長|Keichō", 1595, 20),
    ("文政|Bunsei", 1817, 13),
    ("弘化|Kōka", 1843, 5),
    ("万延|Man’en", 1859, 2),
    ("元治|Genji", 1863, 2),
    ("享和|Kyōwa", 1800, 4),
    ("天明|Tenmei", 1780, 9),
    ("安永|An’ei", 1771, 10),
    ("明和|Meiwa", 1763, 9),
    ("宝暦|Hōreki", 1750, 14),
    ("宝永|Hōei", 1703, 8),
    ("正徳|Shōtoku", 1710, 6),
    ("貞享|Jōkyō", 1683, 5),
    ("延宝|Enpō", 1672, 9),
    ("寛文|Kanbun", 1660, 13),
    ("明暦|Meireki", 1654, 4),
    ("慶安|Keian", 1647, 5),
    ("正保|Shōhō", 1643, 5),
    ("元和|Genna", 1614, 10),
    ("文禄|Bunroku", 1591, 5),
    ("天正|Tenshō", 1572, 20),
    ("応仁|Ōnin", 1466, 3),
    ("応永|Ōei", 1393, 35),
    ("建武|Kenmu", 1333, 5),
    ("弘安|Kōan", 1277, 11),
    ("文永|Bun’ei", 1263, 12),
    ("承久|Jōkyū", 1218, 4),
    ("建久|Kenkyū", 1189, 10),
    ("延暦|Enryaku", 781, 25),
    ("天平|Tenpyō", 728, 21),
    ("和銅|Wadō", 707, 8),
    ("大化|Taika", 644, 6),
    ("民国|民國|Minguo|Миньго", 1911, 200),
    ("光绪|光緒|Guangxu", 1874, 34),
    ("宣统|宣統|Xuantong", 1908, 3),
    ("同治|Tongzhi", 1861, 13),
    ("咸丰|咸豐|Xianfeng", 1850, 11),
    ("道光|Daoguang", 1820, 30),
    ("嘉庆|嘉慶|Jiaqing", 1795, 25),
    ("乾隆|Qianlong", 1735, 60),
    ("雍正|Yongzheng", 1722, 13),
    ("康熙|Kangxi", 1661, 61),
    ("顺治|順治|Shunzhi", 1643, 18),
    ("崇祯|崇禎|Chongzhen", 1627, 17),
    ("万历|萬曆|Wanli", 1572, 48),
    ("永乐|永樂|Yongle", 1402, 22),
    ("洪武|Hongwu", 1367, 31),
    ("天启|天啟|天啓|Tianqi", 1620, 7),
    ("嘉靖|Jiajing", 1521, 45),
    ("正德|Zhengde", 1505, 16),
    ("成化|Chenghua", 1464, 23),
    ("宣德|Xuande", 1425, 10),
    ("崇德|Chongde", 1635, 8),
    ("元丰|元豐|Yuanfeng", 1077, 8),
    ("熙宁|熙寧|Xining", 1067, 10),
    ("靖康|Jingkang", 1125, 2),
    ("天宝|天寶|Tianbao", 741, 15),
    ("开元|開元|Kaiyuan", 712, 29),
    ("永徽|Yonghui", 649, 6),
    ("贞观|貞觀|Zhenguan", 626, 23),
    ("武德|Wude", 617, 9),
    ("建安|Jian’an", 195, 25),
    ("주체|主体|Juche", 1911, 200),
    # Kings of Joseon and what followed.
    ("태조|King Taejo", 1391, 7),
    ("태종|King Taejong", 1400, 18),
    ("세종|King Sejong", 1418, 32),
    ("세조|King Sejo", 1454, 14),
    ("연산군|Yeonsangun", 1494, 12),
    ("중종|King Jungjong", 1505, 39),
    ("선조|King Seonjo", 1567, 41),
    ("광해군|Gwanghaegun", 1608, 15),
    ("인조|King Injo", 1623, 26),
    ("효종|King Hyojong", 1649, 10),
    ("숙종|King Sukjong", 1674, 46),
    ("영조|King Yeongjo", 1724, 52),
    ("정조|King Jeongjo", 1776, 24),
    ("순조|King Sunjo", 1800, 34),
    ("헌종|King Heonjong", 1834, 15),
    ("철종|King Cheoljong", 1849, 14),
    ("고종|King Gojong", 1863, 44),
    ("광무|Gwangmu", 1896, 11),
    ("융희|Yunghui", 1906, 4),
    ("단기|단군기원|檀紀", -2333, ENDLESS),
    ("皇紀|皇纪", -660, ENDLESS),
)
# Indian years begin in spring: each is a part of two of ours.
INDIAN: tuple[tuple[str, int], ...] = (
    (r"विक्रम ?संवत्?(?:सर)?\w*|विक्रमाब्द\w*|वि\. ?सं\.|Vikrama? Sa[mṃ]vat|Bikram Sambat", -57),
    (r"शक ?संवत्?\w*|शकाब्द\w*|शके|शकवर्ष\w*|Shaka Samvat|Śaka", 78),
    (r"कल्यब्द\w*|कलियुगाब्द\w*", -3102),
)
# Years counted from one day in all the world: the Buddha's death, the Hijra. The years of the common era that each is a
# part of, and the year itself, for other texts may count from it too.
_BUDDHIST_NAMES = (
    "仏暦|佛暦|佛历|佛曆|佛誕|พ\\.ศ\\.|พุทธศักราช|불기|B\\.?E\\.?(?= )|(?:[Bb]uddhist|buddhistische\\w{0,2}|bouddh\\w{1,4}|budista|"
    "buddist\\w|буддийск\\w{1,3}|βουδιστικ\\w{1,4}|buddhalais\\w{1,4}|Buddha|Buddhis) (?:era|year|calendar|Ära)"
)
_BUDDHIST_BEHIND = (
    "B\\.?E\\.?(?![A-Za-z])|(?:of|in) the Buddhist (?:era|calendar)|(?:der|des) buddhistischen (?:Ära|Kalenders|Zeitrechnung)|"
    "de l[’']ère bouddhi(?:que|ste)|de la era budista|da era budista|dell[’']era buddista|буддийской эры|"
    "της βουδιστικής εποχής|(?:Tahun )?Buddhis|(?:buddhalaista|buddhalaisen) \\w+|बुद्धसंवत्|बौद्धसंवत्"
)
_HIJRI_NAMES = "ヒジュラ暦|イスラム暦|回历|伊斯兰历|希吉来历|이슬람력|히즈라력|AH(?= )|A\\.H\\."
_HIJRI_BEHIND = (
    "A\\.?H\\.?(?![A-Za-z])|Hijr[iy]\\w{0,3}|Hidschra|de l[’']hégire|de la hégira|da hégira|dell[’']egira|хиджры|"
    "της Εγίρας|Hijriah|वर्षे हिजरी|हिजरी"
)
WORLDLY: tuple[tuple[str, str], ...] = ((_BUDDHIST_NAMES, _BUDDHIST_BEHIND), (_HIJRI_NAMES, _HIJRI_BEHIND))
