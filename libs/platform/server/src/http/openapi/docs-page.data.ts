/** The page around the viewer of the API document. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem API</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<link rel="stylesheet" href="/docs/assets/docs.css">
</head>
<body>
<header class="top"><a href="/">Tandem</a><span>API</span><a class="raw" href="/openapi.json">openapi.json</a></header>
<main id="docs"><noscript>The viewer needs JavaScript; the document itself is at <a href="/openapi.json">/openapi.json</a>.</noscript></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/docs.js"></script>
</body>
</html>
`;

/** Starts the viewer: chapters closed, search open, the server's own order kept. */
export const DOCS_START = `window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 2,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: false,
  tryItOutEnabled: false,
  validatorUrl: null,
});
`;

/** Calm type and spacing instead of the viewer's own. */
export const DOCS_STYLE = `
:root { color-scheme: light; --ink: #16202b; --quiet: #5b6875; --line: #dfe4ea; --accent: #0b6b5d; --ground: #f7f8fa; }
body { margin: 0; background: var(--ground); color: var(--ink); font-family: 'IBM Plex Sans', system-ui, sans-serif; }
.top { display: flex; gap: .6rem; align-items: baseline; max-width: 1100px; margin: 0 auto; padding: 1.25rem 20px 0; box-sizing: border-box; }
.top a { color: var(--ink); font-weight: 600; text-decoration: none; }
.top span { color: var(--quiet); }
.top .raw { margin-left: auto; font: 500 .85rem ui-monospace, monospace; color: var(--accent); }
.top a:hover, .top a:focus-visible { text-decoration: underline; }
.swagger-ui .wrapper { max-width: 1100px; }
.swagger-ui, .swagger-ui .opblock-tag, .swagger-ui .info .title, .swagger-ui .btn, .swagger-ui label, .swagger-ui table thead tr th { font-family: inherit; color: var(--ink); }
.swagger-ui .info { margin: 1rem 0 .5rem; }
.swagger-ui .info .title { font-size: 1.6rem; font-weight: 600; }
.swagger-ui .info p { max-width: 70ch; margin: 0; line-height: 1.55; color: var(--quiet); }
.swagger-ui .info .description { margin: 0; }
.swagger-ui .info hgroup.main { margin: 0 0 .5rem; }
.swagger-ui .info .link, .swagger-ui .info .info__license, .swagger-ui .servers, .swagger-ui .servers-title { display: none; }
.swagger-ui .info .title small { background: var(--quiet); }
.swagger-ui .renderedMarkdown code, .swagger-ui .info code { color: var(--ink); background: #eef1f4; font-weight: 500; }
.swagger-ui .scheme-container { box-shadow: none; background: none; padding: .5rem 0; }
.swagger-ui .scheme-container .schemes-server-container { display: none; }
.swagger-ui section.models { border-color: var(--line); }
.swagger-ui .opblock-tag { font-size: 1.05rem; border-bottom: 1px solid var(--line); padding: .75rem .25rem; }
.swagger-ui .opblock { box-shadow: none; border-radius: 6px; border-color: var(--line); background: #fff; }
.swagger-ui .opblock .opblock-summary { border-color: var(--line); }
.swagger-ui .opblock .opblock-summary-method { min-width: 4.6rem; border-radius: 4px; font: 600 .75rem ui-monospace, monospace; }
.swagger-ui .opblock .opblock-summary-path { font-size: .9rem; }
.swagger-ui .opblock .opblock-summary-description { color: var(--quiet); }
.swagger-ui .opblock .opblock-section-header { box-shadow: none; background: var(--ground); }
.swagger-ui .filter .operation-filter-input { border: 1px solid var(--line); border-radius: 6px; margin: 0; padding: .5rem .75rem; }
.swagger-ui .btn.authorize { border-color: var(--accent); color: var(--accent); }
.swagger-ui .btn.authorize svg { fill: var(--accent); }
`;
