"""Google Cloud Translation and Azure Translator: what is sent, what they count, and their own words for failure."""

from __future__ import annotations

import pytest
from google.auth import jwt

from newsroom.secrets import Secret
from tests.servers import azure as azure_server
from tests.servers import google as google_server
from tests.servers.base import answering
from translation.engines.azure import AzureEngine
from translation.engines.base import QuotaExceeded, RateLimited, Refused, Rejected, UnsupportedPair
from translation.engines.google import GoogleEngine


@pytest.fixture
def google():
    with google_server.running() as server:
        yield server


@pytest.fixture
def azure():
    with azure_server.running("key") as server:
        yield server


def google_engine(server, **options):
    given = {"url": server.url, "project": "courier", "api_key": Secret("token"), "private_hosts": ["127.0.0.1"]}
    return GoogleEngine(**given | options)


def azure_engine(server, **options):
    return AzureEngine(**{"url": server.url, "api_key": Secret("key"), "private_hosts": ["127.0.0.1"]} | options)


def test_google_gets_html_with_both_languages(google):
    assert google_engine(google).translate(["a <em>b</em>"], "zh-hans", "pt").texts == ["A <em>B</em>"]
    assert google.paths == ["/v3/projects/courier/locations/global:translateText"]
    assert google.requests == [
        {
            "contents": ["a <em>b</em>"],
            "mimeType": "text/html",
            "sourceLanguageCode": "zh-CN",
            "targetLanguageCode": "pt",
        }
    ]


def test_google_translates_by_the_glossary_of_the_pair(google):
    engine = google_engine(google, location="us-central1", glossaries={"en>pt": "desk-en-pt"})
    assert engine.translate(["a"], "en", "pt").texts == ["A"]
    name = "projects/courier/locations/us-central1/glossaries/desk-en-pt"
    assert google.requests[0]["glossaryConfig"] == {"glossary": name}
    engine.translate(["a"], "en", "de")
    assert "glossaryConfig" not in google.requests[1]


def test_google_signs_a_token_with_the_service_account(google, service_account):
    engine = google_engine(google, api_key=Secret(), credentials=str(service_account))
    engine.translate(["a"], "en", "de")
    engine.translate(["b"], "en", "de")
    assert len(set(google.tokens)) == 1
    claims = jwt.decode(google.tokens[0], verify=False)
    assert claims["iss"] == "desk@courier.iam.gserviceaccount.com"
    assert claims["aud"] == "https://translation.googleapis.com/"


BROKEN = '{"client_email": "a", "private_key": "SECRET", "token_uri": "x"}'


@pytest.mark.parametrize("content", [None, "", "{}", "[]", BROKEN])
def test_a_file_that_is_no_key_is_refused_and_not_shown(google, tmp_path, content):
    path = tmp_path / "broken.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(Refused, match="GOOGLE_APPLICATION_CREDENTIALS") as caught:
        google_engine(google, api_key=Secret(), credentials=str(path)).translate(["a"], "en", "de")
    assert "SECRET" not in str(caught.value) and not google.requests


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"api_key": Secret()}, "GOOGLE_APPLICATION_CREDENTIALS"),
        ({"project": ""}, "GOOGLE_PROJECT"),
        ({"project": "../x"}, "GOOGLE_PROJECT"),
        ({"location": "a/b"}, "GOOGLE_LOCATION"),
        ({"glossaries": {"en>pt": "x"}}, "GOOGLE_LOCATION"),
        ({"url": "ftp://x"}, "GOOGLE_TRANSLATE_URL"),
    ],
)
def test_google_says_which_setting_is_wrong(google, options, word):
    service = google_engine(google, **options).serves("en", "de")
    assert not service and word in service.reason


@pytest.mark.parametrize(
    ("status", "message", "error"),
    [
        (403, "Daily Limit Exceeded", QuotaExceeded),
        (403, "User Rate Limit Exceeded", RateLimited),
        (403, "Permission denied", Refused),
        (400, "Target language is invalid.", UnsupportedPair),
        (400, "Text is too long.", Rejected),
        (400, "Request payload size exceeds the limit: 204800 bytes.", Rejected),
        (400, "Invalid value at 'contents'", Refused),
        (429, "RESOURCE_EXHAUSTED", RateLimited),
    ],
)
def test_google_has_its_own_words(google, status, message, error):
    google.fault = answering(status, {"error": {"message": message}})
    with pytest.raises(error, match=message.rstrip(".")):
        google_engine(google).translate(["a"], "en", "de")


def test_azure_gets_html_with_both_languages_and_its_region(azure):
    assert azure_engine(azure, region="westeurope").translate(["a", "b"], "zh-hans", "pt").texts == ["A", "B"]
    assert azure.queries == [{"api-version": ["3.0"], "from": ["zh-Hans"], "to": ["pt"], "textType": ["html"]}]
    assert azure.regions == ["westeurope"] and azure.requests == [[{"Text": "a"}, {"Text": "b"}]]


def test_azure_says_what_it_counts(azure):
    assert azure_engine(azure).translate(["four", "two"], "en", "de").usage.characters == 7


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (400, 400036, UnsupportedPair),
        (400, 400050, Rejected),
        (400, 400077, Rejected),
        (400, 400000, Refused),
        (403, 403001, QuotaExceeded),
        (403, 403000, Refused),
    ],
)
def test_azure_has_its_own_codes(azure, status, code, error):
    azure.fault = answering(status, {"error": {"code": code, "message": "No"}})
    with pytest.raises(error, match=str(code)):
        azure_engine(azure).translate(["a"], "en", "de")


def test_azure_says_what_is_missing(azure):
    assert "AZURE_TRANSLATOR_KEY" in azure_engine(azure, api_key=Secret()).serves("en", "de").reason
    assert "Sanskrit" in azure_engine(azure).serves("sa", "en").reason


@pytest.mark.parametrize("make", [google_engine, azure_engine])
def test_what_the_service_would_refuse_is_not_sent(make, google, azure):
    """The servers of the tests keep the services' limits: a batch at the limit goes through, one above it does not."""
    server = google if make is google_engine else azure
    engine = make(server)
    most = engine.limits
    at_the_limit = ["a" * (most.characters // most.texts)] * most.texts
    assert len(engine.translate(at_the_limit, "en", "de").texts) == most.texts
    asked = len(server.requests)
    for texts in (["a" * (most.characters + 1)], ["a" * most.characters, "a"]):
        with pytest.raises(Rejected, match=f"{most.characters + 1:,} characters; .*not asked") as caught:
            engine.translate(texts, "en", "de")
        assert not caught.value.lost
    assert len(server.requests) == asked
    with pytest.raises(Rejected, match="400"):
        engine.translate(["a"] * (most.texts + 1), "en", "de")
