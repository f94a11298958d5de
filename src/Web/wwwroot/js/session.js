// Holds the access token, in memory only, for everything that talks to the server from this tab.
import { forgetUploadsOf } from './upload-store.js';

const refreshPath = 'api/v1/auth/refresh';
const hintKey = 'dd.signed-in';
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('dd-session') : null;

let current = null;
let owner = null;
let renewing = null;
let timer = 0;

channel?.addEventListener('message', event => {
  if (event.data?.kind === 'tokens' && current) {
    adopt(event.data.body, false);
  } else if (event.data?.kind === 'signed-out' && current) {
    forget();
    owner?.invokeMethodAsync('OnEndedAsync');
  }
});

// A laptop that slept has missed its timer.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && current && secondsLeft() < 60) {
    renew();
  }
});

export function attach(dotNetOwner) {
  owner = dotNetOwner;
}

export async function signIn(email, password) {
  const answer = await post('api/v1/auth/login', { email, password, cookie: true });
  if (answer.status === 200) {
    adopt(answer.body, true);
  }
  return answer;
}

// Without the hint nobody has signed in here: asking would only earn a 401.
export async function resume() {
  if (!localStorage.getItem(hintKey)) {
    return { status: 401, body: '' };
  }
  return await renew();
}

export async function signOut() {
  const token = current?.token;
  const person = subjectOf(token);
  forget();
  channel?.postMessage({ kind: 'signed-out' });
  await forgetUploadsOf(person);
  await post('api/v1/auth/logout', {}, token);
}

export async function accessToken(force) {
  if (!current) {
    return null;
  }
  if (force || secondsLeft() < 15) {
    await renew();
  }
  return current?.token ?? null;
}

// The id of who is signed in; null when nobody is.
export async function person() {
  return subjectOf(await accessToken(false));
}

export async function authorized(url, init = {}) {
  let response = await withToken(url, init, false);
  if (response.status === 401 && current) {
    response = await withToken(url, init, true);
  }
  return response;
}

async function withToken(url, init, force) {
  const token = await accessToken(force);
  const headers = new Headers(init.headers);
  if (token) {
    headers.set('Authorization', `Bearer ${token}`);
  }
  return await fetch(url, { ...init, headers });
}

function renew() {
  renewing ??= renewOnce().finally(() => { renewing = null; });
  return renewing;
}

async function renewOnce() {
  const before = current?.token ?? null;
  const ask = async () => {
    // Another tab may have renewed while this one waited for the lock.
    if (current && current.token !== before) {
      return { status: 200, body: current.body };
    }
    return await post(refreshPath, {});
  };
  const answer = navigator.locks ? await navigator.locks.request('dd-refresh', ask) : await ask();
  if (answer.status === 200) {
    adopt(answer.body, true);
  } else if (answer.status === 401 || answer.status === 403) {
    const had = current !== null;
    forget();
    if (had) {
      owner?.invokeMethodAsync('OnEndedAsync');
    }
  } else if (current) {
    schedule(10);
  }
  return answer;
}

function adopt(body, tell) {
  const tokens = JSON.parse(body);
  if (!tokens.accessToken) {
    return;
  }
  current = { token: tokens.accessToken, body, expiresAt: performance.now() + tokens.expiresIn * 1000 };
  localStorage.setItem(hintKey, '1');
  schedule(Math.max(5, tokens.expiresIn - 60));
  if (tell) {
    channel?.postMessage({ kind: 'tokens', body });
  }
}

function forget() {
  current = null;
  clearTimeout(timer);
  localStorage.removeItem(hintKey);
}

function schedule(seconds) {
  clearTimeout(timer);
  timer = setTimeout(renew, seconds * 1000);
}

function secondsLeft() {
  return current ? (current.expiresAt - performance.now()) / 1000 : 0;
}

async function post(path, body, token) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  try {
    const response = await fetch(path, {
      method: 'POST', headers, body: JSON.stringify(body), credentials: 'same-origin', cache: 'no-store',
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

function subjectOf(token) {
  try {
    return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub;
  } catch {
    return null;
  }
}
