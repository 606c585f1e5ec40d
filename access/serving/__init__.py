"""How the process serves: its limits, its time-outs, its probes, its measures and its log lines."""
