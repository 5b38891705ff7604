"""The entrance, robots.txt, pictures, and the headers of all pages."""

import pytest
from django.test import Client
from django.views.defaults import server_error

from tests.factories import make_image, make_user


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "/de/"),
        ("zh-CN,zh;q=0.9", "/zh-hans/"),
        ("pt-BR", "/pt/"),
        ("nb,sv;q=0.8,fi;q=0.2", "/fi/"),
        ("nb", "/en/"),
        ("", "/en/"),
        ("*", "/en/"),
        ("%00;q=x,,,", "/en/"),
    ],
)
def test_the_entrance_leads_to_the_language_that_the_browser_asks_for(client: Client, accept: str, target: str) -> None:
    response = client.get("/", headers={"accept-language": accept})
    assert (response.status_code, response.headers["Location"]) == (302, target)


def test_the_entrance_is_never_cached_across_languages(client: Client) -> None:
    response = client.get("/")
    assert "Accept-Language" in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_an_editions_language_does_not_leak_into_the_next_request(client: Client) -> None:
    assert 'lang="ja"' in client.get("/ja/").content.decode()
    assert client.get("/", headers={"accept-language": "fr"}).headers["Location"] == "/fr/"


def test_robots_are_told_of_the_sitemaps(client: Client, settings) -> None:
    settings.SITE_URL = "https://courier.example"
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://courier.example/sitemap.xml\n" in text
    assert "Disallow: /admin/" in text


@pytest.mark.django_db
def test_pictures_are_served_for_long_and_run_nothing(client: Client) -> None:
    response = client.get(make_image().file.url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"PNG" in b"".join(response.streaming_content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/media/none.png", "/media/images/", "/media/%2e%2e/%2e%2e/etc/passwd", "/media//etc/passwd"]
)
def test_nothing_else_is_served_as_a_picture(client: Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


@pytest.mark.django_db
def test_pages_may_load_nothing_from_elsewhere_and_the_admin_little_more(client: Client) -> None:
    client.force_login(make_user(superuser=True))
    for path in ("/en/", "/en/nothing/", "/robots.txt"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, path
        assert "unsafe" not in policy, path
    policy = client.get("/admin/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/", "/en/feed.xml", "/sitemap.xml", "/robots.txt", "/"])
def test_head_is_answered_and_writing_is_not(client: Client, path: str) -> None:
    assert client.head(path).status_code == client.get(path).status_code
    assert client.post(path).status_code == 405


def test_the_page_for_our_own_faults_needs_nothing(client: Client) -> None:
    response = server_error(client.get("/healthz").wsgi_request)
    assert response.status_code == 500
    assert b"Something went wrong" in response.content
    assert b"/static/" not in response.content
