// A headless Chromium, spoken to over a pipe in the DevTools protocol: no port, no driver, no dependency.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const OPTIONS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions', '--hide-scrollbars',
  '--force-device-scale-factor=1', '--remote-debugging-pipe'];
const PATIENCE_MS = 60_000;

export class Browser {
  #profile = mkdtempSync(join(tmpdir(), 'laurel-browser-'));
  #waiting = new Map();
  #listeners = new Map();
  #last = 0;
  #process;
  #ended;

  constructor(program) {
    this.#process = spawn(program, [...OPTIONS, `--user-data-dir=${this.#profile}`, 'about:blank'],
      {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
    this.#ended = new Promise(done => this.#process.once('close', done).once('error', done));
    this.#ended.then(() => this.#waiting.forEach(({fail}) => fail(new Error(`${program} has ended`))));
    this.#process.stdio[3].on('error', () => {}); // whoever waits is told by the end of the process
    let rest = '';
    this.#process.stdio[4].setEncoding('utf8').on('data', data => {
      const messages = (rest + data).split('\0');
      rest = messages.pop();
      messages.forEach(message => this.#receive(JSON.parse(message)));
    });
  }

  #receive({id, sessionId, method, params, result, error}) {
    if (id) {
      const {done, fail} = this.#waiting.get(id);
      this.#waiting.delete(id);
      error ? fail(new Error(error.message)) : done(result);
    } else {
      this.#listeners.get(sessionId)?.(method, params);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#last;
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${method} was not answered`)), PATIENCE_MS);
      const settled = settle => value => {
        clearTimeout(timer);
        settle(value);
      };
      this.#waiting.set(id, {done: settled(done), fail: settled(fail)});
      this.#process.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
    });
  }

  /** Opens a page in a window of a width, for readers who like it light or dark, or as it is printed. */
  async open(url, {width, scheme, media = ''}) {
    const {targetId} = await this.send('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await this.send('Target.attachToTarget', {targetId, flatten: true});
    const tab = new Tab(this, targetId, sessionId, url);
    const loaded = new Promise(done => this.#listeners.set(sessionId, (method, params) => {
      tab.notice(method, params);
      if (method === 'Page.loadEventFired') done();
    }));
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) {
      await tab.send(`${domain}.enable`);
    }
    await tab.send('Emulation.setDeviceMetricsOverride', {width, height: 900, deviceScaleFactor: 1, mobile: width < 600});
    await tab.send('Emulation.setEmulatedMedia', {media, features: [{name: 'prefers-color-scheme', value: scheme}]});
    await tab.send('Page.navigate', {url});
    await loaded;
    return tab;
  }

  async close() {
    await this.send('Browser.close').catch(() => this.#process.kill());
    await this.#ended;
    rmSync(this.#profile, {recursive: true, force: true, maxRetries: 5});
  }
}

class Tab {
  #complaints = [];

  constructor(browser, targetId, sessionId, url) {
    Object.assign(this, {browser, targetId, sessionId, url});
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  notice(method, params) {
    if (method === 'Network.requestWillBeSent' && params.request.url !== this.url && !params.request.url.startsWith('data:')) {
      this.#complaints.push(`asks for ${params.request.url}`);
    } else if (method === 'Runtime.exceptionThrown') {
      this.#complaints.push(params.exceptionDetails.text);
    } else if (method === 'Log.entryAdded' && params.entry.level === 'error') {
      this.#complaints.push(params.entry.text);
    }
  }

  complaints() {
    return this.#complaints;
  }

  async run(script, ...values) {
    const expression = `(${script})(...${JSON.stringify(values)})`;
    const {result, exceptionDetails} = await this.send('Runtime.evaluate', {expression, returnByValue: true});
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async screenshot() {
    const {data} = await this.send('Page.captureScreenshot', {format: 'png', captureBeyondViewport: true});
    return Buffer.from(data, 'base64');
  }

  close() {
    return this.browser.send('Target.closeTarget', {targetId: this.targetId});
  }
}
