"""Words from which invented people are made, in the manner of the three Faker libraries."""

from __future__ import annotations

FIRST = (
    "Destin Arvel Darius Fatima Jazmyne Ottis Leanna Camren Norwood Savanna Ewell Haylie Torrey Maudie Jarrett Lavonne "
    "Clementina Brandyn Elouise Murl Audreanne Khalil Theresia Zachery Verna Willard Ofelia Garnet Delphia Roscoe"
).split()
LAST = (
    "Williamson Langworth Crist Bartell Okuneva Kuhn Hane Gleichner Rutherford Bogisich Stamm Schultz Grimes Lakin "
    "Vandervort Pfannerstill Heathcote Mosciski Wunsch Jaskolski Dibbert Larkin Greenholt Feeney Nolan Kihn Ebert"
).split()
TITLES = "Dr. Mr. Mrs. Ms. Prof. Miss".split()
SUFFIXES = "Jr. Sr. I II III IV V MD DDS PhD DVM".split()
STREET_ENDS = "Crescent Ridge Mills Plaza Stravenue Causeway Freeway Spur Haven Passage Orchard Prairie Locks".split()
CITY_STARTS = "North East West South New Lake Port".split()
CITY_ENDS = "town ton land ville berg burgh borough bury view port mouth stad furt chester fort haven side".split()
STATES = (
    "Utah Oregon Georgia Rhode Island Maine Nevada Kansas Vermont Ohio Iowa".replace("Rhode Island", "Rhode_Island")
).split()
STATE_CODES = "UT OR GA ME NV KS VT OH IA AK TN WY MT".split()
COUNTRIES = ("Burkina Faso", "Saint Lucia", "Guernsey", "Kiribati", "Tokelau", "Andorra", "Suriname", "Bhutan")
JOBS_PHP = (
    "Locker Room Attendant|Rotary Drill Operator|Welder-Fitter|Pipelaying Fitter|Sawing Machine Operator|"
    "Bridge Tender OR Lock Tender|Postal Service Clerk|Rough Carpenter|Paperhanger|Extraction Worker|"
    "Special Education Teacher|Train Crew|Credit Authorizer|Gas Distribution Plant Operator|Model Maker"
).split("|")
JOB_JS = (
    "Lead Senior Direct Corporate Dynamic Future Product National Regional District Central Global Legacy".split(),
    "Solutions Program Brand Security Research Marketing Directives Identity Tactics Paradigm Mobility".split(),
    "Supervisor Associate Executive Liaison Officer Manager Engineer Specialist Strategist Consultant".split(),
)
CATCH = (
    "Multi-layered Phased Seamless Reverse-engineered Balanced Quality-focused Face-to-face Ergonomic".split(),
    "client-server 24/7 bandwidth-monitored zero-defect upward-trending methodical heuristic".split(),
    "neural-net hierarchy knowledgebase framework orchestration productivity moratorium throughput".split(),
)
LATIN_PHP = (
    "alias consequatur aut perferendis sit voluptatem accusantium doloremque aperiam eaque ipsa quae ab illo inventore "
    "veritatis et quasi architecto beatae vitae dicta sunt explicabo aspernatur odit fugit sed quia consequuntur magni "
    "dolores eos qui ratione sequi nesciunt neque dolorem ipsum dolor amet consectetur adipisci velit non numquam eius "
    "modi tempora incidunt ut labore dolore magnam aliquam quaerat enim ad minima veniam quis nostrum exercitationem "
    "ullam corporis nemo ipsam voluptas suscipit laboriosam nisi aliquid ex ea commodi autem vel eum iure "
    "reprehenderit in voluptate esse quam nihil molestiae iusto odio dignissimos ducimus blanditiis"
    " praesentium laudantium"
).split()
LATIN_JS = (
    "abbas abduco abeo abscido absconditus absens absorbeo abstergo abundans abutor accedo accendo acceptus acer "
    "acervus acidus acquiro acsi adamo adaugeo addo adduco ademptio adeo adfectus adfero adficio adflicto adhaero "
    "adhuc adicio adimpleo admiratio admoneo admoveo adnuo adopto adsidue adstringo adsuesco adsum aduro advenio "
    "adversus aegre aegrotatio aegrus aeneus aequitas aequus aer aestas aestivus aestus aetas aeternus ager aggero "
    "agnitio agnosco ago aiunt alienus aliqua alius allatus alo alter altus alveus amaritudo ambitus ambulo amicitia"
).split()
BIO_JS = (
    "coffee|student|foodie|traveler|blogger|gamer|musician|film lover|patriot|dreamer|entrepreneur|public speaker|"
    "veteran|engineer|grad|parent|educator|author|activist|business owner|photographer|scientist|leader|model"
).split("|")
BIO_JS_NOUNS = (
    "trailblazer lantern rawhide pharmacopoeia drive kettledrum bestseller platypus valance stock tarragon"
).split()
PEN_WORDS = (
    "discussion rock meeting pass boy large article center themselves behavior stop above rich detail skin animal "
    "garden pick none camera serve method finish budget color agency eight wall during thought mother station option "
    "physical again blue worker former ready price term least strategy national visit prevent rule fly quickly media"
).split()
ALICE = (
    "I must be getting somewhere near the centre of the earth, said Alice, looking down at the Dormouse, and the King "
    "said to the Hatter as he came in sight of the house, because it was so much about a whiting before she gave a "
    "little shriek and went on growing, and the Mock Turtle sighed deeply, and began by taking the little golden key, "
    "and the Queen was in a great hurry to get through was more hopeless than ever: she sat down with her head! Off "
    "with her arms folded, frowning like a thunderstorm, and the Gryphon only answered very politely that she was now "
    "about two feet high, and her face like the three gardeners who were lying on the bank, with her eyes half shut"
).split()
FREE_MAIL = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com")
EXAMPLE_MAIL = ("example.org", "example.net", "example.com")
TLDS = ("com", "org", "net", "biz", "info")
NETWORKS = ("instagram", "tiktok", "facebook", "twitter", "linkedin", "youtube", "pinterest", "telegram", "threads")
