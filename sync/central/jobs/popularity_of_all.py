"""All products get their popularity anew, whatever was missed."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT refresh_product_popularity()"), every_minutes=DAY)
