"""数据核验: what is in doubt in what stands, and what two units report twice."""
