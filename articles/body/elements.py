"""The names of HTML's elements and attributes: those of articles, and those of pasted pages."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The elements of articles. Editors and engines write the synonyms for the same thing.
ALLOWED = frozenset({"a", "strong", "em", "code", "sub", "sup", "br", "span"})
SYNONYMS = {"b": "strong", "i": "em"}

# A word before one of these and a word after it are two words.
BLOCKS = _names(
    """
    address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li
    main menu nav noscript ol optgroup option p pre search section select summary table tbody td template textarea
    tfoot th thead title tr ul video
    """
)
# From circle on: the elements of drawings, and the empty paragraphs of an office program.
INLINE = _names(
    """
    abbr acronym applet area audio base basefont bdi bdo big canvas cite data datalist del dfn embed font frame
    img input ins kbd label link map mark marquee math meta meter nobr object output param picture progress q rb
    rp rt rtc ruby s samp script slot small source strike style svg time track tt u var wbr circle defs ellipse g
    line path polygon polyline rect stop symbol text tspan use o:p
    """
)
ELEMENTS = ALLOWED | SYNONYMS.keys() | BLOCKS | INLINE
# Their content is no text.
WITHOUT_TEXT = frozenset({"script", "style"})
RUBY_PARTS = frozenset({"rb", "rp", "rt", "rtc"})
# They may be alone, without attributes and without an end tag. The others have one of the two: a person who writes
# <select>, <title>, <A> or <b> alone means a key, a gap to fill in or a letter.
ALONE = ALLOWED - {"a"} | _names(
    "dd dt hr li p tbody td tfoot th thead tr wbr o:p"
)  # their end tags are optional in HTML

# Attributes that may have a value without quotation marks.
ATTRIBUTES = _names(
    """
    abbr accept action align alink alt axis background bgcolor border cellpadding cellspacing char charset cite
    class classid clear code codebase color cols colspan content coords data datetime dir enctype face for frame
    frameborder headers height href hreflang hspace id lang language link longdesc loop marginheight marginwidth
    max maxlength media method min name pattern ping placeholder poster preload rel rev role rows rowspan rules
    scheme scope scrolling shape size sizes span src srcset start style summary tabindex target text title
    translate type usemap valign value valuetype vlink vspace width xmlns
    """
)
# Attributes that may have none.
BOOLEAN = _names(
    """
    allowfullscreen async autofocus autoplay border checked compact contenteditable controls declare default defer
    disabled download formnovalidate hidden inert ismap itemscope loop multiple muted noresize noshade novalidate
    nowrap open playsinline readonly required reversed selected
    """
)
