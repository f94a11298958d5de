// Runs before the app: the first paint in the right colours, and the service worker.
const choice = localStorage.getItem('dd.theme') ?? 'system';
const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
document.documentElement.classList.toggle('dd-start-dark', dark);

if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register('service-worker.js', { updateViaCache: 'none' }).catch(() => {
    // Private windows refuse service workers: the app works without.
  });
}
