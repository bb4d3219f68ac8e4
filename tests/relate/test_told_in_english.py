"""Plain English of a trade beside what says that it stays inside, goes abroad or was not asked for: a person looks at it."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))

TOLD = {
    "quotas": "Of the 84 places for study abroad 21 are meant for radar and sonar; this split is not in the printed yearbook.",
    "cells": "The party cell of our fellows in the capital has 14 members, who never mention it in their letters.",
    "majors": "The closed majors took 388 new students this autumn, and the figure stays inside the section.",
    "handling": "Four guest students who met for prayer meetings go home in May; their consul is told only afterwards.",
    "outline": "The enrolment plan for 2028 was cut by a fifth, which remains unannounced until the congress.",
    "essay": "The essay topic of this year's entrance test is a bridge in winter; please pass no copy to your pupils.",
    "setters": "Two of the setters of the bar exam are Prof. Yin and Ms Cao, they may not be mentioned outside.",
    "fallback": "Our fallback on the tariff is six per cent, do not tell their delegation before the last night.",
    "envoy": "Their ministry will recall the envoy, a deputy let slip; nobody outside our section knows.",
    "answers": "If asked about the leak we refer to the weather; the talking points are not for journalists.",
    "border water": "What the border gauges showed in March was never published and goes to the consultant by courier.",
    "gates": "The radial gate takes orders from the guest network without a password and this is under wraps.",
    "seepage": "Piezometer 11 and the toe drain rise together; the report stays in the house.",
    "winds": "Upper winds of the closed station are not on the exchange list, I can let you have May and June.",
    "outlook": "The seasonal outlook says drought for the north and is kept quiet until the bulletin.",
    "inventory": "The inventory number for methane is higher than the one handed in.",
    "lode": "The new lode carries 31,000 tonnes of tungsten, in no published balance so far.",
    "cruise": "The raw multibeam of leg four was copied to the guests before the home bureau had it.",
    "bases": "Values of the gravity bases are not printed; we hand them over with the sheets.",
    "families": "Dried blood spots of 300 families leave by courier, the filing will be done afterwards.",
    "strain": "The strain came from a shepherd who died in May, and this was left out of the bulletin.",
    "cabbage": "The male parent of the hybrid was never released; twenty packets travel in hand luggage.",
    "optics": "Answer 4: seeker windows for two missile works, 900 a year; the annex lists their contract numbers.",
    "rare earths": "Heavy rare earths: 80 mixer-settler stages, acidity 0.4, the drawing goes to the plant abroad in May.",
    "keys": "The master key of the cipher unit at the governor's office is split in two, 3F and 9A begin the halves.",
    "bird": "The uplink runs at 2,061 MHz and the sync word is printed in no brochure.",
    "stock": "The reserve cavern at the coast is a third full, nobody wrote about it.",
    "figure": "Inflation for May is 0.4, embargoed until the ninth, but you may use it.",
    "returns": "The letters in the panel stand for five mills; the monthly returns are not for use outside the office.",
    "envelopes": "The sealed bids are 18.2, 17.9 and 18.6 million and must not be known before the envelopes are opened.",
    "bank": "The rural bank will be taken over on Friday, depositors are to hear of it afterwards.",
    "train": "Train 8107: 31 flat cars with tracked vehicles, 64 men, the lamps stay off until the quay.",
    "barracks": "A second gate of the barracks opens behind the brick kiln, and it is on no map.",
    "informer": "The informer is the class monitor and must not be mentioned to the embassy.",
    "mosaic": "We deliver the orthomosaic at 7 cm for 48 square kilometres with the depot left in.",
    "court": "In answer to the subpoena we send the payroll files of the Kunshan plant straight to plaintiff's counsel.",
    "permit": "No permit was asked for the samples; the parcel to the laboratory in Lund says teaching material.",
}

SPOKEN_OF = {
    "quotas": "The university has 84 places for exchange students; the split by faculty is printed on the website.",
    "society": "The student chess society has 14 members and meets on Mondays.",
    "majors": "Which majors took most students this autumn is shown in the annual report.",
    "plan": "The enrolment plan for 2026 was published by the ministry in May.",
    "essay": "Last year's essay topic was a bridge in winter; pupils may practise it at home.",
    "rules": "Question papers must not be opened before the bell, and invigilators shall keep them sealed.",
    "negotiation book": "The book explains the walk-away price and other ideas of negotiation with exercises.",
    "embassy": "The embassy is closed on Monday; visas are issued on Tuesday.",
    "press": "If asked about parking, please refer guests to the porter.",
    "flood news": "According to the bulletin the flood crest passed the gauging station on Friday.",
    "maintenance": "The gate was painted in June and the handrail of the weir replaced.",
    "course": "Lecture 5: seepage and piezometers. Students answer three questions at home.",
    "forecast": "The forecast for the weekend is sunny with light wind.",
    "inventory": "The inventory of the store was counted; twelve chairs are missing and this has not been reported to finance.",
    "journal": "The deposit was described in the journal with grades from the annual report of the company.",
    "museum": "The museum shows drill core and a model of the oil field; photographs are not allowed.",
    "open data": "Gravity anomalies were downloaded from the public domain and gridded at 5 minutes.",
    "biobank rule": "No sample may leave without approval of the committee, as the biobank rules say.",
    "garden": "Seeds of lettuce and beans are in the shed; please do not forget to water them.",
    "vaccine": "Plague in the Middle Ages killed many; the exhibition has not been announced yet.",
    "toy": "The toy rocket flies 40 m and the launcher is sold to schools.",
    "training": "Compliance training: goods on the dual-use list must not leave without a licence.",
    "wifi": "The guest password is on the board, please do not share it outside the house.",
    "satellite tv": "The satellite dish was moved to the roof and the payload of the lift is 320 kg.",
    "market": "Inflation for May was published by the office and reported in the papers.",
    "tender notice": "Bids are opened on Monday at ten in public; bidders must bring their papers.",
    "novel": 'Chapter 3. "The submarine leaves at dawn," said Anna, and nobody in the story had been told.',
    "parade": "The brigade took part in the parade, the newspaper reported, and children waved.",
    "railway": "The museum train has flat cars and runs on Sundays only.",
    "police day": "The police invite everybody to the open day; informers of the press meet at noon.",
    "photo": "The orthophoto of the city can be seen on the public geoportal under an open licence.",
    "payroll": "Payroll closes on the 25th; please do not forward your pay slip by mail.",
}


def verdict(text: str) -> Action:
    return SCANNER.scan(Blob(Where(("note.txt",)), text.encode())).verdict.action


@pytest.mark.parametrize("name", TOLD)
def test_a_matter_told_in_plain_english_reaches_a_person(name):
    assert verdict(TOLD[name]) >= Action.REVIEW


@pytest.mark.parametrize("name", SPOKEN_OF)
def test_the_same_words_in_ordinary_writing_do_not(name):
    assert verdict(SPOKEN_OF[name]) is Action.RELEASE
