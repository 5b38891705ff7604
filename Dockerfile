# The newsroom's production image: web, worker and beat differ in their command alone (compose.yaml).
FROM python:3.11-slim AS packages
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /srv newsroom \
    && mkdir -p /data/media /data/models /srv/newsroom /srv/static \
    && chown newsroom: /data/media /data/models
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/newsroom
COPY . .
# Neither step needs a database; the key is for this build alone and is not kept.
RUN SECRET_KEY=build python manage.py catalogues --compile && SECRET_KEY=build python manage.py collectstatic --noinput
USER newsroom
EXPOSE 8000
CMD ["gunicorn", "newsroom.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--no-control-socket"]
