// Keeps the app itself for offline use. Answers of the API are never kept: they are the agency's data.
self.importScripts('./service-worker-assets.js');

const cacheName = `digital-docs-${self.assetsManifest.version}`;
const wanted = [/\.wasm$/, /\.html$/, /\.js$/, /\.css$/, /\.woff2$/, /\.svg$/, /\.png$/, /\.webmanifest$/, /\.dat$/];
const unwanted = [/^service-worker\.js$/, /\.map$/];
const known = new Set(self.assetsManifest.assets.map(asset => new URL(asset.url, self.location).href));

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('fetch', event => {
  const request = event.request;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) {
    return;
  }
  if (request.mode === 'navigate') {
    if (isPageOfApp(new URL(request.url).pathname)) {
      event.respondWith(fromCache('index.html', request));
    }
  } else if (known.has(request.url)) {
    event.respondWith(fromCache(request, request));
  }
});

async function install() {
  const requests = self.assetsManifest.assets
    .filter(asset => wanted.some(pattern => pattern.test(asset.url)))
    .filter(asset => !unwanted.some(pattern => pattern.test(asset.url)))
    .map(asset => new Request(asset.url, { integrity: asset.hash, cache: 'no-cache' }));
  const cache = await caches.open(cacheName);
  await cache.addAll(requests);
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names
    .filter(name => name.startsWith('digital-docs-') && name !== cacheName)
    .map(name => caches.delete(name)));
  await self.clients.claim();
}

// Share pages, the API reference and the API are the server's.
function isPageOfApp(path) {
  return /^\/($|index\.html$|sign-in|set-password|setup|transactions|documents|search|trash|admin)/.test(path);
}

async function fromCache(key, request) {
  const cache = await caches.open(cacheName);
  return await cache.match(key) ?? await fetch(request);
}
