"""Backups made while others publish: each holds everything acknowledged before it began, and is restored whole."""

from store import open_store
from tests.faults.figures import BACKUPS, note
from tests.faults.promises import kept
from tests.faults.workers import publish_for_ever
from tools.backup import backup
from tools.restore import restore


def test_a_backup_under_load_holds_what_was_acknowledged_before_it(processes, sqlite_url, tmp_path):
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=publish_for_ever, args=(sqlite_url, 0, theirs))
    child.start()
    theirs.close()  # so that a child that dies is heard as an end, not waited for
    store, acknowledged, lost, broken = open_store(sqlite_url), set(), 0, 0
    for number in range(BACKUPS):
        heard = [ours.recv() for _ in range(2)]
        while ours.poll():
            heard.append(ours.recv())
        acknowledged |= {n for said, n in heard if said == "done"}
        copy = backup(store.database, tmp_path / "copies", str(number))
        url = f"sqlite:///{tmp_path}/restored/{number}.db"
        restore(copy, url).database.close()
        _, wrong = kept(url, acknowledged)
        lost, broken = lost + wrong["lost"], broken + wrong["broken"] + wrong["half"]
    child.kill()
    child.join()

    note("backup under load", backups=BACKUPS, acknowledged=len(acknowledged), lost=lost, broken=broken)
    assert (lost, broken) == (0, 0)
    assert acknowledged
    store.database.close()
