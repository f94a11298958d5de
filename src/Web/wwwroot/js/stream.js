// Server-Sent Events read by fetch, because EventSource cannot send the bearer token.
import { authorized } from './session.js';

let abort = null;

export function start(owner) {
  stop();
  abort = new AbortController();
  run(owner, abort.signal);
}

export function stop() {
  abort?.abort();
  abort = null;
}

async function run(owner, signal) {
  let lastId = null;
  let wait = 1;
  let hadConnection = false;
  while (!signal.aborted) {
    try {
      const headers = { Accept: 'text/event-stream' };
      if (lastId) {
        headers['Last-Event-ID'] = lastId;
      }
      const response = await authorized('api/v1/events/stream', { headers, signal, cache: 'no-store' });
      if (response.status === 401 || response.status === 403) {
        await owner.invokeMethodAsync('OnStateAsync', 'refused');
        return;
      }
      if (!response.ok || !response.body) {
        throw new Error(`stream answered ${response.status}`);
      }
      await owner.invokeMethodAsync('OnStateAsync', hadConnection ? 'again' : 'open');
      hadConnection = true;
      wait = 1;
      lastId = await read(response.body, owner, lastId);
    } catch {
      if (signal.aborted) {
        return;
      }
      await owner.invokeMethodAsync('OnStateAsync', 'lost');
    }
    await pause(wait, signal);
    wait = Math.min(wait * 2, 30);
  }
}

async function read(body, owner, lastId) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  let id = lastId;
  let data = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return id;
    }
    buffer += value;
    const lines = buffer.split(/\r\n|\n|\r/);
    buffer = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          await owner.invokeMethodAsync('OnMessageAsync', data.join('\n'));
        }
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(5).trimStart());
      } else if (line.startsWith('id:')) {
        id = line.slice(3).trim();
      }
    }
  }
}

function pause(seconds, signal) {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    addEventListener('online', done, { once: true });
    signal.addEventListener('abort', done, { once: true });
  });
}
