"""What is worked out ahead, as the ratings of all products, is worked out again."""

from sync.central.job import Job, counting

JOB = Job(work=counting("SELECT sync.refresh_summaries()"), every_minutes=15)
