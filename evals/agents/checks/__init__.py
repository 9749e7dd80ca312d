"""Checks on the state that a task leaves; none reads prose."""

from __future__ import annotations

from evals.agents.checks.boards import declares as declares
from evals.agents.checks.boards import link as link
from evals.agents.checks.boards import links as links
from evals.agents.checks.boards import place as place
from evals.agents.checks.boards import tabs as tabs
from evals.agents.checks.drawn import chart as chart
from evals.agents.checks.drawn import figure as figure
from evals.agents.checks.drawn import metric as metric
from evals.agents.checks.drawn import metric_soon as metric_soon
from evals.agents.checks.outcomes import answered as answered
from evals.agents.checks.outcomes import dataset as dataset
from evals.agents.checks.outcomes import file as file
from evals.agents.checks.outcomes import gave_up as gave_up
from evals.agents.checks.outcomes import live as live
from evals.agents.checks.outcomes import never as never
from evals.agents.checks.outcomes import never_said as never_said
from evals.agents.checks.outcomes import was_asked as was_asked
from evals.agents.checks.pages import page_count as page_count
from evals.agents.checks.pages import pages as pages
from evals.agents.checks.pages import panels as panels
from evals.agents.checks.pages import titled as titled
from evals.agents.checks.pages import untouched as untouched
from evals.agents.checks.tables import grid as grid
from evals.agents.checks.tables import records as records
from evals.agents.checks.tables import seen as seen
