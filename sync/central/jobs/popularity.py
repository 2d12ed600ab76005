"""Products that were sold, returned or reviewed lately get their popularity anew."""

from sync.central.job import Job, counting

JOB = Job(work=counting("SELECT shop.refresh_touched_products()"), every_minutes=5)
