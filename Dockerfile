# One image for api, worker and migrations; what runs is the command:
#   node dist/apps/api/migrate.js · node dist/apps/api/main.js · node dist/apps/worker/main.js · node dist/apps/api/operator.js create <email>
FROM node:24-slim AS build
WORKDIR /tandem
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
ENV NX_DAEMON=false NX_ISOLATE_PLUGINS=false
RUN npx nx run-many -t build

FROM node:24-slim AS packages
WORKDIR /tandem
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
WORKDIR /tandem
COPY package.json ./
COPY --from=packages /tandem/node_modules node_modules
COPY --from=build /tandem/dist dist
USER node
EXPOSE 3000
CMD ["node", "dist/apps/api/main.js"]
