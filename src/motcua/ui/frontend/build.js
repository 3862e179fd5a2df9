// Builds the styles and scripts of all channels into static/dist/. Run by `npm run build`; `--watch` rebuilds on change.
import { build, context } from 'esbuild'
import * as sass from 'sass'
import { copyFile, mkdir, rm, writeFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..', '..', '..')
const packages = join(root, 'node_modules')
const out = join(here, '..', 'static', 'dist')

const FONTS = ['public-sans-latin-wght-normal.woff2', 'public-sans-vietnamese-wght-normal.woff2']
// The typeface of the printed slips: read by the server, never sent to a browser.
const SLIP_FONTS = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
const slipFonts = join(here, '..', '..', 'dossiers', 'slips', 'fonts')
const SHEETS = ['citizen', 'desk', 'display', 'kiosk', 'site']
const BUNDLES = ['citizen', 'cover', 'desk', 'display', 'kiosk', 'map', 'proof', 'push']

// Variants of GOV.UK components that no page uses.
const UNUSED = new RegExp([
  'inverse', 'govuk-summary-card', 'govuk-section-break', 'govuk-pagination--block', '__conditional', '__divider', 'govuk-exit',
  'govuk-!-display', 'govuk-tag--(?:magenta|turquoise)', 'govuk-link--(?:muted|no-underline|text-colour)',
  'govuk-link-image', 'govuk-panel--interruption', 'govuk-panel__actions', 'govuk-radios--small', 'govuk-table--small-text',
  'govuk-(?:heading|caption)-xl', 'govuk-[a-z_]+--xl', 'govuk-summary-list__actions', 'extra-letter-spacing',
  'govuk-grid-column-(?:full|one-quarter|three-quarters)', 'govuk-visually-hidden-focusable', 'govuk-main-wrapper--'
].join('|'))

const compile = name => sass.compile(join(here, 'styles', `${name}.scss`), {
  loadPaths: [packages, join(packages, 'govuk-frontend', 'dist')], quietDeps: true
}).css

async function styles () {
  const papers = { kiosk: await minify(compile('ticket')) }
  const paper = await minify(compile('paper'))
  for (const name of SHEETS) await writeFile(join(out, `${name}.css`), lighten(await minify(compile(name))) + (papers[name] || paper))
}

async function minify (css) {
  const { outputFiles } = await build({
    stdin: { contents: css, loader: 'css' }, minify: true, write: false, target: ['chrome90', 'firefox90', 'safari14']
  })
  return outputFiles[0].text
}

// Takes out what a page never uses: unused variants, and the print rules spread over all components (paper.scss has ours).
function lighten (css) {
  return css
    .replace(/@media print\{(?:[^{}]*\{[^{}]*\})*\}/g, '')
    .replace(/([^{}]+)\{[^{}]*\}/g, (rule, selectors) => selectors.split(',').every(one => UNUSED.test(one)) ? '' : rule)
    .replace(/@(?:media|supports)[^{}]*\{\}/g, '')
}

async function assets () {
  await mkdir(join(out, 'fonts'), { recursive: true })
  const fonts = join(packages, '@fontsource-variable', 'public-sans', 'files')
  for (const name of FONTS) await copyFile(join(fonts, name), join(out, 'fonts', name))
  await copyFile(join(packages, 'zxing-wasm', 'dist', 'reader', 'zxing_reader.wasm'), join(out, 'zxing_reader.wasm'))
  await mkdir(slipFonts, { recursive: true })
  const tinos = join(packages, '@expo-google-fonts', 'tinos')
  for (const name of SLIP_FONTS) {
    await copyFile(join(tinos, name, `Tinos_${name}.ttf`), join(slipFonts, `Tinos_${name}.ttf`))
  }
}

// Each page loads one script in one request; the scanner and its reader come only when somebody scans.
const bundles = [...BUNDLES, 'scan', 'sw'].map(name => ({
  entryPoints: [join(here, 'scripts', `${name}.js`)],
  bundle: true,
  splitting: name === 'scan',
  format: name === 'sw' ? 'iife' : 'esm',
  minify: true,
  target: ['es2020'],
  chunkNames: '[name]-[hash]',
  outdir: out,
  legalComments: 'none'
}))

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
await Promise.all([styles(), assets(), ...bundles.map(bundle => build(bundle))])
for (const name of (await readdir(out)).sort()) console.log(name)

if (process.argv.includes('--watch')) {
  const watched = await Promise.all(bundles.map(bundle => context(bundle)))
  await Promise.all(watched.map(one => one.watch()))
  console.log('watching scripts')
}
