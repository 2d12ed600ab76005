"""Jobs that went well are forgotten after a week."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT shop.clear_jobs()"), every_minutes=DAY)
