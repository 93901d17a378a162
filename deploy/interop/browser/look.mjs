// Opens each page light and dark, wide and narrow, and says what a reader would stumble over.
import {mkdirSync, writeFileSync} from 'node:fs';
import {basename, dirname, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {Browser} from './browser.mjs';
import {problems} from './problems.mjs';

const VIEWS = [...[1280, 390].flatMap(width => ['light', 'dark'].map(scheme => ({width, scheme}))),
  {width: 718, scheme: 'light', media: 'print'}]; // A4 within its margins
const pages = process.argv.slice(2);
const screenshots = process.env.SCREENSHOTS;

const browser = new Browser(process.env.CHROMIUM ?? 'chromium');
let passed = 0;
let failed = 0;
try {
  for (const page of pages) {
    for (const view of VIEWS) {
      const name = `${basename(dirname(resolve(page)))} ${view.width} ${view.media ?? view.scheme}`;
      const tab = await browser.open(pathToFileURL(resolve(page)).href, view);
      const found = [...await tab.run(problems, view.width), ...tab.complaints()];
      if (screenshots) {
        mkdirSync(screenshots, {recursive: true});
        writeFileSync(resolve(screenshots, `${name.replaceAll(' ', '-')}.png`), await tab.screenshot());
      }
      await tab.close();
      found.forEach(problem => console.log(`${name}: ${problem}`));
      found.length ? failed++ : passed++;
    }
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
