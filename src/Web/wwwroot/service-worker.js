// While developing nothing is cached, so that every change is seen.
self.addEventListener('fetch', () => { });
