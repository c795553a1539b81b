"""The sentences of the notice in Finnish, Swedish and English.

Plain language in the second person, no modal that leaves a promise open. An author's own texts
are used as written; all else is here. Parameters are inflected by the functions of
:mod:`lupaus.policy.phrases.words`, so that a sentence says "kahden vuoden kuluttua" and not
"2 vuotta kuluttua".
"""
