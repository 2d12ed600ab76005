"""Sessions and one-time codes that are over are deleted."""

from sync.central.job import HOUR, Job, counting

JOB = Job(work=counting("SELECT shop.clear_sessions() + shop.clear_tokens()"), every_minutes=HOUR)
