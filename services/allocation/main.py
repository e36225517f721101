"""The allocation service."""

from services.allocation.api import (
    calculation,
    comparison,
    deps,
    district_settings,
    equity,
    expressions,
    import_mappings,
    imports,
    jobs,
    library,
    runs,
    scenarios,
    schools,
    title_one,
)
from shared.app import build_service

app = build_service(
    "allocation",
    summary="How much of every revenue source goes to which school, and why, to the cent.",
    description="Takes pupil counts and revenue in, applies a district's policy, and publishes a budget per school.",
    routers=[
        district_settings.router,
        schools.router,
        imports.router,
        import_mappings.router,
        scenarios.router,
        calculation.router,
        equity.router,
        comparison.router,
        expressions.router,
        runs.router,
        jobs.router,
        library.router,
        title_one.router,
    ],
    tags=[
        {"name": "settings", "description": "The district's own words."},
        {"name": "data", "description": "Schools, pupils, measures and money, imported from files."},
        {"name": "scenarios", "description": "Named what-ifs over one year's data."},
        {"name": "publication", "description": "What was made final."},
        {"name": "compliance", "description": "Federal rules, each tested with its cite and its way out."},
        {"name": "library", "description": "Other districts' published formulas, run on this district's pupils."},
        {"name": "jobs", "description": "Long work: started, watched, stopped, and what came of it."},
    ],
    publishes=True,
    on_start=deps.start,
)
