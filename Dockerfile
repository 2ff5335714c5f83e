# docker build -t dedup . && docker run --rm -v "$PWD:/data:ro" dedup find news/
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY dedup dedup
RUN python -m venv /opt/dedup \
 && /opt/dedup/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt '.[all]'

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home dedup
COPY --from=build /opt/dedup /opt/dedup
ENV PATH="/opt/dedup/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /data
ENTRYPOINT ["dedup"]
CMD ["--help"]
