"""The tasks, by kind of work."""

from __future__ import annotations

from evals.agents.task import Task
from evals.agents.tasks import acting, arranging, building, changing, charting, listening, mending, tables, trusting

ALL: tuple[Task, ...] = (
    *building.TASKS,
    *charting.TASKS,
    *changing.TASKS,
    *arranging.TASKS,
    *tables.TASKS,
    *acting.TASKS,
    *listening.TASKS,
    *mending.TASKS,
    *trusting.TASKS,
)
BY_NAME = {task.name: task for task in ALL}
