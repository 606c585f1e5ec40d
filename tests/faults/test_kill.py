"""kill -9 in the middle of publishing: nothing acknowledged is lost, nothing is half published."""

import random
import shutil
import time
from collections import Counter

from tests.faults.figures import KILLS, note
from tests.faults.promises import goes_on, kept
from tests.faults.workers import publish_for_ever

# A fresh file now and then, so that the check after each kill stays quick.
TRIALS_A_STORE = 20


def test_nothing_acknowledged_is_lost_when_publishing_is_killed(processes, empty_file, tmp_path):
    dice, totals = random.Random(20170802), Counter()
    for fresh in range(0, KILLS, TRIALS_A_STORE):
        url = f"sqlite:///{shutil.copy(empty_file, tmp_path / f'{fresh}.db')}"
        acknowledged, known, following = set(), set(), 0
        for _ in range(min(TRIALS_A_STORE, KILLS - fresh)):
            heard = _killed(processes, url, following, dice.randrange(4), dice.uniform(0, 0.06))
            done = {number for said, number in heard if said == "done"}
            acknowledged |= done
            following = heard[-1][1] + 1
            published, wrong = kept(url, acknowledged)
            totals.update(
                wrong,
                kills=1,
                acknowledged=len(done),
                in_publish=heard[-1][0] == "begin",
                committed_unheard=len(published - known - done),
            )
            known = published
        assert goes_on(url, following)

    note("kill -9 while publishing", **totals)
    assert (totals["lost"], totals["half"], totals["broken"]) == (0, 0, 0)
    assert totals["in_publish"] >= KILLS // 8


def _killed(processes, url, first, before, delay):
    """What a publishing process said before it was killed, ``delay`` s into its publication after ``before`` others."""
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=publish_for_ever, args=(url, first, theirs))
    child.start()
    theirs.close()
    heard = [ours.recv() for _ in range(2 * before + 1)]
    time.sleep(delay)
    child.kill()
    child.join()
    while True:
        try:
            heard.append(ours.recv())
        except EOFError:
            return heard
