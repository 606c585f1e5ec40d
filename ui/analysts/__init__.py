"""The pieces of the analyst's desk: uploads, questions, differences, receipts, findings, origins, meetings."""
