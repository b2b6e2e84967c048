"""The judging rules once more, written from their words alone, to be run against the product.

`reference` judges slowly and plainly (`who`: rules 1 to 3; `timeline` and `cover`: 7 to 10;
`one_case` and `measure`: 11, 12, 16 to 19; `speakers`: 2, 13; `reference`: 5, 14, 15 and the order
of the statuses). `submissions` makes random submissions, `compare` asks both, and
`python -m tests.evidence --seed S --count N` prints where they differ. Rule numbers are those of
the contract's page on evidence.

Where its words leave something open, the plainest reading was taken:

* Rule 1: parts (`part_of`) are admitted wherever the whole body is, beside too.
* Rule 2: rows of the city and of the only reporter that nest are nested periods of one body. Over
  one period 零报告 of the city is its figure; 不涉及 is none.
* Rule 3: parts do not have to report (rule 2: `reported_by`), so a silent part is missing only if
  the whole body sends nothing itself. "Speak for": without `covers` what the parts send is pooled
  with the body's own case files, with it (or where the cases are the city's) it is shown only.
  Parts' rows on other days than the body's own figures are pooled, and do not lengthen its span.
* Rule 4: a speaker that is out decides only where nobody says anything else; over one and the same
  latest day a figure goes before 不涉及, and the longest of several figures stands.
* Rule 5: a miss of a part counts though the whole body's row stands.
* Rule 7: a tail that is missing is missing to the end, not only to the end of the period that has
  ended. A part of a month is a month of a period's length. Of a body none of whose rows covers a
  day the first period would begin with the window.
* Rule 8: `covers: city` is about bodies without a row, `covers: FROM..TO` about the time of every
  body that sent cases. The last 92 days include the end. What follows a ledger is missing at once.
* Rules 9 and 18: an open case of a target that goes by the finish has been sent and belongs
  nowhere; a ledger of only such cases misses no time, since open cases never do.
* Rule 10: growth is asked body by body, and from the deadline on only; a growth whose numerator
  falls is a figure like others. "Nothing that counts is left" needs something passed over.
* Rule 12: undecided in one period is undecided as a whole; from the deadline on only the cases
  judged are held against a longer period's figure.
* Rule 13: from the deadline on a span counts the days judged.
* Rule 15: any speaker settles for a decider that is `partial`; a complete decider is contradicted
  only by a shorter span.
* Rule 17: case files of a share of the latest period are refused like those of a level.
* A milestone's day after the as-of day is not completed: missed.
* A line is `counted` for everybody but the city, its only reporter and the leads.
"""
