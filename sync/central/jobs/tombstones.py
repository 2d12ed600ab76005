"""Forgets which rows went more than 400 days ago; a till that was away for longer loads anew."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT coalesce(sync.purge_tombstones(), 0)"), every_minutes=DAY)
