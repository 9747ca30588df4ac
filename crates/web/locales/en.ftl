# What stands around the questions on the pages of respondents. The questions themselves are in the questionnaire.
skip-to-content = Skip to main content
language-name = English
language-of-page = en-GB
promise-link = Our promise to you

start-title = Working together
start-lede = You are asked how it is to work with partners of { $network }. You answer for { $organisation }.
start-representative = You answer as its representative: you speak for the organisation, and you say for each partner who may see it.
start-staff = You answer as one of its staff: what you say is put together with colleagues.
start-open = This link is for everybody at { $organisation }. Nobody can check that each person answers once, so answers that come by it are marked and kept apart: the custodian can read them, and they enter no figure.
start-minutes = { $minutes ->
    [one] About one minute.
   *[other] About { $minutes } minutes.
} You can stop at any time and come back with the same link, on any device.
start-until = Answers are taken until { $day }.
start-promise = What you can rely on
start-not-promised = What nobody can promise
start-begin = Begin
start-go-on = Go on
start-review = Look through your answers
start-finished = You have finished. You can still change your answers.
start-keep-address = Keep the address of this page: it is the only way back to your answers.
start-beginning-fresh = You took back everything you had written. You can begin again, if you want.

progress-partner = Partner { $number } of { $all }
progress-page = Page { $number } of { $all }
progress-left = { $minutes ->
    [0] nearly done
    [one] about one minute left
   *[other] about { $minutes } minutes left
}
progress-label = Pages done

page-answer-for = You answer for { $organisation }.
page-optional = You may leave out any question.
page-no-work = We do not work together
page-skipped = You said that you do not work with { $partner }. Nothing is asked about them.
page-unskip = Ask me about them after all
page-continue = Save and continue
page-back = Save and go back
page-saved = Everything up to here is saved.
page-saved-more = You can stop here and come back with the same link. Nothing counts until you finish.
page-more = Because of your answer there is one more question here.
page-number = A whole number from { $min } to { $max }
page-characters = Up to { $max } characters

who-title = Who may see these answers?
who-hint = You decide for each partner. Nothing is chosen for you, and only you can widen it later.
who-totals = Nobody: count them in figures of the whole partnership only
who-pooled = Together with other organisations of our kind
who-partner = { $partner }
who-audience = Everyone who sees the results

problem-title = There is a problem
problem-elsewhere = This was answered otherwise in another window since you opened this page. Nothing was overwritten. Look at each answer below and send the page again; what you send then counts.
problem-stored = In the other window: { $answer }
problem-stored-words = In the other window you wrote:
problem-error = Error:

partners-title = Whom do you work with?
partners-lede = These partners were chosen for you. You can leave any of them out on its own page, and add others.
partners-none = No partner was chosen for you. Add those you work with.
partners-left-out = left out
partners-add = Add a partner
partners-choose = Choose an organisation
partners-add-button = Add this partner
partners-choose-error = Choose one of the organisations in the list
partners-link = Partners: leave out or add

review-title = Look through your answers
review-lede = Nothing counts until you finish. You can change everything until the round closes.
review-answered = { $answered } of { $all } questions answered
review-left-out = Left out
review-sees = May be seen by: { $who }
review-nobody-chosen = You have not said who may see this yet
review-change = Change
review-finish = Finish
review-nothing = You have not answered anything yet, so there is nothing to finish.
review-undecided = Say who may see your answers about { $partner }
review-withdraw = Take everything back

thanks-title = Thank you
thanks-lede = Your answers count. You can change them with your link until the round closes.
thanks-receipt = Your receipt
thanks-receipt-hint = Write it down or take a picture: it is shown once. When the round has closed, your link stops working, and your name and address are erased. With this code you can then read or erase what you answered.
thanks-receipt-where = Where: { $address }
thanks-newer = If you finish again, the new code takes the place of this one.
thanks-close = Close this page if others use this device.

withdraw-title = Take everything back?
withdraw-lede = Everything you wrote is erased at once. You will not be reminded. You can begin again with your link until the round closes.
withdraw-yes = Yes, erase it
withdraw-no = No, keep it
withdrawn-title = Everything is erased
withdrawn-lede = Nothing of what you wrote is kept.

quiet-title = No more reminders?
quiet-lede = You then get no reminder of this survey any more. Nobody is told. Your link goes on working until the round closes.
quiet-yes = Send me no reminders
quiet-no = Go on to the questions
quiet-done-title = You will get no more reminders
quiet-done-lede = Nobody is told. If you want to answer after all, your link works until the round closes.
quiet-answer = To the questions

over-title = This round is closed
over-lede = Nothing you sent just now was saved. What you had finished before counts. What was not finished does not count and is erased.
over-kept = What you wrote; copy it if you want to keep it

nowhere-title = This link leads nowhere
nowhere-lede = The round may be closed, or the address is not whole: it has to be copied to the last letter. If you got a letter, open the link there once more, or ask whoever invited you for a new one.
not-yet-title = This round has not begun
not-yet-lede = Come back with the same link when it has. Whoever invited you can tell you the day.

receipt-title = Your own answers
receipt-lede = After a round has closed, the code you got at the end leads to your answers.
receipt-code = Your receipt
receipt-code-hint = Four groups of five letters and digits
receipt-show = Show my answers
receipt-none = This code finds nothing. Check each letter and digit. It works only after the round has closed.
receipt-for = You answered for { $organisation } in { $round } of { $network }.
receipt-about = About { $partner }
receipt-own = About the partnership, your organisation and your work
receipt-words = In your own words
receipt-question = Question
receipt-answer = Your answer
receipt-of = { $value } of { $min } to { $max }
receipt-erase = Erase all of this
receipt-erase-hint = It leaves every figure at the next calculation. Figures that were shown before are not called back.
receipt-erased-title = Your answers are erased
receipt-erased-lede = They leave every figure at the next calculation, which has been asked for.

tail-confidential = Confidential. Never used for contract performance, procurement or inspection.
cant-say-left-empty = No answer
