"""Languages by ISO 639-1 code: names, the small words of those in Latin letters, the scripts of the others."""

from __future__ import annotations

NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "km": "Khmer", "ko": "Korean", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "ml": "Malayalam", "my": "Burmese", "nb": "Norwegian", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
    "am": "Amharic", "kn": "Kannada",
}  # fmt: skip

SMALL_WORDS = {
    "en": "the of and to that is was for with as by at from has have had are were be been it its his her they their "
    "said will would this which who not but or an on after about than when there could should he she we you if",
    "de": "der und das den dem des ein eine einen einem einer ist nicht mit von für auf sich im zu zur zum wird "
    "werden auch als nach bei oder aus wie hat haben sind über unter durch sei dass noch vor es sie er wurde kann",
    "fr": "le la les des du et un une est dans pour qui que par sur pas au aux ce cette ces sont été avec il elle "
    "ils nous vous leur ses son sa mais ou où être plus selon entre après dont ont fait qu",
    "es": "el la los las del en un una que por con para se su sus es al lo más como pero fue ha han sobre este "
    "esta entre está son sin también hasta desde cuando muy ya según de",
    "pt": "os as da das do dos em um uma que por com para se sua seu seus é ao à não mais como foi são pelo "
    "pela entre está também até sobre mas já quando na no nos nas de ou ser tem",
    "it": "il lo gli di del della delle dei degli un una che è per con da dal dalla nel nella non si sono ha "
    "hanno anche più questo questa al alla alle ai sul sulla tra dopo ma stato le la ed",
    "nl": "de het een en van dat niet voor met zijn op aan ook als maar er bij door naar uit nog wordt worden heeft "
    "hebben deze dit zich om tot werd je wij zij hij haar geen",
    "sv": "och att det som en ett på är av för med den till inte har om var han hon de vi från så men sig efter "
    "vid kan eller när under också ska mot mellan",
    "da": "og at det som en et på er af for med den til ikke har om var han hun de vi fra så men sig efter ved kan "
    "eller når skal også mod mellem blev bliver være",
    "nb": "og at det som en et på er av for med den til ikke har om var han hun de vi fra så men seg etter ved kan "
    "eller når skal også mot mellom ble blir være",
    "fi": "ja on ei se että oli hän mutta myös kun joka ovat mukaan kuin tai jos niin ole sen hänen tämä vuonna "
    "jälkeen sekä vain ovat voi",
    "et": "ja on ei et see oli ka mis kui ning oma aga selle või siis kes pärast olid nii tema välja ta",
    "hu": "az és hogy nem egy is meg volt csak már még ez azt vagy után szerint amely mint lesz között pedig",
    "pl": "na że się nie do jest to jak za od po przez ale dla oraz są ze tym być tego był była jego także "
    "może które który została będzie roku przy już tej oraz",
    "cs": "na že se je do za pro jako ale by po podle jeho není jsou byl bylo byla které který také "
    "už nebo při od jsem",
    "sk": "na že sa je do aj za pre ako ale by po podľa jeho nie sú bol bolo bola ktoré ktorý tiež už "
    "alebo pri od som",
    "sl": "in je na da se za ki so pa ne po bi od do ni tudi kot pri ali bo iz bil bila bilo sta",
    "hr": "je na da se za su od ne koji koja koje što ali kao iz će bi nije bio bila prema nakon ili do te",
    "ro": "și de în la cu pe că nu este din un pentru care mai sunt au fost prin după ce se lui al ale între "
    "sau fi acest această",
    "sq": "të dhe në që një për me nga është së nuk ka si do por më janë ishte kjo ky pas",
    "tr": "ve bir bu için de da ile olarak olan çok daha gibi sonra kadar ne ise ancak değil ya göre var oldu "
    "dedi tarafından en",
    "lt": "ir kad yra į su iš tai buvo ar bet kaip po jis apie dėl už tik jau nuo jos taip pat prie",
    "lv": "un ir ka ar no uz par bet kas tika pēc kā arī lai nav pie bija gan vai tas",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh ke adalah juga karena telah kepada "
    "mereka sudah bisa ada saat lebih",
    "vi": "và của là có trong được cho không với các một những người đã này để khi từ đến theo về cũng",
    "ca": "el la els les del en un una que per amb és al més com però ha han dels als aquest aquesta entre també "
    "fins no ho sobre segons va són de",
    "sw": "na ya wa kwa ni katika za la cha kuwa hiyo hii huo kama pia baada yake watu lakini hilo",
}  # fmt: skip

SCRIPTS = (
    ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7af\u1100-\u11ff"), ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("ru", "\u0400-\u04ff"), ("el", "\u0370-\u03ff\u1f00-\u1fff"), ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"), ("hi", "\u0900-\u097f"), ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"), ("gu", "\u0a80-\u0aff"), ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"), ("ml", "\u0d00-\u0d7f"), ("si", "\u0d80-\u0dff"), ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"), ("my", "\u1000-\u109f"), ("ka", "\u10a0-\u10ff"), ("am", "\u1200-\u137f"),
    ("km", "\u1780-\u17ff"), ("hy", "\u0530-\u058f"),
)  # fmt: skip
SAME_SCRIPT = {
    "ru": (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђћџљњј"), ("ru", "ыэё"), ("bg", "ъ")),
    "ar": (("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
}
"""Languages that share letters, each with letters that only it has; the first that shows one wins."""
