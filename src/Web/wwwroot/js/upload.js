// The queue of files: they stay in the browser and are sent from here; only figures cross into .NET. What is not over
// is kept, so that it goes on after a reload, in another tab when this one closes, and when a session has ended.
import { person } from './session.js';
import * as drop from './upload-drop.js';
import * as resumable from './resumable.js';
import { lockOf, randomName, tab as claimed } from './upload-tab.js';
import { Run, sendWhole, untilAnswered } from './upload-send.js';
import * as store from './upload-store.js';

const reloadTakes = 3_000;
const entries = new Map();
// Files of a session that ended, for when the same person signs in again.
const parked = new Map();
const junk = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
let tab = null;
let owner = null;
let nextId = 1;

export async function attach(dotNetOwner) {
  owner = dotNetOwner;
  tab = await claimed;
  drop.listen(add);
  addEventListener('beforeunload', onLeave);
}

// What is kept belongs to who kept it: another person at this browser neither sees nor sends it.
// Takes up what the person's earlier pages, closed tabs and ended sessions have left.
export async function goOn(mayAdd) {
  drop.accept(mayAdd);
  if (!mayAdd) {
    return;
  }
  const who = await person();
  const kept = await store.keptUploads(who);
  for (const other of new Set([...kept.map(record => record.tab), tab])) {
    if (other === tab || !navigator.locks) {
      await takeUp(other, who);
    } else {
      takeUpWhenGone(other, who);
    }
  }
}

// A tab that is only loaded again is back in a moment, under its name.
async function takeUpWhenGone(other, who) {
  let gone = false;
  while (!gone) {
    await navigator.locks.request(lockOf(other), () => {});
    await new Promise(resolve => setTimeout(resolve, reloadTakes));
    gone = await navigator.locks.request(lockOf(other), { ifAvailable: true }, async lock => {
      if (lock) {
        await takeUp(other, who);
      }
      return lock !== null;
    });
  }
}

// The session has ended: nothing is sent in the name of whoever comes next.
export function stop() {
  for (const entry of entries.values()) {
    entry.run?.stop();
    if (!entry.over) {
      parked.set(entry.record.key, entry);
    }
  }
  entries.clear();
}

// Input elements are watched here, so that their files are never read through .NET.
export function watch(input) {
  const take = () => {
    add([...input.files]);
    input.value = '';
  };
  input.addEventListener('change', take);
  // Somebody may have been quicker than the app.
  if (input.files.length > 0) {
    take();
  }
}

export function pick(input) {
  input.click();
}

// Asks for the very file of an upload whose bytes are no longer here; another one is added as itself.
export function choose(id) {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    if (!isMissed(input.files[0])) {
      owner.invokeMethodAsync('OnOtherFile', id);
      add([...input.files]);
    }
  });
  input.click();
}

// Begins; how it goes and what became of it is told.
export function send(id, transactionId) {
  const entry = entries.get(id);
  if (entry) {
    sendToEnd(entry, transactionId);
  }
}

async function sendToEnd(entry, transactionId) {
  const { id, file, record } = entry;
  const run = new Run();
  entry.run?.stop();
  entry.run = run;
  record.transactionId = transactionId ?? null;
  if (entry.over || record.paused) {
    entry.over = record.paused = false;
    store.keepUploads([entry]);
  }
  const tell = {
    progress: share => tellOf(run, 'OnProgress', id, share),
    waiting: reason => tellOf(run, 'OnWaiting', id, reason),
  };
  const attempt = file.size >= resumable.largeFrom ? resumable.sendPiece : sendWhole;
  const answer = await untilAnswered(run, file, () => attempt(run, file, record, tell), tell);
  if (answer && !run.stopped) {
    finish(entry);
    owner.invokeMethodAsync('OnAnsweredAsync', id, answer.status, answer.body);
  }
}

// Ends when it is kept: a page that is loaded again then does not go on by itself.
export async function pause(id) {
  const entry = entries.get(id);
  entry?.run?.stop();
  if (entry) {
    entry.record.paused = true;
    await store.changeUpload(entry.record.key, { paused: true });
  }
}

export function cancel(id) {
  const entry = entries.get(id);
  if (!entry) {
    return;
  }
  if (entry.run) {
    entry.run.cancelled = true;
    entry.run.stop();
  }
  const { url } = entry.record;
  finish(entry);
  if (url) {
    resumable.terminate(url);
  }
}

export function forget(id) {
  entries.delete(id);
}

function finish(entry) {
  entry.over = true;
  entry.record.url = null;
  entry.record.offset = undefined;
  store.forgetUpload(entry.record.key);
}

async function add(list) {
  const files = list.filter(file => !junk.has(file.name) && !isMissed(file));
  if (files.length === 0) {
    return;
  }
  const added = files.map(file => {
    const record = {
      key: randomName(), tab, person: null, name: file.name, size: file.size, modified: file.lastModified,
      transactionId: null, url: null, paused: false, addedAt: Date.now(),
    };
    return enter({ file, record, run: null, over: false, kept: false });
  });
  const target = await owner.invokeMethodAsync('OnAddedAsync', added.map(describe));
  const who = await person();
  for (const { record } of added) {
    record.person = who;
    record.transactionId ??= target;
  }
  if (who) {
    await store.keepUploads(added);
  }
}

async function takeUp(other, who) {
  const found = (await store.keptUploads(who)).filter(record => record.tab === other);
  const here = other === tab ? [...parked.values()].filter(entry => entry.record.person === who).map(entry => entry.record) : [];
  const records = new Map([...here, ...found].map(record => [record.key, record]));
  // What was added here while the browser's store was read is here already.
  for (const { record } of entries.values()) {
    records.delete(record.key);
  }
  const added = [];
  for (const [key, { file, ...record }] of records) {
    const bytes = parked.get(key)?.file ?? file;
    parked.delete(key);
    record.offset = undefined;
    record.tab = tab;
    store.changeUpload(key, { tab });
    added.push(enter({ file: bytes, record, run: null, over: false, kept: Boolean(file) }));
  }
  // Somebody else may have signed in while this waited for another tab to close.
  if (added.length > 0 && await person() === who) {
    await owner.invokeMethodAsync('OnAddedAsync', added.map(describe));
    await Promise.all(added.filter(entry => entry.record.url).map(tellProgress));
  }
}

async function tellProgress(entry) {
  const share = await resumable.sentOf(entry.record);
  if (share !== null && !entry.run) {
    owner.invokeMethodAsync('OnStands', entry.id, share);
  }
}

function enter(entry) {
  entry.id = nextId++;
  entries.set(entry.id, entry);
  return entry;
}

function describe({ id, file, record }) {
  return {
    id, name: record.name, size: record.size, large: record.size >= resumable.largeFrom,
    transactionId: record.transactionId, missing: !file, paused: record.paused,
  };
}

function isMissed(file) {
  for (const entry of entries.values()) {
    const { record } = entry;
    if (!entry.file && !entry.over
      && record.name === file.name && record.size === file.size && record.modified === file.lastModified) {
      entry.file = file;
      owner.invokeMethodAsync('OnFoundAsync', entry.id);
      return true;
    }
  }
  return false;
}

function tellOf(run, method, id, value) {
  if (!run.stopped) {
    owner.invokeMethodAsync(method, id, value);
  }
}

// Only what would be lost is worth a question.
function onLeave(event) {
  if ([...entries.values()].some(entry => entry.file && !entry.over && !entry.kept)) {
    event.preventDefault();
  }
}
