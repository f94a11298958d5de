// Uploads under way, kept in this browser until they end or the person signs out. Nothing here may fail an upload.
const name = 'dd-uploads';
const largestKept = 512 * 1024 * 1024;

export async function keepUpload(record, file) {
  const kept = { ...record, name: file.name, size: file.size, modified: file.lastModified };
  try {
    await write(store => store.put(file.size <= largestKept ? { ...kept, file } : kept));
  } catch {
    // No room for the file: what it was is enough to go on when it is chosen again.
    await write(store => store.put(kept)).catch(() => {});
  }
}

export async function forgetUpload(url) {
  if (url) {
    await write(store => store.delete(url)).catch(() => {});
  }
}

export async function keptUploads(person) {
  try {
    const all = await write(store => store.getAll());
    return all.filter(record => record.person === person);
  } catch {
    return [];
  }
}

export async function forgetAll() {
  await write(store => store.clear()).catch(() => {});
}

async function write(work) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('uploads', { keyPath: 'url' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('uploads', 'readwrite');
      const asked = work(transaction.objectStore('uploads'));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
