// Files stay in the browser: they are sent from here, one request each, and only figures cross into .NET.
import { accessToken } from './session.js';
import * as resumable from './resumable.js';

const files = new Map();
const running = new Map();
const records = new Map();
const junk = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
let owner = null;
let nextId = 1;
let depth = 0;

export function attach(dotNetOwner) {
  owner = dotNetOwner;
  addEventListener('dragenter', onDragEnter);
  addEventListener('dragover', onDragOver);
  addEventListener('dragleave', onDragLeave);
  addEventListener('drop', onDrop);
  addEventListener('paste', onPaste);
  addEventListener('beforeunload', onLeave);
  goOn();
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

export function send(id, transactionId, key) {
  const file = files.get(id);
  if (file && file.size >= resumable.largeFrom) {
    const record = records.get(id) ?? { url: null, transactionId };
    records.set(id, record);
    resumable.send(id, file, record, {
      progress: share => owner.invokeMethodAsync('OnProgress', id, share),
      waiting: waiting => owner.invokeMethodAsync('OnWaiting', id, waiting),
      answered: (status, body) => owner.invokeMethodAsync('OnAnsweredAsync', id, status, body),
    });
  } else if (file) {
    post(id, file, transactionId, key, false);
  }
}

export function pause(id) {
  resumable.pause(id);
}

export function cancel(id) {
  running.get(id)?.abort();
  running.delete(id);
  resumable.end(id, records.get(id));
  records.delete(id);
}

export function forget(id) {
  running.delete(id);
  records.delete(id);
  files.delete(id);
}

async function post(id, file, transactionId, key, again) {
  const token = await accessToken(again);
  const form = new FormData();
  if (transactionId) {
    form.append('transactionId', transactionId);
  }
  form.append('files', file, file.name);
  const request = new XMLHttpRequest();
  running.set(id, request);
  let told = 0;
  request.upload.addEventListener('progress', event => {
    const now = performance.now();
    if (now - told > 120 || event.loaded === event.total) {
      told = now;
      owner.invokeMethodAsync('OnProgress', id, Math.min(1, event.loaded / Math.max(1, event.total)));
    }
  });
  request.addEventListener('load', () => {
    running.delete(id);
    if (request.status === 401 && !again) {
      post(id, file, transactionId, key, true);
      return;
    }
    owner.invokeMethodAsync('OnAnsweredAsync', id, request.status, request.responseText);
  });
  request.addEventListener('error', () => {
    running.delete(id);
    owner.invokeMethodAsync('OnAnsweredAsync', id, 0, '');
  });
  request.open('POST', 'api/v1/documents/upload');
  if (token) {
    request.setRequestHeader('Authorization', `Bearer ${token}`);
  }
  request.setRequestHeader('Idempotency-Key', key);
  request.send(form);
}

function add(list) {
  const added = [];
  for (const file of list) {
    if (junk.has(file.name)) {
      continue;
    }
    if (isMissed(file)) {
      continue;
    }
    const id = nextId++;
    files.set(id, file);
    added.push({ id, name: file.name, size: file.size, large: file.size >= resumable.largeFrom });
  }
  if (added.length > 0) {
    owner.invokeMethodAsync('OnAddedAsync', added);
  }
}

// Uploads that the page was left with: those whose file is kept go on by themselves, the others when it is chosen again.
async function goOn() {
  const added = [];
  for (const record of await resumable.left()) {
    const id = nextId++;
    records.set(id, { url: record.url, transactionId: record.transactionId, missed: record.file ? null : record });
    if (record.file) {
      files.set(id, record.file);
    }
    added.push({
      id, name: record.name, size: record.size, large: true, transactionId: record.transactionId ?? null, missing: !record.file,
    });
  }
  if (added.length > 0) {
    owner.invokeMethodAsync('OnAddedAsync', added);
  }
}

function isMissed(file) {
  for (const [id, record] of records) {
    const missed = record.missed;
    if (missed && missed.name === file.name && missed.size === file.size && missed.modified === file.lastModified) {
      record.missed = null;
      files.set(id, file);
      owner.invokeMethodAsync('OnFoundAsync', id);
      return true;
    }
  }
  return false;
}

function carriesFiles(event) {
  return event.dataTransfer?.types?.includes('Files') ?? false;
}

function onDragEnter(event) {
  if (carriesFiles(event)) {
    event.preventDefault();
    depth++;
    document.documentElement.classList.add('dd-dragging');
  }
}

function onDragOver(event) {
  if (carriesFiles(event)) {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }
}

function onDragLeave(event) {
  if (carriesFiles(event) && --depth <= 0) {
    endDrag();
  }
}

async function onDrop(event) {
  if (!carriesFiles(event)) {
    return;
  }
  event.preventDefault();
  endDrag();
  // Entries must be taken before the first await, the list is emptied after the event.
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) {
    await collect(entry, found);
  }
  add(found);
}

function endDrag() {
  depth = 0;
  document.documentElement.classList.remove('dd-dragging');
}

async function collect(entry, found) {
  if (!entry) {
    return;
  }
  if (entry instanceof File) {
    found.push(entry);
  } else if (entry.isFile) {
    found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    // readEntries gives at most a hundred at a time.
    for (;;) {
      const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (batch.length === 0) {
        return;
      }
      for (const child of batch) {
        await collect(child, found);
      }
    }
  }
}

function onPaste(event) {
  const pasted = [...(event.clipboardData?.files ?? [])];
  if (pasted.length > 0) {
    event.preventDefault();
    add(pasted);
  }
}

function onLeave(event) {
  if (running.size > 0) {
    event.preventDefault();
  }
}
