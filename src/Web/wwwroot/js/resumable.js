// Large files go in pieces by the tus protocol: they go on after a pause, a lost line and a reload of the page.
import { accessToken } from './session.js';
import { forgetUpload, keepUpload, keptUploads } from './upload-store.js';

const endpoint = 'api/v1/uploads';
const piece = 16 * 1024 * 1024;
const largestHashed = 128 * 1024 * 1024;
const longestWait = 30_000;
const running = new Map();

export const largeFrom = 4 * 1024 * 1024;

// What was under way when the page was left; of files too large to keep only what they were.
export async function left() {
  return await keptUploads(await person());
}

export function isRunning(id) {
  return running.has(id);
}

export function pause(id) {
  const run = running.get(id);
  running.delete(id);
  run?.stop();
}

// The server is told too, so that the bytes go at once. One that is making a document of them keeps the document.
export async function end(id, record) {
  pause(id);
  if (record?.url) {
    await forgetUpload(record.url);
    await request('DELETE', record.url).catch(() => {});
  }
}

// Sends a file to its end; record.url is where an earlier attempt began.
export async function send(id, file, record, tell) {
  pause(id);
  const run = { stopped: false, stop() { this.stopped = true; this.wake?.(); this.transfer?.abort(); } };
  running.set(id, run);
  let failures = 0;
  while (!run.stopped) {
    try {
      const answer = await step(run, file, record, tell);
      failures = 0;
      if (answer) {
        running.delete(id);
        await forgetUpload(record.url);
        tell.answered(answer.status, answer.body);
        return;
      }
    } catch (error) {
      if (run.stopped) {
        return;
      }
      failures++;
      tell.waiting(true);
      await wait(run, error.retryAfter ?? Math.min(longestWait, 500 * 2 ** Math.min(failures, 6)));
      tell.waiting(false);
    }
  }
}

// One request and what follows from it. An answer for the person ends the upload; null goes on; a throw tries again.
async function step(run, file, record, tell) {
  if (!record.url) {
    return await begin(file, record);
  }
  const head = await request('HEAD', record.url);
  if (head.status === 404 || head.status === 410) {
    await forgetUpload(record.url);
    record.url = null;
    return null;
  }
  if (head.status !== 200) {
    return await refusal(head);
  }
  const offset = Number(head.headers.get('Upload-Offset'));
  if (head.headers.get('Upload-Status') !== 'open') {
    tell.progress(1);
    return await outcome(run, record);
  }
  tell.progress(offset / file.size);
  const sent = await patch(run, file, record, offset, loaded => tell.progress((offset + loaded) / file.size));
  return sent.status === 204 || sent.status === 409 ? null : await refusal(sent);
}

async function begin(file, record) {
  const metadata = { filename: file.name, transactionId: record.transactionId, sha256: await hash(file) };
  const answer = await request('POST', endpoint, {
    'Upload-Length': String(file.size),
    'Upload-Metadata': Object.entries(metadata).filter(([, value]) => value)
      .map(([key, value]) => `${key} ${base64(value)}`).join(','),
  });
  if (answer.status !== 201) {
    return await refusal(answer);
  }
  record.url = answer.headers.get('Location');
  const same = answer.headers.get('Upload-Duplicate-Of');
  if (same) {
    // It is here already: nothing needs to be sent.
    await request('DELETE', record.url);
    return told({ id: same, name: file.name, size: file.size, sha256: metadata.sha256, status: 'stored', duplicateOf: same });
  }
  const { url, transactionId } = record;
  keepUpload({ url, transactionId, person: await person() }, file);
  return null;
}

// The whole file has to be in memory for this: of larger ones the server tells at the end that they are here already.
async function hash(file) {
  if (file.size > largestHashed || !crypto.subtle) {
    return null;
  }
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

// fetch cannot tell how much of a body has left, so the bytes go by the older way.
async function patch(run, file, record, offset, loaded) {
  const token = await accessToken(false);
  return await new Promise((resolve, reject) => {
    const transfer = new XMLHttpRequest();
    run.transfer = transfer;
    let told = 0;
    transfer.upload.addEventListener('progress', event => {
      if (performance.now() - told > 120) {
        told = performance.now();
        loaded(event.loaded);
      }
    });
    transfer.addEventListener('load', () => resolve(new Response(
      transfer.status === 204 ? null : transfer.responseText,
      { status: transfer.status, headers: { 'Retry-After': transfer.getResponseHeader('Retry-After') ?? '' } })));
    transfer.addEventListener('error', () => reject(new Error('The line is cut.')));
    transfer.addEventListener('abort', () => reject(new Error('Stopped.')));
    transfer.open('PATCH', record.url);
    transfer.setRequestHeader('Tus-Resumable', '1.0.0');
    transfer.setRequestHeader('Upload-Offset', String(offset));
    transfer.setRequestHeader('Content-Type', 'application/offset+octet-stream');
    if (token) {
      transfer.setRequestHeader('Authorization', `Bearer ${token}`);
    }
    transfer.send(file.slice(offset, offset + piece));
  });
}

// Every byte is safe: what became of the file is told in the words of the ordinary upload.
async function outcome(run, record) {
  const answer = await request('GET', record.url);
  if (answer.status !== 200) {
    return await refusal(answer);
  }
  const upload = await answer.json();
  if (upload.status === 'received') {
    await wait(run, 1000);
    return null;
  }
  return told({
    id: upload.documentId,
    name: upload.name ?? '',
    size: upload.length,
    sha256: upload.sha256,
    status: upload.status === 'done' ? 'stored' : 'refused',
    duplicateOf: upload.duplicateOf,
    problem: upload.problem,
  });
}

function told(document) {
  return { status: 202, body: JSON.stringify({ documents: [document] }) };
}

// Servers that are busy, stopping or gone are asked again; a refusal is for the person.
async function refusal(response) {
  if (response.status === 401) {
    await accessToken(true);
  }
  if (response.status === 401 || response.status === 408 || response.status === 423 || response.status === 429
    || (response.status >= 500 && response.status !== 507)) {
    const error = new Error(`The server answered ${response.status}.`);
    const seconds = Number(response.headers.get('Retry-After'));
    error.retryAfter = seconds > 0 ? Math.min(longestWait, seconds * 1000) : undefined;
    throw error;
  }
  return { status: response.status, body: await response.text() };
}

async function request(method, url, headers = {}) {
  const token = await accessToken(false);
  return await fetch(url, {
    method,
    headers: { ...headers, 'Tus-Resumable': '1.0.0', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
  });
}

// Coming online again ends the wait early, and so does being stopped.
async function wait(run, milliseconds) {
  await new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    run.wake = () => { clearTimeout(timer); resolve(); };
    addEventListener('online', run.wake, { once: true });
  });
  removeEventListener('online', run.wake);
  run.wake = null;
}

// What is kept belongs to who kept it: another person at this browser must not send it.
async function person() {
  const token = await accessToken(false);
  try {
    return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub;
  } catch {
    return null;
  }
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
