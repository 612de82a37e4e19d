"""Words by which postal addresses, companies, jobs and networks show in many languages: data for `values`."""

from __future__ import annotations

NETWORKS = frozenset(
    "facebook instagram tiktok twitter x linkedin youtube pinterest snapchat telegram whatsapp reddit tumblr "
    "github vk threads mastodon bluesky medium discord twitch vimeo flickr behance dribbble spotify "
    "soundcloud weibo wechat line kakaotalk xing odnoklassniki quora patreon onlyfans fb ig insta yt gitlab "
    "mewe tiktok.com instagram.com facebook.com twitter.com x.com linkedin.com youtube.com вконтакте "
    "инстаграм фейсбук твиттер телеграм тикток ютуб インスタグラム ツイッター フェイスブック ティックトック "
    "微博 微信 抖音 推特 脸书 인스타그램 페이스북 트위터 틱톡 유튜브 انستغرام فيسبوك تويتر تيك إنستغرام "
    "אינסטגרם פייסבוק טוויטר טיקטוק".split()
)
"""Names of social networks, folded to lower case."""

NETWORK_HOSTS = (
    "facebook.com", "instagram.com", "tiktok.com", "twitter.com", "x.com", "linkedin.com", "youtube.com",
    "pinterest.com", "snapchat.com", "t.me", "telegram.me", "reddit.com", "tumblr.com", "github.com",
    "vk.com", "threads.net", "bsky.app", "medium.com", "twitch.tv", "flickr.com", "behance.net",
    "dribbble.com", "weibo.com", "discord.gg", "ok.ru", "xing.com", "quora.com", "patreon.com",
    "soundcloud.com", "vimeo.com", "whatsapp.com",
)  # fmt: skip

MAIL_PROVIDERS = frozenset(
    "gmail hotmail yahoo outlook icloud aol live msn gmx web mail protonmail proton yandex rambler bk list "
    "inbox qq 163 126 sina naver daum hanmail libero virgilio tiscali orange wanadoo free laposte sfr seznam "
    "wp o2 onet interia t-online freenet terra uol bol ig comcast verizon att sbcglobal ymail rocketmail "
    "googlemail mailinator ziggo kpn telenet skynet bluewin hispeed abv ukr freemail citromail centrum post "
    "azet zoho tutanota".split()
)
"""Second-level names of mail providers: such an address says nothing of an employer."""

EXAMPLE_DOMAINS = frozenset({"example.com", "example.org", "example.net", "example.edu", "test.com", "example.co.uk"})
"""Domains reserved for examples (RFC 2606), which Faker's safe e-mails use; no person has mail there."""

COMPANY_FORMS = frozenset(
    "inc llc ltd plc group corp corporation co gmbh ag kg ohg ug gbr ev se kgaa sarl sas sa snc eurl scop srl "
    "spa sapa sl slu bv nv vof cv ab hb aktiebolag as asa a/s aps oy oyj tmi kft bt zrt nyrt kkt kht sro spol "
    "sp doo dd ad ead eood ood et sia uab mb oü as ltda eireli mei cia s.a s.l s.r.l s.p.a s.a.s s.a.r.l "
    "z.o.o s.k.a s.c o.s a.s k.s v.o.s d.o.o s.com s.l.n.e s.coop c.b şti a.ş holding holdings sons söhne "
    "fils figli hijos zonen stiftung stichting verein foundation associates partners limited incorporated "
    "industries enterprises perum cv pt ud pd tbk persero tnhh ооо оао зао пао ао ип нпо нко гк тов ват пат "
    "фоп гуп мчп еад оод еоод αε επε οε бвба bvba vzw cvba gruppen gruppe gruppo grupo groupe grupa ska ska. "
    "sp.k sp.j บจก หจก จำกัด สมาคม".split()
)
"""Legal forms and family forms of companies, dots at the end dropped."""

COMPANY_CJK = ("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "有限公司", "股份", "集团", "集團", "传媒",
               "주식회사", "유한회사", "(주)", "网络", "科技", "科技有限", "บริษัท", "มูลนิธิ")  # fmt: skip

AND_WORDS = frozenset(
    "and und et y e en och og ja i ve și si és a & и та й i и و και ו y/o 和 と 및 और และ và dan".split()
)
"""The word before the last of three partners: "Green, Block and Okuneva"."""

STREET_WORDS = frozenset(
    "street st avenue ave road rd lane ln drive dr boulevard blvd court ct square plaza crescent terrace terr "
    "place pl way path row close gardens grove highway hwy parkway pkwy route suite apt apartment flat floor "
    "studio unit station harbors harbor village mall mews trail ridge valley pass crossing junction common "
    "hollow landing estates extension knolls islands points port ports shoals springs stravenue summit "
    "throughway track trafficway turnpike underpass union viaduct view views vista walk walks well wells "
    "alley bypass causeway circle cliffs corners cove creek dale straße strasse str platz allee weg gasse "
    "ring ufer damm chaussee rue impasse chemin quai cours place passage allée boulevard bd bis calle avda "
    "avenida paseo plaza camino ronda carretera travesía vía via viale piazza corso largo strada vicolo borgo "
    "contrada stretto rotonda incrocio piano scala rua travessa praça alameda rodovia vila jardim estrada "
    "condomínio sobrado lote fazenda colônia residencial setor quadra favela trecho ladeira straat laan plein "
    "weg dreef gracht kade singel steeg hof pad boulevard hoog gatan gata gatan vägen väg gränd torg torget "
    "stigen vegen veien vei gate gata gaten bakken vej gade allé katu tie kuja polku rinne bulevardi ul ulica "
    "al aleja os osiedle plac pl nám náměstí ulice třída nábřeží utca út útja körút tér köz sétány sor strada "
    "str bulevardul aleea calea intrarea ulica trg cesta naselje bulevar улица ул проспект пр пер переулок пл "
    "площадь ш шоссе бульвар наб набережная д дом кв квартира с г ст алл аллея вул вулиця просп пров буд οδός "
    "λεωφόρος πλατεία οδ sokak sok cad caddesi cadde mah mahallesi bulvarı bulvar blok kat daire jl jln jalan "
    "gg gang ds dk ki kpg psr no. số phố đường phường quận hẻm tỉnh thành ngõ ถนน ถ ตำบล อำเภอ หมู่ ซอย "
    "จังหวัด شارع ساحة طريق خیابان کوچه میدان بلوار پلاک רחוב שדרות שד סמטת סמטה דרך מבוא כיכר שכונת वार्ड "
    "मार्ग गली नगर रोड ওয়ার্ড সড়ক calzada colonia peatonal privada circuito diagonal eje prolongación "
    "pasaje callejón barrio urbanización partida sector jardín glorieta senda h. nr dom bldg building block "
    "villa house po box p.o".split()
)
"""Parts of postal addresses in many languages, folded to lower case, dots at the end dropped."""

STREET_ENDINGS = (
    "straße", "strasse", "str.", "platz", "allee", "weg", "gasse", "ring", "ufer", "damm", "straat", "laan",
    "plein", "dreef", "gracht", "kade", "singel", "steeg", "pad", "dijk", "boulevard", "gatan", "vägen",
    "gränden", "stigen", "torget", "veien", "vegen", "gata", "gate", "gaten", "bakken", "vej", "gade", "katu",
    "tie", "kuja", "polku", "rinne", "tori", "kuja",
)  # fmt: skip
"""Endings that say "street" inside a word ("Catharinaboulevard")."""

ADDRESS_CJK = (
    "丁目", "番地", "番", "号", "県", "市", "区", "町", "路", "街", "省", "座", "室", "栋", "号楼", "로",
    "길", "동", "구", "시",
)  # fmt: skip

TITLES = frozenset(
    "mr mrs ms miss dr prof mag ing dipl mme mlle m sr sra srta dott sig sigra ing avv don doña jr sr ii iii "
    "iv v md phd dds dvm mphil herr frau hr fru pan pani tgk drs h hj ir ph.d д-р г-н г-жа пан пані κ κα д-р "
    "rev sir lady dame".split()
)
"""Honorifics and suffixes around names, dots dropped."""

NAME_PARTICLES = frozenset(
    "de da do dos das del della di du des la le les van von der den ter ten te zu zum zur af av bin binti ibn "
    "al el ben bat abu y e i o' mac mc san santa st und".split()
)

JOB_WORDS = frozenset(
    "manager engineer officer operator technician clerk attendant designer developer director consultant "
    "analyst architect assistant administrator coordinator specialist supervisor representative executive "
    "planner producer strategist associate liaison facilitator agent orchestrator teacher lecturer nurse "
    "surgeon physician doctor therapist scientist researcher editor journalist writer author artist actor "
    "actress dancer musician composer photographer accountant auditor broker banker trader surveyor inspector "
    "solicitor barrister lawyer attorney judge paralegal chemist pharmacist dentist optometrist biologist "
    "geologist physicist psychologist sociologist economist statistician mathematician historian librarian "
    "curator archivist translator interpreter secretary receptionist cashier salesperson buyer merchandiser "
    "retailer driver pilot mechanic electrician plumber carpenter welder machinist assembler fabricator "
    "installer repairer maintainer setter tender feeder loader packer inspector tester sorter grader weigher "
    "cook chef baker butcher bartender waiter waitress host janitor cleaner maid housekeeper gardener farmer "
    "rancher forester fisherman logger miner driller blaster roofer painter plasterer mason tiler glazier "
    "firefighter police detective guard soldier sailor marine infantry investigator programmer tutor trainer "
    "coach instructor counselor counsellor hydrologist hydrogeologist meteorologist astronomer ecologist "
    "zoologist botanist herpetologist podiatrist osteopath homeopath acupuncturist paramedic midwife "
    "veterinarian worker laborer helper aide usher supervisors workers operators managers engineers sommelier "
    "broadcaster announcer model freelancer ingenieur entwickler berater leiter lehrer arzt kaufmann fachmann "
    "mechaniker techniker referent sachbearbeiter drogist ingénieur responsable directeur technicien "
    "conseiller chargé chef agent assistant juriste fiscaliste ingeniero técnico director gerente coordinador "
    "especialista profesor médico abogado diretor engenheiro técnico gerente analista coordenador professor "
    "médico advogado ingegnere responsabile tecnico medico avvocato impiegato inżynier dyplomata specjalista "
    "kierownik nauczyciel lekarz inženýr učitel lékař specialista mérnök orvos tanár mühendis öğretmen uzman "
    "yönetici müdür doktor инженер менеджер директор врач учитель специалист режиссер кинорежиссер юрист "
    "бухгалтер інженер лікар вчитель етнограф μηχανικός δάσκαλος ιατρός ειδικός מהנדס מורה רופא مهندس معلم "
    "طبيب معالج مدير معلم پزشک".split()
)
"""Heads of job titles, folded to lower case."""

JOB_CJK = (
    "教員", "師", "士", "員", "工程师", "电工", "经理", "主管", "专员", "教师", "医生", "エンジニア",
    "デザイナー", "マネージャー", "원", "사", "매니저", "วิศวกร", "นัก", "ครู", "แพทย์",
)  # fmt: skip

BIO_NOUNS = frozenset(
    "activist artist author blogger coach creator designer developer dreamer educator engineer entrepreneur "
    "environmentalist filmmaker foodie founder friend gamer geek grad inventor leader model musician nerd "
    "parent patriot person philosopher photographer scientist singer streamer student teacher traveler "
    "veteran writer owner speaker thinker reader introvert extrovert organizer communicator troublemaker solver "
    "explorer analyst pioneer scholar specialist practitioner learner cook dad mom mum ninja hacker traveller "
    "wanderer optimist adventurer".split()
)
BIO_FANS = frozenset(
    "advocate devotee enthusiast fan junkie lover supporter aficionado fanatic trailblazer guru buff maven evangelist "
    "nerd geek ninja addict expert scholar specialist practitioner pioneer explorer fiend wizard".split()
)
"""Programs write biographies as two or three such nouns: "coffee enthusiast, student"."""

BIO_TOPICS = frozenset(
    "alcohol bacon beer coffee food internet music culture media travel tv twitter web zombie tea pizza wine film "
    "movie book books tech gaming yoga fitness sushi taco chocolate cheese sports football cat dog pop".split()
)
BIO_BOASTS = frozenset(
    "amateur avid award-winning certified devoted evil extreme freelance hardcore hipster-friendly friendly incurable "
    "infuriatingly lifelong passionate professional proud subtly total typical unapologetic unapologetically wannabe "
    "hopeless part-time aspiring general devoted".split()
)
"""What stands before the nouns in the manner of the well-known generator of Twitter biographies."""

TEST_DATA_TERMS = (
    "faker", "fake data", "dummy data", "test data", "mock data", "sample data", "synthetic data",
    "seed data", "dummy text", "lorem ipsum", "placeholder text", "placeholder data", "test record",
    "sample profile", "sample record", "fake profile", "fake account", "fake identit",
    "generated data", "testdaten", "beispieldaten", "testdata", "datos de prueba",
    "datos ficticios", "perfil falso", "perfiles falsos", "données de test", "données fictives",
    "faux profil", "faux compte", "dados de teste", "dados fictícios", "perfis falsos", "dati di prova",
    "dati fittizi", "profilo falso", "profili falsi", "тестовых данных", "тестовые данные",
    "testgegevens", "nepdata", "nepprofiel", "dane testowe", "danych testowych", "test verisi",
    "sahte profil", "テストデータ", "ダミーデータ", "サンプルデータ", "测试数据", "虚假资料", "假数据",
    "測試資料", "테스트 데이터", "더미 데이터", "بيانات وهمية", "بيانات اختبار", "נתוני בדיקה",
    "परीक्षण डेटा",
)  # fmt: skip
"""An article that says such words twice may show an invented profile as its subject."""

FRAUD_TERMS = (
    "scam", "phishing", "impersonat", "identity theft", "catfish", "romance fraud", "anonymi", "pseudonymi",
    "estafa", "arnaque", "betrug", "betrüger", "truffa", "golpe", "мошенни", "oplicht", "oszust",
    "dolandırıcı", "詐欺", "诈骗", "사기",
)  # fmt: skip
"""Words of articles about false identities, which may show one."""
