"""Common given names of Finland, Finnish and Swedish: what tells ``Aino Virtanen`` from
``Virtanen Aino``. Names that are common surnames as well are left out or weigh little, because
the whole column decides, not one name."""

GIVEN_NAMES = frozenset(
    """
aada aamu aapo aappo aarne aarni aarno aaro aaron aatos aatu adele adrian agneta ahti aila
aili aimo aini aino airi aki akseli aku albert aleksander aleksandra aleksanteri aleksi alex
alexander alexandra alfred alice alina alisa allan alli alma alvar amalia amanda amelia
anders andrea andreas andré anette anita anitta anja anjelica ann anna anne anneli annette
anni anniina annika annikki annukka ansa anselmi anssi antero anton antti anttoni anu april
ari arja armas armi arne arto arttu arttuuri arvi arvo asko asmo asta astrid atso atte auli
aulis aune axel bengt benjamin berit bertil bertta birgit birgitta björn bo boris brita
britt börje camilla carina carita carl carola caroline catharina cecilia charlotta charlotte
christa christel christer christian christina christoffer clara claudia conny dan daniel
daniela david dennis diana ebba edith edvard edvin eeli eelis eemeli eemil eerik eerika eero
eetu eeva eevi eija eila eili einari eino eira ela elea elena eleonora eliana elias elida
elin elina elis elisa elisabet elisabeth elise ella ellen elli ellinoora elma elmeri elmo
elsa else elsi elvi elviira emil emilia emma emmi enna enni ensio eric erica erik erika erja
erkka erkki erno ernst eskil esko essi ester esteri eva eveliina evelina evert fanni fanny
felix fiia filip fredrik frida gabriel gabriella georg gerd gisela greta gun gunilla gunnar
gunnel gunvor gustaf gustav göran hanna hanne hannele hannes hannu hans harald harri harriet
harry heidi heikki heimo heini helena helga helge heli helinä heljä helka helle hellevi
helmi helvi henna henni henri henrietta henriikka henrik henrika henry herman hermanni
hertta hilda hilja hilkka hilla hillevi hilma hjalmar hugo håkan ida iida iina iines iiris
iiro iivari iivo ilari ilja ilkka ilma ilmari ilmi ilmo ilona ilpo ilta immi ina inari inga
ingeborg inger ingmar ingrid inka inkeri inna irene irina iris irja irma irmeli isa isabel
isabella isak isla ismo ivar jaakkima jaakko jaakob jaana jacob jade jalmari jalo jami jan
jan-erik janette jani janika janina janita janna janne jari jarkko jarmo jarno jasmin jasper
jenna jenni jenny jere jeremias jesper jesse jessica jimi jimmy joakim joanna joel johan
johanna johannes john jonas jonatan jonathan joni jonna jonne jooa joona joonas joonatan
jori jorma josefiina josefin josefina jouko jouni juha juhana juhani juho jukka julia
juliana julius juni jussi justiina jutta juuli juuso jyri jyrki kaapo kaarina kaarle kaarlo
kai kaija kaino kaisa kaisu kaj kalervo kaleva kalevi kalle kari karin karina karita karl
karla karo karoliina karolina kasper kasperi kata katariina katarina kate katja katri
katriina katrin kauko kauno keijo kerkko kerstin kerttu kerttuli kiia kiira kim kimmo kirill
kirsi kirsikka kirsti kjell klaara klara klaus knut konsta konstantin krister kristian
kristiina kristina kristoffer kustaa kyllikki kyösti laila lari lars lasse lassi laura lauri
lea leena leevi leif leila lempi lena lennart lenni leo leon leonard lia liam lida liina
liisa liisi lilia lilja lilli lilly lina linda linnea lisa lisbeth lotta louise loviisa
lovisa luca lucas luka lukas lumi luukas lyydia lyyli maaret maaria maarika maarit maija
maiju maikki maila mailis maini maire maisa malin malla manu marcus margareta margit maria
marianna marianne marie mariella mariia marika marina marita maritta marja marjaana marjatta
marjo marjukka marjut markku marko markus marlene marta martin martta martti mathias matias
matilda mats matti mattias maunu max maxim meeri meri merja mervi mette mia mica michael
miia miika miikka miina mika mikael mikaela mikko mila milja milla milo mimmi minea mink
minna minttu mira mirja mirjam mirjami mirka mirkka mirkku mirva moa mona monica monika
muusa märta måns mårten neea neela nella nelli nestori netta nicklas niclas nicolas niilo
niina niklas niko nikola nikolai nils nina noa noel noora nora nuutti odd ohto oili oiva
olavi olga oliver olivia olli olof onerva oona orvokki oskar oskari osmo ossi otava otso
otto outi paavali paavo pasi patricia patrick patrik paul paula pauli pauliina paulina peetu
pekka pelle penni pentti peppi per pertti perttu peter petra petri petrus petter petteri pia
pietari pihla piia pinja pirita piritta pirjo pirkka pirkko pirre pyry päivi päivikki päiviö
raakel rafael raija raili raimo raine raisa rami ranja rasmus rauha raul rauni rauno rebecka
rebekka reetta regina reija reijo reima reino rene riia riikka riina riitta rikhard riku
risto ritva robert robin roger roni ronja roope roosa rosa rosanna roy rune rurik ruut saana
saara saga saija saila saimi saini sakari saku salla sallamari salli salme salomo sam sami
samu samuel samuli sandra sanelma sanna sanni sara sari sarianna satu seela seija selma
senja seppo severi signe sigrid siiri silja silva sini sinikka sirja sirje sirkka sirkku
sirpa siru sisko siv sofi sofia soile soili soini sointu solveig sonja stefan stella sten
stig sulevi sulo suoma susanna susanne suvi svante sven sylvi sylvia taavi taija taimi taina
tanja tapani tapio tarja tarmo taru tatu tea teea teemu teija teijo tellervo tenho teppo
terhi terho tero terttu tessa teuvo theodor therese thomas tia tiia tiina tiitus tilda tilja
timi timo tinja tino toini toivo tom tomi tommi tommy toni topi topias tor torbjörn tore
torsten touko tove tuija tuire tuisku tuomas tuomo tuovi ture tuukka tuula tuuli tuulia
tuulikki tuure tyra tyyne tyyni ulf ulla ulla-maija ulpu ulrik ulrika unto uolevi urho uula
valdemar valto valtteri vappu varpu vaula veera veeti veijo veikka veikko veli velma venla
verna verner verneri veronika vesa victor victoria vidar viena vieno vihtori viivi viktor
viktoria vilhelm vilhelmiina vilho vilja viljami viljo ville vilma vincent viola virpi virva
virve visa vivian walter werner wilhelm wilhelmina william wilma yngve yrjö äijö åke åsa
örjan östen
""".split()
)
