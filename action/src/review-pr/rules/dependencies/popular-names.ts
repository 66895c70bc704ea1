// Well-known names of packages: what the names of typosquats look like.

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const npm = words(`
  lodash lodash-es underscore ramda react react-dom react-router react-router-dom react-redux redux redux-thunk redux-saga
  reselect preact vue vue-router vuex pinia nuxt svelte angular next express koa fastify hapi restify connect hono axios
  request superagent node-fetch cross-fetch isomorphic-fetch undici got ky needle chalk colors kleur picocolors ansi-styles
  ansi-colors commander yargs yargs-parser minimist meow inquirer prompts enquirer ora figlet boxen debug winston pino
  bunyan morgan log4js loglevel signale typescript ts-node ts-jest tslib tsx babel-core babel-cli babel-eslint babel-jest
  babel-loader webpack webpack-cli webpack-dev-server rollup vite vitest esbuild parcel terser uglify-js swc gulp grunt
  eslint prettier stylelint husky lint-staged standard jshint jest mocha chai sinon jasmine karma cypress playwright
  puppeteer puppeteer-core selenium-webdriver nightmare supertest nock msw testcafe enzyme ava tape nyc istanbul c8
  moment dayjs date-fns luxon uuid nanoid shortid cuid dotenv dotenv-expand cross-env cross-spawn execa shelljs zx
  rimraf mkdirp glob globby fast-glob minimatch micromatch picomatch chokidar fs-extra graceful-fs tmp del cpy semver
  async bluebird q rxjs p-limit p-queue p-map p-retry async-retry eventemitter3 events through2 readable-stream
  body-parser cookie-parser cookie-session express-session cors helmet compression multer serve-static express-validator
  express-rate-limit passport passport-local passport-jwt jsonwebtoken jose bcrypt bcryptjs argon2 crypto-js tweetnacl
  mongoose mongodb mysql mysql2 pg pg-promise sqlite3 better-sqlite3 redis ioredis sequelize typeorm prisma knex kysely
  objection drizzle-orm mikro-orm elasticsearch cassandra-driver neo4j-driver level nedb lowdb graphql apollo-server
  apollo-client graphql-tag graphql-tools urql socket.io socket.io-client ws sockjs primus mqtt amqplib kafkajs bull bullmq
  agenda node-cron cron node-schedule nodemailer mailgun-js sendgrid twilio stripe paypal-rest-sdk aws-sdk firebase
  firebase-admin googleapis google-auth-library azure-storage ejs pug jade handlebars mustache nunjucks hbs marked
  markdown-it showdown remark rehype highlight.js prismjs sanitize-html dompurify xss validator joi yup zod ajv
  superstruct io-ts class-validator class-transformer reflect-metadata inversify tailwindcss bootstrap jquery jquery-ui
  popper.js bulma foundation-sites material-ui styled-components emotion sass node-sass less stylus postcss autoprefixer
  cssnano css-loader style-loader sass-loader file-loader url-loader html-webpack-plugin mini-css-extract-plugin
  clean-webpack-plugin three d3 chart.js echarts highcharts leaflet mapbox-gl openlayers pixi.js phaser gsap animejs
  framer-motion lottie-web swiper slick-carousel formik react-hook-form final-form react-select react-table
  react-query react-helmet react-icons react-spring react-virtualized react-window immer immutable mobx zustand jotai
  recoil xstate electron electron-builder nw react-native expo ionic cordova sharp jimp canvas gm pdfkit puppeteer-extra
  cheerio jsdom htmlparser2 parse5 xml2js fast-xml-parser js-yaml yaml toml ini csv-parse csv-parser papaparse xlsx
  exceljs archiver adm-zip jszip tar unzipper pako qs query-string url-parse path-to-regexp mime mime-types form-data
  formidable busboy content-type iconv-lite he entities slugify pluralize change-case camelcase escape-string-regexp
  deepmerge fast-deep-equal is-promise is-number is-odd left-pad object-assign classnames clsx prop-types invariant
  warning hoist-non-react-statics lru-cache node-cache memoizee nodemon pm2 forever concurrently npm-run-all wait-on
  serve http-server live-server http-proxy http-proxy-middleware browser-sync json-server localtunnel ngrok discord.js
  telegraf slack-node probot octokit simple-git isomorphic-git node-gyp node-pre-gyp bindings nan node-addon-api ffi-napi
  usb serialport johnny-five web3 ethers bitcoinjs-lib truffle hardhat solc core-js regenerator-runtime whatwg-fetch
  intersection-observer resize-observer-polyfill i18next react-i18next vue-i18n intl-messageformat lerna nx turbo
  changesets release-it semantic-release commitizen standard-version conventional-changelog yeoman-generator plop
  opn open which resolve source-map source-map-support acorn espree esprima escodegen recast jscodeshift tslint
  event-stream flatmap-stream ua-parser-js coa rc faker chance config convict nconf env-cmd envalid signal-exit
  kill-port portfinder get-port ip address systeminformation node-uuid tough-cookie js-cookie store localforage idb dexie
  swr vuetify quasar element-ui element-plus ant-design antd semantic-ui-react primereact storybook lit lit-element
  polymer-cli stencil alpinejs htmx.org hyperapp mithril backbone marionette ember-cli knockout dojo meteor-node-stubs
`);

const scopedNpm = words(`
  @types/node @types/react @types/react-dom @types/jest @types/express @types/lodash @types/mocha @types/uuid
  @babel/core @babel/cli @babel/preset-env @babel/preset-react @babel/preset-typescript @babel/runtime @babel/parser
  @angular/core @angular/cli @angular/common @angular/router @angular/forms @nestjs/core @nestjs/common @nestjs/cli
  @vue/cli @vue/compiler-sfc @reduxjs/toolkit @mui/material @emotion/react @emotion/styled @tanstack/react-query
  @testing-library/react @testing-library/jest-dom @testing-library/user-event @playwright/test @jest/globals
  @typescript-eslint/parser @typescript-eslint/eslint-plugin @aws-sdk/client-s3 @azure/identity @google-cloud/storage
  @octokit/rest @octokit/core @prisma/client @apollo/client @graphql-codegen/cli @storybook/react @sentry/node
  @sentry/browser @sveltejs/kit @rollup/plugin-node-resolve @rollup/plugin-commonjs @vitejs/plugin-react @biomejs/biome
  @fortawesome/fontawesome-free @popperjs/core @hapi/hapi @fastify/cors @discordjs/rest @slack/web-api @stripe/stripe-js
  @supabase/supabase-js @firebase/app @actions/core @actions/github @changesets/cli @commitlint/cli @tailwindcss/forms
  @headlessui/react @radix-ui/react-dialog @trpc/server @trpc/client @hookform/resolvers @next/font @nuxt/kit
`);

const python = words(`
  requests urllib3 certifi idna charset-normalizer numpy pandas scipy matplotlib seaborn scikit-learn scikit-image tensorflow
  keras torch torchvision transformers tokenizers datasets openai anthropic langchain django djangorestframework flask
  flask-cors flask-login flask-sqlalchemy fastapi starlette uvicorn gunicorn hypercorn tornado aiohttp httpx httpcore
  sanic bottle pyramid celery redis kombu rq sqlalchemy alembic psycopg2 psycopg2-binary psycopg pymysql mysqlclient
  pymongo motor peewee tortoise-orm asyncpg aiosqlite pydantic pydantic-settings marshmallow attrs cattrs jsonschema
  pyyaml ruamel.yaml toml tomli python-dotenv python-dateutil pytz tzdata arrow pendulum boto3 botocore s3transfer awscli
  google-api-python-client google-auth google-cloud-storage azure-storage-blob azure-identity paramiko fabric ansible
  cryptography pycryptodome pynacl bcrypt passlib pyjwt python-jose oauthlib requests-oauthlib authlib beautifulsoup4 lxml
  html5lib scrapy selenium playwright mechanize feedparser pillow opencv-python imageio moviepy reportlab pypdf2 pdfminer
  openpyxl xlrd xlsxwriter python-docx click typer rich colorama tqdm loguru structlog tabulate prompt-toolkit jinja2
  markupsafe werkzeug itsdangerous mako markdown docutils sphinx mkdocs pytest pytest-cov pytest-mock pytest-asyncio
  pytest-django pytest-xdist coverage tox nox hypothesis faker factory-boy mock responses freezegun black isort flake8
  pylint mypy ruff bandit pre-commit setuptools wheel pip twine build poetry pipenv virtualenv six packaging cython cffi
  pybind11 numba dask joblib networkx sympy statsmodels xgboost lightgbm catboost nltk spacy gensim plotly bokeh dash
  streamlit gradio altair jupyter jupyterlab notebook ipython ipykernel psutil watchdog schedule apscheduler pexpect
  docker kubernetes protobuf grpcio pyzmq pika kafka-python confluent-kafka elasticsearch stripe twilio sendgrid slack-sdk
  discord.py python-telegram-bot tweepy simplejson ujson orjson msgpack regex chardet humanize termcolor pygments
  zipp importlib-metadata typing-extensions wrapt decorator cachetools more-itertools tenacity retrying filelock distlib
`);

const ruby = words(`
  rails rake rack sinatra puma unicorn sidekiq resque devise pundit cancancan nokogiri rspec rspec-rails capybara
  factory_bot factory_bot_rails faker rubocop pry byebug activerecord activesupport actionpack activemodel bundler
  bootsnap sprockets webpacker turbo-rails stimulus-rails pg mysql2 sqlite3 redis httparty faraday rest-client json
  jwt bcrypt omniauth carrierwave shrine paperclip kaminari will_paginate simple_form haml slim sass-rails jbuilder
  dotenv figaro thor minitest mocha vcr webmock simplecov jekyll fastlane cocoapods aws-sdk stripe rest_client
`);

const rust = words(`
  serde serde_json serde_yaml tokio reqwest hyper axum actix-web rocket warp tower clap structopt anyhow thiserror
  rand regex log env_logger tracing tracing-subscriber chrono time uuid futures async-trait async-std rayon crossbeam
  parking_lot lazy_static once_cell itertools bytes base64 hex sha2 ring rustls openssl diesel sqlx rusqlite sea-orm
  redis mongodb tonic prost criterion proptest syn quote proc-macro2 libc nix bitflags smallvec indexmap hashbrown
  dashmap tempfile walkdir glob url percent-encoding toml csv flate2 zip image wasm-bindgen web-sys js-sys rust_decimal
`);

const php = words(`
  symfony/console symfony/http-foundation symfony/yaml symfony/process laravel/framework laravel/sanctum guzzlehttp/guzzle
  monolog/monolog phpunit/phpunit doctrine/orm doctrine/dbal twig/twig nesbot/carbon ramsey/uuid vlucas/phpdotenv
  league/flysystem league/oauth2-server phpstan/phpstan friendsofphp/php-cs-fixer mockery/mockery fakerphp/faker
  predis/predis firebase/php-jwt stripe/stripe-php aws/aws-sdk-php slim/slim phpmailer/phpmailer psr/log
`);

/** NuGet knows no upper and lower case. */
const dotNet = words(`
  newtonsoft.json system.text.json serilog serilog.aspnetcore serilog.sinks.console serilog.sinks.file nlog log4net
  dapper automapper mediatr fluentvalidation fluentassertions polly xunit xunit.runner.visualstudio nunit
  nunit3testadapter mstest.testframework moq nsubstitute bogus autofac castle.core swashbuckle.aspnetcore hangfire
  masstransit quartz restsharp refit flurl.http npgsql npgsql.entityframeworkcore.postgresql mysql.data mysqlconnector
  pomelo.entityframeworkcore.mysql microsoft.data.sqlclient microsoft.entityframeworkcore
  microsoft.entityframeworkcore.sqlserver microsoft.entityframeworkcore.sqlite microsoft.entityframeworkcore.design
  microsoft.net.test.sdk microsoft.extensions.logging microsoft.extensions.hosting microsoft.extensions.http
  microsoft.extensions.configuration microsoft.extensions.dependencyinjection microsoft.identitymodel.tokens
  system.identitymodel.tokens.jwt stackexchange.redis mongodb.driver rabbitmq.client confluent.kafka grpc.net.client
  google.protobuf awssdk.core awssdk.s3 azure.identity azure.storage.blobs stripe.net sendgrid mailkit mimekit csvhelper
  closedxml epplus sharpziplib sixlabors.imagesharp skiasharp htmlagilitypack anglesharp humanizer nodatime
  bcrypt.net-next coverlet.collector benchmarkdotnet yamldotnet
`);

export type Registry = 'npm' | 'pypi' | 'rubygems' | 'crates' | 'packagist' | 'nuget' | 'go' | 'web';

export const popularNames: Readonly<Record<Registry, readonly string[]>> = {
  npm: [...npm, ...scopedNpm],
  pypi: python,
  rubygems: ruby,
  crates: rust,
  packagist: php,
  nuget: dotNet,
  go: [],
  web: [],
};
