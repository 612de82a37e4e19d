"""Names of the months in some sixty languages, full and short, folded; from the Unicode CLDR. Data only."""

from __future__ import annotations

_TABLE = {
    1: (
        "ean eanáir ene enero gen gener gennaio ian ianuarie ion ionawr jaan jaanuar jan janar janeiro januar "
        "januari januarie january január januára janv janvier janvāris janúar led leden ledna oca ocak saus "
        "sausio sausis sij siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan "
        "xaneiro yan yanvar ιαν ιανουάριοσ ιανουαρίου сту студзень студзеня січ січень січня янв январь января "
        "яну януари јан јануар јануари қаң қаңтар հնվ հունվար հունվարի ינואר ינו׳ جنوری يناير ژانویه ژانویهٔ "
        "जनवरी जन॰ जाने जानेवारी জানু জানুয়ারী ਜਨਵਰੀ જાન્યુ જાન્યુઆરી ஜனவரி జనవరి ಜನವರಿ ജനു ജനുവരി ม.ค มกราคม "
        "იან იანვარი"
    ),
    2: (
        "chw chwef chwefror feabh feabhra feb febbraio febr febreiro febrer febrero februar februari februarie "
        "february február februára februāris febrúar fev fevereiro fevral févr février helmi helmikuu helmikuuta "
        "lut lutego luty ots otsaila peb pebrero shk shkurt vas vasario vasaris veebr veebruar velj veljača "
        "veljače úno únor února şub şubat φεβ φεβρουάριοσ φεβρουαρίου ақп ақпан лют лютага лютий лютого люты феб "
        "фебруар фев февр февраль февраля февруари փետրվար փետրվարի փտվ פברואר פבר׳ فبراير فروری فوریه فوریهٔ "
        "फ़रवरी फ़र॰ फेब्रु फेब्रुअरी फेब्रुवारी ফেব ফেব্রুয়ারী ਫ਼ਰ ਫ਼ਰਵਰੀ ફેબ્રુ ફેબ્રુઆરી பிப் பிப்ரவரி ఫిబ్ర "
        "ఫిబ్రవరి ಫೆಬ್ರ ಫೆಬ್ರವರಿ ഫെബ്രു ഫെബ്രുവരി ก.พ กุมภาพันธ์ თებ თებერვალი"
    ),
    3: (
        "bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac machi mar marca march marec "
        "maret mars marso mart martie marts martxoa marzec marzo març março maw mawrth mrt márc március márta mär "
        "märts märz ožu ožujak ožujka μάρ μάρτιοσ μαρ μαρτίου бер березень березня мар март марта нау наурыз сак "
        "сакавік сакавіка մարտ մարտի մրտ מרץ مارس مارچ मार्च মার্চ ਮਾਰਚ માર્ચ மார் மார்ச் మార్చి ಮಾರ್ಚ್ മാർ "
        "മാർച്ച് มี.ค มีนาคม მარ მარტი"
    ),
    4: (
        "abr abril aib aibreán api apirila apr aprel april aprile aprili aprilie aprill apríl apríla aprīlis avr "
        "avril bal balandis balandžio dub duben dubna d’abr d’abril ebr ebrill huhti huhtikuu huhtikuuta kwi "
        "kwiecień kwietnia nis nisan pri prill tra travanj travnja ápr április απρ απρίλιοσ απριλίου апр апрель "
        "апреля април квіт квітень квітня кра красавік красавіка сәу сәуір ապր ապրիլ ապրիլի אפריל אפר׳ آوریل "
        "أبريل اپریل अप्रिल अप्रैल एप्रि एप्रिल এপ্রি এপ্রিল ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ એપ્રિલ ஏப் ஏப்ரல் ఏప్రి ఏప్రిల్ ಏಪ್ರಿ "
        "ಏಪ್ರಿಲ್ ഏപ്രി ഏപ്രിൽ เม.ย เมษายน აპრ აპრილი"
    ),
    5: (
        "beal bealtaine geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja may "
        "mayo mayıs maí mei máj mája május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιοσ μαΐ μαΐου "
        "май мам мамыр мая мај трав травень травня մայիս մայիսի մյս מאי مئی مايو مهٔ മേയ് พ.ค พฤษภาคม მაი მაისი"
    ),
    6: (
        "birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran hun hunyo iun iunie iyn "
        "iyun juin jun june junho juni junie junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäkuu "
        "kesäkuuta lipanj lipnja meh mehefin meith meitheamh qer qershor xuño červen června čvn ιουν ιουνίου ιούν "
        "ιούνιοσ июн июнь июня мау маусым черв червень червня чэр чэрвень чэрвеня юни јун јуни հնս հունիս հունիսի "
        "יוני جون يونيو ژوئن जुन जून জুন ਜੂਨ જૂન ஜூன் జూన్ ಜೂನ್ ജൂൺ มิ.ย มิถุนายน ივნ ივნისი"
    ),
    7: (
        "gor gorff gorffennaf heinä heinäkuu heinäkuuta hul hulyo iul iulie iyl iyul iúil juil juillet jul julai "
        "julho juli julie julij julio juliol july juuli júl júla július júlí jūl jūlijs korr korrik liep liepa "
        "liepos lip lipca lipiec lug luglio srpanj srpnja tem temmuz uzt uztaila xul xullo července červenec čvc "
        "ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня ліп ліпень ліпеня шіл шілде юли јул јули հլս "
        "հուլիս հուլիսի יולי جولائی يوليو ژوئیه ژوئیهٔ जुलाई जुलै जुल॰ জুল জুলাই ਜੁਲਾ ਜੁਲਾਈ જુલાઈ ஜூலை జులై ಜುಲೈ "
        "ജൂലൈ ก.ค กรกฎาคม ივლ ივლისი"
    ),
    8: (
        "abu abuztua ago agost agosti agosto agu agustus août aug august augusta augusti augusts augustus "
        "augusztus avg avgust avq avqust awst ağu ağustos d’ag d’agost elo elokuu elokuuta gush gusht kol kolovoz "
        "kolovoza lún lúnasa ogo ogos rugp rugpjūtis rugpjūčio sie sierpień sierpnia srp srpen srpna ágú ágúst "
        "αυγ αυγούστου αύγ αύγουστοσ авг август августа жні жнівень жніўня серп серпень серпня там тамыз օգոստոս "
        "օգոստոսի օգս אוגוסט אוג׳ أغسطس اوت اگست अगस्ट अगस्त अग॰ ऑगस्ट আগস্ট ਅਗਸਤ ઑગસ્ટ ஆகஸ்ட் ఆగస్టు ಆಗಸ್ಟ್ "
        "ഓഗസ്റ്റ് ส.ค สิงหาคม აგვ აგვისტო"
    ),
    9: (
        "eyl eylül ira iraila medi mfómh rugs rugsėjis rugsėjo ruj rujan rujna sen sentabr sentyabr sep sept "
        "septemba septembar september septembra septembre septembrie septembris septiembre set setembre setembro "
        "settembre setyembre sht shtator syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září "
        "σεπ σεπτέμβριοσ σεπτεμβρίου вер верасень верасня вересень вересня сент сентябрь сентября сеп септембар "
        "септември қыр қыркүйек սեպ սեպտեմբեր սեպտեմբերի ספטמבר ספט׳ سبتمبر ستمبر سپتامبر सप्टें सप्टेंबर सितंबर "
        "सित॰ सेप्टेम्बर সেপ সেপ্টেম্বর ਸਤੰ ਸਤੰਬਰ સપ્ટે સપ્ટેમ્બર செப் செப்டம்பர் సెప్టెం సెప్టెంబర్ ಸೆಪ್ಟೆಂ "
        "ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റം സെപ്റ്റംബർ ก.ย กันยายน სექ სექტემბერი"
    ),
    10: (
        "dfómh d’oct d’octubre eki ekim hyd hydref loka lokakuu lokakuuta oct october octobre octombrie octubre "
        "okt oktabr oktoba oktobar oktober oktobris oktoober oktubre oktyabr október októbra ott ottobre out "
        "outubro paź październik października spal spalio spalis tet tetor urr urria říj říjen října οκτ "
        "οκτωβρίου οκτώβριοσ жовт жовтень жовтня кас кастрычнік кастрычніка окт октобар октомври октябрь октября "
        "қаз қазан հոկ հոկտեմբեր հոկտեմբերի אוקטובר אוק׳ أكتوبر اکتبر اکتوبر अक्टूबर अक्टू॰ अक्टोबर ऑक्टो ऑक्टोबर "
        "অক্টো অক্টোবর ਅਕਤੂ ਅਕਤੂਬਰ ઑક્ટો ઑક્ટોબર அக் அக்டோபர் అక్టో అక్టోబర్ ಅಕ್ಟೋ ಅಕ್ಟೋಬರ್ ഒക്ടോ ഒക്‌ടോബർ ต.ค "
        "ตุลาคม ოქტ ოქტომბერი"
    ),
    11: (
        "aza azaroa kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu marras marraskuu "
        "marraskuuta nob nobyembre noiembrie nov novemba novembar november novembra novembre novembris novembro "
        "noviembre noy noyabr nën nëntor nóv nóvember samh samhain stu studeni studenoga tach tachwedd νοέ "
        "νοέμβριοσ νοε νοεμβρίου лист листопад листопада ліс лістапад лістапада нов новембар ное ноември нояб "
        "ноябрь ноября қар қараша նոյ նոյեմբեր նոյեմբերի נובמבר נוב׳ نوامبر نوفمبر نومبر नवंबर नव॰ नोभेम्बर "
        "नोव्हें नोव्हेंबर নভে নভেম্বর ਨਵੰ ਨਵੰਬਰ નવે નવેમ્બર நவம்பர் నవం నవంబర్ ನವೆಂ ನವೆಂಬರ್ നവം നവംബർ พ.ย "
        "พฤศจิกายน ნოე ნოემბერი"
    ),
    12: (
        "abe abendua ara aralık dec decembar december decembra decembrie decembris decembro dek dekabr des "
        "desemba desember desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis "
        "disember disyembre déc décembre gru grudnia grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta "
        "noll nollaig pro prosinac prosinca prosince prosinec rhag rhagfyr δεκ δεκέμβριοσ δεκεμβρίου груд грудень "
        "грудня дек декабрь декабря декември дец децембар жел желтоқсан сне снежань снежня դեկ դեկտեմբեր "
        "դեկտեմբերի דצמבר דצמ׳ دسامبر دسمبر ديسمبر डिसें डिसेंबर डिसेम्बर दिसंबर दिस॰ ডিসে ডিসেম্বর ਦਸੰ ਦਸੰਬਰ "
        "ડિસે ડિસેમ્બર டிச டிசம்பர் డిసెం డిసెంబర్ ಡಿಸೆಂ ಡಿಸೆಂಬರ್ ഡിസം ഡിസംബർ ธ.ค ธันวาคม დეკ დეკემბერი"
    ),
}

MONTHS: dict[str, int] = {name: month for month, names in _TABLE.items() for name in names.split()}
"""Month number by folded name, without a closing dot."""

CROATIAN_MONTHS = {"lip": 6, "srp": 7, "listopad": 10, "listopada": 10, "lis": 10}
"""Names that mean another month in Polish or Czech; to be asked first on Croatian pages."""
