"""The pieces of the analyst's desk: uploads, questions, differences, receipts, the ledger, findings, origins and meetings."""
