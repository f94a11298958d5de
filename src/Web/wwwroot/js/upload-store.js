// Uploads that are not over, kept in this browser until they are or the person signs out. Nothing here may fail an upload.
const name = 'dd-uploads';
const largestFile = 512 * 1024 * 1024;
// The server gives an upload up after as long.
const longestKept = 3 * 24 * 3600 * 1000;

// Keeps entries with their files where there is room. What ended meanwhile is left out: the list is read when it is written.
export async function keepUploads(entries) {
  const withFile = entry => entry.file && entry.file.size <= largestFile;
  const put = (store, withFiles) => {
    for (const entry of entries.filter(entry => !entry.over)) {
      store.put(withFiles && withFile(entry) ? { ...entry.record, file: entry.file } : entry.record);
    }
  };
  try {
    await write(store => put(store, true));
    for (const entry of entries) {
      entry.kept = withFile(entry);
    }
  } catch {
    // No room for the files: what they were is enough to go on when they are chosen again.
    await write(store => put(store, false)).catch(() => {});
  }
}

export async function changeUpload(key, changes) {
  await write(store => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      if (asked.result) {
        store.put({ ...asked.result, ...changes });
      }
    };
  }).catch(() => {});
}

export async function forgetUpload(key) {
  await write(store => store.delete(key)).catch(() => {});
}

export async function keptUploads(person) {
  try {
    const all = await write(store => store.getAll());
    const tooOld = Date.now() - longestKept;
    await Promise.all(all.filter(record => record.addedAt < tooOld).map(record => forgetUpload(record.key)));
    return all.filter(record => record.person === person && record.addedAt >= tooOld);
  } catch {
    return [];
  }
}

export async function forgetUploadsOf(person) {
  const mine = await keptUploads(person);
  await Promise.all(mine.map(record => forgetUpload(record.key)));
}

async function write(work) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('uploads', { keyPath: 'key' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('uploads', 'readwrite');
      const asked = work(transaction.objectStore('uploads'));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
