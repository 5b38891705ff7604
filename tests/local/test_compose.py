"""compose.yaml and .env.example, read: production has what the promises need."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent


def test_production_runs_one_beat_and_waits_for_healthy_servers_and_migrations() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert set(services) == {"postgres", "redis", "migrate", "web", "worker", "network-worker", "beat"}
    for name in ("web", "worker", "network-worker", "beat"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert {"DATABASE_URL", "REDIS_URL", "HTTPS"} <= set(services[name]["environment"])
        assert "media:/data/media" in services[name]["volumes"]
    assert "models:/data/models" in services["worker"]["volumes"], "it fetches models; the others only read them"
    assert "models:/data/models:ro" in services["web"]["volumes"]
    assert "/healthz" in services["web"]["healthcheck"]["test"][-1], "a dead worker must not take the site away"
    assert all(services[name]["restart"] == "unless-stopped" for name in ("web", "worker", "network-worker", "beat"))
    assert all("healthcheck" in services[name] for name in ("postgres", "redis"))


def test_no_port_is_open_to_the_world() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports and all(port.startswith("127.0.0.1:") for port in ports)


def test_the_example_names_every_variable_that_compose_asks_for_and_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    values = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    assert values["SECRET_KEY"] == values["POSTGRES_PASSWORD"] == ""
    assert {"ALLOWED_HOSTS", "SITE_URL", "CSRF_TRUSTED_ORIGINS"} <= set(values)
