"""Tables that are split by time get their next partitions and lose those that are too old."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT count(*) FROM sync.keep_partitions()"), every_minutes=DAY)
