"""Stop words of many languages: the commonest function words, enough to tell prose from lists of names.

Data only. The share of running prose they cover is 20 to 50 per cent; catalogues and keyword heaps stay far below.
"""

from __future__ import annotations

_TABLE = {
    "af": "die en van in is het nie te dit vir ek hy sy wat om met op as aan was sal ook deur by na jy maar",
    "az": "və bu bir ilə üçün də da ki o olan olaraq daha kimi sonra ən var çox isə həm belə hər ya",
    "be": "і у не на з што як ў а да гэта для па ад ён яна яны мы вы я але ці за",
    "bg": "и на в не за се от да е с по че са като ще до при но или той това които което във както след",
    "bs": "i u je na se da za od su s koji kao a o bi će to ne iz ali što ili nije sa biti",
    "ca": "de la i el que en a els les per un una del amb és no es al com més o però va són",
    "cs": "a v se na je že s z do o i to k ve pro za by ale si po od jako které který jsou byl jsem",
    "cy": "y yn i a o ar yr ei mae am gan wedi oedd ac eu na nid hefyd fel ond wrth ni",
    "da": "og i at det er en til på som de af for med den ikke der et har var vi han men om kan fra",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer",
    "el": "και το να του η της με που την από για είναι τα στο ο θα των δεν σε οι τον στην μια ένα ότι",
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they "
    "which you were their has will would can if we there been more when who what",
    "eo": "la kaj de en al estas ne por kun ke el sed tio kiu pri per kiel ili mi li",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me sin "
    "sobre este ya",
    "et": "ja on ei et ta oli kui see oma ka mis aga ning või seda kes nii selle ma siis",
    "eu": "eta da ez bat du zen dira ere izan baina hori edo zuen dute bere egin beste",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز می شد ها شود بود های اما یا هر",
    "fi": "ja on ei se että oli hän ovat mutta kun myös joka tai niin mitä sen ole kuin jos ovat sekä",
    "fil": "ang ng sa na mga at ay si ni kay ito para hindi siya kung may pero isang nang ko",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son "
    "mais ou aux comme on cette être",
    "ga": "an na agus ar i a is go ag do le de sé bhí tá sin ó ach nach mar",
    "gl": "de a o que e do da en un os no para unha con se na por as como máis dos é non ao",
    "gu": "છે અને આ માટે એક પણ તે કે પર તેમાં હતા શકે હતી કરી થી જે નથી",
    "he": "של את על לא הוא זה עם כי גם או אם כל היא אני יש אבל מה היה רק כך יותר",
    "hi": "के में है की से का को और पर एक यह हैं ने भी कि इस नहीं हो तो था लिए कर जो थे गया रहा",
    "hr": "i u je na se da za od su s koji kao a o bi će to ne iz ali što ili nije te biti",
    "hu": "a az és hogy nem is egy ez meg de volt el csak mint már ha még vagy ki azt minden kell van",
    "hy": "և է որ մի են այս հետ ի մեջ համար էր նա ոչ բայց իր պետք կամ նաև",
    "id": "yang dan di dengan untuk dari ini pada itu tidak dalam adalah akan juga ke oleh bisa ada atau mereka telah",
    "is": "og að í er á sem það um við til hann með en var ekki af fyrir þess hún eru því",
    "it": "di e che la il un in a per è una sono con non del i si da le al più come ma lo della dei nel anche alla gli",
    "ka": "და არ რომ ეს იყო არის მისი თუ რა მე როგორც ის ამ უნდა კი მაგრამ",
    "kk": "және бұл мен бір үшін деп де да ол осы болып бар ғана еді",
    "kn": "ಮತ್ತು ಈ ಒಂದು ಆ ಎಂದು ಅವರು ಇದು ನಾನು ಹಾಗೂ ಅದು ಇಲ್ಲ ಮಾಡಿ",
    "ko": "이 그 수 있는 있다 것은 것이 그리고 하는 대한 위해 및 등 더 할 한 또한",
    "la": "et in est ad non ut cum sed qui quod ex de si ab esse sunt hoc per",
    "lt": "ir yra kad su į tai iš bet kaip jis o ne buvo ar už jo per tik taip",
    "lv": "un ir ar no uz ka par bet tas kā viņš to arī vai es ne bija lai",
    "mk": "и на во да се од за не со е го што ќе ги која кој по но или како",
    "ml": "ഒരു ഈ എന്ന ആ അത് എന്നു അവൻ ഇത് പക്ഷേ നിന്ന് കൂടി എന്നാൽ",
    "mr": "आहे आणि या च्या हे ते तो मी एक होते पण नाही व की असे केले साठी",
    "ms": "yang dan di dengan untuk ini dari pada itu tidak dalam adalah akan juga ke oleh boleh ada atau mereka telah",
    "nb": "og i det er på som en til av for at ikke med har de den om jeg et men han var fra vi så",
    "ne": "र को छ मा पनि यो हो छन् एक भने गरेको लागि तर थियो हुन्छ",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er die om ook als bij maar dan of was wordt door",
    "nn": "og i det er på som ein til av for at ikkje med har dei den om eg eit men han var frå vi så",
    "pa": "ਦੇ ਵਿੱਚ ਦੀ ਹੈ ਨੂੰ ਅਤੇ ਦਾ ਨੇ ਇਹ ਤੋਂ ਲਈ ਇੱਕ ਵੀ ਕਿ ਹਨ ਨਾਲ ਸੀ",
    "pl": "w i na z się nie do to że o jest jak po co za od dla przez ale ma już tym być który które oraz są",
    "ps": "د په او چې دا له سره يې هم کې ته نه وو دي",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem seu sua",
    "ro": "de și în a la cu pe nu să o că un este pentru din mai care au fost sau ce dar prin ca",
    "ru": "и в не на что с как по это к из он но у за то от для так же его а было или если мы все бы о",
    "sk": "a v na je sa že s z do o i to k pre za by ale si po od ako ktoré ktorý sú bol som",
    "sl": "in je v se na da za so s ki z bi ne pa tudi kot po ali o od iz še pri",
    "sq": "të e në dhe i për me një nga se që nuk ka është por si do më këtë",
    "sr": "и у је на се да за од су с који као а о би ће то не из али што "
    "или i u je na se da za od su koji kao ali što",
    "sv": "och i att det är en som på för med av den till inte har de om ett jag men var kan från så vi",
    "sw": "na ya wa kwa katika ni la za kuwa cha hii huo hiyo yake au lakini pia kama hata",
    "ta": "ஒரு இந்த மற்றும் என்று அந்த என அவர் இது நான் அது ஆனால் உள்ள வேண்டும்",
    "te": "ఈ మరియు ఒక ఆ కూడా అని అది నేను ఇది కానీ లేదు ఉంది కోసం",
    "tr": "ve bir bu da de için ile çok ne o gibi daha var ama en olarak olan kadar sonra ki her değil",
    "uk": "і в не на що з як у та це до за він але для від його по а ми вони так я було чи",
    "ur": "کے میں ہے کی سے کا اور کو پر ایک یہ نے ہیں بھی کہ اس نہیں ہو تو تھا لیے کر جو",
    "uz": "va bu bir bilan uchun ham da deb esa lekin shu u kerak edi bor yoki",
    "vi": "và của là có cho không được trong một các người với này những đã để ở khi cũng như đó từ",
}

STOP_WORDS: dict[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _TABLE.items()}
"""Lower-case stop words by ISO 639-1 code. Chinese, Japanese and Thai have none: they are not written in words."""

STOP_WORDS["no"] = STOP_WORDS["nb"]
STOP_WORDS["tl"] = STOP_WORDS["fil"]
