# Wat er rond de vragen staat op de pagina's voor wie antwoordt. Nog niet nagekeken door iemand met Nederlands als
# moedertaal; het dient om te tonen dat een tweede taal past.
skip-to-content = Naar de inhoud
language-name = Nederlands
language-of-page = nl
promise-link = Wat wij beloven

start-title = Samenwerken
start-lede = We vragen hoe het is om samen te werken met partners van { $network }. U antwoordt voor { $organisation }.
start-representative = U antwoordt als vertegenwoordiger: u spreekt voor de organisatie, en u zegt per partner wie het mag zien.
start-staff = U antwoordt als medewerker: wat u zegt, wordt samengevoegd met wat collega's zeggen.
start-open = Deze link is voor iedereen bij { $organisation }. Niemand kan nagaan of iedereen één keer antwoordt. Antwoorden via deze link worden daarom gemerkt en apart gehouden: de beheerder kan ze lezen, en ze komen in geen enkel cijfer.
start-minutes = { $minutes ->
    [one] Ongeveer één minuut.
   *[other] Ongeveer { $minutes } minuten.
} U kunt altijd stoppen en met dezelfde link verdergaan, op elk apparaat.
start-until = U kunt antwoorden tot en met { $day }.
start-promise = Waar u op kunt rekenen
start-not-promised = Wat niemand kan beloven
start-begin = Beginnen
start-go-on = Verdergaan
start-review = Antwoorden nakijken
start-finished = U bent klaar. U kunt uw antwoorden nog wijzigen.
start-keep-address = Bewaar het adres van deze pagina: het is de enige weg terug naar uw antwoorden.
start-beginning-fresh = U hebt alles teruggenomen. U kunt opnieuw beginnen als u wilt.

progress-partner = Partner { $number } van { $all }
progress-page = Pagina { $number } van { $all }
progress-left = { $minutes ->
    [0] bijna klaar
    [one] nog ongeveer één minuut
   *[other] nog ongeveer { $minutes } minuten
}
progress-label = Voortgang

page-answer-for = U antwoordt voor { $organisation }.
page-optional = U mag elke vraag overslaan.
page-no-work = Wij werken niet samen
page-skipped = U zei dat u niet met { $partner } samenwerkt. Er wordt niets over hen gevraagd.
page-unskip = Vraag mij toch naar hen
page-continue = Bewaren en verder
page-back = Bewaren en terug
page-saved = Alles tot hier is bewaard.
page-saved-more = U kunt hier stoppen en met dezelfde link terugkomen. Niets telt voordat u afrondt.
page-more = Door uw antwoord staat hier nog een vraag.
page-number = Een heel getal van { $min } tot { $max }
page-characters = Hoogstens { $max } tekens

who-title = Wie mag deze antwoorden zien?
who-hint = U beslist per partner. Er is niets voor u gekozen, en alleen u kunt het later ruimer maken.
who-totals = Niemand: alleen in cijfers over het hele samenwerkingsverband
who-pooled = Samen met andere organisaties zoals de onze
who-partner = { $partner }
who-audience = Iedereen die de resultaten ziet

problem-title = Er is een probleem
problem-elsewhere = Dit is in een ander venster anders beantwoord sinds u deze pagina opende. Er is niets overschreven. Bekijk hieronder elk antwoord en verstuur de pagina opnieuw; wat u dan verstuurt, telt.
problem-stored = In het andere venster: { $answer }
problem-stored-words = In het andere venster schreef u:
problem-error = Fout:

partners-title = Met wie werkt u samen?
partners-lede = Deze partners zijn voor u gekozen. U kunt elk van hen op de eigen pagina weglaten, en andere toevoegen.
partners-none = Er is geen partner voor u gekozen. Voeg toe met wie u samenwerkt.
partners-left-out = weggelaten
partners-add = Een partner toevoegen
partners-choose = Kies een organisatie
partners-add-button = Deze partner toevoegen
partners-choose-error = Kies een van de organisaties in de lijst
partners-link = Partners: weglaten of toevoegen

review-title = Kijk uw antwoorden na
review-lede = Niets telt voordat u afrondt. Tot de ronde sluit, kunt u alles wijzigen.
review-answered = { $answered } van { $all } vragen beantwoord
review-left-out = Weggelaten
review-sees = Mag gezien worden door: { $who }
review-nobody-chosen = U hebt nog niet gezegd wie dit mag zien
review-change = Wijzigen
review-finish = Afronden
review-nothing = U hebt nog niets beantwoord, dus er is niets om af te ronden.
review-undecided = Zeg wie uw antwoorden over { $partner } mag zien
review-withdraw = Alles terugnemen

thanks-title = Dank u wel
thanks-lede = Uw antwoorden tellen mee. Tot de ronde sluit, kunt u ze met uw link wijzigen.
thanks-receipt = Uw ontvangstcode
thanks-receipt-hint = Schrijf de code op of maak een foto: ze wordt één keer getoond. Als de ronde gesloten is, werkt uw link niet meer en zijn uw naam en adres gewist. Met deze code kunt u dan lezen of wissen wat u hebt geantwoord.
thanks-receipt-where = Waar: { $address }
thanks-newer = Als u opnieuw afrondt, komt de nieuwe code in de plaats van deze.
thanks-close = Sluit deze pagina als anderen dit apparaat gebruiken.

withdraw-title = Alles terugnemen?
withdraw-lede = Alles wat u schreef, wordt meteen gewist. U krijgt geen herinnering. Tot de ronde sluit, kunt u met uw link opnieuw beginnen.
withdraw-yes = Ja, wis het
withdraw-no = Nee, bewaar het
withdrawn-title = Alles is gewist
withdrawn-lede = Er is niets bewaard van wat u schreef.

quiet-title = Geen herinneringen meer?
quiet-lede = U krijgt dan geen herinnering aan deze vragenlijst meer. Niemand hoort het. Uw link blijft werken tot de ronde sluit.
quiet-yes = Stuur mij geen herinneringen
quiet-no = Verder naar de vragen
quiet-done-title = U krijgt geen herinneringen meer
quiet-done-lede = Niemand hoort het. Wilt u toch antwoorden, dan werkt uw link tot de ronde sluit.
quiet-answer = Naar de vragen

over-title = Deze ronde is gesloten
over-lede = Wat u zojuist verstuurde, is niet bewaard. Wat u eerder had afgerond, telt mee. Wat niet was afgerond, telt niet mee en is gewist.
over-kept = Wat u schreef; kopieer het als u het wilt bewaren

nowhere-title = Deze link leidt nergens heen
nowhere-lede = De ronde is misschien gesloten, of het adres is niet volledig: het moet tot de laatste letter gekopieerd zijn. Open de link in uw brief nog eens, of vraag een nieuwe aan wie u uitnodigde.
not-yet-title = Deze ronde is nog niet begonnen
not-yet-lede = Kom met dezelfde link terug als het zover is. Wie u uitnodigde, weet de dag.

receipt-title = Uw eigen antwoorden
receipt-lede = Als een ronde gesloten is, leidt de code die u aan het eind kreeg naar uw antwoorden.
receipt-code = Uw ontvangstcode
receipt-code-hint = Vier groepen van vijf letters en cijfers
receipt-show = Toon mijn antwoorden
receipt-none = Deze code vindt niets. Controleer elke letter en elk cijfer. Ze werkt pas als de ronde gesloten is.
receipt-for = U antwoordde voor { $organisation } in { $round } van { $network }.
receipt-about = Over { $partner }
receipt-own = Over het samenwerkingsverband, uw organisatie en uw werk
receipt-words = In uw eigen woorden
receipt-question = Vraag
receipt-answer = Uw antwoord
receipt-of = { $value } op { $min } tot { $max }
receipt-erase = Wis dit alles
receipt-erase-hint = Het verdwijnt bij de volgende berekening uit elk cijfer. Cijfers die eerder getoond zijn, worden niet teruggehaald.
receipt-erased-title = Uw antwoorden zijn gewist
receipt-erased-lede = Ze verdwijnen bij de volgende berekening, die al gevraagd is, uit elk cijfer.

tail-confidential = Vertrouwelijk. Nooit voor het beoordelen van contracten, inkoop of inspectie.
cant-say-left-empty = Geen antwoord
