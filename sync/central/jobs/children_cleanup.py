"""Children that were kept as long as their parents agreed to are deleted."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT sync.forget_children()"), every_minutes=DAY)
