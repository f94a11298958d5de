// The name of this tab among those that send uploads. It is held from the first moment of the page, long before the app is
// there, so that other tabs can tell a tab that is only loaded again from one that is gone.
const key = 'dd.upload-tab';

export const tab = claim();

export function lockOf(name) {
  return `dd-uploads-${name}`;
}

// crypto.randomUUID is there on secure origins only.
export function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

// A tab that was duplicated has the name of the other one: it gets its own.
async function claim() {
  let name = sessionStorage.getItem(key) ?? randomName();
  if (!await hold(name) && !await hold(name, 300)) {
    name = randomName();
    await hold(name);
  }
  sessionStorage.setItem(key, name);
  return name;
}

// Held as long as this tab lives: other tabs leave its uploads alone.
async function hold(name, later = 0) {
  await new Promise(resolve => setTimeout(resolve, later));
  return !navigator.locks || await new Promise(resolve =>
    navigator.locks.request(lockOf(name), { ifAvailable: true }, lock => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : null;
    }));
}
