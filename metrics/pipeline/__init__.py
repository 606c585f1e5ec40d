"""The investment pipeline: funnel, moves, days in stage, signing cohorts, places, and the three libraries."""

from metrics.pipeline.cohorts import cohorts
from metrics.pipeline.funnel import funnel, moved, moves, stop_reasons
from metrics.pipeline.places import industry_by_site, origin_by_industry, origins
from metrics.pipeline.stages import ageing, came_from, longest, staged
from metrics.pipeline.targets import carriers, freshness, key_targets

__all__ = [
    "ageing",
    "came_from",
    "carriers",
    "cohorts",
    "freshness",
    "funnel",
    "industry_by_site",
    "key_targets",
    "longest",
    "moved",
    "moves",
    "origin_by_industry",
    "origins",
    "staged",
    "stop_reasons",
]
