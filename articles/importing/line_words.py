"""The words by which a page's lines are known, in fifteen languages. A new language is one more entry.

Words are separated by "|", in lower case. A word that ends in ":" needs a colon or bar after it, because it also begins
ordinary headlines ("Photo finish", "文明…"); the others may stand before a blank or be glued to the name
("kompilierenVanille"). Dictionary forms such as "kompilieren" are what machine-made pages print for "compiled by".
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

ROLES = ("author", "compiler", "editor", "translator", "photographer")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, by what they mark: five roles, then the lines around and inside a text."""

    author: str
    compiler: str
    editor: str
    translator: str
    photographer: str
    source: str
    credit: str
    account: str
    subscribe: str
    conclusion: str
    conjunction: str


WORDS: dict[str, Words] = {
    "zh-hans": Words(
        author="作者|撰文|撰稿|文:|作者/|记者:|本报记者:",
        compiler="编译|编译整理|整理|編譯",
        editor="编辑|责任编辑|责编|主编|校对|編輯|审校",
        translator="翻译|译者|译:|翻譯",
        photographer="摄影|摄影师|摄:|图:|攝影|摄影记者",
        source="来源|消息来源|文章来源|信息来源|资料来源|出处|来自:|來源",
        credit="图源|图片来源|图|图片|供图|摄|摄影|配图",
        account="公众号|公眾號|微信公众号|官方账号|微信号|订阅号",
        subscribe="关注|订阅|點擊關注|点击关注",
        conclusion="结语|结论|总结|小结|尾声|結語|結論",
        conjunction="和|与|及|、",
    ),
    "ko": Words(
        author="작성자|글쓴이|저자|필자|기자:|글:|작성:",
        compiler="편역|편찬|엮은이|엮음|정리:|컴파일",
        editor="편집|편집자|편집인|교정",
        translator="번역|번역자|옮긴이|옮김",
        photographer="사진:|촬영|사진 촬영",
        source="출처|자료 출처|자료출처|원문 출처|자료:",
        credit="사진|사진 제공|사진 출처|이미지|이미지 출처|제공",
        account="공식 계정|공식계정|공개 계정|공개계정|공중 계정",
        subscribe="구독|구독하기|팔로우",
        conclusion="결론|맺음말|맺는말|마치며|끝맺음",
        conjunction="와|과|및|그리고",
    ),
    "ru": Words(
        author="автор|авторы|автор текста|текст:|написал|написала",
        compiler=(
            "составитель|составил|составила|составлено|компиляция|компилировать|скомпилировал|подготовил|подготовила"
        ),
        editor="редактор|редакторы|под редакцией|отредактировал|отредактировала|редактировать|редактирование|правка:",
        translator="перевод|переводчик|переводчица|перевел|перевёл|перевела|переводить",
        photographer="фото:|фотограф|фотографии:|снимки:",
        source="источник|источники|по материалам",
        credit="фото|источник фото|снимок|изображение",
        account=(
            "официальный аккаунт|публичный аккаунт|общедоступный аккаунт|общественный аккаунт|"
            "официальная учетная запись|публичная учетная запись|паблик"
        ),
        subscribe="подписаться|подписка|подпишитесь",
        conclusion="заключение|вывод|выводы|итог|итоги|в заключение",
        conjunction="и",
    ),
    "en": Words(
        author="by|written by|author:|authors:|text:|text by|words by|words:|reported by|story by",
        compiler="compiled by|compiled|compile|compiler:|compilation by|compilation:|compiled and written by",
        editor="edited by|edited|edit|editor:|editors:|editing by|editing:",
        translator="translated by|translator:|translation:|translation by|translated from the german by",
        photographer=(
            "photo:|photos:|photo by|photos by|photographs by|photography by|photography:|photographer:|"
            "pictures:|pictures by"
        ),
        source="source|sources:|original source|via:",
        credit=(
            "photo|photos|image|images|credit|picture|image credit|photo credit|photo by|image by|"
            "courtesy of|photograph"
        ),
        account="official account|public account|wechat account|wechat official account|wechat public account",
        subscribe="subscribe|follow|follow us",
        conclusion="conclusion|in conclusion|conclusions|the bottom line|bottom line|summary|epilogue",
        conjunction="and|&",
    ),
    "fr": Words(
        author="par|auteur|auteure|autrice|auteurs|écrit par|rédigé par|texte:|texte de|texte par",
        compiler="compilé par|compiler|compilé|compilation:|compilation de|compilateur|rassemblé par",
        editor="édité par|éditer|éditeur|éditrice|rédacteur|rédactrice|révisé par|édition:|modifier",
        translator="traduit par|traducteur|traductrice|traduction:|traduction de|traduire",
        photographer="photo:|photos:|photo de|photos de|photographe|photographies:|photographies de",
        source="source|sources:|d'après:",
        credit="photo|photos|image|crédit|crédit photo|crédits|photographie",
        account="compte public|compte officiel|compte wechat",
        subscribe="s'abonner|s’abonner|abonnez-vous|suivre",
        conclusion="conclusion|en conclusion|pour conclure|bilan|en résumé",
        conjunction="et",
    ),
    "id": Words(
        author="oleh|penulis|ditulis oleh|teks:|pengarang",
        compiler="disusun oleh|dikompilasi oleh|kompilasi|penyusun|menyusun|mengkompilasi",
        editor="disunting oleh|diedit oleh|penyunting|editor|mengedit|menyunting|redaktur",
        translator="diterjemahkan oleh|penerjemah|terjemahan:|alih bahasa|menerjemahkan",
        photographer="foto:|foto oleh|fotografer|pewarta foto",
        source="sumber|sumber berita",
        credit="foto|sumber foto|gambar|kredit foto|sumber gambar",
        account="akun resmi|akun publik",
        subscribe="berlangganan|ikuti|langganan",
        conclusion="kesimpulan|penutup|simpulan|sebagai penutup",
        conjunction="dan",
    ),
    "sa": Words(
        author="लेखकः|लेखक|लेखिका|लेखकौ|लेखकाः|लिखितवान्|लिखितवती|लिखितम्:",
        compiler="सङ्कलनम्|सङ्कलनकर्ता|सङ्कलयिता|सङ्कलितम्|संकलनम्|संकलनकर्ता|संकलयिता",
        editor="सम्पादकः|सम्पादिका|सम्पादनम्|सम्पादितम्|सम्पादक|संपादकः|संपादनम्",
        translator="अनुवादकः|अनुवादिका|अनुवादः|अनूदितम्|भाषान्तरम्",
        photographer="छायाचित्रम्|छायाचित्रकारः|चित्रम्:|चित्रकारः|छायाग्राहकः",
        source="स्रोतः|स्रोत|मूलम्:|स्रोतांसि|आधारः:",
        credit="चित्रम्|छायाचित्रम्|चित्रस्रोतः|छायाचित्रकारः",
        account="आधिकारिकलेखा|सार्वजनिकलेखा|आधिकारिकी लेखा|सार्वजनिकं लेखा|सार्वजनिकलेखः|आधिकारिकलेखः",
        subscribe="सदस्यता|अनुसरतु|सदस्यतां स्वीकरोतु",
        conclusion="उपसंहारः|निष्कर्षः|निष्कर्ष|उपसंहार|सारांशः",
        conjunction="च|तथा|एवं",
    ),
    "ja": Words(
        author="著者|筆者|執筆|執筆者|作者|文:|記者:|文責|取材・文|取材",
        compiler="編訳|編纂|編さん|構成|まとめ:|コンパイル|翻訳編集|翻訳・編集",
        editor="編集|編集者|校正|校閲|編集長|編集部:",
        translator="翻訳|翻訳者|訳者|訳:",
        photographer="撮影|写真:|カメラマン|撮影者",
        source="出典|情報源|情報元|引用元|ソース|参照元|出所|参考",
        credit="写真|画像|提供|撮影|画像提供|写真提供|出典|画像出典",
        account="公式アカウント|パブリックアカウント|公開アカウント|公式账号",
        subscribe="購読|フォロー|登録|購読する|フォローする",
        conclusion="結論|まとめ|おわりに|終わりに|結び|総括|むすび",
        conjunction="と|および|及び|・",
    ),
    "de": Words(
        author="von|autor|autorin|autoren|verfasst von|geschrieben von|text:|text von|ein bericht von|bericht von",
        compiler=(
            "kompilieren|kompiliert von|kompiliert|kompilation|zusammengestellt von|zusammenstellung|zusammenstellen"
        ),
        editor=(
            "bearbeiten|bearbeitet von|bearbeitet|bearbeitung|redaktion:|redakteur|redakteurin|"
            "redigiert von|redigieren|lektorat|herausgeber:|herausgegeben von|editieren"
        ),
        translator=(
            "übersetzt von|übersetzung|übersetzung von|übersetzer|übersetzerin|übersetzen|aus dem englischen von"
        ),
        photographer=(
            "foto:|fotos:|foto von|fotos von|fotografie|fotograf|fotografin|bild:|bilder:|bilder von|fotografiert von"
        ),
        source="quelle|quellen:|originalquelle",
        credit="foto|fotos|bild|bildquelle|bildnachweis|fotoquelle|quelle|symbolbild|fotonachweis",
        account="öffentliches konto|offizielles konto|öffentlicher account|offizieller account|offizieller kanal",
        subscribe="abonnieren|folgen|jetzt abonnieren|abonnement",
        conclusion="fazit|schluss|schlussfolgerung|schlusswort|zusammenfassung|resümee|schlussbemerkung|abschluss",
        conjunction="und|&",
    ),
    "pt": Words(
        author="por|autor|autora|autores|escrito por|texto:|texto de|reportagem de|reportagem:",
        compiler="compilado por|compilada por|compilar|compilação|compilador|compiladora|organizado por",
        editor="editado por|editada por|editar|editor|editora|edição:|edição de|revisado por|redator|redatora",
        translator="traduzido por|traduzida por|tradutor|tradutora|tradução|tradução de|traduzir",
        photographer="foto:|fotos:|foto de|fotos de|fotógrafo|fotógrafa|fotografia:|fotografia de|imagens:",
        source="fonte|fontes:",
        credit="foto|fotos|imagem|crédito|créditos|fonte|fotografia|divulgação",
        account="conta pública|conta oficial|perfil oficial",
        subscribe="inscreva-se|inscrever-se|assinar|assine|seguir|siga",
        conclusion="conclusão|em conclusão|considerações finais|em resumo",
        conjunction="e",
    ),
    "el": Words(
        author=(
            "από τον|από την|από|του:|της:|συγγραφέας|συντάκτης:|κείμενο:|γράφει ο|γράφει η|γράφει|γράφουν|ρεπορτάζ:"
        ),
        compiler="συγκέντρωση|μεταγλώττιση|συγκέντρωσε|συνέταξε|συλλογή:|σύνταξη:|συντάχθηκε από",
        editor="επιμέλεια|επεξεργασία|επιμελήθηκε|επιμελητής|επιμελήτρια|επιμέλεια κειμένου",
        translator="μετάφραση|μεταφραστής|μεταφράστρια|μετέφρασε|μετάφραση από",
        photographer="φωτογραφία:|φωτογραφίες:|φωτο:|φωτογράφος|φωτογραφίες από",
        source="πηγή|πηγές:",
        credit="φωτογραφία|φωτογραφίες|φωτο|εικόνα|πηγή|πηγή φωτογραφίας",
        account="δημόσιος λογαριασμός|επίσημος λογαριασμός",
        subscribe="εγγραφή|εγγραφείτε|ακολουθήστε|συνδρομή",
        conclusion="συμπέρασμα|συμπεράσματα|επίλογος|συμπερασματικά|εν κατακλείδι",
        conjunction="και|κι",
    ),
    "es": Words(
        author="por|autor|autora|autores|escrito por|texto:|texto de|redacción:|redactado por",
        compiler="compilado por|compilada por|recopilado por|compilar|compilación|compilador|compiladora|recopilación",
        editor="editado por|editada por|editar|editor|editora|edición:|edición de|redactor|redactora|revisado por",
        translator="traducido por|traducida por|traductor|traductora|traducción|traducción de|traducir",
        photographer="foto:|fotos:|foto de|fotos de|fotógrafo|fotógrafa|fotografía:|fotografía de|fotografías de",
        source="fuente|fuentes:",
        credit="foto|fotos|imagen|crédito|créditos|fuente|fotografía",
        account="cuenta pública|cuenta oficial",
        subscribe="suscribirse|suscríbete|suscríbase|seguir|suscripción",
        conclusion="conclusión|conclusiones|en conclusión|para concluir|en resumen",
        conjunction="y|e",
    ),
    "it": Words(
        author="di|autore|autrice|autori|scritto da|testo:|testo di|articolo di",
        compiler="compilato da|compilata da|compilare|compilazione|compilatore|compilatrice|raccolto da",
        editor=(
            "a cura di|modificato da|modificare|redattore|redattrice|revisione:|revisione di|editing di|"
            "curatore|curatrice|redazione:"
        ),
        translator="tradotto da|tradotta da|traduttore|traduttrice|traduzione|traduzione di|tradurre",
        photographer="foto:|foto di|fotografo|fotografa|fotografie:|fotografie di|immagini:",
        source="fonte|fonti:",
        credit="foto|immagine|credito|crediti|fonte|fotografia",
        account="account pubblico|account ufficiale|conto pubblico|profilo ufficiale",
        subscribe="iscriviti|abbonati|iscriversi|abbonarsi|segui",
        conclusion="conclusione|conclusioni|in conclusione|per concludere|in sintesi",
        conjunction="e|ed",
    ),
    "fi": Words(
        author="kirjoittanut|kirjoittaja|kirjoittajat|teksti:|toimittaja:|kirjoitti",
        compiler="koonnut|koonneet|koostanut|koonti|koonti:|kokoaja|kääntää ja koota|koota|koosti|kokosi",
        editor="muokannut|toimittanut|toimittaneet|editoinut|muokkaa|muokata|muokkaus|editointi",
        translator="kääntänyt|suomentanut|kääntäjä|suomentaja|käännös|suomennos|kääntää",
        photographer="kuva:|kuvat:|valokuva:|valokuvat:|kuvannut|valokuvaaja|kuvaaja",
        source="lähde|lähteet:",
        credit="kuva|kuvat|valokuva|kuvalähde|kuvan lähde|lähde",
        account="julkinen tili|virallinen tili",
        subscribe="tilaa|seuraa|tilaus",
        conclusion="johtopäätös|johtopäätökset|lopuksi|yhteenveto|päätelmä|päätelmät",
        conjunction="ja|sekä",
    ),
    "la": Words(
        author="auctor|auctrix|scripsit|scriptum a|scriptum ab|scripserunt|a:|ab:",
        compiler="compilavit|compilator|compilatum a|compilatum ab|collegit|composuit|compositum a|compilare",
        editor="edidit|recensuit|editor|editum a|editum ab|redactor|redegit|emendavit|recognovit|edere",
        translator="vertit|interpres|interpretatus est|latine vertit|conversum a|conversum ab|transtulit|translator",
        photographer="imagines:|imago:|photographema:|photographus|luce pinxit|photographemata:",
        source="fons|fontes:|ex:",
        credit="imago|imagines|photographema|fons|fons imaginis",
        account="ratio publica|computus publicus|ratio officialis|computus officialis",
        subscribe="subscribe|subscribere|sequere|nomen da",
        conclusion="conclusio|peroratio|epilogus|summa|in fine",
        conjunction="et|ac|atque",
    ),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case; strict (in any language): a colon or bar must follow, or a capital letter glued to it."""

    text: str
    kind: str
    strict: bool


@cache
def table(*kinds: str) -> tuple[Word, ...]:
    """Return the words of these kinds (fields of Words) in all languages, longest first, each (text, kind) once."""
    known = {field.name for field in fields(Words)}
    found: dict[tuple[str, str], bool] = {}
    for kind in kinds:
        if kind not in known:
            raise KeyError(kind)
        for words in WORDS.values():
            for entry in getattr(words, kind).split("|"):
                key = (entry.rstrip(":"), kind)
                found[key] = found.get(key, False) or entry.endswith(":")
    return tuple(
        sorted((Word(text, kind, strict) for (text, kind), strict in found.items()), key=lambda word: -len(word.text))
    )
