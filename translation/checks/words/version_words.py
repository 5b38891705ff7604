"""Words before a number with a point that is no decimal: version 3.1, Art. 212.1, § 3.1, Figure 2.1, 第212.1条."""

from __future__ import annotations

import re

VERSION_WORD = re.compile(
    r"v|ver|version\w*|versio\w*|versión|versão|versione|версия|версии|έκδοση|versi|版本?|バージョン|버전|"
    # What is numbered by chapters: Figure 2.1, Abschnitt 3.2.
    r"fig|figur[ae]s?|abb|abbildung|рис|рисун\w+|kuva\w*|kuvio\w*|gambar|εικόνα\w*|σχήμα\w*|图|図|그림|"
    r"chapters?|kapitel\w*|chapitres?|capítulos?|capitol[oi]|глав\w+|luvu\w+|luku|bab|κεφάλαι\w+|章|"
    r"sections?|abschnitt\w*|secci[óo]n(?:es)?|sec?ç(?:ão|ões)|apartados?|subsections?|sezion[ei]|раздел\w*|kohta|kohda\w*|bagian|ενότητα\w*|"
    r"tables?|tabell?[ea]n?|tableaux?|tablas?|tabelas?|таблиц\w+|taulukko|taulukon|taulukossa|tabel|πίνακα\w*|表|표|"
    r"append(?:ix|ice)|anhang|annexe?s?|ane[jx]os?|allegat[oi]|приложени\w+|lampiran|liite\w*|παράρτημα\w*|附录|附錄|付録|부록|"
    r"equations?|gleichung\w*|équations?|ecuaci[óo]n(?:es)?|equaç(?:ão|ões)|equazion[ei]|формул\w+|уравнени\w+|persamaan|yhtälö\w*|"
    r"steps?|schritt\w*|étapes?|pasos?|passos?|шаг\w*|langkah|vaihe\w*|levels?|stufe\w*|niveaux?|nivel|níveis|livell[oi]|уров\w+|"
    r"chap|kap|cap|cáp|sect?|abschn|tab|lesson|lektion|leçon|lección|lição|lezione|урок\w*|"
    # Laws, rules and lists: Art. 212.1, Regel 4.2, No. 1.2.
    r"arts?|articles?|artikel\w*|artículos?|artigos?|articol[oi]|articul\w+|artikl\w+|стать\w+|ст|pasal|άρθρ\w+|第|제|"
    r"paragraphs?|paragra\w+|para|abs|absatz|п|пункт\w*|параграф\w*|παράγραφο\w*|παρ|ayat|अनुच्छेद\w*|धारा\w*|"
    r"clauses?|cláusulas?|clausol[ae]|rules?|regeln?|règles?|reglas?|regras?|regol[ae]|правил\w*|sääntö\w*|säännön|aturan|κανόνα\w*|"
    r"no|nr|núm?|nº|№|ziff|ziffer|punkt\w*|points?|puntos?|ponto|punto|αρ|αριθ|номер\w*|numero\w*|nomor|"
    r"ieee|rfc|iso|din|en|release\w*|build",
    re.I,
)
_BEFORE = re.compile(r"(?:([^\W\d_][\w'’-]*)\.?|([§№]))[\s\u00a0/]?$")
_LONGEST = 40


def word_before(text: str, start: int) -> tuple[str, int]:
    """Return the word or sign before a place ("" if there is none) and where it begins."""
    match = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return (match[1] or match[2], match.start()) if match else ("", start)


_BEHIND = re.compile(
    r"[\s\u00a0](?:artikl\w+|kohta\w*|kohda\w*|luku|luvu\w+|pykälä\w*|momentt?i\w*)|-(?:kohta|artikla)", re.I
)


def is_numbered_behind(text: str, end: int) -> bool:
    """Tell whether the word behind a number says so, as Finnish has it: 212.1 artikla."""
    return _BEHIND.match(text, end) is not None


def names_a_version(text: str, start: int) -> bool:
    """Tell whether the word before a number says that its point is no decimal point."""
    word, _place = word_before(text, start)
    return word in ("§", "№") or VERSION_WORD.fullmatch(word) is not None
