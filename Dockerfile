# The image of the API, the worker and the migration; docker-compose.yml says which.
FROM node:24.19-slim AS build
WORKDIR /assent
COPY . .
RUN npm ci && npm run build

# Only what a server runs: no tools, no tests, no packages of development.
FROM build AS release
RUN npm run release -- /release

FROM node:24.19-slim
ENV NODE_ENV=production TZ=UTC HOST=0.0.0.0 MALLOC_ARENA_MAX=2
WORKDIR /assent
COPY --from=release --chown=root:root /release .
# A volume that is mounted here takes its owner over.
RUN install --directory --owner=65534 --group=65534 --mode=700 /documents
# Nobody, by number, so that a platform can see that it is not root. It writes nothing but documents.
USER 65534:65534
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-old-space-size=320", "--max-semi-space-size=8", "apps/api/dist/main.js"]
