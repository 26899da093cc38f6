"""A spider that follows links for ever, on a site where each page leads to the next ones."""

import os
import time

import scrapy


class Spider(scrapy.Spider):
    name = "programs"
    start_urls = ["http://127.0.0.1:%s/0" % os.environ["SITE"]]
    custom_settings = {
        "DOWNLOAD_DELAY": 0.02,
        "LOG_LEVEL": "INFO",
        "LOGSTATS_INTERVAL": 1.0,
        "TELNETCONSOLE_ENABLED": False,
    }

    async def parse(self, response):
        if os.path.exists("block"):
            os.remove("block")
            time.sleep(0.4)  # planted
        number = int(response.url.rsplit("/", 1)[1])
        yield {"page": number}
        yield response.follow("/%d" % (number + 1), self.parse)
