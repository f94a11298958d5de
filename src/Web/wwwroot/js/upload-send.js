// Sends one file until there is an answer for the person: a lost line and a busy server are tried again by themselves.
import { accessToken } from './session.js';

const longestWait = 30_000;
const mostRefusals = 12;

export class Run {
  stopped = false;
  transfer = null;
  wake = null;

  stop() {
    this.stopped = true;
    this.wake?.();
    this.transfer?.abort();
  }
}

// attempt(run) gives the answer, or null when there is more to do; it throws where it is to be tried again.
export async function untilAnswered(run, file, attempt, tell) {
  let failures = 0;
  let refusals = 0;
  while (!run.stopped) {
    try {
      const answer = await attempt(run);
      failures = refusals = 0;
      if (answer) {
        return answer;
      }
    } catch (error) {
      if (run.stopped) {
        return null;
      }
      if (!await canBeRead(file)) {
        return unreadable();
      }
      // A line that is lost may be so for hours; a server that answers, but never well, is for the person.
      if (error.answer && ++refusals > mostRefusals) {
        return error.answer;
      }
      failures++;
      tell.waiting(error.answer ? 'server' : 'line');
      await wait(run, error.retryAfter ?? Math.min(longestWait, 500 * 2 ** Math.min(failures, 6)));
      tell.waiting(null);
    }
  }
  return null;
}

// Small files go whole, one request each; the key makes sure that trying again makes no second document.
export async function sendWhole(run, file, record, tell) {
  const form = new FormData();
  if (record.transactionId) {
    form.append('transactionId', record.transactionId);
  }
  form.append('files', file, file.name);
  const response = await transfer(run, 'POST', 'api/v1/documents/upload', { 'Idempotency-Key': record.key }, form, (loaded, total) =>
    tell.progress(Math.min(1, loaded / Math.max(1, total))));
  return response.ok ? { status: response.status, body: await response.text() } : await refusal(response);
}

// fetch cannot tell how much of a body has left, so bytes go by the older way.
export async function transfer(run, method, url, headers, body, loaded) {
  const token = await accessToken(false);
  return await new Promise((resolve, reject) => {
    if (run.stopped) {
      reject(new Error('Stopped.'));
      return;
    }
    const request = new XMLHttpRequest();
    run.transfer = request;
    let told = 0;
    request.upload.addEventListener('progress', event => {
      const now = performance.now();
      if (now - told > 120 || event.loaded === event.total) {
        told = now;
        loaded(event.loaded, event.total);
      }
    });
    request.addEventListener('load', () => resolve(answerOf(request)));
    request.addEventListener('error', () => reject(new Error('The line is cut.')));
    request.addEventListener('abort', () => reject(new Error('Stopped.')));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    if (token) {
      request.setRequestHeader('Authorization', `Bearer ${token}`);
    }
    request.send(body);
  });
}

// Servers that are busy, stopping or gone are asked again; a refusal is for the person.
export async function refusal(response) {
  const answer = { status: response.status, body: await response.text() };
  if (response.status === 401) {
    await accessToken(true);
  }
  if ([401, 408, 423, 425, 429].includes(response.status) || (response.status >= 500 && response.status !== 507)) {
    const error = new Error(`The server answered ${response.status}.`);
    error.answer = answer;
    const seconds = Number(response.headers.get('Retry-After'));
    error.retryAfter = seconds > 0 ? Math.min(longestWait, seconds * 1000) : undefined;
    throw error;
  }
  return answer;
}

// Coming online again ends the wait early, and so does being stopped.
export async function wait(run, milliseconds) {
  await new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    run.wake = () => { clearTimeout(timer); resolve(); };
    addEventListener('online', run.wake, { once: true });
  });
  removeEventListener('online', run.wake);
  run.wake = null;
}

function answerOf(request) {
  const headers = new Headers();
  for (const name of ['Retry-After', 'Upload-Offset', 'Upload-Status']) {
    const value = request.getResponseHeader(name);
    if (value) {
      headers.set(name, value);
    }
  }
  return new Response(request.status === 204 ? null : request.responseText, { status: request.status, headers });
}

async function canBeRead(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function unreadable() {
  const detail = 'This file can no longer be read: it was moved, changed or removed. Add it again.';
  return { status: 422, body: JSON.stringify({ title: 'The file cannot be read.', detail, status: 422 }) };
}
