// What the page frame needs from the browser: keys, focus, clipboard, saved choices, downloads.
import { authorized } from './session.js';

const goKeys = { h: '/', t: '/transactions', d: '/documents', s: '/search' };
let goUntil = 0;
let owner = null;

// One frame after the other may listen: who signs in again gets a new one.
export function listenForKeys(frame) {
  if (!owner) {
    addEventListener('keydown', onKey);
  }
  owner = frame;
}

export function ignoreKeys() {
  removeEventListener('keydown', onKey);
  owner = null;
}

function onKey(event) {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable="true"]');
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    owner.invokeMethodAsync('OnKeyAsync', 'palette');
    return;
  }
  if (event.key === 'Escape' && document.activeElement === document.body) {
    // The focused button may have gone with what it did: then no key reaches the dialog.
    [...document.querySelectorAll('.mud-dialog .mud-button-close')].at(-1)?.click();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('.mud-dialog')) {
    return;
  }
  const now = performance.now();
  if (now < goUntil && goKeys[event.key]) {
    goUntil = 0;
    event.preventDefault();
    owner.invokeMethodAsync('OnKeyAsync', `go:${goKeys[event.key]}`);
    return;
  }
  goUntil = event.key === 'g' ? now + 1200 : 0;
  if (event.key === '/') {
    event.preventDefault();
    focus('[data-testid="search-box"]', true);
  } else if (event.key === '?') {
    owner.invokeMethodAsync('OnKeyAsync', 'help');
  } else if (event.key === 'j' || event.key === 'k') {
    step(event.key === 'j' ? 1 : -1);
  } else if (event.key === '[' || event.key === ']') {
    document.querySelector(event.key === '[' ? '[data-key="previous"]' : '[data-key="next"]')?.click();
  }
}

// j and k walk over whatever the page marks as a row.
function step(by) {
  const rows = [...document.querySelectorAll('[data-row]')].filter(row => row.offsetParent !== null);
  if (rows.length === 0) {
    return;
  }
  const at = rows.indexOf(document.activeElement?.closest?.('[data-row]'));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

export function focus(selector, select) {
  const element = document.querySelector(selector);
  element?.focus();
  if (select) {
    element?.select?.();
  }
}

// A page that comes after its data has no heading yet when the app wants to set the focus there.
export function focusIfLost(selector) {
  if (document.activeElement === null || document.activeElement === document.body) {
    document.querySelector(selector)?.focus({ preventScroll: true });
  }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function getItem(key) {
  return localStorage.getItem(key);
}

export function setItem(key, value) {
  localStorage.setItem(key, value);
}

export function setScheme(dark) {
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#0b1211' : '#0c2f2c');
}

export async function download(path, name) {
  const response = await authorized(path);
  if (!response.ok) {
    return { status: response.status, body: await response.text() };
  }
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { status: response.status, body: '' };
}

// Brings the lit place into view, now or as soon as its page image is there.
export function reveal(selector) {
  const show = () => document.querySelector(selector)?.scrollIntoView({
    block: 'center', inline: 'center',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
  });
  const image = document.querySelector(selector)?.closest('.page-sheet')?.querySelector('secure-image');
  if (image && image.dataset.state !== 'ready') {
    image.addEventListener('shown', show, { once: true });
  } else {
    show();
  }
}

export function isTouch() {
  return matchMedia('(pointer: coarse)').matches;
}
