"""The invented sample workbooks: what 14 departments and 5 streets would have sent from January to July 2017.

``python -m tools.samples`` writes ``data/samples`` and its truth again from one seed number; the same seed gives the
same bytes. Everything is made up, and every sheet's title says so. Words and figures stand in ``catalog/samples.toml``.
"""
