"""Django in one file under an ASGI server: run as `uvicorn django_app:application`, or as a script with a port."""

import asyncio
import sys

import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="only a test")


async def slow(request: HttpRequest) -> HttpResponse:
    await asyncio.sleep(2)
    return HttpResponse("slow")


urlpatterns = [path("slow", slow)]
application = get_asgi_application()

if __name__ == "__main__":
    uvicorn.run(application, port=int(sys.argv[1]), lifespan="off", log_level="info")
