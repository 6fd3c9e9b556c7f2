# The product in a container: built with everything, run with what it needs, as nobody in particular.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings its own Node; the pinned ones are optional packages.
RUN npm ci --omit=dev --omit=optional

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/package.json package.json
COPY --from=build /app/bin bin
COPY --from=build /app/src src
COPY --from=build /app/dialogs dialogs
COPY --from=build /app/packs packs
COPY --from=build /app/prompts prompts
COPY --from=build /app/web web
RUN ln -s /app/bin/run.mjs /usr/local/bin/shouwen
USER node
VOLUME /data
EXPOSE 3978
# Who fails this is restarted: alive, not ready, for a restart brings no database back; the first
# start on a large store of an older version takes minutes. Whoever spreads requests asks /readyz.
HEALTHCHECK --interval=10s --timeout=5s --start-period=300s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--min-semi-space-size=16", "--max-semi-space-size=32", "dist/src/index.js"]
