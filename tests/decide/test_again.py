"""What lies beside a file, what an officer cleared, and what is decided a second time."""

from __future__ import annotations

import pytest
from made_findings import item, mark

from outscan.decide import decide, decide_again, load_policy, with_proofs
from outscan.decide.declare import OTHER_KEYS, check_declarations
from outscan.decide.policy import Policy
from outscan.errors import ConfigError
from outscan.nouns import replace
from outscan.types import Action, Beside, BesideState, Coverage, Declaration, Gap, GapReason, Level, Makings, Report, Risk, Where

POLICY = load_policy()
FILE = Where(("材料.docx",))
CARRIED = {
    (BesideState.FITS, Action.RELEASE): Action.RELEASE,
    (BesideState.FITS, Action.ESCALATE): Action.ESCALATE,
    (BesideState.UNFIT, Action.RELEASE): Action.REVIEW,
    (BesideState.BROKEN, Action.RELEASE): Action.REVIEW,
}


def ids(verdict):
    return [clause.id for clause in verdict.clauses]


def report(*findings, beside=()):
    verdict = decide(POLICY, findings, (), (), Risk(), proofs=beside)
    made = Makings("0", "rules", POLICY.digest, "model", "options", "2026-01-31")
    return Report("材料.docx", "材料.docx", "0" * 64, 1, "docx", findings, (), (), Coverage(), Risk(), verdict, made)


@pytest.mark.parametrize(("state", "action"), CARRIED)
def test_a_proof_beside_a_file_speaks_and_never_lowers(state, action):
    told = Beside(FILE, state, action)
    clean = decide(POLICY, (), (), (), Risk())
    assert with_proofs(POLICY, clean, [told]).action is CARRIED[state, action]
    assert decide(POLICY, (), (), (), Risk(), proofs=[told]).action is CARRIED[state, action]
    grave = decide(POLICY, (mark(Level.TOP_SECRET),), (), (), Risk())
    assert with_proofs(POLICY, grave, [told]).action is Action.WITHHOLD


def test_no_proof_changes_nothing_and_a_grave_one_leaves_no_word_of_a_clean_file():
    clean = decide(POLICY, (), (), (), Risk())
    assert with_proofs(POLICY, clean, []) == clean
    assert "clean" not in " ".join(ids(with_proofs(POLICY, clean, [Beside(FILE, BesideState.FITS, Action.ESCALATE)])))


def test_pictures_that_were_cleared_are_counted_in_the_verdict():
    assert "cleared_pictures" in ids(decide(POLICY, (), (), (), Risk(), pictures=2))
    assert "cleared_pictures" not in ids(decide(POLICY, (), (), (), Risk()))


def test_a_table_without_rows_still_hears_what_was_not_read():
    empty = Policy(rows=(), digest="")
    assert decide(empty, (), (Gap(FILE, GapReason.ENCRYPTED),), (), Risk()).action is Action.REVIEW
    assert decide(empty, (), (), (), Risk()).action is Action.RELEASE


def test_an_answer_decides_again_and_taking_it_back_brings_everything_back():
    first = report(item())
    yes = decide_again(POLICY, first, [Declaration("t/01", answer=True, by="张三")])
    assert (first.verdict.action, yes.verdict.action) == (Action.PROCESS, Action.RELEASE)
    assert not yes.findings[0].upheld
    assert yes.declarations == (Declaration("t/01", answer=True, by="张三"),)
    assert decide_again(POLICY, yes, []).verdict == first.verdict


def test_what_a_kept_report_no_longer_holds_speaks_as_it_spoke():
    first = report(item(), beside=[Beside(FILE, BesideState.FITS, Action.ESCALATE)])
    again = decide_again(POLICY, first, [Declaration("t/01", answer=True, by="张三")])
    assert again.verdict.action is Action.ESCALATE
    assert "proof.copy" in ids(again.verdict)
    assert not any("clean" in one for one in ids(again.verdict))


def test_a_declaration_that_nothing_would_hear_is_refused():
    known = [item(), replace(item(), rule="t/02", settled_by=None)]
    check_declarations([("t/01", True), *((key, True) for key in OTHER_KEYS)], asked(known))
    with pytest.raises(ConfigError, match="t/01"):  # the nearest that exists is named
        check_declarations([("t/011", True)], asked(known))
    for useless in (item(Level.HIGHLY_SECRET), replace(item(), settled_by=None)):
        with pytest.raises(ConfigError, match="t/01"):
            check_declarations([("t/01", False)], asked([useless]))


class Asked:
    """An item as a pack names it."""

    def __init__(self, finding):
        self.id, self.level, self.settled_by = finding.rule, finding.level, finding.settled_by


def asked(findings):
    return [Asked(one) for one in findings]
