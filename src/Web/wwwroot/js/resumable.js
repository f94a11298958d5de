// Large files go in pieces by the tus protocol: they go on after a pause, a lost line and a reload of the page.
import { accessToken } from './session.js';
import { refusal, transfer, wait } from './upload-send.js';
import { changeUpload } from './upload-store.js';

const endpoint = 'api/v1/uploads';
const piece = 16 * 1024 * 1024;
const largestHashed = 128 * 1024 * 1024;

export const largeFrom = 4 * 1024 * 1024;

// One request and what follows from it; record.url is where the upload has begun, record.offset what is known to be safe.
export async function sendPiece(run, file, record, tell) {
  if (!record.url) {
    return await begin(run, file, record);
  }
  if (record.offset === undefined) {
    return await ask(run, file, record, tell);
  }
  const { offset } = record;
  // Whatever happens to this piece, the server is asked where it stands unless it has said so.
  record.offset = undefined;
  const sent = await transfer(run, 'PATCH', record.url, {
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': String(offset),
    'Content-Type': 'application/offset+octet-stream',
  }, file.slice(offset, offset + piece), loaded => tell.progress((offset + loaded) / file.size));
  if (sent.status === 204 && sent.headers.get('Upload-Status') === 'open') {
    record.offset = Number(sent.headers.get('Upload-Offset'));
  }
  return sent.status === 204 || sent.status === 409 || sent.status === 404 || sent.status === 410 ? null : await refusal(sent);
}

// How much of it is safe, as a share; null when that cannot be known just now.
export async function sentOf(record) {
  try {
    const head = await request('HEAD', record.url);
    return head.ok ? Number(head.headers.get('Upload-Offset')) / record.size : null;
  } catch {
    return null;
  }
}

// The server is told too, so that the bytes go at once. One that is making a document of them keeps the document; one that is
// still saving what was just cut off is told again.
export async function terminate(url) {
  for (let again = 0; again < 5; again++) {
    const answer = await request('DELETE', url).catch(() => null);
    if (answer && (answer.ok || answer.status === 404 || answer.status === 410)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 1000 * 2 ** again));
  }
}

async function ask(run, file, record, tell) {
  const head = await request('HEAD', record.url);
  if (head.status === 404 || head.status === 410) {
    record.url = null;
    await changeUpload(record.key, { url: null });
    return null;
  }
  if (head.status !== 200) {
    return await refusal(head);
  }
  if (head.headers.get('Upload-Status') !== 'open') {
    tell.progress(1);
    return await outcome(run, record);
  }
  record.offset = Number(head.headers.get('Upload-Offset'));
  tell.progress(record.offset / file.size);
  return null;
}

async function begin(run, file, record) {
  const metadata = { filename: file.name, transactionId: record.transactionId, sha256: await hash(file) };
  if (run.stopped) {
    return null;
  }
  const answer = await request('POST', endpoint, {
    'Upload-Length': String(file.size),
    'Upload-Metadata': Object.entries(metadata).filter(([, value]) => value)
      .map(([key, value]) => `${key} ${base64(value)}`).join(','),
  });
  if (answer.status !== 201) {
    return await refusal(answer);
  }
  const url = answer.headers.get('Location');
  const same = answer.headers.get('Upload-Duplicate-Of');
  if (same || run.cancelled) {
    // It is here already, or nobody wants it any more: nothing needs to be sent.
    await terminate(url);
    return run.cancelled ? null
      : told({ id: same, name: file.name, size: file.size, sha256: metadata.sha256, status: 'stored', duplicateOf: same });
  }
  record.url = url;
  record.offset = 0;
  await changeUpload(record.key, { url });
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

async function request(method, url, headers = {}) {
  const token = await accessToken(false);
  return await fetch(url, {
    method,
    headers: { ...headers, 'Tus-Resumable': '1.0.0', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
  });
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
