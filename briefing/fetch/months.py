"""Months by their names in the languages that feeds are written in."""

from __future__ import annotations

_LATIN = (
    "jan jän ene gen januari tammi oca sty led ian jaa saus sij yan ion urt xan ean",
    "feb fev fév febbraio helmi şub lut úno vee vasa vas vel peb shk ots chw fea",
    "mar mär mars mrz mrt maart maal marzo mart bře már mac kovo kov ožu maw",
    "apr abr avr huhti nis kwi dub ápr bala bal tra pri api ebr aib",
    "mai may mag maj mei touko mayıs kvě máj maí geg svi bea",
    "jun juin giu kesä haz cze červen červn čvn jún jūn juun iun iyun iyn bir lipa lipnj hun qer xuñ meh meith eka",
    "jul juil lug heinä tem lip červenec červenc čvc júl jūl juul iul iyul iyl liep srpa srpnj hul kor xul gor iúi uzt",
    "aug ago aoû aou elo ağu sie srp ágú avg avq agu agt ogo rugp kol gus abu aws lún",
    "sep set sept syys eyl wrz zář sze sen rugs ruj sht ira med meá",
    "oct okt ott out loka eki paź říj spal .listopada tet urr hyd dei",
    "nov marras kas lis nóv noy nob noi lapk stu nën aza tac samh",
    "dec dic dez déc des joulu ara gru pro dek det dis dhj abe rha nol",
)
_CYRILLIC = (
    "янв січ ιαν яну јан сту қаң հունվ հնվ იან",
    "фев лют φεβ феб ақп փետ փտվ თებ",
    "мар бер μαρ сак нау մար մրտ მარ",
    "апр кві απρ кра сәу ապր აპრ",
    "май мая тра μαι μάι мај мам մայ մյս მაი",
    "июн чер ιουν ιούν юни јун чэр мау հունի հնս ივნ",
    "июл лип ιουλ ιούλ юли јул ліп шіл հուլ հլս ივლ",
    "авг сер αυγ αύγ жні там օգո օգս აგვ",
    "сен вер σεπ сеп қыр սեպ სექ",
    "окт жов οκτ кас қаз հոկ ოქტ",
    "ноя лис νοε νοέ ное нов ліс қар նոյ ნოე",
    "дек гру δεκ дец сне жел դեկ დეკ",
)
_ARABIC_AND_HEBREW = (
    "يناي جانف جنو ژان ינו בינו",
    "فبرا فيفر فرو فور פבר בפבר",
    "مارس مارچ מרץ במרץ",
    "أبري ابري أفري آور اپر אפר באפר",
    "ماي مئی مه מאי במאי",
    "يوني جوان ژوئن جون יונ ביונ",
    "يولي جويل ژوئی جول יול ביול",
    "أغسط اغسط أوت اوت اگس אוג באוג",
    "سبتم ستم سپت ספט בספט",
    "أكتو اكتو اکت אוק באוק",
    "نوفم نوا نوم נוב בנוב",
    "ديسم دسا دسم דצמ בדצמ",
)
_ASIAN = (
    "一月 जन जान জান જાન ਜਨ ஜன జన ಜನ ജനു ජන ม.ค มก",
    "二月 फर फ़र फेब ফেব ફેબ ਫਰ ਫ਼ਰ பிப ఫిబ ಫೆಬ ഫെബ පෙබ ก.พ กุ",
    "三月 मार মার માર્ચ ਮਾਰ மார்ச మార్చ ಮಾರ್ಚ മാർ මාර් มี",
    "四月 अप्र एप्र এপ্র એપ્ર ਅਪ੍ਰ ஏப் ఏప్ ಏಪ್ರಿ ഏപ്ര අප්‍රේ เม",
    "五月 मई मे মে મે ਮਈ மே మే ಮೇ മേ මැයි พ.ค พฤษ",
    "六月 जून जुन জুন જૂન ਜੂਨ ஜூன் జూన్ ಜೂನ್ ജൂൺ ජූනි มิ",
    "七月 जुल জুল જુલ ਜੁਲ ஜூல జూల జులై ಜುಲೈ ജൂല ජූලි ก.ค กร",
    "八月 अगस अग॰ ऑग আগ ઑગ ઓગ ਅਗ ஆக ఆగ ಆಗ ഓഗ අගෝ ส.ค สิ",
    "九月 सित सप्ट সেপ સપ્ટ ਸਤੰ செப் సెప్ ಸೆಪ್ സെപ്റ്റ සැප් ก.ย กั",
    "十月 अक्त अक्ट ऑक्ट অক্ট ઑક્ટ ઓક્ટ ਅਕਤੂ அக் అక్ట ಅಕ್ಟೋ ഒക്ട ඔක් ต.ค ตุ",
    "十一月 नव नोव নভ নভে નવ ਨਵੰ நவ నవం ನವೆಂ നവം නොවැ พ.ย พฤศ",
    "十二月 दिस डिस ডিস ડિસ ਦਸੰ டிச డిసెం ಡಿಸೆಂ ഡിസം දෙසැ ธ.ค ธั",
)
_MONTHS = {
    beginning: month
    for rows in (_LATIN, _CYRILLIC, _ARABIC_AND_HEBREW, _ASIAN)
    for month, row in enumerate(rows, 1)
    for beginning in row.split()
}
_MONTHS |= {f"{month}{sign}": month for month in range(1, 13) for sign in "月월"}
_MONTHS |= {f"{word} {month}": month for month in range(1, 13) for word in ("tháng", "thg")}
_SHORTEST, *_, _LONGEST = sorted(map(len, _MONTHS))


def month_of(name: str) -> int | None:
    """The number of a month, by the longest beginning of its name that is known; None for another word.

    Where two languages use one name for two months, the one that is read more stands here; a name that means another
    month behind the dot of a day stands here with that dot.
    """
    name = name.casefold()
    known = (_MONTHS.get(name[:length]) for length in range(_LONGEST, _SHORTEST - 1, -1))
    return next((month for month in known if month is not None), None)
