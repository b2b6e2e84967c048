# docker build -t yshj . && docker run --rm -v "$PWD:/data" yshj check sent.csv
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY src src
COPY targets targets
RUN pip install --no-cache-dir --prefix=/install -c constraints.txt .

FROM python:3.13-slim
COPY --from=build /install /usr/local
RUN useradd --uid 10001 --no-create-home yshj
USER yshj
WORKDIR /data
ENTRYPOINT ["yshj"]
CMD ["--help"]
