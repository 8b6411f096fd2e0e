// Writes the icons that the console uses as one path each, from Lucide's shapes, into libs/platform/admin/src/ui/icons.data.ts.
// Run it after adding a name below: node tools/build/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const NAMES = `arrow-down arrow-up ban building calendar-clock calendar-days check chevron-down chevron-up circle-alert circle-check circle-dashed circle-dot
circle-help:circle-question-mark circle-x clock-fading copy external-link eye file-text handshake hourglass info key-round languages layout-list link list-checks list-filter
loader-circle lock log-out mail mail-check mail-open mail-question:mail-question-mark mail-x menu monitor moon pencil plus refresh-cw rotate-cw search send shield-check
shield-off sun sun-moon triangle-alert truck undo-2 unlink user user-check users wifi-off x keyboard network
columns-3 download ellipsis square settings webhook shield smartphone map-pin user-plus user-x scroll-text pause play arrow-right-left badge-percent`.split(/\s+/);

const nodes = JSON.parse(readFileSync(new URL('../../node_modules/lucide-static/icon-nodes.json', import.meta.url), 'utf8'));
const round = (x) => Number(x.toFixed(3));
const arc = (cx, cy, rx, ry = rx) => `M${round(cx - rx)} ${cy}a${rx} ${ry} 0 1 0 ${round(2 * rx)} 0a${rx} ${ry} 0 1 0 ${round(-2 * rx)} 0`;
const shapes = {
  // A leading relative move would continue from the shape before it.
  path: (a) => (a.d.startsWith('m') ? `M0 0${a.d}` : a.d),
  circle: (a) => arc(+a.cx, +a.cy, +a.r),
  ellipse: (a) => arc(+a.cx, +a.cy, +a.rx, +a.ry),
  line: (a) => `M${a.x1} ${a.y1}L${a.x2} ${a.y2}`,
  polyline: (a) => `M${a.points.replaceAll(',', ' ')}`,
  polygon: (a) => `M${a.points.replaceAll(',', ' ')}z`,
  rect: (a) => {
    const [x, y, w, h, r] = [+(a.x ?? 0), +(a.y ?? 0), +a.width, +a.height, +(a.rx ?? 0)];
    const corner = (dx, dy) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '');
    return `M${x + r} ${y}h${w - 2 * r}${corner(r, r)}v${h - 2 * r}${corner(-r, r)}h${-(w - 2 * r)}${corner(-r, -r)}v${-(h - 2 * r)}${corner(r, -r)}z`;
  },
};

const lines = NAMES.map((entry) => {
  const [name, lucide = name] = entry.split(':');
  const found = nodes[lucide] ?? nodes[name];
  if (!found) throw new Error(`Lucide has no icon ${lucide}`);
  return `  '${name}': '${found.map(([tag, attributes]) => shapes[tag](attributes)).join('')}',`;
});
writeFileSync(
  new URL('../../libs/platform/admin/src/ui/icons.data.ts', import.meta.url),
  `// Written by tools/build/icons.mjs from lucide-static (ISC licence). One path an icon, on a 24 by 24 grid.\nexport const ICONS = {\n${lines.join('\n')}\n} as const;\n`,
);
