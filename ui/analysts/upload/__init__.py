"""数据上报: from bytes to published reports."""
