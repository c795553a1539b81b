"""What invented customers are called and what they buy. Common names and made-up firms only."""

FEMALE = tuple(
    """Aino Bertta Helmi Kaarina Tuulikki Eila Sirkka Maija Liisa Hanna Johanna Marika Päivi
    Outi Tiina Satu Riikka Elina Emilia Sofia Venla Iida Aada Siiri Åsa Ulla Märta Änni Öinä
    Irja Raija Merja Anneli Kirsi Minna Katri Noora Jenna Saara Veera""".split()
)
MALE = tuple(
    """Kaarlo Eino Toivo Veikko Pentti Matti Timo Juha Mikko Antti Janne Ville Teemu Lauri
    Oskari Eetu Väinö Onni Elias Leo Åke Göran Börje Heikki Jorma Risto Esa Ari Petri Sami
    Tero Jukka Marko Kalle Niko Aleksi Tuomas Henri Joonas Arttu""".split()
)
FAMILY = tuple(
    """Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen
    Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Salonen Kinnunen Turunen Salo
    Laitinen Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala
    Leppänen Väisänen Hiltunen Kallio Leinonen Räsänen Manninen Mustonen Peltonen Pitkänen
    Huttunen Aaltonen Lindström Åberg Öhman Ström Holm Sjöberg Nyström Ylönen
    Yli-Kärri Äijälä Örn Wikström Vainio Wirén Partanen Hirvonen Moilanen Oksanen Rissanen
    Toivonen Nurmi Kettunen Martikainen Pesonen Seppälä Sillanpää Miettinen Parviainen
    Asikainen""".split()
)
FIRM_FIRST = tuple(
    """Pohjan Lumi Järvi Koivu Kanerva Tuuli Kataja Lakka Halla Repo Karhu Kuura Routa Suvi
    Kevät Aamu Ilta Meri Saari Niemi Kallio Harju Laakso Pelto Nummi Oja Puro Koski Salmi Luoto
    Åsen Ängs Östra Tähti Kuu Rauta Kupari Hopea Kivi Hiekka""".split()
)
FIRM_LAST = tuple(
    """rakennus sähkö puutarha leipomo valimo kuljetus siivous kirjanpito optiikka hammas
    parturi kahvila konepaja maalaus lasi kaluste tekstiili kello auto rengas ravinto verkko
    mainos paino foto media hoiva fysio eläin kukka""".split()
)
FORMS = ("Oy", "Oy", "Oy", "Oy", "Ab", "Ky", "ry", "Osk", "Tmi")
TOWNS = (
    ("00100", "Helsinki"),
    ("00530", "Helsinki"),
    ("02100", "Espoo"),
    ("01300", "Vantaa"),
    ("33100", "Tampere"),
    ("20100", "Turku"),
    ("90100", "Oulu"),
    ("40100", "Jyväskylä"),
    ("70100", "Kuopio"),
    ("15110", "Lahti"),
    ("28100", "Pori"),
    ("65100", "Vaasa"),
    ("13100", "Hämeenlinna"),
    ("53100", "Lappeenranta"),
    ("48100", "Kotka"),
    ("67100", "Kokkola"),
    ("10600", "Tammisaari"),
    ("22100", "Maarianhamina"),
    ("98100", "Kemijärvi"),
    ("60100", "Seinäjoki"),
)
STREETS = tuple(
    """Rantatie Kauppakatu Koulukatu Asemakatu Puistokatu Kirkkokatu Mäkitie Kivikuja
    Saunapolku Myllytie Hämeentie Ylätie Äijänpolku Öljytie Satamakatu""".split()
)
INDUSTRIES = (
    "rakentaminen",
    "vähittäiskauppa",
    "ravintolatoiminta",
    "ohjelmistot",
    "kuljetus",
    "terveyspalvelut",
    "metalliteollisuus",
    "maatalous",
    "koulutus",
    "taide ja viihde",
)
TITLES = ("toimitusjohtaja", "myyntipäällikkö", "hallintojohtaja", "taloussihteeri", "it-tuki")
SERVICES = (
    ("Verkkosivujen ylläpito", 4900),
    ("Verkkotunnus esimerkki.example", 1900),
    ("Webhotelli M", 1290),
    ("Logon suunnittelu", 68000),
    ("Kuvauspäivä", 45000),
    ("Uutiskirjeen toteutus", 24000),
    ("Konsultointi, tunti", 9500),
    ("Laitevuokra, viikko", 12000),
    ("Toimistotarvikkeet", 5600),
    ("Huoltosopimus", 15000),
)
NOTES = (
    "Soittaa mieluiten aamupäivällä.",
    "Pyysi tarjouksen keväälle.",
    "Laskulle merkittävä tilausnumero.",
    "Toimitus takaoven kautta.",
    "Kiinnostunut laajennuksesta ensi vuonna.",
)
SUBJECTS = (
    "Tarjouspyyntö",
    "Laskun eräpäivä",
    "Kiitos tapaamisesta",
    "Vika palvelussa",
    "Tilaus",
)
BODIES = (
    "Hei, olisiko teillä aikaa ensi viikolla? Palaan asiaan.",
    "Lasku on saapunut, maksu menee eräpäivänä.",
    "Kiitos hyvästä palvelusta, olemme tyytyväisiä.",
    "Palvelu ei vastaa, voisitteko katsoa?",
    "Tilaamme saman kuin viimeksi.",
)
